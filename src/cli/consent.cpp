// imprimatur consent sign, show
#include "base/limits.h"
#include "cli/commands.h"
#include "cli/consent_view.h"
#include "cli/exit_code.h"
#include "cli/json_output.h"
#include "cli/text.h"
#include "cli/text_file.h"

#include <array>
#include <ostream>

namespace imprimatur::cli {

namespace {

/// Everything that ConsentRecord::informed_of knows, for the clinician who went through the whole form.
constexpr std::array kEverything { "public_visibility", "permanence", "loss_of_control", "may_be_recognised", "withdrawal",
    "withdrawal_limits", "care_unaffected", "voluntary", "copyright" };

std::vector<std::string> elements(const Words& words)
{
    if (words == Words { "all" })
        return { kEverything.begin(), kEverything.end() };
    return words;
}

}  // namespace

Result<int> run_consent_sign(const Invocation& invocation, World& world)
{
    const auto& words = invocation.sign;
    auto desk = TRY(open_desk_for(invocation, world));
    ConsentSigning signing;
    signing.record_json = TRY(read_text_file(words.request, limits::kMaxConfigBytes, "the consent request"));
    signing.as = words.as;
    signing.form_location = words.form_location;
    signing.authority = words.authority;
    signing.assent = words.assent;
    signing.capacity = words.capacity;
    signing.saw_images = words.saw_images;
    signing.copy_given = words.copy_given;
    signing.informed_of = elements(words.informed_of);
    signing.subject_group = words.group;
    signing.refused = words.refuse;
    const auto record = TRY(desk->sign_consent(signing));
    TRY(write_new_file(words.out, record, "--out"));
    if (invocation.json)
        world.out << to_json("consent", words.out, "signed_as", words.as) << "\n";
    else
        world.out << (words.refuse ? "The refusal is recorded in " : "The consent is recorded in ") << printable(words.out) << "\n";
    return int { kDone };
}

Result<int> run_consent_show(const Invocation& invocation, World& world)
{
    const auto text = TRY(read_text_file(invocation.file, limits::kMaxConfigBytes, "the consent record"));
    if (invocation.json)
        world.out << TRY(consent_on_one_line(text)) << "\n";
    else
        world.out << TRY(consent_in_words(text, world.width));
    return int { kDone };
}

}  // namespace imprimatur::cli
