// What is handed over, and what is known about it afterwards.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur {

struct PackagedFile {
    std::string name;  ///< relative to the package folder, chosen by us: "image-01.png", "caption.txt"
    std::string sha256;  ///< hex
    std::uint64_t bytes = 0;
};

/// manifest.json. No names of people, no institution, no path of the machine.
struct Manifest {
    std::string release_id;
    std::string issued_at;  ///< ISO 8601 UTC
    std::string expires_at;  ///< earliest end of the grants used; empty when none was needed
    std::string verdict;
    std::string purpose;
    std::string platform;
    std::string audience;
    std::vector<std::string> packs;  ///< "hipaa@2026.1 sha256:..."
    std::vector<std::string> grants;  ///< ids only
    std::vector<std::string> obligations;
    std::vector<PackagedFile> files;
    std::uint64_t ledger_index = 0;  ///< entry that recorded the decision
    std::string ledger_hash;  ///< hex chain hash of that entry
};

enum class PackageState { Valid, Changed, NotOurs, Expired, Withdrawn, Unknown };
std::string_view to_string(PackageState state);

struct PackageCheck {
    PackageState state = PackageState::Unknown;
    std::string sentence;  ///< one plain sentence for a person
    std::string release_id;
    std::vector<std::string> changed;  ///< files that are not as signed, missing or extra
};

/// One row of the ledger. `detail` is JSON without patient data.
struct AuditEntry {
    std::uint64_t index = 0;  ///< from 1, no gaps
    std::string at;  ///< ISO 8601 UTC
    std::string kind;  ///< submitted, examined, redacted, screened, estimated, consent_checked, decided, released ...
    std::string subject;  ///< submission or release id
    std::string detail;
    std::string hash;  ///< hex chain hash
};

struct LedgerCheck {
    bool intact = false;
    std::uint64_t entries = 0;
    std::string head;  ///< hex
    std::uint64_t first_bad = 0;  ///< 0 when intact
    std::string sentence;
};

}  // namespace imprimatur
