// Where everything is found when nobody says.
#include "base/clock.h"
#include "cli/commands.h"

#include <algorithm>

namespace imprimatur::cli {

namespace {

Result<std::filesystem::path> state_folder(const Invocation& invocation, const World& world)
{
    if (!invocation.state.empty())
        return std::filesystem::path(invocation.state);
    if (const auto named = environment(world, "IMPRIMATUR_STATE"); !named.empty())
        return std::filesystem::path(named);
    // XDG Base Directory 0.8: a relative path is invalid and is ignored.
    if (const std::filesystem::path xdg = environment(world, "XDG_STATE_HOME"); xdg.is_absolute())
        return xdg / "imprimatur";
    if (const std::filesystem::path home = environment(world, "HOME"); home.is_absolute())
        return home / ".local" / "state" / "imprimatur";
    return Error { ErrorCode::InvalidArgument, "there is no place for the ledger", "HOME is not set", "say --state DIR" };
}

}  // namespace

std::filesystem::path share_folder(const Invocation& invocation, const World& world)
{
    if (!invocation.share.empty())
        return invocation.share;
    return (world.program_folder / ".." / "share" / "imprimatur").lexically_normal();
}

Result<std::unique_ptr<Desk>> open_desk_for(const Invocation& invocation, World& world)
{
    if (!invocation.as_of.empty() && !parse_iso8601(invocation.as_of))
        return Error { ErrorCode::InvalidArgument, "this is no time", "--as-of", "write it like 2026-11-21 or 2026-11-21T09:30:00Z" };
    DeskOptions options;
    options.jail_program = world.program_folder / "imprimatur-jail";
    options.share = share_folder(invocation, world);
    options.models = invocation.models.empty() ? options.share / "models" : std::filesystem::path(invocation.models);
    options.state = TRY(state_folder(invocation, world));
    options.workers = invocation.jobs != 0 ? invocation.jobs : std::max(1U, world.processors);
    options.as_of = invocation.as_of;
    return world.services.open_desk(options);
}

}  // namespace imprimatur::cli
