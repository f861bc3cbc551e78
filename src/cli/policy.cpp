// imprimatur policy list, check, explain, diff
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/json_output.h"
#include "cli/text.h"

#include <fmt/format.h>

#include <ostream>

namespace imprimatur::cli {

namespace {

/// A folder is a folder; a plain name is the pack that is installed under it.
std::filesystem::path pack_folder(const std::string& name, const Invocation& invocation, const World& world)
{
    std::error_code problem;
    if (std::filesystem::is_directory(name, problem) || name.find('/') != std::string::npos)
        return name;
    return share_folder(invocation, world) / "policy" / name;
}

struct PackCheck {
    std::string pack;
    std::vector<std::string> failures;
};

Result<std::vector<PackCheck>> checked(Desk& desk, const Invocation& invocation, const World& world)
{
    std::vector<PackCheck> checks;
    if (invocation.pack != "all") {
        const auto folder = pack_folder(invocation.pack, invocation, world);
        checks.push_back({ invocation.pack, TRY(desk.check_pack(folder)) });
        return checks;
    }
    for (const auto& pack : TRY(desk.packs())) {
        if (!pack.problem.empty()) {
            checks.push_back({ pack.id, { pack.problem } });
            continue;
        }
        // One pack whose folder cannot be read does not hide what is wrong with the next.
        auto failures = desk.check_pack(pack_folder(pack.id, invocation, world));
        checks.push_back({ pack.id, failures.ok() ? std::move(failures).value() : std::vector<std::string> { failures.error().line() } });
    }
    return checks;
}

}  // namespace

Result<int> run_policy_list(const Invocation& invocation, World& world)
{
    auto desk = TRY(open_desk_for(invocation, world));
    bool all_load = true;
    for (const auto& pack : TRY(desk->packs())) {
        all_load = all_load && pack.problem.empty();
        if (invocation.json)
            world.out << to_json(pack) << "\n";
        else if (pack.problem.empty())
            world.out << fmt::format("{:<16} {:<10} {:>10}  from {:<10}  {}  {}\n", printable(pack.id), printable(pack.version),
                counted(pack.rules, "rule"), printable(pack.in_force_from), pack.sha256.substr(0, 12), printable(pack.title));
        else
            world.out << fmt::format(
                "{:<16} {}: {}\n", printable(pack.id), toned(world, Tone::Bad, "does not load"), printable(pack.problem));
    }
    return int { all_load ? kDone : kFailed };
}

Result<int> run_policy_check(const Invocation& invocation, World& world)
{
    auto desk = TRY(open_desk_for(invocation, world));
    const auto checks = TRY(checked(*desk, invocation, world));
    if (checks.empty())
        return Error { ErrorCode::NotFound, "there is no pack to check", "policy", "say --share DIR" };
    bool all_well = true;
    for (const auto& [pack, failures] : checks) {
        all_well = all_well && failures.empty();
        if (invocation.json) {
            world.out << to_json("pack", pack, "failures", failures) << "\n";
            continue;
        }
        world.out << printable(pack) << ": " << (failures.empty() ? toned(world, Tone::Good, "well") : toned(world, Tone::Bad, "fails"))
                  << "\n";
        for (const auto& failure : failures)
            world.out << "  " << printable(failure) << "\n";
    }
    return int { all_well ? kDone : kFailed };
}

Result<int> run_policy_explain(const Invocation& invocation, World& world)
{
    auto desk = TRY(open_desk_for(invocation, world));
    const auto text = TRY(desk->explain_rule(invocation.rule));
    if (invocation.json)
        world.out << to_json("rule", invocation.rule, "explanation", { text }) << "\n";
    else
        world.out << fitted(printable_lines(text), world.width);
    return int { kDone };
}

Result<int> run_policy_diff(const Invocation& invocation, World& world)
{
    auto desk = TRY(open_desk_for(invocation, world));
    const auto before = pack_folder(invocation.before, invocation, world);
    const auto lines = TRY(desk->diff_packs(before, pack_folder(invocation.after, invocation, world)));
    if (invocation.json) {
        world.out << to_json("before", invocation.before, "changes", lines) << "\n";
        return int { kDone };
    }
    for (const auto& line : lines)
        world.out << printable(line) << "\n";
    if (lines.empty())
        world.out << "No rule differs.\n";
    return int { kDone };
}

}  // namespace imprimatur::cli
