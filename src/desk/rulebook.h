// Everything that is data: word rules, tables, packs, page style. Made from texts; who reads the texts is not our concern.
#pragma once

#include "caption/gram_reader.h"
#include "caption/reader_policy.h"
#include "caption/tokeniser.h"
#include "caption/word_rules.h"
#include "decide/pack.h"
#include "desk/account_guide.h"
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
    std::string reader_toml;  ///< policy/reader/reader.toml
    std::optional<std::string> vocabulary;  ///< of the learned reader; none when its model is not installed
    std::optional<std::string> grams;  ///< models/words_grams.bin, the learned reader's other half
    std::vector<std::pair<std::string, std::string>> risk;  ///< policy/risk, relative names
    std::string confidentiality_tsv;  ///< policy/dicom/confidentiality.tsv
    std::string metadata_tsv;  ///< policy/photo/metadata.tsv
    std::string writing_toml;  ///< policy/pixels/text.toml
    std::string devices_toml;  ///< policy/pixels/devices.toml
    std::string account_platforms_toml;  ///< policy/account/platforms.toml
    std::string account_statements_toml;  ///< policy/account/statements.toml
    std::string facts_toml;
    std::string presets_toml;
    std::string page_css;
    std::string survey_consent_toml;  ///< policy/survey/consent.toml
    std::string survey_categories_toml;  ///< policy/survey/categories.toml
    std::string survey_css;  ///< policy/pages/survey.css
    std::map<std::string, PackText> packs;  ///< by folder name
};

/// What only a survey needs. Compiled when one is made: the other verbs do not wait for it.
struct SurveyRules {
    std::string consent_toml;
    std::string categories_toml;
    std::string css;
    std::string words_sha256;  ///< of all word rules and the learned reader's: two runs under different rules are not one survey
};

/// What the learned reader needs on this side of the jail. It is whole or not there.
struct WordReaders {
    caption::Tokeniser tokeniser;
    caption::GramReader grams;
};

struct Rulebook {
    caption::WordRules words;
    caption::ReaderPolicy reader;
    std::optional<WordReaders> readers;  ///< none: the rules read alone, and say so
    inspect::AttributeTable attributes;
    inspect::TextClassifier writing;
    inspect::DeviceLayouts layouts;
    risk::RiskTables risk;
    AccountGuide account;
    decide::FactList facts;
    decide::Presets presets;
    std::string page_css;
    SurveyRules survey;
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
