#include "release/package.h"

#include "base/clock.h"
#include "base/limits.h"
#include "base/sha256.h"
#include "base/unicode.h"
#include "release/decision_json.h"

#include <algorithm>

namespace imprimatur::release {

namespace {

/// A post takes 20 pictures, a teaching file some hundred.
constexpr std::size_t kMaxImages = 1'000;

Error refusal(std::string what) { return { ErrorCode::InvalidArgument, std::move(what), "release", "" }; }

Bytes bytes_of(std::string_view text)
{
    const ByteView view = as_bytes(text);
    return { view.begin(), view.end() };
}

bool is_id(std::string_view text)
{
    const auto plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == ':';
    };
    return !text.empty() && text.size() <= 128 && std::ranges::all_of(text, plain);
}

Result<void> check_texts(const IssueFacts& facts)
{
    for (const auto* text : { &facts.purpose, &facts.platform, &facts.audience, &facts.caption, &facts.consent_statement }) {
        if (text->size() > limits::kMaxTextField || !decode_utf8(*text))
            return refusal("a text of the release is too long or not UTF-8");
    }
    return {};
}

Result<void> check_facts(const IssueFacts& facts)
{
    if (!is_id(facts.release_id))
        return refusal("a release id is made of letters, digits and - _ . :");
    if (!std::ranges::all_of(facts.grants, is_id))
        return refusal("grants are named by their ids alone");
    const auto issued = parse_iso8601(facts.issued_at);
    if (!issued)
        return refusal("the date of issue is not a date");
    if (!facts.expires_at.empty()) {
        const auto end = parse_iso8601(facts.expires_at);
        if (!end || *end <= *issued)
            return refusal("the release would have ended before it was issued");
    }
    if (facts.ledger_index == 0 || !is_sha256_hex(facts.ledger_hash))
        return refusal("the release is not in the ledger");
    return check_texts(facts);
}

bool permits(const Decision& decision) { return decision.verdict == Verdict::Permit || decision.verdict == Verdict::PermitWithObligations; }

std::string image_name(std::size_t number, const std::string& extension)
{
    return "image-" + std::string(number < 10 ? "0" : "") + std::to_string(number) + "." + extension;
}

/// The page shows what is released and nothing else, whatever the caller put in.
std::string package_page(const std::vector<redact::Verified>& images, const Permit& permit, const IssueFacts& facts)
{
    DecisionPage page = facts.page;
    page.subject = facts.release_id;
    page.purpose = facts.purpose;
    page.platform = facts.platform;
    page.audience = facts.audience;
    page.decision = permit.decision();
    page.released_caption = facts.caption;
    page.consent_statement = facts.consent_statement;
    page.post.reset();
    page.screening.reset();
    const bool matching = page.items.size() == images.size();
    if (!matching)
        page.items.assign(images.size(), {});
    for (std::size_t i = 0; i < images.size(); ++i) {
        PageItem& item = page.items[i];
        item.label = "Image " + std::to_string(i + 1);
        item.before_png.clear();
        item.after_png = images[i].bytes();
        item.filled = images[i].filled();
        item.refused.clear();
    }
    return decision_page(page, facts.css, Rendering::Package);
}

std::string package_decision(const Permit& permit, const IssueFacts& facts)
{
    DecisionContext context { facts.release_id, facts.purpose, facts.platform, facts.audience, facts.page.risk };
    if (context.risk) {
        // Their sources point into the original words.
        context.risk->inputs.clear();
        context.risk->cheapest_generalisation.clear();
        context.risk->stricter_because.clear();
    }
    return decision_json(permit.decision(), context);
}

std::vector<PackageFile> content(const std::vector<redact::Verified>& images, const Permit& permit, const IssueFacts& facts)
{
    std::vector<PackageFile> files;
    for (std::size_t i = 0; i < images.size(); ++i)
        files.push_back({ image_name(i + 1, images[i].extension()), images[i].bytes() });
    if (!facts.caption.empty())
        files.push_back({ std::string(kCaptionName), bytes_of(facts.caption) });
    if (!facts.consent_statement.empty())
        files.push_back({ std::string(kStatementName), bytes_of(facts.consent_statement) });
    files.push_back({ std::string(kDecisionName), bytes_of(package_decision(permit, facts)) });
    files.push_back({ std::string(kPageName), bytes_of(package_page(images, permit, facts)) });
    return files;
}

Manifest manifest_of(const std::vector<PackageFile>& files, const Decision& decision, const IssueFacts& facts)
{
    Manifest manifest { facts.release_id, facts.issued_at, facts.expires_at, std::string(to_string(decision.verdict)), facts.purpose,
        facts.platform, facts.audience, decision.packs, facts.grants, {}, {}, facts.ledger_index, facts.ledger_hash };
    for (const auto& obligation : decision.obligations)
        manifest.obligations.push_back(obligation.remedy);
    for (const auto& file : files)
        manifest.files.push_back({ file.name, sha256_hex(file.bytes), file.bytes.size() });
    return manifest;
}

void put_in_order(std::vector<PackageFile>& files) { std::ranges::sort(files, {}, &PackageFile::name); }

}  // namespace

const PackageFile* ReleasePackage::find(std::string_view name) const
{
    const auto found = std::ranges::find(files, name, &PackageFile::name);
    return found == files.end() ? nullptr : &*found;
}

Result<ReleasePackage> issue(const std::vector<redact::Verified>& images, const Permit& permit, const IssueFacts& facts)
{
    if (!permits(permit.decision()))
        return Error { ErrorCode::Internal, "a permit was made from a decision that does not permit", "release", "" };
    if (images.empty() || images.size() > kMaxImages)
        return refusal("a release holds at least one image and at most " + std::to_string(kMaxImages));
    TRY(check_facts(facts));
    ReleasePackage package;
    package.files = content(images, permit, facts);
    put_in_order(package.files);
    package.manifest = manifest_of(package.files, permit.decision(), facts);
    const std::string manifest = manifest_json(package.manifest);
    // What cannot be read again cannot be verified: broken text in a pack, or too much of it.
    TRY(parse_manifest(manifest));
    package.files.push_back({ std::string(kManifestName), bytes_of(manifest) });
    put_in_order(package.files);
    return package;
}

Result<void> attach_signature(ReleasePackage& package, const PackageSignature& signature)
{
    const std::string manifest = manifest_json(package.manifest);
    const PackageFile* file = package.find(kManifestName);
    if (!file || as_text(file->bytes) != manifest || package.find(kSignatureName))
        return Error { ErrorCode::Internal, "the package was changed before it was signed, or is signed already", "release", "" };
    if (!signature_holds(signature, as_bytes(manifest)))
        return Error { ErrorCode::VerificationFailed, "the signature does not hold for this manifest", "release", "check the signing key" };
    package.files.push_back({ std::string(kSignatureName), bytes_of(signature_json(signature)) });
    package.files.push_back({ std::string(kProofName), bytes_of(proof_json(package.manifest)) });
    put_in_order(package.files);
    return {};
}

}  // namespace imprimatur::release
