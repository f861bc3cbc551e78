#include "survey/tally.h"

#include <algorithm>
#include <numeric>

namespace imprimatur::survey {

namespace {

void add(ImageCounts& sum, const ImageCounts& one)
{
    sum.named += one.named;
    sum.inspected += one.inspected;
    sum.missing += one.missing;
    sum.unreadable += one.unreadable;
    sum.not_pictures += one.not_pictures;
    sum.with_metadata += one.with_metadata;
    for (const auto& [kind, count] : one.kinds)
        sum.kinds[kind] += count;
    for (const auto& [rule, count] : one.rules)
        sum.rules[rule] += count;
}

/// The same post with one half of what was found.
PostRecord half(const PostRecord& record, bool words)
{
    PostRecord part;
    if (words) {
        part.labels = record.labels;
        part.rules = record.rules;
    } else {
        part.images = record.images;
    }
    return part;
}

Share risky(const std::map<std::string, AccountTally>& accounts, bool with_images)
{
    std::size_t of = 0;
    std::size_t count = 0;
    for (const auto& [name, account] : accounts) {
        if (with_images && account.with_images == 0)
            continue;
        ++of;
        count += account.posts[1] + account.posts[2] > 0 ? 1 : 0;
    }
    return share_of(count, of);
}

void count_account(const PostRecord& record, std::size_t post_class, Tally& into)
{
    if (record.account.empty()) {
        ++into.without_account;
        return;
    }
    auto& account = into.accounts[record.account];
    account.platform = record.platform;
    ++account.posts[post_class];
    account.with_images += record.images.named > 0 ? 1 : 0;
    account.consent_mentioned += record.consent_mentioned ? 1 : 0;
}

void count_post(const PostRecord& record, const Categories& categories, Tally& into)
{
    const auto together = static_cast<std::size_t>(class_with_images(record));
    ++into.posts;
    ++into.words[static_cast<std::size_t>(record.post_class)];
    ++into.together[together];
    ++into.platforms[record.platform][together];
    ++into.years[record.year][together];
    into.about_patients += record.about_patient ? 1 : 0;
    into.by_rules_alone += record.read_twice ? 0 : 1;
    into.in_foreign_scripts += record.foreign_script ? 1 : 0;
    into.consent[together] += record.consent_mentioned ? 1 : 0;
    into.posts_with_images += record.images.named > 0 ? 1 : 0;
    for (const auto& [label, count] : record.labels)
        ++into.labels[label];
    for (std::size_t i = 0; i < categories.all.size(); ++i) {
        auto& found = into.categories[i];
        found.posts += categories.all[i].holds(record) ? 1 : 0;
        found.in_words += categories.all[i].holds(half(record, true)) ? 1 : 0;
        found.on_images += categories.all[i].holds(half(record, false)) ? 1 : 0;
    }
    add(into.images, record.images);
    count_account(record, together, into);
}

}  // namespace

std::size_t total(const ClassCounts& counts) { return std::accumulate(counts.begin(), counts.end(), std::size_t { 0 }); }

Share Tally::risky_accounts() const { return risky(accounts, false); }
Share Tally::risky_image_accounts() const { return risky(accounts, true); }

Tally tally(const std::vector<PostRecord>& records, const Categories& categories)
{
    Tally result;
    result.study = categories.study;
    for (const auto& category : categories.all)
        result.categories.push_back({ .name = category.name, .study = category.study });
    for (const auto& record : records) {
        if (record.screened)
            count_post(record, categories, result);
    }
    const auto unclassified = result.images.kinds.find("text_in_pixels");
    result.unclassified_writing = unclassified == result.images.kinds.end() ? 0 : unclassified->second;
    return result;
}

}  // namespace imprimatur::survey
