#include "cleaner.h"

#include "leaks.h"

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <sstream>
#include <sys/wait.h>
#include <unistd.h>

namespace imprimatur::dicom_eval {

namespace fs = std::filesystem;

namespace {

const char* stand_in() { return std::getenv("IMPRIMATUR_DICOM_CLEANER"); }

/// One JSON object a line: file, status, reason, out.
void read_answers(const fs::path& report, CleanerRun& run)
{
    std::istringstream lines(read_bytes(report));
    for (std::string line; std::getline(lines, line);) {
        const auto json = nlohmann::json::parse(line, nullptr, false);
        if (!json.is_object() || !json.contains("file"))
            continue;
        const auto name = fs::path(json["file"].get<std::string>()).filename().string();
        Answer answer { json.value("status", "") == "written", json.value("reason", "") };
        if (answer.written && json.contains("out") && !json["out"].empty()) {
            std::error_code error;
            fs::copy_file(json["out"][0].get<std::string>(), run.copies / name, fs::copy_options::overwrite_existing, error);
            answer.written = !error;
        }
        run.answers[name] = answer;
    }
}

}  // namespace

std::map<std::string, fs::path> copies_told(const fs::path& report)
{
    std::map<std::string, fs::path> copies;
    std::istringstream lines(read_bytes(report));
    for (std::string line; std::getline(lines, line);) {
        const auto json = nlohmann::json::parse(line, nullptr, false);
        if (json.is_object() && json.value("status", "") == "written" && json.contains("out") && !json["out"].empty())
            copies[fs::path(json.value("file", "")).filename().string()] = json["out"][0].get<std::string>();
    }
    return copies;
}

bool is_stand_in() { return stand_in() != nullptr; }

std::string quoted(const std::string& word)
{
    std::string text = "'";
    for (const char c : word)
        text += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return text + "'";
}

int run_command(const std::string& command, const fs::path& output)
{
    const int status
        = std::system((command + " >" + quoted(output.string()) + " 2>" + quoted(output.string() + ".talk") + " </dev/null").c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

CleanerRun run_cleaner(const fs::path& in, const fs::path& work, const std::vector<std::string>& options)
{
    CleanerRun run;
    fs::create_directories(work / "state");
    const auto report = work / "report.jsonl";
    if (is_stand_in()) {
        run.copies = work / "out";
        fs::create_directories(run.copies);
        run.status = run_command(std::string(stand_in()) + " " + quoted(in.string()) + " " + quoted(run.copies.string()), report);
        for (const auto& entry : fs::directory_iterator(in)) {
            const auto name = entry.path().filename().string();
            run.answers[name] = { fs::exists(run.copies / name), "the stand-in wrote none" };
        }
        return run;
    }
    run.copies = work / "copies";
    fs::create_directories(run.copies);
    std::string command
        = "XDG_STATE_HOME=" + quoted((work / "state").string()) + " " + quoted(IMPRIMATUR_PROGRAM) + " redact --as dicom --json";
    for (const auto& option : options)
        command += " " + option;
    run.status = run_command(command + " --out " + quoted((work / "out").string()) + " " + quoted(in.string()), report);
    read_answers(report, run);
    run.talk = read_bytes(report.string() + ".talk");
    return run;
}

TestFolder::TestFolder()
{
    auto name = (fs::temp_directory_path() / "dicom-eval-XXXXXX").string();
    m_path = mkdtemp(name.data()) == nullptr ? fs::temp_directory_path() / "dicom-eval" : fs::path(name);
    fs::create_directories(m_path);
}

TestFolder::~TestFolder()
{
    std::error_code error;
    fs::remove_all(m_path, error);
}

}  // namespace imprimatur::dicom_eval
