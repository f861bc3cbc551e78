#include "desk/papers.h"

#include "base/limits.h"
#include "base/sha256.h"
#include "consent/record_json.h"
#include "consent/request.h"
#include "desk/attestation.h"

namespace imprimatur::desk {

namespace {

Result<std::string> read_text(Office& office, const std::filesystem::path& path)
{
    const auto bytes = TRY(office.files.read(path, limits::kMaxConfigBytes));
    return std::string(bytes.begin(), bytes.end());
}

}  // namespace

Result<Papers> read_papers(Office& office, const CaseRequest& request)
{
    Papers papers;
    for (const auto& path : request.consents) {
        auto record = consent::parse_consent(TRY(read_text(office, path)));
        if (!record.ok())
            return in_file(record.error(), path);
        papers.consents.push_back(std::move(record).value());
    }
    if (request.attestation) {
        auto attestation = parse_attestation(TRY(read_text(office, *request.attestation)));
        if (!attestation.ok())
            return in_file(attestation.error(), *request.attestation);
        papers.attestation = std::move(attestation).value();
    }
    return papers;
}

Result<Requests> make_requests(
    Office& office, const CaseRequest& request, const std::vector<std::string>& item_sha256, const std::string& caption)
{
    Requests requests;
    if (item_sha256.empty())
        return requests;
    consent::ConsentRequest wanted { .id = new_id(office.random, "c-"), .consent_template = "social-image@1/en" };
    wanted.item_sha256 = item_sha256;
    wanted.caption_sha256 = sha256_hex(as_bytes(caption));
    wanted.purpose = request.purpose;
    wanted.platform = request.platform;
    wanted.audience = request.audience;
    wanted.from = office.clock.now();
    auto record = consent::request_for(wanted);
    // Without a platform there is nothing to ask the patient yet; the decision says so.
    if (record.ok())
        requests.consent_json = consent::to_json(*record);
    requests.attestation_toml = attestation_request(item_sha256);
    return requests;
}

Result<std::string> sign_consent(Office& office, const ConsentSigning& signing)
{
    auto record = TRY(consent::parse_consent(signing.record_json));
    for (const auto& name : signing.as) {
        const auto capacity = grantor_capacity(name);
        if (!capacity)
            return Error { ErrorCode::InvalidArgument, "nobody signs as '" + name + "'", "--as",
                "self, parent, guardian or legal_representative" };
        record.signed_as.push_back(*capacity);
    }
    const auto group = subject_group(signing.subject_group);
    if (!group)
        return Error { ErrorCode::InvalidArgument, "unknown group '" + signing.subject_group + "'", "--group",
            "see `imprimatur consent sign --help`" };
    record.subject_group = *group;
    record.form_location = signing.form_location;
    record.authority = signing.authority;
    record.assent_given = signing.assent;
    record.capacity_recorded = signing.capacity;
    record.saw_images = signing.saw_images;
    record.copy_given = signing.copy_given;
    record.informed_of = signing.informed_of;
    record.signed_at = to_iso8601(office.clock.now());
    for (auto& grant : record.grants)
        grant.state = signing.refused ? GrantState::Refused : GrantState::Given;
    const std::string json = consent::to_json(record);
    // What was put in by hand is held to the same rules as a file from outside.
    TRY(consent::parse_consent(json));
    return json;
}

}  // namespace imprimatur::desk
