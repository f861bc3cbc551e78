// Is it what was cleared, and is it still cleared? (`imprimatur verify`)
#pragma once

#include "base/clock.h"
#include "release/package.h"
#include "track/track.h"

#include <optional>
#include <string_view>
#include <vector>

namespace imprimatur::release {

/// What the ledger says about the release that the package names.
struct StatusLookup {
    enum class Kind {
        NotLookedUp,  ///< offline, or somebody else's machine: only what the package itself says can be told
        UnknownRelease,  ///< the ledger has no such release
        Known
    };
    Kind kind = Kind::NotLookedUp;
    track::ReleaseStatus status {};
};

/// Withdrawn before Changed before Expired: what the patient wants counts even for a damaged copy. A package whose
/// signature holds under a key that nobody vouches for is Unknown, never Valid: anybody can make such a key.
///   Valid     every byte as signed by the trusted key, not expired, not known to be withdrawn
///   Changed   ours, and `changed` names each file that is altered, missing or extra
///   NotOurs   no manifest or signature, one that does not parse, or another key than the trusted one
/// Not promised, and the sentence says so, when nothing was looked up: that it was not withdrawn since.
PackageCheck check_package(
    const std::vector<PackageFile>& files, const std::optional<Bytes>& trusted_key, const StatusLookup& lookup, Instant as_of);

/// The release id that a package claims, for looking up its status; empty when there is none. Nothing is verified here.
std::string claimed_release(const std::vector<PackageFile>& files);

struct KnownRelease {
    Manifest manifest;
    track::ReleaseStatus status;
};

/// A single copied file: is it, byte for byte, part of a release of ours? When several releases hold it, a withdrawn
/// one decides, then a valid one. A re-encoded or resized copy is another file and is not found this way.
PackageCheck check_file(std::string_view sha256, const std::vector<KnownRelease>& releases, Instant as_of);

}  // namespace imprimatur::release
