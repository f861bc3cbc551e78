#include "consent/coverage.h"

#include "base/sha256.h"
#include "consent/judge.h"
#include "consent/vocabulary.h"

#include <algorithm>
#include <optional>
#include <set>

namespace imprimatur::consent {

namespace {

struct Candidate {
    const ConsentRecord* record = nullptr;
    const Grant* grant = nullptr;
    Failures failures;
};

std::vector<Candidate> candidates_among(const std::vector<ConsentRecord>& records, const ConsentQuestion& question)
{
    std::vector<Candidate> candidates;
    for (const auto& record : records) {
        for (const auto& grant : record.grants)
            candidates.push_back({ &record, &grant, judge(record, grant, question) });
    }
    return candidates;
}

Instant end_of(const Candidate& candidate) { return parse_iso8601(candidate.grant->valid_until).value_or(0); }

/// A grant that names the item stands nearer than one that does not; then the one with less against it; then the one
/// that lasts longer.
bool nearer(const Candidate& left, bool left_names, const Candidate& right, bool right_names)
{
    if (left_names != right_names)
        return left_names;
    if (left.failures.size() != right.failures.size())
        return left.failures.size() < right.failures.size();
    return end_of(left) > end_of(right);
}

struct Nearest {
    const Candidate* candidate = nullptr;
    bool names_item = false;
};

Nearest nearest_for(const std::string& item, const std::vector<Candidate>& candidates)
{
    Nearest best;
    for (const auto& candidate : candidates) {
        const auto& items = candidate.grant->item_sha256;
        const bool names = is_sha256_hex(item) && std::find(items.begin(), items.end(), item) != items.end();
        if (best.candidate == nullptr || nearer(candidate, names, *best.candidate, best.names_item))
            best = { &candidate, names };
    }
    return best;
}

/// Everything that stands against this disclosure; fills in the grants used on the way.
Failures gather(const std::vector<Candidate>& candidates, const ConsentQuestion& question, std::set<const Candidate*>& used)
{
    Failures failures;
    if (candidates.empty())
        failures[Failure::Missing] = "No consent was handed in.";
    if (question.item_sha256.empty())
        failures[Failure::WrongItem] = "No image is named, so no consent can be for it.";
    for (const auto& item : question.item_sha256) {
        const auto nearest = nearest_for(item, candidates);
        if (nearest.candidate == nullptr)
            continue;
        if (!nearest.names_item)
            failures[Failure::WrongItem] = "An image is named by no grant; a changed image is a different image.";
        failures.insert(nearest.candidate->failures.begin(), nearest.candidate->failures.end());
        used.insert(nearest.candidate);
    }
    return failures;
}

Facts facts_from(const Failures& failures, bool covers)
{
    Facts facts;
    facts["consent.covers"] = covers ? Fact { Truth::Yes, "Every image and the words are covered for this use at this time." }
                                     : Fact { Truth::No, "No consent covers every image and the words for this use at this time." };
    for (const auto& row : every_failure()) {
        const auto found = failures.find(row.failure);
        const bool is_so = found != failures.end();
        facts[std::string(row.fact)] = { is_so ? Truth::Yes : Truth::No, is_so ? found->second : std::string(row.absent) };
    }
    // With nothing handed in there is nothing to say of its purpose, signer or period: "no" would be a claim.
    if (failures.contains(Failure::Missing)) {
        for (const auto& row : every_failure()) {
            if (row.failure != Failure::Missing)
                facts[std::string(row.fact)] = { Truth::No, "There is no consent of which this could be said." };
        }
    }
    return facts;
}

}  // namespace

Coverage cover(const std::vector<ConsentRecord>& records, const ConsentQuestion& question)
{
    const auto candidates = candidates_among(records, question);
    std::set<const Candidate*> used;
    auto failures = gather(candidates, question, used);
    for (auto& [failure, sentence] : vetoes(records, question))
        failures[failure] = std::move(sentence);

    Coverage coverage;
    coverage.covers = failures.empty();
    coverage.facts = facts_from(failures, coverage.covers);
    if (!coverage.covers)
        return coverage;
    std::set<std::string> ids;
    std::optional<Instant> earliest;
    for (const auto* candidate : used) {
        ids.insert(candidate->grant->id);
        const auto end = end_of(*candidate);
        earliest = std::min(end, earliest.value_or(end));
    }
    coverage.grant_ids.assign(ids.begin(), ids.end());
    if (earliest)
        coverage.earliest_expiry = to_iso8601(*earliest);
    return coverage;
}

}  // namespace imprimatur::consent
