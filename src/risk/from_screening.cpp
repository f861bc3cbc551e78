#include "risk/from_screening.h"

#include "base/unicode.h"
#include "risk/age_words.h"
#include "risk/read_span.h"

#include <algorithm>
#include <array>

namespace imprimatur::risk {

namespace {

std::string_view field_of(const Post& post, std::string_view name)
{
    const std::array<std::pair<std::string_view, std::string_view>, 9> fields { { { "caption", post.caption },
        { "alt_text", post.alt_text }, { "hashtags", post.hashtags }, { "file_name", post.file_name }, { "reply_to", post.reply_to },
        { "name", post.account.name }, { "handle", post.account.handle }, { "bio", post.account.bio },
        { "location", post.account.location } } };
    for (const auto& [known, text] : fields) {
        if (known == name)
            return text;
    }
    return {};
}

std::string span_text(const Span& span, const Post& post)
{
    const auto points = decode_utf8(field_of(post, span.field));
    if (!points || span.start >= span.end || span.end > points->size())
        return {};
    return ascii_lower(encode_utf8(std::u32string_view(*points).substr(span.start, span.end - span.start)));
}

void narrow_population(RiskFacts& facts, double population, const std::string& source)
{
    if (!facts.population || population < *facts.population) {
        facts.population = population;
        facts.population_source = source;
    }
}

void read_place(RiskFacts& facts, const std::string& text, const std::string& field, const RiskTables& tables)
{
    constexpr double kCatchment = 1.5;
    constexpr double kSmallTown = 20'000;  // a place no list knows is small
    const std::string_view name = trimmed(text.starts_with('#') ? std::string_view(text).substr(1) : std::string_view(text));
    const auto city = tables.cities.find(name);
    narrow_population(facts, kCatchment * (city == tables.cities.end() ? kSmallTown : city->second), field + ": place");
}

void read_institution(RiskFacts& facts, const std::string& text, const std::string& field)
{
    const auto says = [&](std::initializer_list<std::string_view> words) {
        return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return text.find(word) != std::string::npos; });
    };
    // Catchments of section 4.2: practice, district general hospital, tertiary centre.
    const double population = says({ "surgery", "practice", "chiro", "physio", "clinic", "school", "primary", "care home" }) ? 10'000
        : says({ "university", "trust", "children", "institute", "cancer", "academic", "medical cent" })                     ? 2'000'000
                                                                                                                             : 300'000;
    facts.workplace_known = true;
    narrow_population(facts, population, field + ": institution");
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
    constexpr double kGuessed = 2;  // shares of section 4.2 are rough
    facts.factors.push_back({ name, share, kGuessed, field });
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
    else if (label == "OCCUPATION")
        add_factor(facts, "occupation", 1e-2, span.field);
    else if (label == "DISTINCTIVE_FEATURE")
        add_factor(facts, "distinctive feature",
            text.find("tattoo") != std::string::npos || text.find("birthmark") != std::string::npos ? 1e-4 : 1e-3, span.field);
    else if (label == "HISTORY_DETAIL")
        add_factor(facts, "special history", 1e-3, span.field);
    else if (label == "NAME_CLINICIAN")
        add_factor(facts, "named clinician", 0.1, span.field);
}

void read_account(RiskFacts& facts, const Post& post, const Attested& attested, const RiskTables& tables)
{
    facts.country = attested.country.empty() ? country_in(post.account.location, tables) : attested.country;
    const std::string name = ascii_lower(post.account.name);
    const bool doctor = name.starts_with("dr ") || name.starts_with("dr. ") || name.ends_with(" md") || name.starts_with("prof");
    if (doctor && facts.workplace_known)
        add_factor(facts, "clinician of the account", 0.1, "name");
}

void read_condition(RiskFacts& facts, const Post& post, const Attested& attested, const RiskTables& tables)
{
    const std::string words = ascii_lower(post.caption + "\n" + post.alt_text + "\n" + post.hashtags);
    facts.condition = attested.condition.empty() ? condition_in(words, tables) : attested.condition;
    if (!facts.age && !facts.age_share)
        facts.age = age_band_in(words);
    if (facts.age)
        facts.relative_risk = relative_risk(tables, facts.condition, *facts.age);
    const auto* row = find_condition(tables, facts.condition);
    if (row != nullptr && row->sensitive) {
        facts.stricter = true;
        facts.stricter_because = "sensitive condition";
    }
    const std::string_view sensitive = sensitive_word_in(words);
    if (!sensitive.empty() && !facts.stricter) {
        facts.stricter = true;
        facts.stricter_because = "sensitive subject: " + std::string(sensitive);
    }
    if ((facts.age && facts.age->from < 18) || speaks_of_child(words)) {
        facts.stricter = true;
        facts.stricter_because = "child";
    }
}

}  // namespace

RiskFacts from_screening(const Screening& screening, const Post& post, const Attested& attested, const RiskTables& tables)
{
    RiskFacts facts;
    for (const auto& span : screening.spans)
        read_span(facts, span, post, tables);
    if (attested.delay_days && !facts.days) {
        constexpr double kAtLeast = 90;
        facts.days = std::max(kAtLeast, *attested.delay_days);
        facts.days_source = "attested delay";
    }
    facts.sex = sex_in(ascii_lower(post.caption));
    read_account(facts, post, attested, tables);
    read_condition(facts, post, attested, tables);
    return facts;
}

}  // namespace imprimatur::risk
