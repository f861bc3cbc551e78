#include "consent/request.h"

#include "base/sha256.h"
#include "consent/vocabulary.h"

#include <algorithm>
#include <chrono>

namespace imprimatur::consent {

namespace {

Error cannot_ask(std::string what, std::string remedy)
{
    return { ErrorCode::InvalidArgument, std::move(what), "consent request", std::move(remedy) };
}

Result<void> check(const ConsentRequest& request, Instant until)
{
    if (!is_id(request.id) || !is_id(request.consent_template))
        return cannot_ask("the id or the template is not an id", "use letters, digits and . _ : @ / -");
    if (request.item_sha256.empty() || !std::all_of(request.item_sha256.begin(), request.item_sha256.end(), is_sha256_hex))
        return cannot_ask("the images are not named by their SHA-256", "name the verified copies: a grant is bound to their bytes");
    if (!is_sha256_hex(request.caption_sha256))
        return cannot_ask("the caption is not named by its SHA-256", "the patient agrees to these very words, so they come first");
    if (!is_purpose(request.purpose))
        return cannot_ask("the purpose is not one of ours", "use social, teaching, publication, conference, research or record");
    if (!is_audience(request.audience))
        return cannot_ask("the audience is not one of ours", "use public, closed_group, institution or team");
    if (request.platform.empty() ? request.purpose == "social" : !is_platform(request.platform))
        return cannot_ask("social media needs a named platform", "name it in lower case, for example instagram");
    if (until <= request.from)
        return cannot_ask("the period ends before it begins", "choose a later end");
    return {};
}

}  // namespace

Instant one_year_after(Instant instant)
{
    using namespace std::chrono;
    const sys_seconds moment { seconds { instant } };
    const auto midnight = floor<days>(moment);
    const year_month_day date { midnight };
    const year_month_day later { date.year() + years { 1 }, date.month(), date.day() };
    const sys_days day = later.ok() ? sys_days { later } : sys_days { later.year() / March / 1 };
    return (day + (moment - midnight)).time_since_epoch().count();
}

Result<ConsentRecord> request_for(const ConsentRequest& request)
{
    const auto until = request.until.value_or(one_year_after(request.from));
    TRY(check(request, until));
    Grant grant;
    grant.id = request.id + ".1";
    grant.state = GrantState::Requested;
    grant.purpose = request.purpose;
    grant.platform = request.platform;
    grant.audience = request.audience;
    grant.item_sha256 = request.item_sha256;
    grant.caption_sha256 = request.caption_sha256;
    grant.valid_from = to_iso8601(request.from);
    grant.valid_until = to_iso8601(until);

    ConsentRecord record;
    record.id = request.id;
    record.consent_template = request.consent_template;
    record.subject_group = request.subject_group;
    record.grants.push_back(std::move(grant));
    return record;
}

}  // namespace imprimatur::consent
