// The release package. What goes in was proven (Verified) and permitted (Permit); there is no other way to make one.
#pragma once

#include "imprimatur/policy.h"
#include "redact/verified.h"
#include "release/decision_page.h"
#include "release/manifest.h"

#include <string>
#include <vector>

namespace imprimatur::release {

struct PackageFile {
    std::string name;
    Bytes bytes;
};

struct ReleasePackage {
    Manifest manifest;
    std::vector<PackageFile> files;  ///< in name order; with manifest.sig and proof.json once signed

    [[nodiscard]] const PackageFile* find(std::string_view name) const;
};

struct IssueFacts {
    std::string release_id;
    std::string issued_at;  ///< ISO 8601 UTC
    std::string expires_at;  ///< earliest end of the grants used; empty when none was needed
    std::string purpose;
    std::string platform;
    std::string audience;
    std::string caption;  ///< exactly the bytes that the grant is bound to; empty: no caption.txt
    std::string consent_statement;  ///< ACC-STATEMENT; empty: no consent-statement.txt
    std::vector<std::string> grants;  ///< ids
    std::uint64_t ledger_index = 0;  ///< the entry that records the decision
    std::string ledger_hash;
    DecisionPage page;  ///< shown in its Package rendering; decision, pictures and words are replaced by what is released
    std::string css;
};

/// An unsigned package: image-01.png ..., caption.txt, consent-statement.txt, decision.json, decision.html and the
/// manifest that lists them. InvalidArgument for facts that could not be verified later: an id with odd characters, a
/// date that does not exist, an end before the beginning, no image.
Result<ReleasePackage> issue(const std::vector<redact::Verified>& images, const Permit& permit, const IssueFacts& facts);

/// Adds manifest.sig and proof.json. VerificationFailed when the signature does not hold.
Result<void> attach_signature(ReleasePackage& package, const PackageSignature& signature);

}  // namespace imprimatur::release
