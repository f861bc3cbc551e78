#include "risk/from_screening.h"

#include "base/unicode.h"
#include "risk/age_words.h"
#include "risk/conditions.h"
#include "risk/name_key.h"
#include "risk/read_span.h"

#include <algorithm>
#include <array>

namespace imprimatur::risk {

namespace {

std::string_view field_of(const Post& post, std::string_view name)
{
    const std::array<std::pair<std::string_view, std::string_view>, 11> fields { { { "caption", post.caption },
        { "alt_text", post.alt_text }, { "hashtags", post.hashtags }, { "file_name", post.file_name }, { "reply_to", post.reply_to },
        { "name", post.account.name }, { "handle", post.account.handle }, { "bio", post.account.bio },
        { "location", post.account.location }, { "role", post.account.role }, { "workplace", post.account.workplace } } };
    for (const auto& [known, text] : fields) {
        if (known == name)
            return text;
    }
    return {};
}

std::string span_text(const Span& span, const Post& post)
{
    return ascii_lower(utf8_slice(field_of(post, span.field), span.start, span.end));
}

void narrow_population(RiskFacts& facts, double population, const std::string& source)
{
    if (!facts.population || population < *facts.population) {
        facts.population = population;
        facts.population_source = source;
    }
}

/// What stands before the first comma, when the whole is not known: "Leeds, West Yorkshire".
std::optional<Place> place_in(const std::string& text, const RiskFacts& facts, const RiskTables& tables)
{
    if (const auto* country = find_country(tables, text))
        return Place { country->population, "country" };
    if (const auto whole = find_place(tables, text, facts.country))
        return whole;
    const auto parts = split(text, ',');
    return parts.size() > 1 ? find_place(tables, parts[0], facts.country) : std::nullopt;
}

void read_place(RiskFacts& facts, const std::string& text, const std::string& field, const RiskTables& tables)
{
    constexpr double kCatchment = 1.5;
    constexpr double kSmallTown = 10'000;  // cities.tsv begins at 15,000: a place that no table knows is smaller
    const auto place = place_in(text, facts, tables);
    const bool town = !place || place->how.find("town") != std::string::npos;
    narrow_population(facts, (town ? kCatchment : 1) * (place ? place->population : kSmallTown),
        field + ": place, " + (place ? place->how : "no table knows it: a small town"));
}

void read_institution(RiskFacts& facts, const std::string& text, const std::string& field)
{
    const auto says = [&](std::initializer_list<std::string_view> words) {
        return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return text.find(word) != std::string::npos; });
    };
    // Usual catchments: practice, district general hospital, tertiary centre (docs/risk.md).
    facts.workplace_known = true;
    if (says({ "surgery", "practice", "chiro", "physio", "clinic", "school", "primary", "care home" }))
        narrow_population(facts, 10'000, field + ": institution, a practice");
    else if (says({ "university", "trust", "children", "institute", "cancer", "academic", "medical cent", "tertiary" }))
        narrow_population(facts, 2'000'000, field + ": institution, a tertiary centre");
    else
        narrow_population(facts, 300'000, field + ": institution, a general hospital");
}

void narrow_time(RiskFacts& facts, double days, const std::string& field)
{
    if (!facts.days || days < *facts.days) {
        facts.days = days;
        facts.days_source = field + ": date";
    }
}

void add_factor(RiskFacts& facts, const std::string& name, double share, const std::string& field)
{
    constexpr double kGuessed = 2;  // these shares are rough (docs/risk.md)
    // What is said twice narrows once: the hashtag repeats the caption.
    const auto same = std::find_if(facts.factors.begin(), facts.factors.end(), [&](const auto& factor) { return factor.name == name; });
    if (same == facts.factors.end())
        facts.factors.push_back({ name, share, kGuessed, field });
    else
        same->share = std::min(same->share, share);
}

void read_span(RiskFacts& facts, const Span& span, const Post& post, const RiskTables& tables)
{
    const std::string text = span_text(span, post);
    const std::string_view label = span.label;
    if (label == "NAME_PATIENT" || label == "NAME_RELATIVE" || label == "ID_NUMBER" || label == "CONTACT"
        || (label == "HANDLE_OF_PERSON" && span.kind != IdentifierKind::Handle))
        facts.direct_identifier = true;
    else if (label == "UNIQUE_EVENT")
        facts.unique_event = true;
    else if (label == "RARITY_CLAIM")
        facts.rarity_claim = true;
    else if (label == "AGE_EXACT")
        read_age(facts, text);
    else if (label == "DATE_ABS" || label == "DATE_REL")
        narrow_time(facts, days_said(text, label == "DATE_ABS"), span.field);
    else if (label == "PLACE")
        read_place(facts, text, span.field, tables);
    else if (label == "INSTITUTION")
        read_institution(facts, text, span.field);
    else if (label == "OCCUPATION" && !age_band_in(text))  // "nonagenarian" is an age
        add_factor(facts, "occupation", 1e-2, span.field);
    else if (label == "DISTINCTIVE_FEATURE")
        add_factor(facts, "distinctive feature",
            text.find("tattoo") != std::string::npos || text.find("birthmark") != std::string::npos ? 1e-4 : 1e-3, span.field);
    else if (label == "HISTORY_DETAIL")
        add_factor(facts, "special history", 1e-3, span.field);
    else if (label == "NAME_CLINICIAN")
        add_factor(facts, "named clinician", 0.1, span.field);
}

void read_account(RiskFacts& facts, const Post& post, const RiskTables& tables)
{
    if (!trimmed(post.account.workplace).empty())
        read_institution(facts, ascii_lower(post.account.workplace), "workplace");
    // A location that says more than the country, whether or not a word rule took it for a place.
    const std::string location = ascii_lower(trimmed(post.account.location));
    if (!location.empty() && find_country(tables, location) == nullptr && place_in(location, facts, tables))
        read_place(facts, location, "location", tables);
    const std::string name = ascii_lower(post.account.name);
    const bool doctor = name.starts_with("dr ") || name.starts_with("dr. ") || name.ends_with(" md") || name.starts_with("prof");
    if (doctor && facts.workplace_known)
        add_factor(facts, "clinician of the account", 0.1, "name");
}

/// "known Crohn's", "history of sarcoidosis": a second diagnosis, not another name of the first.
bool is_background(const std::vector<std::string>& words, std::size_t at)
{
    const auto before = [&](std::size_t back) { return at >= back ? std::string_view(words[at - back]) : std::string_view(); };
    return before(1) == "known" || before(1) == "previous" || before(1) == "underlying"
        || (before(1) == "of" && (before(2) == "history" || before(2) == "background" || before(2) == "hx"));
}

/// The rarest of the conditions named is the one that counts; a chronic one of the patient's background is a factor of its own.
void read_conditions(RiskFacts& facts, const std::vector<std::string>& words, const RiskTables& tables)
{
    std::optional<Condition> rarest;
    std::optional<Condition> background;
    const auto keep_rarer = [](std::optional<Condition>& kept, const Condition& one) {
        if (!kept || share_within_quarter(one) < share_within_quarter(*kept))
            kept = one;
    };
    for (const auto& mention : conditions_in(words, tables)) {
        const auto condition = find_condition(tables, mention.name, facts.country);
        if (!condition)
            continue;
        if (condition->kind == ConditionKind::Chronic && is_background(words, mention.at))
            keep_rarer(background, *condition);
        else
            keep_rarer(rarest, *condition);
        facts.stricter = facts.stricter || condition->sensitive;
    }
    if (facts.stricter)
        facts.stricter_because = "sensitive condition";
    if (!rarest)
        std::swap(rarest, background);
    if (rarest)
        facts.condition = rarest->name;
    if (background && background->name != facts.condition)
        facts.factors.push_back({ "second diagnosis", background->rate, background->gsd, background->source });
}

void read_words(RiskFacts& facts, const Post& post, const Attested& attested, const RiskTables& tables)
{
    const std::string text = ascii_lower(post.caption + "\n" + post.alt_text + "\n" + post.hashtags);
    const auto words = key_words(text);
    read_conditions(facts, words, tables);
    if (!attested.condition.empty())
        facts.condition = attested.condition;
    if (!facts.age && !facts.age_share)
        facts.age = age_band_in(text);
    const std::string subject = sensitive_subject(words, tables);
    if (!subject.empty() && !facts.stricter) {
        facts.stricter = true;
        facts.stricter_because = subject;
    }
    if (facts.age && facts.age->from < 18) {
        facts.stricter = true;
        facts.stricter_because = "child";
    }
}

}  // namespace

RiskFacts from_screening(const Screening& screening, const Post& post, const Attested& attested, const RiskTables& tables)
{
    RiskFacts facts;
    facts.country = attested.country.empty() ? country_in(post.account.location, tables) : attested.country;
    for (const auto& span : screening.spans)
        read_span(facts, span, post, tables);
    if (attested.delay_days && !facts.days) {
        constexpr double kAtLeast = 90;
        facts.days = std::max(kAtLeast, *attested.delay_days);
        facts.days_source = "time since the examination";
    }
    facts.sex = sex_in(ascii_lower(post.caption));
    read_account(facts, post, tables);
    read_words(facts, post, attested, tables);
    return facts;
}

}  // namespace imprimatur::risk
