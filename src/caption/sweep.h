// All fields of a post searched by all rules; decoys and weaker readings of the same text are taken out.
#pragma once

#include "caption/matcher.h"
#include "imprimatur/model/words.h"

#include <array>

namespace imprimatur::caption {

struct FieldText {
    std::size_t field = 0;  ///< index into kFieldNames
    std::string_view text;
};

struct Found {
    std::size_t field = 0;
    std::size_t start = 0;  ///< code points of the original
    std::size_t end = 0;
    const Rule* rule = nullptr;
    IdentifierKind kind = IdentifierKind::FreeText;  ///< the rule's, or AgeOver89

    /// Of the strongest rule that found this place; a word known from elsewhere (echoes.h) has that of its first finding.
    [[nodiscard]] Strength strength() const { return rule->strength; }
};

struct Search {
    std::vector<Found> found;
    int patient_evidence = 0;  ///< sum of the weights of the Gate rules that spoke, each once
    bool complete = true;
};

/// Error names the field that is not UTF-8 or too long.
Result<Search> search(const RuleTable& table, const std::vector<FieldText>& fields);

}  // namespace imprimatur::caption
