// dicom_midi_set DIR [COPIES] [--safe-private]: writes the pseudo patients and DIR.key.tsv. With COPIES, a folder with each file's copy
// under its own name, it scores them against the originals in DIR instead.
#include "leaks.h"
#include "midi_set.h"

#include <cstdio>
#include <cstring>

using namespace imprimatur::dicom_eval;

namespace {

int score(const MidiSet& set, const char* originals, const char* copies)
{
    const auto result = midi_score(set.key, originals, copies);
    for (const auto& line : result.failed)
        std::printf("FAIL\t%s\n", line.c_str());
    for (const auto action : kMidiActions) {
        const auto found = result.actions.find(std::string(action));
        if (found == result.actions.end())
            std::printf("%-18s  not asked\n", std::string(action).c_str());
        else
            std::printf("%-18s %9.2f / %zu\n", std::string(action).c_str(), found->second.passed, found->second.total);
    }
    std::printf("%-18s %8.4f %%\n", "all", result.overall() * 100);
    return 0;
}

}  // namespace

int main(int argc, char** argv)
{
    const bool safe = argc > 2 && std::strcmp(argv[argc - 1], "--safe-private") == 0;
    const int words = safe ? argc - 1 : argc;
    if (words < 2 || words > 3) {
        std::fputs("usage: dicom_midi_set DIR [COPIES] [--safe-private]\n", stderr);
        return 2;
    }
    const auto set = midi_set(safe);
    if (words == 3)
        return score(set, argv[1], argv[2]);
    const std::filesystem::path folder = argv[1];
    std::filesystem::create_directories(folder);
    for (const auto& file : set.files)
        write_bytes(folder / file.name, file.bytes);
    write_bytes(folder.string() + ".key.tsv", midi_table(set.key));
    std::printf("%zu files, %zu checks\n", set.files.size(), set.key.size());
    return 0;
}
