// Files that lie end in a named refusal or in a correct copy: never in half of one, a crash, or silence.
#include "cleaner.h"
#include "hostile_files.h"
#include "leaks.h"
#include "objects.h"

#include <cstdlib>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

namespace imprimatur::dicom_eval {
namespace {

namespace fs = std::filesystem;

/// To its end, every element with its value in memory. In a process of its own: DCMTK itself falls over some of these files, and a copy
/// that makes it do so is no correct one.
bool can_be_read(const fs::path& path)
{
    constexpr unsigned kSeconds = 20;
    const pid_t child = fork();
    if (child == 0) {
        alarm(kSeconds);
        DcmFileFormat file;
        const bool good = file.loadFile(path.c_str()).good() && file.loadAllDataIntoMemory().good() && file.getDataset()->card() > 0;
        _exit(good ? 0 : 1);
    }
    int status = 0;
    return child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

std::size_t files_below(const fs::path& folder)
{
    std::size_t count = 0;
    if (fs::exists(folder)) {
        for (const auto& entry : fs::recursive_directory_iterator(folder))
            count += entry.is_regular_file() ? 1U : 0U;
    }
    return count;
}

void expect_refusals_or_copies(const std::vector<HostileFile>& files, std::size_t fewest_refused)
{
    const TestFolder folder;
    fs::create_directories(folder.path() / "in");
    for (const auto& file : files)
        write_bytes(folder.path() / "in" / file.name, file.bytes);
    const auto run = run_cleaner(folder.path() / "in", folder.path());
    EXPECT_LE(run.status, 1) << run.talk;
    std::size_t written = 0;
    std::size_t refused = 0;
    for (const auto& file : files) {
        const auto answer = run.answers.find(file.name);
        if (answer == run.answers.end()) {
            ADD_FAILURE() << file.name << ": no answer";
            continue;
        }
        const auto copy = run.copies / file.name;
        EXPECT_EQ(answer->second.written, fs::exists(copy)) << file.name;
        if (!answer->second.written) {
            ++refused;
            EXPECT_FALSE(answer->second.reason.empty()) << file.name << " was refused without a reason";
            continue;
        }
        ++written;
        EXPECT_TRUE(can_be_read(copy)) << file.name << ": the copy cannot be read to its end";
        const auto bytes = searchable(read_bytes(copy));
        for (const auto& word : hostile_identifiers())
            EXPECT_EQ(bytes.find(word), Octets::npos) << file.name << ": " << word << " is left";
    }
    if (!is_stand_in()) {
        EXPECT_EQ(files_below(folder.path() / "out"), written) << "something was written that no answer names";
        EXPECT_EQ(run.status, refused > 0 ? 1 : 0);
    }
    for (const auto& word : hostile_identifiers())
        EXPECT_EQ((run.talk + read_bytes(folder.path() / "report.jsonl")).find(word), std::string::npos) << word << " is told";
    EXPECT_GE(refused, fewest_refused);
    std::printf("%zu files: %zu written, %zu refused\n", files.size(), written, refused);
}

TEST(HostileDicom, LiesAreRefusedOrCopiedCorrectly) { expect_refusals_or_copies(hostile_files(), 10); }

TEST(HostileDicom, ATruncatedFileIsNeverCopiedInPart) { expect_refusals_or_copies(truncated_files(60), 30); }

TEST(HostileDicom, ChangedBytes)
{
    const char* wish = std::getenv("IMPRIMATUR_HOSTILE");
    expect_refusals_or_copies(mutated_files(wish != nullptr && std::string(wish) == "full" ? 2000 : 150), 0);
}

TEST(HostileDicom, OneBadFileDoesNotStopTheOthers)
{
    const TestFolder folder;
    fs::create_directories(folder.path() / "in");
    write_bytes(folder.path() / "in" / "a_bad.dcm", Octets(128, '\0') + "DICM" + Octets(40, '\xFF'));
    write_bytes(folder.path() / "in" / "b_good.dcm", file_of_kind(Kind::Ct, {}));
    const auto run = run_cleaner(folder.path() / "in", folder.path());
    EXPECT_TRUE(fs::exists(run.copies / "b_good.dcm"));
    EXPECT_FALSE(fs::exists(run.copies / "a_bad.dcm"));
}

}  // namespace
}  // namespace imprimatur::dicom_eval
