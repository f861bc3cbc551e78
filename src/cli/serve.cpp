// imprimatur serve
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/text.h"

#include <ostream>

namespace imprimatur::cli {

Result<int> run_serve(const Invocation& invocation, World& world)
{
    auto desk = TRY(open_desk_for(invocation, world));
    TRY(world.services.serve(*desk, invocation.listen, [&](const std::string& address) {
        if (!invocation.quiet)
            world.err << "Listening on http://" << printable(address) << "/ (SIGTERM ends it)" << std::endl;
    }));
    return int { kDone };
}

}  // namespace imprimatur::cli
