// Everything that is data: word rules, tables, packs, page style. Made from texts; who reads the texts is not our concern.
#pragma once

#include "caption/word_rules.h"
#include "decide/pack.h"
#include "imprimatur/result.h"
#include "inspect/attribute_table.h"
#include "inspect/device_layouts.h"
#include "inspect/text_class.h"
#include "risk/tables.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace imprimatur::desk {

/// A pack's folder: pack.toml and, when it is there, cases.toml.
struct PackText {
    std::string pack;
    std::optional<std::string> cases;
};

/// Texts of the policy folder, by what they are.
struct RulebookTexts {
    std::vector<std::pair<std::string, std::string>> words;  ///< policy/words, relative names
    std::vector<std::pair<std::string, std::string>> risk;  ///< policy/risk, relative names
    std::string confidentiality_tsv;  ///< policy/dicom/confidentiality.tsv
    std::string metadata_tsv;  ///< policy/photo/metadata.tsv
    std::string writing_toml;  ///< policy/pixels/text.toml
    std::string devices_toml;  ///< policy/pixels/devices.toml
    std::string facts_toml;
    std::string presets_toml;
    std::string page_css;
    std::map<std::string, PackText> packs;  ///< by folder name
};

struct Rulebook {
    caption::WordRules words;
    inspect::AttributeTable attributes;
    inspect::TextClassifier writing;
    inspect::DeviceLayouts layouts;
    risk::RiskTables risk;
    decide::FactList facts;
    decide::Presets presets;
    std::string page_css;
    std::map<std::string, PackText> packs;  ///< parsed when a decision asks for them: one that fails denies, the rest goes on
};

Result<Rulebook> load_rulebook(RulebookTexts texts);

/// The packs by name plus `base`; what does not load or is not there is a failure, and a failure denies.
struct LoadedPacks {
    std::vector<PolicyPack> packs;
    std::vector<PackFailure> failures;
};
LoadedPacks load_packs(const Rulebook& rulebook, const std::vector<std::string>& ids);

}  // namespace imprimatur::desk
