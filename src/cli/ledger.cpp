// imprimatur ledger verify, export
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/json_output.h"
#include "cli/text.h"

#include <ostream>

namespace imprimatur::cli {

Result<int> run_ledger_verify(const Invocation& invocation, World& world)
{
    auto desk = TRY(open_desk_for(invocation, world));
    const auto check = TRY(desk->verify_ledger());
    if (invocation.json) {
        world.out << to_json(check) << "\n";
    } else {
        world.out << toned(world, check.intact ? Tone::Good : Tone::Bad, check.intact ? "intact" : "NOT INTACT") << ": "
                  << printable(check.sentence) << "\n  " << check.entries << (check.entries == 1 ? " entry" : " entries");
        if (!check.head.empty())
            world.out << ", head " << printable(check.head);
        world.out << "\n";
    }
    return int { check.intact ? kDone : kVerificationFailed };
}

Result<int> run_ledger_export(const Invocation& invocation, World& world)
{
    auto desk = TRY(open_desk_for(invocation, world));
    for (const auto& entry : TRY(desk->ledger_entries()))
        world.out << to_json(entry) << "\n";
    return int { kDone };
}

}  // namespace imprimatur::cli
