// imprimatur posted, withdraw: after the release.
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/json_output.h"
#include "cli/text.h"

#include <ostream>

namespace imprimatur::cli {

Result<int> run_posted(const Invocation& invocation, World& world)
{
    auto desk = TRY(open_desk_for(invocation, world));
    const auto answer = TRY(desk->posted(invocation.release, invocation.platform, invocation.address));
    if (invocation.json)
        world.out << to_json("release_id", invocation.release, "recorded", { answer }) << "\n";
    else
        world.out << printable(answer) << "\n";
    return int { kDone };
}

Result<int> run_withdraw(const Invocation& invocation, World& world)
{
    auto desk = TRY(open_desk_for(invocation, world));
    const auto to_take_down = TRY(desk->withdraw(invocation.release, invocation.by));
    if (invocation.json) {
        world.out << to_json("release_id", invocation.release, "take_down", to_take_down) << "\n";
        return int { kDone };
    }
    world.out << toned(world, Tone::Strong, "Withdrawn.") << " Release " << printable(invocation.release) << " ended now.\n";
    world.out << (to_take_down.empty() ? "No posting was recorded. Whoever posted it has to take it down.\n" : "To be taken down now:\n");
    for (const auto& line : to_take_down)
        world.out << wrapped(printable(line), world.width, "  ") << "\n";
    return int { kDone };
}

}  // namespace imprimatur::cli
