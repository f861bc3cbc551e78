// The papers that come with a case: consent records and the attestation.
#pragma once

#include "desk/office.h"
#include "imprimatur/desk.h"

#include <optional>
#include <vector>

namespace imprimatur::desk {

struct Papers {
    std::vector<ConsentRecord> consents;
    std::optional<Attestation> attestation;
};

/// A paper that cannot be read or does not parse is an Error that names it: guessing what somebody signed is not an option.
Result<Papers> read_papers(Office& office, const CaseRequest& request);

/// What has to be filled in next: the consent record to be shown and signed, the attestation to be answered.
struct Requests {
    std::string consent_json;
    std::string attestation_toml;
};
Result<Requests> make_requests(
    Office& office, const CaseRequest& request, const std::vector<std::string>& item_sha256, const std::string& caption);

/// The record as somebody signed or refused it. Nothing is checked here but that the words exist: the decision checks.
Result<std::string> sign_consent(Office& office, const ConsentSigning& signing);

}  // namespace imprimatur::desk
