// imprimatur verify
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/json_output.h"
#include "cli/text.h"

#include <ostream>

namespace imprimatur::cli {

Result<int> run_verify(const Invocation& invocation, World& world)
{
    auto desk = TRY(open_desk_for(invocation, world));
    const auto check = TRY(desk->verify(invocation.file, invocation.offline));
    if (invocation.json) {
        world.out << to_json(check) << "\n";
        return exit_code(check.state);
    }
    const auto tone = check.state == PackageState::Valid ? Tone::Good : Tone::Bad;
    world.out << toned(world, tone, spoken(to_string(check.state))) << ": " << printable(check.sentence) << "\n";
    if (!check.release_id.empty())
        world.out << "  release " << printable(check.release_id) << "\n";
    for (const auto& file : check.changed)
        world.out << "  not as it was signed: " << printable(file) << "\n";
    if (check.state == PackageState::Valid && invocation.offline)
        world.out << "  The ledger was not asked: whether it was withdrawn since is not known here.\n";
    return exit_code(check.state);
}

}  // namespace imprimatur::cli
