#include "desk/rulebook.h"

#include <algorithm>

namespace imprimatur::desk {

Result<Rulebook> load_rulebook(RulebookTexts texts)
{
    auto facts = TRY(decide::load_facts(texts.facts_toml));
    auto presets = TRY(decide::load_presets(texts.presets_toml, facts));
    auto words = TRY(caption::WordRules::load(texts.words));
    auto attributes = TRY(inspect::AttributeTable::load(texts.confidentiality_tsv, texts.metadata_tsv));
    auto writing = TRY(inspect::TextClassifier::load(texts.writing_toml));
    auto layouts = TRY(inspect::DeviceLayouts::load(texts.devices_toml));
    auto risk_tables = TRY(risk::load_risk_tables(texts.risk));
    return Rulebook {
        .words = std::move(words),
        .attributes = std::move(attributes),
        .writing = std::move(writing),
        .layouts = std::move(layouts),
        .risk = std::move(risk_tables),
        .facts = std::move(facts),
        .presets = std::move(presets),
        .page_css = std::move(texts.page_css),
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
