#include "track/track.h"

#include <algorithm>

namespace imprimatur::track {

bool reaches(const Withdrawal& withdrawal, const Manifest& release)
{
    if (!withdrawal.release_id.empty() && withdrawal.release_id == release.release_id)
        return true;
    const auto used = [&](const std::string& grant) { return std::ranges::find(release.grants, grant) != release.grants.end(); };
    return std::ranges::any_of(withdrawal.grants, used);
}

std::vector<Takedown> takedowns(
    const Manifest& release, const std::vector<Posting>& postings, const Withdrawal& withdrawal, const std::vector<Takedown>& on_record)
{
    std::vector<Takedown> work;
    if (!reaches(withdrawal, release))
        return work;
    for (const auto& posting : postings) {
        if (posting.release_id != release.release_id || !posting.removed_at.empty())
            continue;
        Takedown takedown { withdrawal.id + "/" + posting.id, withdrawal.id, posting.id, release.release_id, posting.platform,
            posting.place, withdrawal.at, "" };
        const auto known = std::ranges::find(on_record, takedown.id, &Takedown::id);
        work.push_back(known == on_record.end() ? std::move(takedown) : *known);
    }
    return work;
}

ReleaseStatus status(const Manifest& release, const std::vector<Withdrawal>& withdrawals)
{
    ReleaseStatus result { "", release.expires_at };
    for (const auto& withdrawal : withdrawals) {
        if (!reaches(withdrawal, release))
            continue;
        const auto best = parse_iso8601(result.withdrawn_at);
        const auto here = parse_iso8601(withdrawal.at);
        if (result.withdrawn_at.empty() || (best && here && *here < *best))
            result.withdrawn_at = withdrawal.at.empty() ? "an unknown date" : withdrawal.at;
    }
    return result;
}

bool same_place(const Posting& a, const Posting& b)
{
    return a.release_id == b.release_id && a.platform == b.platform && a.place == b.place;
}

}  // namespace imprimatur::track
