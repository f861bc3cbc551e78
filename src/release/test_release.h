// A small release as tests need it: made the only way there is, through redact::verify and decide::Permitter.
#pragma once

#include "base/sha256.h"
#include "decide/decide.h"
#include "release/package.h"

#include <gtest/gtest.h>
#include <sodium.h>

#include <fstream>
#include <iterator>

namespace imprimatur::release {

inline Bytes bytes_of_text(std::string_view text) { return { text.begin(), text.end() }; }

inline std::string text_of(const PackageFile& file) { return { file.bytes.begin(), file.bytes.end() }; }

/// Looks like a PNG to whoever reads the first bytes; release/ reads no more of it.
inline Bytes picture(char tag) { return bytes_of_text(std::string("\x89PNG\r\n\x1a\n") + "picture " + tag); }

inline redact::Verified verified(char tag)
{
    redact::Reopened reopened;
    reopened.material.frames.push_back({ 8, 8, 1, Bytes(64, 0) });
    auto result = redact::verify({ picture(tag), "png", 0, { { 0, 0, 4, 4 } }, {} }, reopened, {});
    return std::get<redact::Verified>(std::move(result));
}

inline Reason reason(Effect effect, const std::string& rule)
{
    return { "hipaa", rule, effect, "LAW-HIPAA", { "45 CFR 164.514", "(b)(2)(i)(C)", "current", "2026-10-01" }, "Why of " + rule,
        "Remedy of " + rule, { "words.date: caption, characters 3 to 6" } };
}

inline Decision permitting()
{
    Decision decision;
    decision.verdict = Verdict::PermitWithObligations;
    decision.questions = { Question { "educational_value", "Is it educational?", true, { "attested" } },
        Question { "irreversibly_anonymised", "Is it anonymised?", true, { "verified" } },
        Question { "explicit_consent", "Is there consent?", true, { "grant g-1" } } };
    decision.reasons = { reason(Effect::Permit, "base.gate") };
    decision.obligations = { reason(Effect::Obligate, "uk.track") };
    decision.disagreements = { { "consent", "A says, B says", "A governs" } };
    decision.packs = { "hipaa@2026.1 sha256:00ff" };
    decision.as_of = "2026-11-21T09:30:00Z";
    return decision;
}

inline RiskEstimate estimate()
{
    RiskEstimate risk;
    risk.lambda = 47;
    risk.risk = 0.02;
    risk.risk_hi = 0.043;
    risk.band = RiskBand::Proceed;
    risk.inputs = { { "population", 812000, 1.05, "place in the caption: Secretville" } };
    risk.binding_factor = "time window";
    risk.cheapest_generalisation = "leave out Secretday";
    return risk;
}

inline IssueFacts facts()
{
    IssueFacts facts;
    facts.release_id = "r-7f3k";
    facts.issued_at = "2026-11-21T09:30:00Z";
    facts.expires_at = "2027-11-21";
    facts.purpose = "social";
    facts.platform = "instagram";
    facts.audience = "public";
    facts.caption = "A case of small bowel obstruction.";
    facts.consent_statement = "Shared with the patient's written consent.";
    facts.grants = { "g-1" };
    facts.ledger_index = 12;
    facts.ledger_hash = std::string(64, 'a');
    facts.page.risk = estimate();
    facts.css = "body { margin: 0 }";
    return facts;
}

inline ReleasePackage unsigned_package()
{
    const auto permit = decide::Permitter::permit(permitting());
    EXPECT_TRUE(permit.has_value());
    auto package = issue({ verified('a'), verified('b') }, permit.value(), facts());
    EXPECT_TRUE(package.ok()) << (package.ok() ? "" : package.error().line());
    return std::move(package).value();
}

/// A key that is the same in every test.
struct TestKey {
    explicit TestKey(std::uint8_t seed_byte)
    {
        const std::vector<std::uint8_t> seed(crypto_sign_SEEDBYTES, seed_byte);
        crypto_sign_seed_keypair(public_key.data(), secret_key.data(), seed.data());
    }
    [[nodiscard]] PackageSignature sign(const std::string& text) const
    {
        PackageSignature signature { public_key, Bytes(crypto_sign_BYTES) };
        const ByteView view = as_bytes(text);
        crypto_sign_detached(signature.signature.data(), nullptr, view.data(), view.size(), secret_key.data());
        return signature;
    }
    Bytes public_key = Bytes(crypto_sign_PUBLICKEYBYTES);
    Bytes secret_key = Bytes(crypto_sign_SECRETKEYBYTES);
};

inline ReleasePackage signed_package(const TestKey& key)
{
    ReleasePackage package = unsigned_package();
    const auto attached = attach_signature(package, key.sign(manifest_json(package.manifest)));
    EXPECT_TRUE(attached.ok()) << (attached.ok() ? "" : attached.error().line());
    return package;
}

inline std::string repository_file(const std::string& name)
{
    std::ifstream file(std::string(IMPRIMATUR_SOURCE_DIR) + "/" + name, std::ios::binary);
    EXPECT_TRUE(file.good()) << name;
    return { std::istreambuf_iterator<char>(file), {} };
}

}  // namespace imprimatur::release
