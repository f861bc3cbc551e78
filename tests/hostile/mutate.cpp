// mutate --seed N --count K --out DIR FILE...: K broken copies, "00017-name.dcm", each made of FILE number (17 mod files).
#include "mutator.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

using namespace imprimatur::hostile;

namespace {

struct Wish {
    std::uint64_t seed = 1;
    std::size_t count = 0;
    std::filesystem::path out;
    std::vector<std::filesystem::path> files;
};

std::optional<Wish> parse(int argc, char** argv)
{
    Wish wish;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        const bool option = word == "--seed" || word == "--count" || word == "--out";
        if (!option) {
            wish.files.emplace_back(word);
            continue;
        }
        if (++i == argc)
            return std::nullopt;
        if (word == "--out")
            wish.out = argv[i];
        else if (word == "--seed")
            wish.seed = std::strtoull(argv[i], nullptr, 10);
        else
            wish.count = std::strtoull(argv[i], nullptr, 10);
    }
    if (wish.count == 0 || wish.out.empty() || wish.files.empty())
        return std::nullopt;
    return wish;
}

}  // namespace

int main(int argc, char** argv)
{
    const auto wish = parse(argc, argv);
    if (!wish) {
        std::fputs("mutate --seed N --count K --out DIR FILE...\n", stderr);
        return 2;
    }
    std::vector<Bytes> contents;
    for (const auto& file : wish->files) {
        std::ifstream stream(file, std::ios::binary);
        contents.emplace_back(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
        if (!stream) {
            std::fprintf(stderr, "mutate: %s cannot be read\n", file.c_str());
            return 1;
        }
    }
    std::filesystem::create_directories(wish->out);
    for (std::size_t i = 0; i < wish->count; ++i) {
        // A generator a file: number 17 is the same whether 20 or 20,000 are asked for.
        Chance chance(wish->seed * 1'000'003 + i);
        const auto which = i % contents.size();
        const auto mutant = mutate(contents[which], contents[chance.below(contents.size())], chance);
        char number[32];
        std::snprintf(number, sizeof number, "%05zu-", i);
        const auto path = wish->out / (number + wish->files[which].filename().string());
        std::ofstream stream(path, std::ios::binary);
        stream.write(reinterpret_cast<const char*>(mutant.bytes.data()), static_cast<std::streamsize>(mutant.bytes.size()));
        if (!stream.flush()) {
            std::fprintf(stderr, "mutate: %s cannot be written\n", path.c_str());
            return 1;
        }
        std::printf("%s\t%s\n", path.filename().c_str(), mutant.how.c_str());
    }
    return 0;
}
