// The details of audit entries: counts, kinds, hashes of copies, rule ids. Never a value from a file or a caption.
#pragma once

#include "consent/coverage.h"
#include "desk/examine.h"
#include "imprimatur/desk.h"

#include <string>
#include <vector>

namespace imprimatur::desk {

std::string submitted_detail(const CaseRequest& request);
std::string examined_detail(const std::vector<ExaminedItem>& items);
std::string redacted_detail(const std::vector<ExaminedItem>& items);
std::string screened_detail(const std::optional<Screening>& screening);
std::string estimated_detail(const std::optional<RiskEstimate>& risk);
std::string consent_detail(const consent::Coverage& coverage);
std::string decided_detail(const Decision& decision);
std::string released_detail(const std::string& manifest_sha256, const std::vector<std::string>& item_sha256);
/// One key and one text.
std::string simple_detail(const std::string& key, const std::string& value);

}  // namespace imprimatur::desk
