#include "release/manifest.h"

#include "base/clock.h"
#include "base/sha256.h"
#include "base/unicode.h"

#include <nlohmann/json.hpp>
#include <sodium.h>

#include <set>

namespace imprimatur::release {

namespace {

using Json = nlohmann::json;

constexpr std::string_view kSchema = "imprimatur/manifest/1";
constexpr std::string_view kAlgorithm = "Ed25519 over manifest.json";

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n"; }

Error malformed(std::string_view file, std::string what)
{
    return { ErrorCode::Malformed, std::move(what), std::string(file), "the package is not as it was issued" };
}

/// The text under `key`, or "" and a note that something is wrong.
std::string text(const Json& object, const char* key, bool& good)
{
    const auto found = object.find(key);
    if (found == object.end() || !found->is_string()) {
        good = false;
        return {};
    }
    return found->get<std::string>();
}

std::uint64_t number(const Json& object, const char* key, bool& good)
{
    const auto found = object.find(key);
    if (found == object.end() || !found->is_number_unsigned()) {
        good = false;
        return 0;
    }
    return found->get<std::uint64_t>();
}

std::vector<std::string> texts(const Json& object, const char* key, bool& good)
{
    std::vector<std::string> values;
    const auto found = object.find(key);
    if (found == object.end() || !found->is_array()) {
        good = false;
        return values;
    }
    for (const Json& element : *found) {
        if (element.is_string())
            values.push_back(element.get<std::string>());
        else
            good = false;
    }
    return values;
}

std::vector<PackagedFile> files(const Json& object, bool& good)
{
    std::vector<PackagedFile> values;
    const auto found = object.find("files");
    if (found == object.end() || !found->is_array() || found->size() > kMaxPackageFiles) {
        good = false;
        return values;
    }
    std::set<std::string> names;
    for (const Json& element : *found) {
        if (!element.is_object()) {
            good = false;
            continue;
        }
        PackagedFile file { text(element, "name", good), text(element, "sha256", good), number(element, "bytes", good) };
        good = good && !file.name.empty() && is_sha256_hex(file.sha256) && names.insert(file.name).second;
        values.push_back(std::move(file));
    }
    return values;
}

Json files_json(const std::vector<PackagedFile>& list)
{
    Json array = Json::array();
    for (const auto& file : list)
        array.push_back({ { "bytes", file.bytes }, { "name", file.name }, { "sha256", file.sha256 } });
    return array;
}

}  // namespace

std::string manifest_json(const Manifest& manifest)
{
    return dump({
        { "schema", kSchema },
        { "release_id", manifest.release_id },
        { "issued_at", manifest.issued_at },
        { "expires_at", manifest.expires_at },
        { "verdict", manifest.verdict },
        { "purpose", manifest.purpose },
        { "platform", manifest.platform },
        { "audience", manifest.audience },
        { "packs", manifest.packs },
        { "grants", manifest.grants },
        { "obligations", manifest.obligations },
        { "files", files_json(manifest.files) },
        { "ledger_index", manifest.ledger_index },
        { "ledger_hash", manifest.ledger_hash },
    });
}

Result<Manifest> parse_manifest(std::string_view json)
{
    if (json.size() > kMaxManifestBytes)
        return malformed(kManifestName, "the manifest is too long");
    const Json object = Json::parse(json, nullptr, false);
    if (!object.is_object())
        return malformed(kManifestName, "the manifest is not a JSON object");
    bool good = true;
    if (text(object, "schema", good) != kSchema)
        return malformed(kManifestName, "the manifest is of a kind that this version does not know");
    Manifest manifest { text(object, "release_id", good), text(object, "issued_at", good), text(object, "expires_at", good),
        text(object, "verdict", good), text(object, "purpose", good), text(object, "platform", good), text(object, "audience", good),
        texts(object, "packs", good), texts(object, "grants", good), texts(object, "obligations", good), files(object, good),
        number(object, "ledger_index", good), text(object, "ledger_hash", good) };
    good = good && !manifest.release_id.empty() && parse_iso8601(manifest.issued_at)
        && (manifest.expires_at.empty() || parse_iso8601(manifest.expires_at));
    if (!good)
        return malformed(kManifestName, "a field of the manifest is missing or of the wrong kind");
    if (manifest_json(manifest) != json)
        return malformed(kManifestName, "the manifest is not spelled as it is issued");
    return manifest;
}

std::string key_id(ByteView public_key) { return sha256_hex(public_key).substr(0, 16); }

std::string signature_json(const PackageSignature& signature)
{
    return dump({ { "algorithm", kAlgorithm }, { "key_id", key_id(signature.public_key) }, { "public_key", to_hex(signature.public_key) },
        { "signature", to_hex(signature.signature) } });
}

Result<PackageSignature> parse_signature(std::string_view json)
{
    const Json object = json.size() > kMaxManifestBytes ? Json() : Json::parse(json, nullptr, false);
    if (!object.is_object())
        return malformed(kSignatureName, "the signature file is not a JSON object");
    bool good = true;
    auto key = from_hex(text(object, "public_key", good));
    auto bytes = from_hex(text(object, "signature", good));
    if (!good || !key || !bytes || key->size() != crypto_sign_PUBLICKEYBYTES || bytes->size() != crypto_sign_BYTES)
        return malformed(kSignatureName, "the signature file holds no Ed25519 signature");
    PackageSignature signature { std::move(*key), std::move(*bytes) };
    if (signature_json(signature) != json)
        return malformed(kSignatureName, "the signature file is not spelled as it is issued");
    return signature;
}

bool signature_holds(const PackageSignature& signature, ByteView manifest_bytes)
{
    if (signature.public_key.size() != crypto_sign_PUBLICKEYBYTES || signature.signature.size() != crypto_sign_BYTES
        || manifest_bytes.empty())
        return false;
    return crypto_sign_verify_detached(
               signature.signature.data(), manifest_bytes.data(), manifest_bytes.size(), signature.public_key.data())
        == 0;
}

std::string proof_json(const Manifest& manifest)
{
    const std::string text = manifest_json(manifest);
    return dump({ { "ledger_hash", manifest.ledger_hash }, { "ledger_index", manifest.ledger_index },
        { "manifest_sha256", sha256_hex(as_bytes(text)) }, { "release_id", manifest.release_id } });
}

}  // namespace imprimatur::release
