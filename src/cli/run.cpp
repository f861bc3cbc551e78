#include "cli/run.h"

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/help.h"
#include "cli/options.h"
#include "cli/text.h"

#include <algorithm>
#include <array>
#include <ostream>

namespace imprimatur::cli {

namespace {

struct Command {
    std::string_view name;
    Result<int> (*run)(const Invocation&, World&);
};

constexpr std::array kCommands = std::to_array<Command>({
    { "clear", run_clear },
    { "inspect", run_inspect },
    { "redact", run_redact },
    { "screen", run_screen },
    { "survey", run_survey },
    { "survey merge", run_survey_merge },
    { "survey kappa", run_survey_kappa },
    { "account", run_account },
    { "verify", run_verify },
    { "policy list", run_policy_list },
    { "policy check", run_policy_check },
    { "policy explain", run_policy_explain },
    { "policy diff", run_policy_diff },
    { "ledger verify", run_ledger_verify },
    { "ledger export", run_ledger_export },
    { "consent sign", run_consent_sign },
    { "consent show", run_consent_show },
    { "posted", run_posted },
    { "withdraw", run_withdraw },
    { "serve", run_serve },
    { "completion", run_completion },
    { "man", run_man },
});

int run_command(const Invocation& invocation, World& world)
{
    const auto* command
        = std::find_if(kCommands.begin(), kCommands.end(), [&](const auto& each) { return each.name == invocation.command; });
    if (command == kCommands.end())
        return kUsage;
    const auto status = command->run(invocation, world);
    if (status.ok())
        return *status;
    world.err << "imprimatur " << invocation.command << ": " << printable(status.error().line()) << "\n";
    return kFailed;
}

}  // namespace

int run(const std::vector<std::string>& words, World& world)
{
    const auto parsed = parse_command_line(words);
    int status = kDone;
    switch (parsed.kind) {
    case Parsed::Kind::Run: status = run_command(parsed.invocation, world); break;
    case Parsed::Kind::Help: world.out << help_for(command_pages(), parsed.help_for, world.width); break;
    case Parsed::Kind::Version: world.out << "imprimatur " IMPRIMATUR_VERSION "\n"; break;
    case Parsed::Kind::Problem:
        world.err << (parsed.problem.starts_with("imprimatur") ? "" : "imprimatur: ") << printable(parsed.problem) << "\n";
        return kUsage;
    }
    world.out.flush();
    if (!world.out.good()) {
        // Half an answer that looks whole is worse than none: a full disk must not read as "nothing found".
        world.err << "imprimatur: the answer could not be written (standard output): make room and run it again\n";
        return kFailed;
    }
    return status;
}

}  // namespace imprimatur::cli
