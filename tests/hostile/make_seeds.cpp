// make_seeds [--awkward] DIR: writes every seed, one file each.
#include "seeds.h"

#include <cstdio>
#include <filesystem>
#include <fstream>

int main(int argc, char** argv)
{
    using namespace imprimatur::hostile;
    const bool awkward = argc == 3 && std::string_view(argv[1]) == "--awkward";
    if (argc != 2 && !awkward) {
        std::fputs("make_seeds [--awkward] DIR\n", stderr);
        return 2;
    }
    const std::filesystem::path folder(argv[argc - 1]);
    std::filesystem::create_directories(folder);
    auto seeds = awkward ? awkward_seeds() : dicom_seeds();
    if (!awkward) {
        for (auto& seed : photo_seeds())
            seeds.push_back(std::move(seed));
    }
    for (const auto& seed : seeds) {
        std::ofstream stream(folder / seed.name, std::ios::binary);
        stream.write(reinterpret_cast<const char*>(seed.bytes.data()), static_cast<std::streamsize>(seed.bytes.size()));
        if (!stream.flush()) {
            std::fprintf(stderr, "make_seeds: %s cannot be written\n", seed.name.c_str());
            return 1;
        }
    }
    return 0;
}
