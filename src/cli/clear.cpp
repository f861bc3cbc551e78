// imprimatur clear
#include "cli/clear_report.h"
#include "cli/commands.h"
#include "cli/effort.h"
#include "cli/exit_code.h"
#include "cli/json_output.h"
#include "cli/progress.h"
#include "cli/text_file.h"

#include <ostream>

namespace imprimatur::cli {

namespace {

void replace(std::vector<std::filesystem::path>& paths, const Words& words)
{
    if (!words.empty())
        paths.assign(words.begin(), words.end());
}

void replace(std::string& text, const std::optional<std::string>& word)
{
    if (word)
        text = *word;
}

/// The case file, and over it what the command line says.
Result<CaseRequest> request_of(const ClearWords& words, const World& world)
{
    auto request = words.case_file.empty() ? CaseRequest {} : TRY(world.services.read_case(words.case_file));
    replace(request.purpose, words.purpose);
    replace(request.platform, words.platform);
    replace(request.audience, words.audience);
    if (words.caption)
        request.post.caption = TRY(text_or_file(*words.caption, "--caption"));
    if (words.alt_text)
        request.post.alt_text = TRY(text_or_file(*words.alt_text, "--alt"));
    if (!words.account.empty()) {
        request.post.account = TRY(world.services.read_account(words.account));
        request.account_given = true;
    }
    replace(request.consents, words.consents);
    if (!words.attestation.empty())
        request.attestation = words.attestation;
    if (!words.policies.empty())
        request.policies = words.policies;
    replace(request.extra_packs, words.packs);
    if (!words.keep.empty())
        request.keep = words.keep;
    if (!words.fill.empty())
        request.fill = words.fill;
    if (!words.leave.empty())
        request.leave = words.leave;
    request.effort = effort_of(words.fast, words.thorough);
    replace(request.files, words.files);
    request.out = words.out;
    return request;
}

}  // namespace

Result<int> run_clear(const Invocation& invocation, World& world)
{
    const auto& words = invocation.clear;
    const auto request = TRY(request_of(words, world));
    if (request.files.empty()) {
        world.err << "imprimatur clear: no picture was named: name one, or a case file that does (--case)\n";
        return int { kUsage };
    }
    auto desk = TRY(open_desk_for(invocation, world));
    const auto cleared = [&] {
        ProgressLine progress(world, invocation);
        return desk->clear(request, progress.listener());
    }();
    if (!cleared.ok())
        return cleared.error();
    if (invocation.json)
        world.out << to_json(*cleared) << "\n";
    else
        world.out << clear_report(world, request, *cleared, next_steps(words, request, *cleared));
    return exit_code(cleared->decision.verdict);
}

}  // namespace imprimatur::cli
