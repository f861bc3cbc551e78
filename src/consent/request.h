// The record a clinician takes to the patient: everything filled in but the patient's answer.
#pragma once

#include "base/clock.h"
#include "imprimatur/model/consent.h"
#include "imprimatur/result.h"

#include <optional>
#include <string>
#include <vector>

namespace imprimatur::consent {

struct ConsentRequest {
    std::string id;  ///< of the new record
    std::string consent_template;  ///< "social-image@1/en"
    SubjectGroup subject_group = SubjectGroup::Adult;
    std::vector<std::string> item_sha256;  ///< of the verified copies
    std::string caption_sha256;
    std::string purpose;
    std::string platform;  ///< required for social
    std::string audience;
    Instant from = 0;
    std::optional<Instant> until;  ///< default: one calendar year after `from`
};

/// State requested, nothing signed, nothing told: only the patient's answer can change that.
Result<ConsentRecord> request_for(const ConsentRequest& request);

/// The same day and time a year later; 29 February becomes 1 March.
Instant one_year_after(Instant instant);

}  // namespace imprimatur::consent
