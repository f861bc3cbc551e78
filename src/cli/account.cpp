// imprimatur account
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/json_output.h"
#include "cli/text.h"

#include <ostream>

namespace imprimatur::cli {

namespace {

std::string in_words(const AccountAdvice& advice, std::size_t width)
{
    std::string text = "What the profile gives away\n";
    if (advice.ties.empty())
        text += "  Nothing ties its patients to a place.\n";
    for (const auto& tie : advice.ties)
        text += wrapped(printable(tie.where) + ": " + printable(tie.what) + ". " + printable(tie.remedy) + ".", width, "  - ") + "\n";
    text += "\nWhat to set" + (advice.platform.empty() ? std::string() : " on " + printable(advice.platform)) + "\n";
    if (advice.settings.empty())
        text += wrapped("Nothing is known about this platform: close the profile, let nobody tag, tell no location.", width, "  ") + "\n";
    for (const auto& setting : advice.settings)
        text += wrapped(printable(setting.what) + ": " + printable(setting.where) + (setting.verified ? ". " : " (menus may have moved). ")
                        + printable(setting.why) + " [" + printable(setting.source) + "]",
                    width, "  - ")
            + "\n";
    text += "\nStatement on the use of consent, for the profile\n" + wrapped(printable(advice.statement), width, "  ") + "\n";
    if (!advice.statement_reviewed)
        text += wrapped("A draft: have somebody who knows the language and the law read it first.", width, "  ") + "\n";
    return text;
}

}  // namespace

Result<int> run_account(const Invocation& invocation, World& world)
{
    AccountQuestion question;
    question.account = TRY(world.services.read_account(invocation.file));
    question.platform = invocation.platform;
    question.language = invocation.language;
    question.jurisdiction = invocation.jurisdiction;
    auto desk = TRY(open_desk_for(invocation, world));
    const auto advice = TRY(desk->advise_account(question));
    world.out << (invocation.json ? to_json(advice) + "\n" : in_words(advice, world.width));
    return int { kDone };
}

}  // namespace imprimatur::cli
