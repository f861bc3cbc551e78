// The sections of the decision page. Each yields HTML, or nothing when there is nothing to say.
#pragma once

#include "release/decision_page.h"
#include "release/html.h"

#include <string>

namespace imprimatur::release {

std::string verdict_part(const DecisionPage& page);
std::string questions_part(const Decision& decision);
std::string obligations_part(const Decision& decision);
std::string reasons_part(const Decision& decision);
std::string disagreements_part(const Decision& decision);
std::string packs_part(const Decision& decision);

std::string pictures_part(const DecisionPage& page, Rendering rendering);
std::string metadata_part(const DecisionPage& page, Rendering rendering);

/// The words as submitted, with their marks, and the wording proposed instead.
std::string words_part(const DecisionPage& page);
/// The words as they go out.
std::string released_words_part(const DecisionPage& page);

std::string risk_part(const RiskEstimate& risk, Rendering rendering);
std::string account_part(const AccountAdvice& advice);
std::string consent_part(const DecisionPage& page);

}  // namespace imprimatur::release
