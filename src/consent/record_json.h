// A consent record as JSON, schema imprimatur.consent/1 (docs/schema/consent.schema.json).
#pragma once

#include "imprimatur/model/consent.h"
#include "imprimatur/result.h"

#include <string>
#include <string_view>

namespace imprimatur::consent {

/// Strict: an unknown or doubled field, an unknown word, a wrong type or a date that is none is an Error that names the
/// field and never its value.
Result<ConsentRecord> parse_consent(std::string_view json);

std::string to_json(const ConsentRecord& record);

}  // namespace imprimatur::consent
