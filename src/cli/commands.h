// One function a command. Each gets what was written on the command line, works the desk and says the exit status; an
// Error becomes one line on standard error and exit status 1.
#pragma once

#include "cli/invocation.h"
#include "cli/world.h"

#include <filesystem>
#include <memory>
#include <string>

namespace imprimatur::cli {

Result<int> run_clear(const Invocation& invocation, World& world);
Result<int> run_inspect(const Invocation& invocation, World& world);
Result<int> run_redact(const Invocation& invocation, World& world);
Result<int> run_screen(const Invocation& invocation, World& world);
Result<int> run_survey(const Invocation& invocation, World& world);
Result<int> run_survey_merge(const Invocation& invocation, World& world);
Result<int> run_survey_kappa(const Invocation& invocation, World& world);
Result<int> run_account(const Invocation& invocation, World& world);
Result<int> run_verify(const Invocation& invocation, World& world);
Result<int> run_policy_list(const Invocation& invocation, World& world);
Result<int> run_policy_check(const Invocation& invocation, World& world);
Result<int> run_policy_explain(const Invocation& invocation, World& world);
Result<int> run_policy_diff(const Invocation& invocation, World& world);
Result<int> run_ledger_verify(const Invocation& invocation, World& world);
Result<int> run_ledger_export(const Invocation& invocation, World& world);
Result<int> run_consent_sign(const Invocation& invocation, World& world);
Result<int> run_consent_show(const Invocation& invocation, World& world);
Result<int> run_posted(const Invocation& invocation, World& world);
Result<int> run_withdraw(const Invocation& invocation, World& world);
Result<int> run_serve(const Invocation& invocation, World& world);
Result<int> run_completion(const Invocation& invocation, World& world);
Result<int> run_man(const Invocation& invocation, World& world);

/// Where policy and models stand.
std::filesystem::path share_folder(const Invocation& invocation, const World& world);

/// The desk with the folders that the command line, the environment and the program's own place name.
Result<std::unique_ptr<Desk>> open_desk_for(const Invocation& invocation, World& world);

}  // namespace imprimatur::cli
