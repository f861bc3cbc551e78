#include "store/file_signer.h"

#include "base/sha256.h"
#include "store/posix_file.h"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>

namespace imprimatur::store {

namespace {

constexpr std::string_view kTitle = "imprimatur ed25519 seed v1\n";
constexpr std::size_t kKeyFileBytes = kTitle.size() + 64 + 1;

using Seed = std::array<std::uint8_t, crypto_sign_SEEDBYTES>;

Error bad_key(std::string what, const std::filesystem::path& path, std::string remedy)
{
    return { ErrorCode::Malformed, std::move(what), path.string(), std::move(remedy) };
}

Result<void> check_owner_and_mode(int fd, const std::filesystem::path& path)
{
    struct stat about { };
    if (::fstat(fd, &about) != 0)
        return system_error("cannot examine the key file", path, errno);
    if (!S_ISREG(about.st_mode))
        return bad_key("the key file is not a regular file", path, "name the file itself");
    if (about.st_uid != ::geteuid())
        return bad_key("the key file belongs to somebody else", path, "a key belongs to the account that signs");
    if ((about.st_mode & 077) != 0)
        return bad_key(
            "the key file can be read by others", path, "treat the key as known; or, when nobody can have read it, chmod 600 it");
    return {};
}

Result<Seed> read_seed(int fd, const std::filesystem::path& path)
{
    TRY(check_owner_and_mode(fd, path));
    std::array<char, kKeyFileBytes + 1> text {};
    ssize_t got = 0;
    do
        got = ::read(fd, text.data(), text.size());
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return system_error("cannot read the key file", path, errno);
    const std::string_view content(text.data(), static_cast<std::size_t>(got));
    auto bytes = content.size() == kKeyFileBytes && content.starts_with(kTitle) && content.back() == '\n'
        ? from_hex(content.substr(kTitle.size(), 64))
        : std::nullopt;
    sodium_memzero(text.data(), text.size());
    if (!bytes)
        return bad_key("this is not a signing key", path, "restore it from a backup, or name another file");
    Seed seed {};
    std::copy(bytes->begin(), bytes->end(), seed.begin());
    sodium_memzero(bytes->data(), bytes->size());
    return seed;
}

/// Written and synced under another name, then linked: link() fails when somebody else was first, rename() would not.
Result<void> create_key_file(const std::filesystem::path& path)
{
    std::error_code failure;
    std::filesystem::create_directories(parent_of(path), failure);
    if (failure)
        return system_error("cannot create the folder of the key", parent_of(path), failure.value());
    Seed seed {};
    randombytes_buf(seed.data(), seed.size());
    std::string text = std::string(kTitle) + to_hex(seed) + "\n";
    sodium_memzero(seed.data(), seed.size());

    std::string temporary = path.string() + ".XXXXXX";
    const Descriptor file { ::mkostemp(temporary.data(), O_CLOEXEC) };  // mode 0600
    if (!file.open())
        return system_error("cannot create the key file", path, errno);
    auto written = write_synced(file.get(), as_bytes(text), path);
    sodium_memzero(text.data(), text.size());
    if (written.ok() && ::link(temporary.c_str(), path.c_str()) != 0 && errno != EEXIST)
        written = system_error("cannot put the key file in place", path, errno);
    ::unlink(temporary.c_str());
    if (!written.ok())
        return written;
    return sync_folder(parent_of(path));
}

Result<Descriptor> open_key_file(const std::filesystem::path& path)
{
    constexpr int flags = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;
    Descriptor file { ::open(path.c_str(), flags) };
    if (!file.open() && errno == ENOENT) {
        TRY(create_key_file(path));
        file = Descriptor { ::open(path.c_str(), flags) };
    }
    if (!file.open() && errno == ELOOP)
        return bad_key("the key file is a link", path, "name the file itself");
    if (!file.open())
        return system_error("cannot open the key file", path, errno);
    return file;
}

}  // namespace

Result<std::unique_ptr<FileSigner>> FileSigner::open(const std::filesystem::path& path)
{
    if (sodium_init() < 0)
        return Error { ErrorCode::Unavailable, "libsodium does not start", "signing key", "" };
    const Descriptor file = TRY(open_key_file(path));
    Seed seed = TRY(read_seed(file.get(), path));
    auto signer = std::unique_ptr<FileSigner>(new FileSigner(seed));
    sodium_memzero(seed.data(), seed.size());
    return signer;
}

FileSigner::FileSigner(const Seed& seed)
    : m_public(crypto_sign_PUBLICKEYBYTES)
{
    // Keeps the key out of swap where the limit on locked memory allows it; not promised.
    static_cast<void>(sodium_mlock(m_secret.data(), m_secret.size()));
    crypto_sign_seed_keypair(m_public.data(), m_secret.data(), seed.data());
}

FileSigner::~FileSigner() { sodium_munlock(m_secret.data(), m_secret.size()); }  // wipes as well

Result<desk::SignatureBytes> FileSigner::sign(ByteView message)
{
    desk::SignatureBytes result { sha256_hex(m_public).substr(0, 16), Bytes(crypto_sign_BYTES) };
    crypto_sign_detached(result.signature.data(), nullptr, message.data(), message.size(), m_secret.data());
    return result;
}

Result<Bytes> FileSigner::public_key() { return m_public; }

}  // namespace imprimatur::store
