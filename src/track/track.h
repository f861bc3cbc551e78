// Where a released image went, and what a withdrawal has to reach (REQUIREMENTS GOV-TRACK, CON-WITHDRAW).
//
// Not promised: that every copy is known. What readers downloaded, printed or posted again is out of reach, and the
// consent form says so beforehand; a Takedown is work for a person until somebody confirms it.
#pragma once

#include "base/clock.h"
#include "imprimatur/model/release.h"

#include <optional>
#include <string>
#include <vector>

namespace imprimatur::track {

/// One place where a release was put.
struct Posting {
    std::string id;
    std::string release_id;
    std::string platform;  ///< "instagram", "x"; "teaching file", "slides"
    std::string place;  ///< address, or where else it can be found again
    std::string posted_at;  ///< ISO 8601
    std::string removed_at;  ///< empty while it is still up
    friend bool operator==(const Posting&, const Posting&) = default;
};

/// Somebody who may say no did. It reaches the one release it names and every release that rests on one of its grants.
struct Withdrawal {
    std::string id;
    std::string release_id;  ///< empty when grants are named
    std::vector<std::string> grants;
    std::string by;  ///< capacity: self, parent, guardian, legal_representative, institution; never a name
    std::string at;  ///< ISO 8601
    friend bool operator==(const Withdrawal&, const Withdrawal&) = default;
};

/// Work to be done: one for every posting that a withdrawal reaches.
struct Takedown {
    std::string id;  ///< "<withdrawal>/<posting>": asked for twice it is the same work
    std::string withdrawal_id;
    std::string posting_id;
    std::string release_id;
    std::string platform;
    std::string place;
    std::string asked_at;
    std::string done_at;  ///< empty until a person confirms it
    friend bool operator==(const Takedown&, const Takedown&) = default;
};

/// What `verify` has to know beside the package itself.
struct ReleaseStatus {
    std::string withdrawn_at;  ///< earliest withdrawal that reaches it; empty: none
    std::string expires_at;  ///< empty: no end
};

bool reaches(const Withdrawal& withdrawal, const Manifest& release);

/// One for every posting of the release that is still up; empty when the withdrawal does not reach it. Work that is on
/// record keeps what was confirmed about it.
std::vector<Takedown> takedowns(const Manifest& release, const std::vector<Posting>& postings, const Withdrawal& withdrawal,
    const std::vector<Takedown>& on_record = {});

/// A withdrawal counts from the moment it is known, also when its date lies ahead: consent that is about to end is not
/// relied on.
ReleaseStatus status(const Manifest& release, const std::vector<Withdrawal>& withdrawals);

/// The posting without its place in time being questioned: same release, platform and place.
bool same_place(const Posting& a, const Posting& b);

}  // namespace imprimatur::track
