#include "desk/account_advice.h"

#include "base/unicode.h"
#include "caption/screen.h"

#include <algorithm>
#include <array>

namespace imprimatur::desk {

namespace {

struct TieWords {
    std::string_view label;
    const char* what;
    const char* remedy;
};

constexpr std::array kTies { TieWords { "INSTITUTION", "names the workplace: every case it shows was seen there",
                                 "leave it out, or say the kind: a general hospital in the north" },
    TieWords { "PLACE", "names a place: every case it shows is from there", "name the country, or nothing" },
    TieWords {
        "CONTACT", "gives a way to reach the workplace or the author", "keep one address for concerns, and none of a ward or clinic" },
    TieWords { "OCCUPATION", "tells the role so exactly that few people hold it there", "say the profession" } };

bool of_account(std::string_view field) { return field == "name" || field == "handle" || field == "bio" || field == "location"; }

void add_spans(const Screening& profile, std::vector<AccountTie>& ties)
{
    for (const auto& span : profile.spans) {
        const auto* known = std::find_if(kTies.begin(), kTies.end(), [&](const TieWords& words) { return words.label == span.label; });
        if (of_account(span.field) && known != kTies.end())
            ties.push_back({ span.field + ", characters " + std::to_string(span.start + 1) + " to " + std::to_string(span.end), known->what,
                known->remedy });
    }
}

void add_fields(const Account& account, std::vector<AccountTie>& ties)
{
    const bool workplace = !trimmed(account.workplace).empty();
    const bool placed = workplace || std::any_of(ties.begin(), ties.end(), [](const AccountTie& tie) { return tie.what != kTies[3].what; });
    if (workplace)
        ties.push_back({ "workplace", kTies[0].what, kTies[0].remedy });
    if (!trimmed(account.role).empty() && placed)
        ties.push_back({ "role", "tells the role beside the place: the cases are those of one department",
            "say the profession, or leave the place out" });
    // An account that bears the name of a workplace or a town names no clinician.
    const bool of_somebody = std::none_of(ties.begin(), ties.end(), [](const AccountTie& tie) { return tie.where.starts_with("name,"); });
    if (!trimmed(account.name).empty() && placed && of_somebody)
        ties.push_back(
            { "name", "names the clinician beside the place: the cases are those of one clinician, about one in ten of the place's",
                "have somebody else post, or leave the place out" });
    if (account.visibility.empty() || account.visibility == "public")
        ties.push_back({ "visibility",
            account.visibility.empty() ? "is not said, so it counts as open to anybody" : "is open to anybody, the patient included",
            "close the account to followers, or post only what the patient may read there" });
    if (account.who_may_tag.empty() || account.who_may_tag == "everyone")
        ties.push_back({ "who may tag",
            account.who_may_tag.empty() ? "is not said, so it counts as anybody"
                                        : "is anybody: one comment that names the patient undoes the rest",
            "let nobody tag, and only followers comment" });
}

const ProfileStatement& statement_for(const AccountQuestion& question, const AccountGuide& guide)
{
    const std::string jurisdiction = question.jurisdiction.empty() ? "general" : question.jurisdiction;
    const std::array<std::pair<std::string, std::string>, 4> wanted { { { question.language, jurisdiction },
        { question.language, "general" }, { "en", jurisdiction }, { "en", "general" } } };
    for (const auto& [language, where] : wanted) {
        for (const auto& statement : guide.statements) {
            if (statement.language == language && statement.jurisdiction == where)
                return statement;
        }
    }
    return guide.statements.front();
}

}  // namespace

AccountAdvice account_advice(const AccountQuestion& question, const Screening* profile, const AccountGuide& guide)
{
    AccountAdvice advice;
    if (profile != nullptr)
        add_spans(*profile, advice.ties);
    else
        advice.ties.push_back({ "profile", "could not be screened", "have a person read it for workplace, town and role" });
    add_fields(question.account, advice.ties);
    advice.platform = question.platform;
    const std::string wanted = ascii_lower(question.platform);
    for (const auto& platform : guide.platforms) {
        if (platform.name == wanted || (wanted == "twitter" && platform.name == "x"))
            advice.settings = platform.settings;
    }
    const auto& statement = statement_for(question, guide);
    advice.statement = statement.text;
    advice.language = statement.language;
    advice.jurisdiction = statement.jurisdiction;
    advice.statement_reviewed = statement.reviewed;
    return advice;
}

Result<AccountAdvice> advise_account(const Office& office, const AccountQuestion& question)
{
    Post post;
    post.account = question.account;
    post.platform = question.platform;
    const auto screening = caption::screen(post, office.rulebook.words);
    return account_advice(question, screening.ok() ? &*screening : nullptr, office.rulebook.account);
}

}  // namespace imprimatur::desk
