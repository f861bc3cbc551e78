#include "caption/tongue_reader.h"

#include "caption/word_at.h"

#include <algorithm>
#include <toml++/toml.h>

namespace imprimatur::caption {

namespace {

constexpr std::array<std::string_view, 27> kKeys { "code", "tell", "units", "leads", "trails", "joins", "child_nouns", "old_nouns", "kin",
    "people", "men", "women", "renames", "renames_with_after", "verbs", "nominal", "articles", "tails", "inflects", "most_leads",
    "noun_gap", "flags", "instead", "band", "decades", "example", "why" };
constexpr std::array<std::string_view, kAgeGroups> kGroups { "infant", "young_child", "child", "teenager", "young", "decade", "old" };

Error malformed(std::string what, std::string_view where)
{
    return { ErrorCode::Malformed, std::move(what), std::string(where), "correct the language's table" };
}

/// Blank-separated words of a key.
std::vector<std::string> words_of(const toml::table& row, std::string_view key)
{
    std::vector<std::string> words;
    const std::string text = row[key].value_or(std::string());
    for (std::size_t at = text.find_first_not_of(" \n"); at != std::string::npos;) {
        const auto end = std::min(text.find_first_of(" \n", at), text.size());
        words.push_back(lower_utf8(to_u32(text.substr(at, end - at))));
        at = text.find_first_not_of(" \n", end);
    }
    return words;
}

Tongue::Words set_of(const toml::table& row, std::string_view key)
{
    const auto words = words_of(row, key);
    return { words.begin(), words.end() };
}

Result<std::map<std::string, std::string, std::less<>>> pairs_of(const toml::table& row, std::string_view key, std::string_view where)
{
    std::map<std::string, std::string, std::less<>> pairs;
    const auto* table = row[key].as_table();
    if (table == nullptr)
        return row.contains(key) ? Result<decltype(pairs)>(malformed(std::string(key) + " must be a table", where)) : pairs;
    for (const auto& [from, to] : *table) {
        const auto text = to.value<std::string>();
        if (!text)
            return malformed(std::string(key) + " must hold texts only", where);
        pairs.emplace(from.str(), *text);
    }
    return pairs;
}

Result<Phrase> phrase_of(const toml::table& row, std::string_view key, std::string_view where)
{
    Phrase phrase;
    if (const auto text = row[key].value<std::string>()) {
        phrase.by_sex[0] = *text;
        return phrase;
    }
    const auto* table = row[key].as_table();
    if (table == nullptr)
        return row.contains(key) ? Result<Phrase>(malformed(std::string(key) + " must be a text, or a table of any, m and f", where))
                                 : phrase;
    for (const auto& [name, value] : *table) {
        if (name.str() != "any" && name.str() != "m" && name.str() != "f")
            return malformed(std::string(key) + " knows any, m and f", where);
        phrase.by_sex[name.str() == "any" ? 0 : name.str() == "m" ? 1 : 2] = value.value_or(std::string());
    }
    return phrase;
}

Result<void> read_bands(const toml::table& row, Tongue& tongue)
{
    const auto* bands = row["band"].as_table();
    tongue.written = bands != nullptr;
    if (bands == nullptr)
        return {};
    for (const auto& [name, value] : *bands) {
        const auto at = std::find(kGroups.begin(), kGroups.end(), name.str());
        const auto* band = value.as_table();
        if (at == kGroups.end() || band == nullptr)
            return malformed("unknown band '" + std::string(name.str()) + "'", tongue.code);
        auto& words = tongue.bands[static_cast<std::size_t>(at - kGroups.begin())];
        for (const auto& [key, unused] : *band) {
            if (key.str() != "after" && key.str() != "before" && key.str() != "alone" && key.str() != "predicate" && key.str() != "aged"
                && key.str() != "replaces_noun")
                return malformed("unknown key '" + std::string(key.str()) + "' of a band", tongue.code);
        }
        words.after = TRY(phrase_of(*band, "after", tongue.code));
        words.before = TRY(phrase_of(*band, "before", tongue.code));
        words.alone = TRY(phrase_of(*band, "alone", tongue.code));
        words.predicate = TRY(phrase_of(*band, "predicate", tongue.code));
        words.aged = TRY(phrase_of(*band, "aged", tongue.code));
        words.replaces_noun = (*band)["replaces_noun"].value_or(false);
    }
    const auto decades = row["decades"].as_array();
    if (decades == nullptr || decades->size() != kDecades)
        return malformed("decades needs six texts, for the 20s to the 70s", tongue.code);
    for (std::size_t i = 0; i < kDecades; ++i)
        tongue.decades[i] = (*decades)[i].value_or(std::string());
    const bool whole = std::all_of(tongue.bands.begin(), tongue.bands.end(),
        [](const BandWords& band) { return !band.after.by_sex[0].empty() && !band.alone.by_sex[0].empty(); });
    return whole ? Result<void>() : malformed("every band needs after and alone", tongue.code);
}

Result<void> read_instead(const toml::table& row, Tongue& tongue)
{
    const auto* labels = row["instead"].as_table();
    if (labels == nullptr)
        return {};
    for (const auto& [name, value] : *labels) {
        const auto label = label_named(name.str());
        if (!label)
            return malformed("unknown label '" + std::string(name.str()) + "'", tongue.code);
        const auto pairs = TRY(pairs_of(*labels, name.str(), tongue.code));
        auto& wordings = tongue.instead[*label];
        wordings.assign(pairs.begin(), pairs.end());
        std::stable_sort(wordings.begin(), wordings.end(), [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
    }
    return {};
}

Result<void> read_examples(const toml::table& row, Tongue& tongue)
{
    const auto* examples = row["example"].as_array();
    for (std::size_t i = 0; examples != nullptr && i < examples->size(); ++i) {
        const auto* example = (*examples)[i].as_table();
        if (example == nullptr || !example->contains("from") || !example->contains("to"))
            return malformed("an example needs from and to", tongue.code);
        tongue.examples.push_back({ (*example)["from"].value_or(std::string()), (*example)["to"].value_or(std::string()) });
    }
    return tongue.examples.empty() ? malformed("a language needs an example", tongue.code) : Result<void>();
}

Result<void> read_grammar(const toml::table& row, Tongue& tongue)
{
    for (const auto& [key, sex] :
        { std::pair { "people", Sex::Unsaid }, std::pair { "men", Sex::Male }, std::pair { "women", Sex::Female } }) {
        for (auto& word : words_of(row, key))
            tongue.nouns.emplace(std::move(word), sex);
    }
    tongue.renames = TRY(pairs_of(row, "renames", tongue.code));
    tongue.renames_with_after = TRY(pairs_of(row, "renames_with_after", tongue.code));
    tongue.verbs = TRY(pairs_of(row, "verbs", tongue.code));
    tongue.nominal = TRY(pairs_of(row, "nominal", tongue.code));
    tongue.articles = TRY(pairs_of(row, "articles", tongue.code));
    if (const auto* tails = row["tails"].as_array()) {
        for (const auto& tail : *tails)
            tongue.tails.push_back(tail.value_or(std::string()));
    }
    tongue.inflects = row["inflects"].value_or(std::string());
    tongue.most_leads = static_cast<std::size_t>(std::clamp<std::int64_t>(row["most_leads"].value_or(std::int64_t { 3 }), 0, 8));
    tongue.noun_gap = static_cast<std::size_t>(std::clamp<std::int64_t>(row["noun_gap"].value_or(std::int64_t { 0 }), 0, 4));
    for (const auto& flag : words_of(row, "flags")) {
        if (flag != "capital_nouns" && flag != "unit_is_noun" && flag != "sex_letters" && flag != "rules_language")
            return malformed("unknown flag '" + flag + "'", tongue.code);
        tongue.capital_nouns = tongue.capital_nouns || flag == "capital_nouns";
        tongue.unit_is_noun = tongue.unit_is_noun || flag == "unit_is_noun";
        tongue.rules_language = tongue.rules_language || flag == "rules_language";
        tongue.sex_letters = tongue.sex_letters || flag == "sex_letters";
    }
    return {};
}

Result<Tongue> read_tongue(const toml::table& row, std::string_view file)
{
    Tongue tongue;
    tongue.code = row["code"].value_or(std::string());
    if (tongue.code.empty())
        return malformed("a language has no code", file);
    for (const auto& [key, value] : row) {
        if (std::find(kKeys.begin(), kKeys.end(), key.str()) == kKeys.end())
            return malformed("unknown key '" + std::string(key.str()) + "'", tongue.code);
    }
    tongue.tell = set_of(row, "tell");
    tongue.units = set_of(row, "units");
    tongue.leads = set_of(row, "leads");
    tongue.trails = set_of(row, "trails");
    tongue.joins = set_of(row, "joins");
    tongue.child_nouns = set_of(row, "child_nouns");
    tongue.old_nouns = set_of(row, "old_nouns");
    tongue.kin = set_of(row, "kin");
    if (tongue.tell.empty())
        return malformed("a language needs words by which it is told", tongue.code);
    TRY(read_grammar(row, tongue));
    TRY(read_bands(row, tongue));
    TRY(read_instead(row, tongue));
    TRY(read_examples(row, tongue));
    return tongue;
}

}  // namespace

Result<void> read_tongues(std::string_view name, std::string_view text, Tongues& out)
{
    toml::table document;
    try {
        document = toml::parse(text, name);
    } catch (const toml::parse_error& problem) {
        return malformed(std::string(problem.description()), std::string(name) + " line " + std::to_string(problem.source().begin.line));
    }
    const auto* rows = document["language"].as_array();
    if (rows == nullptr || document.size() != 1)
        return malformed("a file of this folder holds [[language]] and nothing else", name);
    for (const auto& node : *rows) {
        const auto* row = node.as_table();
        if (row == nullptr)
            return malformed("[[language]] must be a table", name);
        auto tongue = TRY(read_tongue(*row, name));
        if (out.named(tongue.code) != nullptr)
            return malformed("two tables of one language", tongue.code);
        out.all.push_back(std::move(tongue));
    }
    return {};
}

void index_tongues(Tongues& tongues)
{
    for (std::size_t i = 0; i < tongues.all.size(); ++i) {
        for (const auto& word : tongues.all[i].tell)
            tongues.told_by[word].push_back(i);
        for (const auto& unit : tongues.all[i].units)
            tongues.unit_of[unit].push_back(i);
    }
}

}  // namespace imprimatur::caption
