// The program under test, driven from outside as a user drives it.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace imprimatur::dicom_eval {

struct Answer {
    bool written = false;
    std::string reason;
};

struct CleanerRun {
    int status = -1;  ///< of the process; above 128: a signal
    std::map<std::string, Answer> answers;  ///< by the name of the file handed in
    std::filesystem::path copies;  ///< holds each copy under the name of its original
    std::string talk;  ///< standard error
};

/// `imprimatur redact --as dicom --tags-only --json --out OUT IN`. When the environment names another program in
/// IMPRIMATUR_DICOM_CLEANER, that one is run as PROGRAM IN OUT, to see that these tests can fail.
CleanerRun run_cleaner(
    const std::filesystem::path& in, const std::filesystem::path& work, const std::vector<std::string>& options = { "--tags-only" });
bool is_stand_in();

/// From the lines of redact --json: the first copy of each file that was written.
std::map<std::string, std::filesystem::path> copies_told(const std::filesystem::path& report);

/// A folder that is gone when the test is over.
class TestFolder {
public:
    TestFolder();
    ~TestFolder();
    TestFolder(const TestFolder&) = delete;
    TestFolder& operator=(const TestFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

/// Runs a command with its output in a file; the shell's words are quoted by quoted().
int run_command(const std::string& command, const std::filesystem::path& output);
std::string quoted(const std::string& word);

}  // namespace imprimatur::dicom_eval
