#include "survey/report_parts.h"

#include "release/html.h"
#include "survey/page.h"

#include <algorithm>
#include <cmath>

namespace imprimatur::survey {

namespace {

using release::escape;

constexpr std::array<std::string_view, kClasses> kTones { "good", "warn", "bad" };
/// A scale that the longest interval fits into, in steps of a twentieth.
constexpr double kScaleStep = 0.05;
constexpr std::string_view kLegend
    = "<p class=\"soft legend\">\xE2\x97\x87 the study of 2021; the thin line is the 95\xC2\xA0% interval</p>\n";

std::string figures(const Share& share)
{
    if (share.of == 0)
        return "\xE2\x80\x93";
    return "<span class=\"figures-cell\">" + percent1(share.value) + " <span class=\"soft\">(" + release::fixed(share.low * 100, 1) + " to "
        + release::fixed(share.high * 100, 1) + ")</span></span>";
}

double scale_for(const std::vector<Share>& shares, double reference)
{
    double most = std::max(reference, kScaleStep);
    for (const auto& share : shares)
        most = share.of > 0 ? std::max(most, share.high) : most;
    return std::min(1.0, std::ceil(most / kScaleStep) * kScaleStep);
}

std::string dash_or_percent(std::optional<double> value) { return value ? release::fixed(*value, 1) + "\xC2\xA0%" : "\xE2\x80\x93"; }

std::string paragraph(std::string_view text) { return "<p>" + escape(text) + "</p>\n"; }

}  // namespace

std::string classes_part(const Tally& tally, const RunFacts& facts)
{
    Table table { "Posts by class", { "Class", "Posts", "Share (95\xC2\xA0% interval)", "" }, {} };
    const std::array<std::optional<double>, kClasses> study { std::nullopt, tally.study.at_risk, tally.study.non_compliant };
    table.header.emplace_back("From the words alone");
    table.header.emplace_back("Study 2021");
    for (std::size_t i = 0; i < kClasses; ++i) {
        const auto share = share_of(tally.together[i], total(tally.together));
        const auto words = share_of(tally.words[i], total(tally.words));
        const auto mark = study[i] ? std::optional(*study[i] / 100) : std::nullopt;
        table.rows.push_back({ release::capitalised(std::string(kClassWords[i])), std::to_string(share.count), figures(share),
            bar_cell(share, 1, mark, kTones[i]),
            std::to_string(words.count) + " <span class=\"soft\">(" + percent1(words.value) + ")</span>", dash_or_percent(study[i]) });
    }
    std::string body
        = paragraph("Compliant: nothing that identifies was found. At risk: something that helps to identify, or an exact date. "
                    "Non-compliant: a direct identifier, or enough of others together.");
    if (facts.images)
        body += paragraph("A post whose words are compliant and whose pictures show an identifier counts as at risk.");
    return section("classes", "Classes", body + html_table(table) + std::string(kLegend));
}

std::string found_part(const Tally& tally)
{
    std::vector<Share> shares;
    double reference = 0;
    for (const auto& category : tally.categories) {
        shares.push_back(share_of(category.posts, tally.posts));
        reference = std::max(reference, category.study.value_or(0) / 100);
    }
    const double scale = scale_for(shares, reference);
    Table table { "What was found, in posts",
        { "What", "Posts", "Share (95\xC2\xA0% interval)", "", "In words", "On images", "Study 2021" }, {} };
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const auto& category = tally.categories[i];
        const auto mark = category.study ? std::optional(*category.study / 100) : std::nullopt;
        table.rows.push_back(
            { escape(category.name), std::to_string(category.posts), figures(shares[i]), bar_cell(shares[i], scale, mark, "plain"),
                std::to_string(category.in_words), std::to_string(category.on_images), dash_or_percent(category.study) });
    }
    std::string body = html_table(table) + std::string(kLegend);
    if (!tally.labels.empty()) {
        std::vector<std::pair<std::string, std::size_t>> labels(tally.labels.begin(), tally.labels.end());
        std::ranges::stable_sort(labels, [](const auto& a, const auto& b) { return a.second > b.second; });
        body += "<details><summary>Labels of the words, by number of posts</summary><ul class=\"counts\">";
        for (const auto& [label, count] : labels)
            body += "<li>" + escape(release::plain_words(label)) + " <strong>" + std::to_string(count) + "</strong></li>";
        body += "</ul></details>\n";
    }
    return section("found", "What was found", body);
}

std::string consent_part(const Tally& tally)
{
    std::vector<Share> shares;
    for (std::size_t i = 0; i < kClasses; ++i)
        shares.push_back(share_of(tally.consent[i], tally.together[i]));
    Table table { "Posts that mention consent, by class", { "Class", "Mention consent", "Of posts", "Share (95\xC2\xA0% interval)", "" },
        {} };
    const double scale = scale_for(shares, 0);
    for (std::size_t i = 0; i < kClasses; ++i)
        table.rows.push_back({ release::capitalised(std::string(kClassWords[i])), std::to_string(shares[i].count),
            std::to_string(shares[i].of), figures(shares[i]), bar_cell(shares[i], scale, std::nullopt, kTones[i]) });
    return section("consent", "Is consent mentioned?",
        paragraph(
            "What the post says, not whether it is so: a mention changes no class and proves no consent. In the study of 2021 one post at "
            "risk mentioned it.")
            + html_table(table));
}

std::string images_part(const Tally& tally, const RunFacts& facts)
{
    const auto& images = tally.images;
    if (!facts.images)
        return section("images", "Images",
            paragraph(std::to_string(tally.posts_with_images)
                + " posts name an image. Images were not looked at: this run was asked to leave them."));
    std::string body = "<dl class=\"facts\">";
    const auto fact = [&](std::string_view name, std::size_t count) {
        body += "<div><dt>" + escape(name) + "</dt><dd>" + std::to_string(count) + "</dd></div>";
    };
    fact("posts with images", tally.posts_with_images);
    fact("images named", images.named);
    fact("looked at", images.inspected);
    fact("not there", images.missing);
    fact("not readable", images.unreadable);
    fact("videos and others, not looked at", images.not_pictures);
    fact("with identifying metadata", images.with_metadata);
    body += "</dl>\n";
    std::vector<std::pair<std::string, std::size_t>> kinds(images.kinds.begin(), images.kinds.end());
    std::ranges::stable_sort(kinds, [](const auto& a, const auto& b) { return a.second > b.second; });
    Table table { "What images show, in images looked at",
        { "Found", "Images", "Share (95\xC2\xA0% interval)", "", "Puts the post at risk" }, {} };
    std::vector<Share> shares;
    for (const auto& [kind, count] : kinds)
        shares.push_back(share_of(count, images.inspected));
    const double scale = scale_for(shares, 0);
    for (std::size_t i = 0; i < kinds.size(); ++i)
        table.rows.push_back({ escape(release::capitalised(release::plain_words(kinds[i].first))), std::to_string(kinds[i].second),
            figures(shares[i]), bar_cell(shares[i], scale, std::nullopt, "plain"), puts_at_risk(kinds[i].first) ? "yes" : "no" });
    if (images.inspected > 0)
        body += kinds.empty() ? paragraph("Nothing that identifies was found on them.") : html_table(table);
    if (tally.unclassified_writing > 0)
        body += paragraph("\xE2\x80\x9CText in pixels\xE2\x80\x9D is writing whose meaning could not be told: on a scan it may be a name "
                          "or the maker of the device. "
                          "It puts no post at risk here, and a person should look at a sample of it.");
    return section("images", "Images", body);
}

std::string accounts_part(const Tally& tally)
{
    if (tally.accounts.empty())
        return section("accounts", "Accounts", paragraph("No account is known of any post."));
    // How many posts at risk or worse an account has: 0, 1, 2, 3 to 5, 6 to 10, more.
    constexpr std::array<std::string_view, 6> kNames { "none", "1", "2", "3 to 5", "6 to 10", "more than 10" };
    constexpr std::array<std::size_t, 5> kUpTo { 0, 1, 2, 5, 10 };
    std::array<std::size_t, kNames.size()> accounts {};
    for (const auto& [name, account] : tally.accounts) {
        const auto risky = account.posts[1] + account.posts[2];
        const auto* place = std::ranges::lower_bound(kUpTo, risky);
        ++accounts[static_cast<std::size_t>(place - kUpTo.begin())];
    }
    Table table { "Accounts by number of posts at risk or non-compliant", { "Such posts", "Accounts", "Share (95\xC2\xA0% interval)", "" },
        {} };
    for (std::size_t i = 0; i < kNames.size(); ++i) {
        const auto share = share_of(accounts[i], tally.accounts.size());
        table.rows.push_back(
            { escape(kNames[i]), std::to_string(accounts[i]), figures(share), bar_cell(share, 1, std::nullopt, i == 0 ? "good" : "warn") });
    }
    const auto all = tally.risky_accounts();
    const auto with_images = tally.risky_image_accounts();
    std::string body = paragraph(std::to_string(all.count) + " of " + std::to_string(all.of)
        + " accounts have a post at risk or non-compliant (" + interval_words(all)
        + "). Of those that post images: " + std::to_string(with_images.count) + " of " + std::to_string(with_images.of) + " ("
        + interval_words(with_images) + "; study of 2021: " + release::fixed(tally.study.accounts_at_risk, 1) + "\xC2\xA0%).");
    if (tally.without_account > 0)
        body += paragraph(std::to_string(tally.without_account) + " posts come without an account and are in no row.");
    return section("accounts", "Accounts", body + html_table(table));
}

std::string groups_part(
    std::string_view id, std::string_view heading, std::string_view of, const std::map<std::string, ClassCounts>& groups, bool in_time)
{
    if (groups.empty())
        return {};
    constexpr std::size_t kMostColumns = 24;
    Table table { std::string(heading) + ", by class",
        { std::string(of), "Posts", "Compliant", "At risk", "Non-compliant", "At risk or worse (95\xC2\xA0% interval)", "" }, {} };
    std::vector<ChartColumn> columns;
    std::vector<Share> shares;
    for (const auto& [name, counts] : groups)
        shares.push_back(share_of(counts[1] + counts[2], total(counts)));
    const double scale = scale_for(shares, 0);
    const auto add_row = [&](const std::string& name, const ClassCounts& counts) {
        const auto share = share_of(counts[1] + counts[2], total(counts));
        table.rows.push_back({ escape(name), std::to_string(total(counts)), std::to_string(counts[0]), std::to_string(counts[1]),
            std::to_string(counts[2]), figures(share), bar_cell(share, scale, std::nullopt, "warn") });
    };
    for (const auto& [name, counts] : groups) {
        if (name.empty())
            continue;
        add_row(name, counts);
        columns.push_back({ name, { counts.begin(), counts.end() } });
    }
    if (const auto unknown = groups.find(""); unknown != groups.end())
        add_row("not known", unknown->second);
    std::string body;
    if (in_time && columns.size() > 1 && columns.size() <= kMostColumns)
        body += stacked_columns(columns, { kTones.begin(), kTones.end() }, "Posts a year by class; the table below has the figures");
    return section(id, heading, body + html_table(table));
}

}  // namespace imprimatur::survey
