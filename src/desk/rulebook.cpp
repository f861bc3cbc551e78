#include "desk/rulebook.h"

#include "caption/rule.h"

#include "base/sha256.h"

#include <algorithm>

namespace imprimatur::desk {

namespace {

std::string fingerprint(const std::vector<std::pair<std::string, std::string>>& texts)
{
    std::string all;
    for (const auto& [name, text] : texts)
        all += name + " " + sha256_hex(as_bytes(text)) + "\n";
    return sha256_hex(as_bytes(all));
}

}  // namespace

Result<Rulebook> load_rulebook(RulebookTexts texts)
{
    auto facts = TRY(decide::load_facts(texts.facts_toml));
    auto presets = TRY(decide::load_presets(texts.presets_toml, facts));
    auto words = TRY(caption::WordRules::load(texts.words));
    const auto words_sha256
        = sha256_hex(as_bytes(fingerprint(texts.words) + texts.reader_toml + texts.vocabulary.value_or("") + texts.grams.value_or("")));
    auto reader = TRY(caption::ReaderPolicy::load(texts.reader_toml, words.table().lists));
    std::optional<WordReaders> readers;
    if (texts.vocabulary && texts.grams) {
        auto tokeniser = TRY(caption::Tokeniser::load(*texts.vocabulary));
        auto grams = TRY(caption::GramReader::load(*texts.grams));
        readers = WordReaders { std::move(tokeniser), std::move(grams) };
    }
    auto attributes = TRY(inspect::AttributeTable::load(texts.confidentiality_tsv, texts.metadata_tsv));
    auto writing = TRY(inspect::TextClassifier::load(texts.writing_toml));
    auto layouts = TRY(inspect::DeviceLayouts::load(texts.devices_toml));
    auto risk_tables = TRY(risk::load_risk_tables(texts.risk));
    auto account = TRY(AccountGuide::load(texts.account_platforms_toml, texts.account_statements_toml));
    return Rulebook {
        .words = std::move(words),
        .reader = std::move(reader),
        .readers = std::move(readers),
        .attributes = std::move(attributes),
        .writing = std::move(writing),
        .layouts = std::move(layouts),
        .risk = std::move(risk_tables),
        .account = std::move(account),
        .facts = std::move(facts),
        .presets = std::move(presets),
        .page_css = std::move(texts.page_css),
        .survey
        = { std::move(texts.survey_consent_toml), std::move(texts.survey_categories_toml), std::move(texts.survey_css), words_sha256 },
        .packs = std::move(texts.packs),
    };
}

LoadedPacks load_packs(const Rulebook& rulebook, const std::vector<std::string>& ids)
{
    std::vector<std::string> wanted { "base" };
    for (const auto& id : ids) {
        if (std::find(wanted.begin(), wanted.end(), id) == wanted.end())
            wanted.push_back(id);
    }
    LoadedPacks loaded;
    for (const auto& id : wanted) {
        const auto text = rulebook.packs.find(id);
        if (text == rulebook.packs.end()) {
            loaded.failures.push_back({ id, "there is no pack of this name" });
            continue;
        }
        auto pack = decide::load_pack(text->second.pack, text->second.cases, rulebook.facts);
        if (pack.ok())
            loaded.packs.push_back(std::move(pack).value());
        else
            loaded.failures.push_back({ id, pack.error().line() });
    }
    return loaded;
}

}  // namespace imprimatur::desk
