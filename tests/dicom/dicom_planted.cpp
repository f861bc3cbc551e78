// dicom_planted DIR [COPIES]: writes both planted sets and plants.tsv into DIR. With COPIES, a folder with each file's copy under its
// own name, it prints what is left there instead.
#include "leaks.h"

#include <cstdio>
#include <map>

using namespace imprimatur::dicom_eval;

namespace {

int report(const PlantedSet& set, const std::filesystem::path& copies, const char* name)
{
    const auto leaks = find_leaks(set, copies);
    std::map<std::string, std::size_t> places;
    for (const auto& plant : leaks.left) {
        std::printf("LEAK\t%s\t%s\t%s\n", plant.file.c_str(), plant.where.c_str(), plant.key.c_str());
        ++places[plant.where];
    }
    for (const auto& [where, count] : places)
        std::printf("%6zu  %s\n", count, where.c_str());
    for (const auto& missing : leaks.missing)
        std::printf("not written: %s\n", missing.c_str());
    std::printf("%s: %zu of %zu planted identifiers left, %zu of %zu files not written\n", name, leaks.left.size(), leaks.searched,
        leaks.missing.size(), set.files.size());
    return leaks.left.empty() ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv)
{
    if (argc < 2 || argc > 3) {
        std::fputs("usage: dicom_planted DIR [COPIES]\n", stderr);
        return 2;
    }
    const auto first = planted_by_bytes();
    const auto second = planted_by_dcmtk();
    if (argc == 3) {
        const int one = report(first, argv[2], "by bytes");
        return report(second, argv[2], "by dcmtk") | one;
    }
    const std::filesystem::path folder = argv[1];
    write_set(first, folder);
    write_set(second, folder);
    auto plants = first.plants;
    plants.insert(plants.end(), second.plants.begin(), second.plants.end());
    write_bytes(folder.string() + ".plants.tsv", as_table(plants));
    std::printf("%zu files, %zu plants\n", first.files.size() + second.files.size(), plants.size());
    return 0;
}
