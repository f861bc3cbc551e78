#include "main/state_on_demand.h"

#include <system_error>

namespace imprimatur {

namespace {

namespace fs = std::filesystem;

/// For the owner alone: it holds the signing key.
Result<void> make_state_folder(const fs::path& folder)
{
    std::error_code failure;
    if (fs::is_directory(folder, failure))
        return {};
    fs::create_directories(folder, failure);
    if (!failure)
        fs::permissions(folder, fs::perms::owner_all, failure);
    if (failure)
        return Error { ErrorCode::Unavailable, "the folder for ledger and key cannot be made", folder.string(),
            "name another with --state" };
    return {};
}

}  // namespace

Result<desk::Signer*> SignerOnDemand::signer()
{
    const std::lock_guard lock(m_mutex);
    if (!m_signer) {
        TRY(make_state_folder(m_folder));
        m_signer = TRY(store::FileSigner::open(m_folder / "signing.key"));
    }
    return m_signer.get();
}

Result<desk::Ledger*> LedgerOnDemand::ledger()
{
    const std::lock_guard lock(m_mutex);
    if (!m_ledger) {
        TRY(make_state_folder(m_folder));
        m_ledger = TRY(store::SqliteLedger::open(m_folder / "ledger.db", m_clock, m_signer));
    }
    return m_ledger.get();
}

}  // namespace imprimatur
