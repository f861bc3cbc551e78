#include "store/checkpoint.h"

#include "store/posix_file.h"

#include <sodium.h>

#include <array>
#include <charconv>

namespace imprimatur::store {

namespace {

constexpr std::string_view kTitle = "imprimatur ledger checkpoint v1";
/// The text is some 350 bytes; more is not ours.
constexpr std::uint64_t kMaxCheckpointBytes = 4096;

/// The rest of a line that starts with `label` and a blank; moves `text` past the line.
std::optional<std::string> take_line(std::string_view& text, std::string_view label)
{
    const auto end = text.find('\n');
    if (end == std::string_view::npos)
        return std::nullopt;
    const std::string_view line = text.substr(0, end);
    if (!line.starts_with(label) || line.size() <= label.size() || line[label.size()] != ' ')
        return std::nullopt;
    text.remove_prefix(end + 1);
    return std::string(line.substr(label.size() + 1));
}

bool take(std::string_view& text, std::string_view prefix)
{
    if (!text.starts_with(prefix))
        return false;
    text.remove_prefix(prefix.size());
    return true;
}

}  // namespace

std::string signed_text(const Checkpoint& checkpoint)
{
    return std::string(kTitle) + "\nsize " + std::to_string(checkpoint.size) + "\nhead " + checkpoint.head + "\nat " + checkpoint.at
        + "\nkey " + checkpoint.key_id + "\n\n";
}

std::string checkpoint_text(const Checkpoint& checkpoint)
{
    return signed_text(checkpoint) + "signature " + to_hex(checkpoint.signature) + "\n";
}

std::optional<Checkpoint> parse_checkpoint(std::string_view text)
{
    const std::string_view whole = text;
    if (!take(text, kTitle) || !take(text, "\n"))
        return std::nullopt;
    const auto size = take_line(text, "size");
    const auto head = take_line(text, "head");
    const auto at = take_line(text, "at");
    const auto key = take_line(text, "key");
    if (!size || !head || !at || !key || !take(text, "\n"))
        return std::nullopt;
    const auto signature = take_line(text, "signature");
    if (!signature || !is_sha256_hex(*head))
        return std::nullopt;
    auto signature_bytes = from_hex(*signature);
    if (!signature_bytes)
        return std::nullopt;

    Checkpoint checkpoint { 0, *head, *at, *key, std::move(*signature_bytes) };
    const auto parsed = std::from_chars(size->data(), size->data() + size->size(), checkpoint.size);
    if (parsed.ec != std::errc {} || checkpoint_text(checkpoint) != whole)
        return std::nullopt;
    return checkpoint;
}

bool signature_holds(const Checkpoint& checkpoint, ByteView public_key)
{
    if (checkpoint.signature.size() != crypto_sign_BYTES || public_key.size() != crypto_sign_PUBLICKEYBYTES)
        return false;
    const std::string message = signed_text(checkpoint);
    const ByteView bytes = as_bytes(message);
    return crypto_sign_verify_detached(checkpoint.signature.data(), bytes.data(), bytes.size(), public_key.data()) == 0;
}

std::filesystem::path checkpoint_path(const std::filesystem::path& ledger) { return ledger.string() + ".checkpoint"; }

Result<std::optional<Checkpoint>> read_checkpoint_file(const std::filesystem::path& path)
{
    auto bytes = read_regular(path, kMaxCheckpointBytes);
    if (!bytes.ok() && bytes.error().code == ErrorCode::NotFound)
        return std::optional<Checkpoint> {};
    if (!bytes.ok())
        return bytes.error();
    auto checkpoint = parse_checkpoint(as_text(*bytes));
    if (!checkpoint)
        return Error { ErrorCode::Malformed, "this is not a ledger checkpoint", path.string(), "restore it from a backup" };
    return checkpoint;
}

Result<void> advance_checkpoint_file(const std::filesystem::path& path, const Checkpoint& checkpoint)
{
    const Descriptor lock = TRY(lock_file(path.string() + ".lock"));
    const auto there = TRY(read_checkpoint_file(path));
    if (there && there->size >= checkpoint.size)
        return {};
    const std::string text = checkpoint_text(checkpoint);
    return replace_file(path, as_bytes(text));
}

}  // namespace imprimatur::store
