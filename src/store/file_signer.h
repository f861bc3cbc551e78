// The desk's signing key in a file of its own. Back it up apart from the ledger: who has both can rewrite both.
#pragma once

#include "desk/ports.h"

#include <array>
#include <filesystem>
#include <memory>

namespace imprimatur::store {

/// Ed25519 through libsodium. The key id is the first 16 hex digits of the public key's SHA-256.
class FileSigner final : public desk::Signer {
public:
    /// Reads the key, or makes one (mode 0600) when there is none. Refuses a key file that is a link, belongs to
    /// somebody else or can be read by others. Of two processes that make one at once, one wins and both use it.
    static Result<std::unique_ptr<FileSigner>> open(const std::filesystem::path& path);
    ~FileSigner() override;
    FileSigner(const FileSigner&) = delete;
    FileSigner& operator=(const FileSigner&) = delete;

    Result<desk::SignatureBytes> sign(ByteView message) override;
    Result<Bytes> public_key() override;

private:
    using Seed = std::array<std::uint8_t, 32>;
    explicit FileSigner(const Seed& seed);

    std::array<std::uint8_t, 64> m_secret {};
    Bytes m_public;
};

}  // namespace imprimatur::store
