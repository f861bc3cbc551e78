#include "release/check.h"

#include "base/folder_marker.h"
#include "base/sha256.h"
#include "base/unicode.h"

#include <algorithm>
#include <map>

namespace imprimatur::release {

namespace {

using FilesByName = std::map<std::string, const PackageFile*, std::less<>>;

PackageCheck answer(PackageState state, std::string sentence, std::string release_id = {})
{
    return { state, std::move(sentence), std::move(release_id), {} };
}

/// A stranger's file name on its way to a terminal.
std::string printable(std::string_view name)
{
    std::string text = sanitize_utf8(name.substr(0, 200));
    std::ranges::replace_if(
        text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, '?');
    return text;
}

FilesByName by_name(const std::vector<PackageFile>& files, std::vector<std::string>& changed)
{
    FilesByName named;
    for (const auto& file : files) {
        if (!named.emplace(file.name, &file).second)
            changed.push_back(printable(file.name) + " (there twice)");
    }
    return named;
}

/// The folder marker is not signed, so it must say exactly what it has to.
bool is_marker(const PackageFile& file, const Manifest& manifest)
{
    std::vector<std::string> names { std::string(kManifestName), std::string(kSignatureName), std::string(kProofName) };
    for (const auto& listed : manifest.files)
        names.push_back(listed.name);
    return file.name == kFolderMarker && as_text(file.bytes) == folder_marker(std::move(names));
}

/// Everything that is not as signed. The manifest itself and its signature hold already.
std::vector<std::string> differences(const std::vector<PackageFile>& files, const Manifest& manifest)
{
    std::vector<std::string> changed;
    FilesByName named = by_name(files, changed);
    const auto compare = [&](std::string_view name, const auto& is_same) {
        const auto found = named.find(name);
        if (found == named.end()) {
            changed.push_back(printable(name) + " (missing)");
            return;
        }
        if (!is_same(*found->second))
            changed.push_back(printable(name) + " (altered)");
        named.erase(found);
    };
    for (const auto& listed : manifest.files) {
        compare(listed.name,
            [&](const PackageFile& file) { return file.bytes.size() == listed.bytes && sha256_hex(file.bytes) == listed.sha256; });
    }
    compare(kProofName, [&](const PackageFile& file) { return as_text(file.bytes) == proof_json(manifest); });
    named.erase(std::string(kManifestName));
    named.erase(std::string(kSignatureName));
    for (const auto& [name, file] : named) {
        if (!is_marker(*file, manifest))
            changed.push_back(printable(name) + " (not part of the release)");
    }
    return changed;
}

bool is_past(const std::string& end, Instant as_of)
{
    if (end.empty())
        return false;
    const auto instant = parse_iso8601(end);
    return !instant || *instant <= as_of;  // valid_until is exclusive; an end nobody can read is over
}

std::string earlier_end(const std::string& a, const std::string& b)
{
    if (a.empty() || b.empty())
        return a.empty() ? b : a;
    const auto first = parse_iso8601(a);
    const auto second = parse_iso8601(b);
    if (!first || !second)
        return first ? b : a;  // the one nobody can read: is_past takes it for over
    return *first <= *second ? a : b;
}

std::string when(const std::string& instant) { return instant.substr(0, 10); }

struct Signed {
    Manifest manifest;
    PackageSignature signature;
};

/// The manifest as far as the signature carries it, or the answer that ends the check.
std::variant<Signed, PackageCheck> open_manifest(const std::vector<PackageFile>& files, const std::optional<Bytes>& trusted_key)
{
    const auto file = [&](std::string_view name) { return std::ranges::find(files, name, &PackageFile::name); };
    const auto manifest_file = file(kManifestName);
    const auto signature_file = file(kSignatureName);
    if (manifest_file == files.end() || signature_file == files.end())
        return answer(PackageState::NotOurs, "This is not a release: its manifest or its signature is missing.");
    auto signature = parse_signature(as_text(signature_file->bytes));
    if (!signature.ok())
        return answer(PackageState::NotOurs, "This is not a release of ours: its signature cannot be read.");
    if (trusted_key && signature->public_key != *trusted_key)
        return answer(PackageState::NotOurs, "This is not a release of ours: it is signed with another key.");
    if (!signature_holds(*signature, manifest_file->bytes)) {
        auto changed = answer(PackageState::Changed, "The manifest is not the one that was signed. Do not publish this copy.");
        changed.changed.push_back(std::string(kManifestName) + " (altered)");
        return changed;
    }
    auto manifest = parse_manifest(as_text(manifest_file->bytes));
    if (!manifest.ok())
        return answer(PackageState::NotOurs, "The manifest is signed but is not one that this version understands.");
    return Signed { std::move(manifest).value(), std::move(signature).value() };
}

PackageCheck verdict_on_intact(const Signed& package, bool trusted, const StatusLookup& lookup, Instant as_of)
{
    const std::string& id = package.manifest.release_id;
    const std::string end = earlier_end(package.manifest.expires_at, lookup.status.expires_at);
    if (is_past(end, as_of))
        return answer(
            PackageState::Expired, "The consent behind this release ended on " + when(end) + ". It may not be published any longer.", id);
    if (!trusted) {
        return answer(PackageState::Unknown,
            "Whole, and signed with key " + key_id(package.signature.public_key) + "; but nobody here vouches for that key.", id);
    }
    if (lookup.kind == StatusLookup::Kind::UnknownRelease)
        return answer(PackageState::Unknown, "Signed with our key, but the ledger has no such release. Ask the data guardian.", id);
    if (lookup.kind == StatusLookup::Kind::NotLookedUp) {
        return answer(PackageState::Valid, "Every file is as it was cleared. Whether it has been withdrawn since was not looked up.", id);
    }
    return answer(PackageState::Valid, "Every file is as it was cleared, and the release is still in force.", id);
}

}  // namespace

PackageCheck check_package(
    const std::vector<PackageFile>& files, const std::optional<Bytes>& trusted_key, const StatusLookup& lookup, Instant as_of)
{
    if (files.size() > kMaxPackageFiles + 4)
        return answer(PackageState::NotOurs, "This is not a release: it holds too many files.");
    auto opened = open_manifest(files, trusted_key);
    if (auto* ended = std::get_if<PackageCheck>(&opened))
        return *ended;
    const Signed& package = std::get<Signed>(opened);
    const std::string& id = package.manifest.release_id;
    const auto changed = differences(files, package.manifest);

    PackageCheck result;
    if (!lookup.status.withdrawn_at.empty()) {
        result = answer(PackageState::Withdrawn,
            "Consent was withdrawn on " + when(lookup.status.withdrawn_at) + ". Take it down wherever it stands and do not publish it.",
            id);
    } else if (!changed.empty()) {
        result = answer(PackageState::Changed,
            "This is not what was cleared: " + std::to_string(changed.size()) + (changed.size() == 1 ? " file is" : " files are")
                + " not as signed. Do not publish this copy.",
            id);
    } else {
        result = verdict_on_intact(package, trusted_key.has_value(), lookup, as_of);
    }
    result.changed = changed;
    return result;
}

std::string claimed_release(const std::vector<PackageFile>& files)
{
    const auto found = std::ranges::find(files, kManifestName, &PackageFile::name);
    if (found == files.end())
        return {};
    const auto manifest = parse_manifest(as_text(found->bytes));
    return manifest.ok() ? manifest->release_id : std::string();
}

PackageCheck check_file(std::string_view sha256, const std::vector<KnownRelease>& releases, Instant as_of)
{
    PackageCheck best = answer(PackageState::NotOurs, "No release of ours holds this file.");
    for (const auto& release : releases) {
        const auto& listed = release.manifest.files;
        if (std::ranges::find(listed, sha256, &PackagedFile::sha256) == listed.end())
            continue;
        const std::string& id = release.manifest.release_id;
        if (!release.status.withdrawn_at.empty()) {
            return answer(PackageState::Withdrawn,
                "This file is part of a release whose consent was withdrawn on " + when(release.status.withdrawn_at)
                    + ". Take it down wherever it stands.",
                id);
        }
        const std::string end = earlier_end(release.manifest.expires_at, release.status.expires_at);
        if (!is_past(end, as_of))
            best = answer(PackageState::Valid,
                "This file is part of a release that is in force. The words and the rest of the release count as well.", id);
        else if (best.state != PackageState::Valid)
            best = answer(PackageState::Expired, "This file is part of a release whose consent ended on " + when(end) + ".", id);
    }
    return best;
}

}  // namespace imprimatur::release
