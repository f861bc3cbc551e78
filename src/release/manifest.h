// The signed heart of a package and the small files around it, in their one spelling: JSON with sorted keys, no white
// space, one line feed at the end. Reading accepts that spelling and nothing else, so that no byte of a package can be
// changed without being seen.
#pragma once

#include "base/byte_reader.h"
#include "imprimatur/model/material.h"
#include "imprimatur/model/release.h"
#include "imprimatur/result.h"

#include <string>
#include <string_view>

namespace imprimatur::release {

inline constexpr std::string_view kManifestName = "manifest.json";
inline constexpr std::string_view kSignatureName = "manifest.sig";
inline constexpr std::string_view kProofName = "proof.json";
inline constexpr std::string_view kCaptionName = "caption.txt";
inline constexpr std::string_view kDecisionName = "decision.json";
inline constexpr std::string_view kPageName = "decision.html";
inline constexpr std::string_view kStatementName = "consent-statement.txt";

/// A package is opened in memory by whoever verifies it.
inline constexpr std::size_t kMaxPackageFiles = 2'000;
inline constexpr std::size_t kMaxManifestBytes = 1UL << 20;

/// Follows docs/schema/manifest.schema.json.
std::string manifest_json(const Manifest& manifest);
Result<Manifest> parse_manifest(std::string_view json);

struct PackageSignature {
    Bytes public_key;  ///< Ed25519, 32 bytes
    Bytes signature;  ///< 64 bytes, over the bytes of manifest.json
};

/// First 16 hex digits of the public key's SHA-256.
std::string key_id(ByteView public_key);

std::string signature_json(const PackageSignature& signature);
Result<PackageSignature> parse_signature(std::string_view json);
bool signature_holds(const PackageSignature& signature, ByteView manifest_bytes);

/// Where in the desk's ledger the release stands: nothing but what the manifest says, for people and other programs.
std::string proof_json(const Manifest& manifest);

}  // namespace imprimatur::release
