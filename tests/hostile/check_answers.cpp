// check_answers [--unread] ANSWERS DIR: every file of DIR has exactly one answer of `imprimatur inspect --json`, with findings or with
// a reason that has a name, and no answer shows a value that stood in a file. Prints how many ended how, or with --unread
// the names of those that have a reason.
#include "seeds.h"

#include "imprimatur/model.h"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <set>

namespace {

using imprimatur::Unreadable;

std::set<std::string> reasons()
{
    std::set<std::string> names;
    for (int how = 0; how <= static_cast<int>(Unreadable::How::DetectorMissing); ++how)
        names.emplace(to_string(static_cast<Unreadable::How>(how)));
    return names;
}

/// Why a file could not be read: {"status": "unreadable", "how": "crashed"}; nullopt: it was read.
std::optional<std::string> reason_of(const nlohmann::json& answer)
{
    const auto status = answer.find("status");
    if (status == answer.end() || *status != "unreadable")
        return std::nullopt;
    const auto how = answer.find("how");
    return how != answer.end() && how->is_string() ? how->get<std::string>() : std::string();
}

/// What is wrong with one answer; empty when nothing is.
std::string problem_of(const nlohmann::json& answer, const std::set<std::string>& reasons)
{
    if (!answer.is_object() || !answer.contains("file") || !answer["file"].is_string())
        return "is no object with a \"file\"";
    if (const auto reason = reason_of(answer))
        return reasons.contains(*reason) ? "" : "is \"unreadable\" without a known reason";
    const bool found = answer.contains("findings") && answer["findings"].is_array() && answer.contains("kind");
    return found ? "" : "has neither findings nor a reason";
}

}  // namespace

int main(int argc, char** argv)
{
    const bool list_unread = argc == 4 && std::string_view(argv[1]) == "--unread";
    if (argc != 3 && !list_unread) {
        std::fputs("check_answers [--unread] ANSWERS DIR\n", stderr);
        return 2;
    }
    int problems = 0;
    const auto complain = [&](const std::string& what) {
        ++problems;
        std::fprintf(stderr, "check_answers: %s\n", what.c_str());
    };
    const auto known = reasons();
    std::map<std::string, int> answers;
    std::map<std::string, int> how;
    std::ifstream stream(argv[argc - 2]);
    for (std::string line; std::getline(stream, line);) {
        const auto answer = nlohmann::json::parse(line, nullptr, false);
        const auto problem = problem_of(answer, known);
        if (!problem.empty()) {
            complain("a line " + problem + ": " + line.substr(0, 200));
            continue;
        }
        if (line.find(imprimatur::hostile::kCanary) != std::string::npos)
            complain("an answer shows a value of a file: " + answer["file"].get<std::string>());
        const auto name = std::filesystem::path(answer["file"].get<std::string>()).filename().string();
        ++answers[name];
        ++how[reason_of(answer).value_or("read")];
        if (list_unread && reason_of(answer))
            std::printf("%s\n", name.c_str());
    }
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(argv[argc - 1])) {
        ++files;
        const auto name = entry.path().filename().string();
        if (answers[name] != 1)
            complain(name + " has " + std::to_string(answers[name]) + " answers");
    }
    if (answers.size() != files)
        complain("there are answers for files that were not asked about");
    for (const auto& [reason, count] : how) {
        if (!list_unread)
            std::printf("%6d %s\n", count, reason.c_str());
    }
    return problems == 0 && files > 0 ? 0 : 1;
}
