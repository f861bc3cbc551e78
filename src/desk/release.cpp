#include "desk/release.h"

#include "base/sha256.h"
#include "desk/audit.h"
#include "desk/case_facts.h"
#include "release/manifest.h"

namespace imprimatur::desk {

namespace {

std::vector<redact::Verified> all_copies(const std::vector<ExaminedItem>& items)
{
    std::vector<redact::Verified> copies;
    for (const auto& item : items)
        copies.insert(copies.end(), item.verified.begin(), item.verified.end());
    return copies;
}

Result<void> sign(Office& office, release::ReleasePackage& package)
{
    const std::string manifest = release::manifest_json(package.manifest);
    auto signature = TRY(office.signer.sign(as_bytes(manifest)));
    auto public_key = TRY(office.signer.public_key());
    return release::attach_signature(package, { std::move(public_key), std::move(signature.signature) });
}

}  // namespace

std::string consent_statement(const CaseRequest& request, const consent::Coverage& coverage)
{
    if (!coverage.covers)
        return {};
    return "Shared for education with the patient's written consent" + (request.platform.empty() ? "" : " for " + request.platform) + ".";
}

Result<release::ReleasePackage> make_release(Office& office, const Permit& permit, const ReleaseCase& release_case)
{
    release::IssueFacts facts { .release_id = new_id(office.random, "r-"), .issued_at = to_iso8601(office.clock.now()) };
    facts.expires_at = release_case.coverage.earliest_expiry;
    facts.purpose = release_case.request.purpose;
    facts.platform = release_case.request.platform;
    facts.audience = release_case.request.audience;
    facts.caption = release_case.request.post.caption;
    facts.consent_statement = consent_statement(release_case.request, release_case.coverage);
    facts.grants = release_case.coverage.grant_ids;
    facts.ledger_index = release_case.decided.index;
    facts.ledger_hash = release_case.decided.hash;
    facts.page = release_case.page;
    facts.css = office.rulebook.page_css;
    auto package = TRY(release::issue(all_copies(release_case.items), permit, facts));
    TRY(sign(office, package));
    const std::string manifest = release::manifest_json(package.manifest);
    TRY(office.ledger.commit(
        { { "released", facts.release_id, released_detail(sha256_hex(as_bytes(manifest)), all_hashes(release_case.items)) } },
        { { "release", facts.release_id, manifest } }));
    return package;
}

}  // namespace imprimatur::desk
