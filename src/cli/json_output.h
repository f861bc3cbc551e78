// The answers as JSON (docs/schema/), one object on one line. No raw value of a patient's is in them: shapes and places.
#pragma once

#include "imprimatur/desk.h"

#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::cli {

std::string to_json(const AccountAdvice& advice);
std::string to_json(const InspectedFile& file);
std::string to_json(const RedactedFile& file);
std::string to_json(const Cleared& cleared);
std::string to_json(const PackageCheck& check);
std::string to_json(const PackListing& pack);
std::string to_json(const LedgerCheck& check);
std::string to_json(const AuditEntry& entry);

/// {"<key>":"<about>","<list>":["..."]}
std::string to_json(std::string_view key, std::string_view about, std::string_view list, const std::vector<std::string>& lines);

}  // namespace imprimatur::cli
