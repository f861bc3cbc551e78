// What was found once is known: "Northgate" of "Northgate General Hospital" in the bio gives "#NorthgateEcho" away, and
// the patient's name in one field gives away the same name in another.
#pragma once

#include "caption/sweep.h"

#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::caption {

/// One telling word of a name, place or institution that a rule found.
struct Echo {
    std::u32string word;  ///< lower case
    const Rule* rule = nullptr;
    IdentifierKind kind = IdentifierKind::FreeText;
};

/// The words of the found names, places and institutions that are neither short nor common to many ("hospital", "general").
std::vector<Echo> echoes_of(const std::vector<Found>& found, const std::vector<FieldText>& fields);

/// Adds every place in the published fields where one of the words stands, alone or inside a hashtag, and nothing was
/// found yet.
void add_echoes(const std::vector<Echo>& echoes, const std::vector<FieldText>& fields, std::vector<Found>& found);

}  // namespace imprimatur::caption
