// Any bytes as the parts of a release package: manifest, signature, and a package that is nothing but them. What is read
// has one spelling; nothing unsigned is ever Valid; the records of track/ come back as they were written.
#include "release/check.h"
#include "release/manifest.h"
#include "track/track_json.h"

namespace {

using namespace imprimatur;

void hold(bool true_thing)
{
    if (!true_thing)
        __builtin_trap();
}

void read_package(ByteView bytes, std::string_view text)
{
    const auto manifest = release::parse_manifest(text);
    hold(!manifest.ok() || release::manifest_json(*manifest) == text);
    const auto signature = release::parse_signature(text);
    hold(!signature.ok() || release::signature_json(*signature) == text);

    const Bytes own(bytes.begin(), bytes.end());
    const std::size_t half = own.size() / 2;
    const Bytes first(own.begin(), own.begin() + static_cast<std::ptrdiff_t>(half));
    const Bytes second(own.begin() + static_cast<std::ptrdiff_t>(half), own.end());
    const Bytes key(32, 1);
    const auto check = release::check_package({ { "manifest.json", first }, { "manifest.sig", second }, { "a", own } }, key, {}, 0);
    hold(check.state != PackageState::Valid);
}

template <typename T> void read_record(const Result<T>& record, Result<T> (*parse)(std::string_view))
{
    if (!record.ok())
        return;
    const auto again = parse(track::to_json(*record));
    hold(again.ok() && *again == *record);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const ByteView bytes { data, size };
    const std::string_view text = as_text(bytes);
    read_package(bytes, text);
    read_record(track::parse_posting(text), track::parse_posting);
    read_record(track::parse_withdrawal(text), track::parse_withdrawal);
    read_record(track::parse_takedown(text), track::parse_takedown);
    return 0;
}
