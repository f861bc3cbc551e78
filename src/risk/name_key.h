// Names of diseases and places in one spelling: "Wilson's Disease", "wilson disease" and "WILSON DISEASES" are one key, and so are
// "haemangioma" and "hemangioma". The tables of policy/risk are keyed by the same function in scripts/make_risk_tables.py.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::risk {

/// Lower-case ASCII words of letters and digits, one blank between them. Accents fall, other scripts separate words. A key is its own key.
std::string name_key(std::string_view text);

/// The words of a key.
std::vector<std::string> key_words(std::string_view text);

}  // namespace imprimatur::risk
