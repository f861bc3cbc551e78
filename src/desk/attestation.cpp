#include "desk/attestation.h"

#include "base/sha256.h"
#include "desk/toml_fields.h"

#include <algorithm>

namespace imprimatur::desk {

Result<Attestation> parse_attestation(std::string_view toml)
{
    auto fields = TRY(TomlFields::parse(toml, "the attestation"));
    std::string schema;
    Attestation attestation;
    TRY(fields.text("schema", schema));
    TRY(fields.text("by", attestation.by));
    TRY(fields.text("on", attestation.on));
    TRY(fields.texts("items", attestation.item_sha256));
    TRY(fields.text("educational_value", attestation.educational_value));
    TRY(fields.flag("not_promotional", attestation.not_promotional));
    TRY(fields.flag("no_recognisable_person", attestation.no_recognisable_person));
    TRY(fields.flag("no_unique_features", attestation.no_unique_features));
    TRY(fields.flag("marked_places_checked", attestation.marked_places_checked));
    TRY(fields.flag("copyright_addressed", attestation.copyright_addressed));
    TRY(fields.flag("delay_observed", attestation.delay_observed));
    TRY(fields.text("guardian_advice", attestation.guardian_advice));
    TRY(fields.text("legal_basis", attestation.legal_basis));
    TRY(fields.text("transfer", attestation.transfer));
    TRY(fields.text("safeguards", attestation.safeguards));
    TRY(fields.no_other_keys());
    if (schema != "imprimatur.attestation/1")
        return Error { ErrorCode::Malformed, "the attestation's schema must be imprimatur.attestation/1", "schema", {} };
    for (const auto& item : attestation.item_sha256) {
        if (!is_sha256_hex(item))
            return Error { ErrorCode::Malformed, "the attestation: 'items' must hold SHA-256 values of the copies", "items", {} };
    }
    return attestation;
}

std::string attestation_request(const std::vector<std::string>& item_sha256)
{
    std::string items;
    for (const auto& item : item_sha256)
        items += "    \"" + item + "\",\n";
    return R"(# What only a person can vouch for. Look at the redacted pictures, answer each line, and give the file to
# `imprimatur clear --attest`. Everything starts as no; an empty text is a no.
schema = "imprimatur.attestation/1"
by = ""                        # your role, not your name: "consultant radiologist"
on = ""                        # date, YYYY-MM-DD

# The copies you looked at. Another crop is another copy and needs another look.
items = [
)" + items
        + R"(]

educational_value = ""         # what peers learn from it, in a sentence
not_promotional = false        # not entertainment, not self-promotion
no_recognisable_person = false # no face, eyes, or other part by which anybody, staff included, is recognised
no_unique_features = false     # no tattoo, jewellery, earlier hardware, or anything else that only this patient has
marked_places_checked = false  # the places that decision.html marks and the copy leaves open identify nobody
copyright_addressed = false    # you or your institution may publish this picture under the platform's terms
delay_observed = false         # not posted close to the examination

guardian_advice = ""           # reference of the data guardian's advice (Caldicott Guardian, DPO, privacy officer), if asked
legal_basis = ""               # GDPR: for example "Art. 9(2)(a) explicit consent"
transfer = ""                  # GDPR: how the transfer to the platform abroad is answered
safeguards = ""                # DPDP: how the channel's security was considered
)";
}

bool speaks_of(const Attestation& attestation, const std::vector<std::string>& item_sha256)
{
    return !item_sha256.empty() && std::all_of(item_sha256.begin(), item_sha256.end(), [&](const std::string& item) {
        return std::find(attestation.item_sha256.begin(), attestation.item_sha256.end(), item) != attestation.item_sha256.end();
    });
}

}  // namespace imprimatur::desk
