// completion and man: the option table in other clothes.
#include "cli/commands.h"
#include "cli/completion.h"
#include "cli/exit_code.h"
#include "cli/man_page.h"
#include "cli/options.h"

#include <ostream>

namespace imprimatur::cli {

Result<int> run_completion(const Invocation&, World& world)
{
    world.out << bash_completion(command_pages());
    return int { kDone };
}

Result<int> run_man(const Invocation&, World& world)
{
    world.out << man_page(command_pages());
    return int { kDone };
}

}  // namespace imprimatur::cli
