// The decision for programs, as docs/schema/decision.schema.json describes it.
#pragma once

#include "imprimatur/model.h"
#include "imprimatur/policy.h"

#include <optional>
#include <string>

namespace imprimatur::release {

struct DecisionContext {
    std::string subject;  ///< submission or release id
    std::string purpose;
    std::string platform;
    std::string audience;
    std::optional<RiskEstimate> risk;  ///< leave its inputs out where the words they come from must not go
};

/// Keys sorted, no white space, one line feed at the end.
std::string decision_json(const Decision& decision, const DecisionContext& context);

}  // namespace imprimatur::release
