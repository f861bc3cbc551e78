// Does somebody's consent cover this picture, this caption, this purpose, this platform, this audience, now?
#pragma once

#include "base/clock.h"
#include "imprimatur/model/consent.h"
#include "imprimatur/policy.h"

#include <string>
#include <vector>

namespace imprimatur::consent {

struct ConsentQuestion {
    std::vector<std::string> item_sha256;
    std::string caption_sha256;
    std::string purpose;
    std::string platform;
    std::string audience;
    Instant as_of = 0;
};

struct Coverage {
    bool covers = false;
    Facts facts;  ///< every consent.* fact with one sentence of evidence
    std::vector<std::string> grant_ids;  ///< the grants it rests on; empty unless it covers
    std::string earliest_expiry;  ///< ISO 8601 UTC, the end of the first of these grants to end
};

/// Covers when every item is named by a grant that is good in every respect, and no record that touches an item was
/// withdrawn, refused or dissented from. Otherwise the facts tell what is wrong with the nearest grant of each item.
/// A recorded withdrawal counts whatever its date: the release has not happened yet. The way back is a new record whose
/// predecessor's grants are marked superseded.
Coverage cover(const std::vector<ConsentRecord>& records, const ConsentQuestion& question);

}  // namespace imprimatur::consent
