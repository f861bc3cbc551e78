// The ledger in one SQLite file: an append-only chain of entries, and the state they speak of, committed together.
//
// Promised: after commit() returns, the entries and records outlive a crash of the process and of the machine (WAL,
// synchronous=FULL); before it returns, either all of them are there or none. verify() finds every edit, deletion,
// insertion, reordering and rewriting of entries, every edit of a record, and a cut tail.
// Not promised: when the machine stops between the commit and the writing of the file beside it, that file lags by the
// last commit until the ledger is next opened; in that window the commit alone says where the tail is. Nor does
// the ledger protect against whoever holds the signing key as well (see checkpoint.h).
#pragma once

#include "base/clock.h"
#include "desk/ports.h"

#include <filesystem>
#include <memory>

namespace imprimatur::store {

/// One connection; its calls may come from several threads and are taken one after the other. Any number of processes
/// may have the same file open. Do not carry one across fork().
class SqliteLedger final : public desk::Ledger {
public:
    /// Opens or creates (mode 0600). Clock and signer must outlive the ledger.
    static Result<std::unique_ptr<SqliteLedger>> open(const std::filesystem::path& path, const Clock& clock, desk::Signer& signer);
    ~SqliteLedger() override;
    SqliteLedger(const SqliteLedger&) = delete;
    SqliteLedger& operator=(const SqliteLedger&) = delete;

    /// Records without an entry are refused: state never changes unrecorded. A ledger whose end is not what was signed
    /// is not continued (VerificationFailed).
    Result<std::vector<AuditEntry>> commit(const std::vector<desk::NewEntry>& entries, const std::vector<desk::Record>& records) override;
    Result<std::optional<std::string>> record(std::string_view type, std::string_view id) override;
    Result<std::vector<desk::Record>> records(std::string_view type) override;
    Result<std::vector<AuditEntry>> entries() override;
    Result<LedgerCheck> verify() override;

    /// The newest signed checkpoint as text (checkpoint.h), to be kept elsewhere.
    Result<std::string> checkpoint();

private:
    struct State;
    explicit SqliteLedger(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

}  // namespace imprimatur::store
