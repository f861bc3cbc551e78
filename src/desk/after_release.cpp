#include "desk/after_release.h"

#include "base/folder_marker.h"
#include "base/limits.h"
#include "base/sha256.h"
#include "desk/audit.h"
#include "release/check.h"
#include "release/manifest.h"
#include "track/track.h"
#include "track/track_json.h"

namespace imprimatur::desk {

namespace {

Error no_such_release(std::string_view release_id)
{
    return { ErrorCode::NotFound, "the ledger knows no release of this id", std::string(release_id),
        "the id stands in manifest.json, as release_id" };
}

Result<std::optional<Manifest>> find_release(Office& office, std::string_view release_id)
{
    const auto record = TRY(office.ledger.record("release", release_id));
    if (!record)
        return std::optional<Manifest> {};
    return std::optional(TRY(release::parse_manifest(*record)));
}

Result<std::vector<track::Withdrawal>> withdrawals(Office& office)
{
    std::vector<track::Withdrawal> list;
    for (const auto& record : TRY(office.ledger.records("withdrawal")))
        list.push_back(TRY(track::parse_withdrawal(record.json)));
    return list;
}

Result<std::vector<track::Posting>> postings(Office& office)
{
    std::vector<track::Posting> list;
    for (const auto& record : TRY(office.ledger.records("posting")))
        list.push_back(TRY(track::parse_posting(record.json)));
    return list;
}

Result<release::StatusLookup> look_up(Office& office, std::string_view release_id)
{
    using Kind = release::StatusLookup::Kind;
    const auto manifest = TRY(find_release(office, release_id));
    if (!manifest)
        return release::StatusLookup { Kind::UnknownRelease, {} };
    const auto all = TRY(withdrawals(office));
    return release::StatusLookup { Kind::Known, track::status(*manifest, all) };
}

Result<PackageCheck> verify_file(Office& office, const std::filesystem::path& path)
{
    const auto bytes = TRY(office.files.read(path, limits::kMaxFileBytes));
    const auto all = TRY(withdrawals(office));
    std::vector<release::KnownRelease> known;
    for (const auto& record : TRY(office.ledger.records("release"))) {
        auto manifest = TRY(release::parse_manifest(record.json));
        auto state = track::status(manifest, all);
        known.push_back({ std::move(manifest), std::move(state) });
    }
    return release::check_file(sha256_hex(bytes), known, office.clock.now());
}

Result<std::vector<release::PackageFile>> read_package(Office& office, const std::filesystem::path& folder)
{
    std::vector<release::PackageFile> files;
    for (const auto& path : TRY(office.files.list(folder))) {
        if (files.size() > release::kMaxPackageFiles)
            return Error { ErrorCode::LimitExceeded, "more files than a package can have", folder.string(),
                "name the package folder itself" };
        auto bytes = TRY(office.files.read(path, limits::kMaxFileBytes));
        files.push_back({ path.lexically_relative(folder).generic_string(), std::move(bytes) });
    }
    return files;
}

}  // namespace

Result<PackageCheck> verify(Office& office, const std::filesystem::path& path, bool offline)
{
    std::error_code ignored;
    if (std::filesystem::is_regular_file(path, ignored))
        return verify_file(office, path);
    // A refused case's folder holds no package, a permitted one's holds it one level down.
    const auto folder = std::filesystem::is_directory(path / "package", ignored) ? path / "package" : path;
    const auto files = TRY(read_package(office, folder));
    const auto lookup = offline ? release::StatusLookup {} : TRY(look_up(office, release::claimed_release(files)));
    return release::check_package(files, TRY(office.signer.public_key()), lookup, office.clock.now());
}

Result<PackageState> status(Office& office, std::string_view release_id)
{
    const auto lookup = TRY(look_up(office, release_id));
    if (lookup.kind != release::StatusLookup::Kind::Known)
        return PackageState::Unknown;
    if (!lookup.status.withdrawn_at.empty())
        return PackageState::Withdrawn;
    const auto end = parse_iso8601(lookup.status.expires_at);
    return end && *end <= office.clock.now() ? PackageState::Expired : PackageState::Valid;
}

Result<std::string> posted(Office& office, std::string_view release_id, std::string_view platform, std::string_view address)
{
    if (!TRY(find_release(office, release_id)))
        return no_such_release(release_id);
    if (TRY(status(office, release_id)) != PackageState::Valid)
        return Error { ErrorCode::InvalidArgument, "this release is withdrawn or expired", std::string(release_id),
            "take the post down: it is not cleared any more" };
    track::Posting posting { .id = new_id(office.random, "p-"), .release_id = std::string(release_id), .platform = std::string(platform) };
    posting.place = address;
    posting.posted_at = to_iso8601(office.clock.now());
    for (const auto& known : TRY(postings(office))) {
        if (track::same_place(known, posting))
            return known.id;
    }
    // A record that cannot be read back would block every later question to the ledger, the withdrawal included.
    const std::string record = track::to_json(posting);
    TRY(track::parse_posting(record));
    // The address may show an account's name: it stands in the record, which can be erased, not in the chained entry.
    TRY(office.ledger.commit(
        { { "posted", posting.release_id, simple_detail("platform", posting.platform) } }, { { "posting", posting.id, record } }));
    return posting.id;
}

Result<std::vector<std::string>> withdraw(Office& office, std::string_view release_id, std::string_view by)
{
    const auto manifest = TRY(find_release(office, release_id));
    if (!manifest)
        return no_such_release(release_id);
    track::Withdrawal withdrawal { .id = new_id(office.random, "w-"), .release_id = std::string(release_id), .grants = manifest->grants };
    withdrawal.by = by;
    withdrawal.at = to_iso8601(office.clock.now());
    std::vector<Record> records { { "withdrawal", withdrawal.id, track::to_json(withdrawal) } };
    std::vector<std::string> lines;
    for (const auto& takedown : track::takedowns(*manifest, TRY(postings(office)), withdrawal)) {
        records.push_back({ "takedown", takedown.id, track::to_json(takedown) });
        lines.push_back(takedown.platform + ": " + takedown.place);
    }
    // What could not be read back would silence every later question about every release.
    TRY(track::parse_withdrawal(records.front().json));
    TRY(office.ledger.commit({ { "withdrawn", withdrawal.release_id, simple_detail("by", withdrawal.by) } }, records));
    return lines;
}

}  // namespace imprimatur::desk
