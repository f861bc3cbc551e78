#include "desk/longitudinal_key.h"

#include <algorithm>
#include <array>

namespace imprimatur::desk {

namespace {

constexpr std::string_view kDigits = "0123456789abcdef";
constexpr std::uint64_t kLongestKeyFile = 256;

std::string written(const PseudonymKey& key)
{
    std::string text;
    for (const auto byte : key) {
        text += kDigits[byte >> 4U];
        text += kDigits[byte & 0x0FU];
    }
    return text + "\n";
}

std::optional<PseudonymKey> parsed(std::string_view text)
{
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' '))
        text.remove_suffix(1);
    PseudonymKey key {};
    if (text.size() != 2 * key.size())
        return std::nullopt;
    for (std::size_t i = 0; i < key.size(); ++i) {
        const auto high = kDigits.find(text[2 * i]);
        const auto low = kDigits.find(text[2 * i + 1]);
        if (high == std::string_view::npos || low == std::string_view::npos)
            return std::nullopt;
        key[i] = static_cast<std::uint8_t>(high * 16 + low);
    }
    return key;
}

bool lies_in(const std::filesystem::path& path, const std::filesystem::path& folder)
{
    const auto inside = std::filesystem::weakly_canonical(path).lexically_relative(std::filesystem::weakly_canonical(folder));
    return !inside.empty() && *inside.begin() != "..";
}

}  // namespace

Result<PseudonymKey> longitudinal_key(Office& office, const std::filesystem::path& path, const std::filesystem::path& out)
{
    if (lies_in(path, out))
        return Error { ErrorCode::InvalidArgument, "the key would lie among the copies that it can undo", path.string(),
            "keep it in another folder, for the project's own people" };
    const auto bytes = office.files.read(path, kLongestKeyFile);
    if (!bytes.ok() && bytes.error().code == ErrorCode::NotFound) {
        PseudonymKey key {};
        office.random.fill(key);
        TRY(office.files.write_file(path, as_bytes(written(key))));
        return key;
    }
    if (!bytes.ok())
        return bytes.error();
    const auto key = parsed(as_text(*bytes));
    if (!key)
        return Error { ErrorCode::Malformed, "this is not a key: 64 hexadecimal digits", path.string(),
            "name a file that is not there yet and a new key is written into it" };
    return *key;
}

void forget(PseudonymKey& key)
{
    volatile std::uint8_t* bytes = key.data();
    for (std::size_t i = 0; i < key.size(); ++i)
        bytes[i] = 0;
}

}  // namespace imprimatur::desk
