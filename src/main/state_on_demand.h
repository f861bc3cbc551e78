// Ledger and signing key, opened when a verb first needs them: looking at a picture leaves no state behind and needs no
// place to keep it.
#pragma once

#include "base/clock.h"
#include "store/file_signer.h"
#include "store/sqlite_ledger.h"

#include <filesystem>
#include <memory>
#include <mutex>

namespace imprimatur {

class SignerOnDemand final : public desk::Signer {
public:
    explicit SignerOnDemand(std::filesystem::path folder)
        : m_folder(std::move(folder))
    {
    }
    Result<desk::SignatureBytes> sign(ByteView message) override { return TRY(signer())->sign(message); }
    Result<Bytes> public_key() override { return TRY(signer())->public_key(); }

private:
    Result<desk::Signer*> signer();
    std::filesystem::path m_folder;
    std::mutex m_mutex;
    std::unique_ptr<store::FileSigner> m_signer;
};

class LedgerOnDemand final : public desk::Ledger {
public:
    LedgerOnDemand(std::filesystem::path folder, const Clock& clock, desk::Signer& signer)
        : m_folder(std::move(folder))
        , m_clock(clock)
        , m_signer(signer)
    {
    }
    Result<std::vector<AuditEntry>> commit(const std::vector<desk::NewEntry>& entries, const std::vector<desk::Record>& records) override
    {
        return TRY(ledger())->commit(entries, records);
    }
    Result<std::optional<std::string>> record(std::string_view type, std::string_view id) override
    {
        return TRY(ledger())->record(type, id);
    }
    Result<std::vector<desk::Record>> records(std::string_view type) override { return TRY(ledger())->records(type); }
    Result<std::vector<AuditEntry>> entries() override { return TRY(ledger())->entries(); }
    Result<LedgerCheck> verify() override { return TRY(ledger())->verify(); }

private:
    Result<desk::Ledger*> ledger();
    std::filesystem::path m_folder;
    const Clock& m_clock;
    desk::Signer& m_signer;
    std::mutex m_mutex;
    std::unique_ptr<store::SqliteLedger> m_ledger;
};

}  // namespace imprimatur
