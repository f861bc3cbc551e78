#include "cli/refusals.h"

#include "cli/text.h"

#include <ostream>

namespace imprimatur::cli {

void report_refusals(const Refusals& refusals, std::size_t of, const Invocation& invocation, World& world)
{
    if (refusals.empty())
        return;
    world.out.flush();
    world.err << "imprimatur " << invocation.command << ": " << refusals.size() << " of " << counted(of, "file") << " refused"
              << (invocation.json ? "" : ":") << "\n";
    if (invocation.json)
        return;
    for (const auto& [file, reason] : refusals)
        world.err << "  " << printable(file) << ": " << printable(reason) << "\n";
}

}  // namespace imprimatur::cli
