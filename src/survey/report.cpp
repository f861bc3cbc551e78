#include "survey/report.h"

#include "release/html.h"
#include "survey/page.h"
#include "survey/report_parts.h"

#include <array>

namespace imprimatur::survey {

namespace {

using release::escape;

constexpr std::array<std::string_view, kClasses> kTones { "good", "warn", "bad" };

std::string layout_words(const RunFacts& facts)
{
    if (facts.layout == "jsonl")
        return "JSON Lines";
    if (facts.layout == "csv")
        return "a table (CSV)";
    if (facts.layout == "x")
        return "a download from X";
    if (facts.layout == "linkedin")
        return "a download from LinkedIn";
    return "a download from " + release::capitalised(facts.layout);
}

std::string figure(std::string_view tone, const Share& share, std::string_view what, std::string_view compare)
{
    std::string html = "<div class=\"figure " + std::string(tone) + "\"><p class=\"number\">"
        + (share.of == 0 ? "\xE2\x80\x93" : percent1(share.value)) + "</p><p class=\"what\">" + escape(what) + "</p>";
    if (share.of > 0)
        html += "<p class=\"small\">" + std::to_string(share.count) + " of " + std::to_string(share.of) + "; 95\xC2\xA0% interval "
            + release::fixed(share.low * 100, 1) + " to " + release::fixed(share.high * 100, 1) + "</p>";
    return html + "<p class=\"small compare\">" + escape(compare) + "</p></div>\n";
}

std::string hero(const Tally& tally, const RunFacts& facts)
{
    const auto all = total(tally.together);
    const auto study = [&](double value) { return tally.study.name + ": " + release::fixed(value, 1) + "\xC2\xA0%"; };
    std::string html = "<header class=\"top\"><p class=\"product\">Imprimatur</p><p class=\"kind\">Survey of "
                       "posts</p></header>\n<main>\n<div class=\"hero\">\n<h1>"
        + release::count(tally.posts, "post", "posts");
    if (!tally.accounts.empty())
        html += " of " + release::count(tally.accounts.size(), "account", "accounts");
    html += "</h1>\n<p class=\"lead\">Read from " + layout_words(facts);
    if (facts.shards > 1)
        html += ", part " + std::to_string(facts.shard) + " of " + std::to_string(facts.shards) + " alone";
    html += ". " + std::to_string(tally.about_patients) + " are about a patient. "
        + (facts.images ? "Words and pictures were looked at." : "Words alone were looked at, no pictures.")
        + "</p>\n<div class=\"figures\">\n";
    html += figure("warn", share_of(tally.together[1], all), "of the posts are at risk", study(tally.study.at_risk));
    html += figure("bad", share_of(tally.together[2], all), "of the posts are non-compliant", study(tally.study.non_compliant));
    html += figure(
        "warn", tally.risky_image_accounts(), "of the accounts that post images have such a post", study(tally.study.accounts_at_risk));
    html += "</div>\n";
    std::vector<Part> parts;
    std::string label = "Posts by class:";
    for (std::size_t i = 0; i < kClasses; ++i) {
        const auto share = share_of(tally.together[i], all);
        parts.push_back({ share.value, kTones[i] });
        label += " " + std::string(kClassWords[i]) + " " + percent1(share.value) + (i + 1 < kClasses ? "," : "");
    }
    if (all > 0)
        html += stacked_bar(parts, label);
    html += "<ul class=\"key\">";
    for (std::size_t i = 0; i < kClasses; ++i)
        html += "<li class=\"" + std::string(kTones[i]) + "\">" + escape(kClassWords[i]) + " " + percent1(parts[i].share) + "</li>";
    return html + "</ul>\n</div>\n";
}

}  // namespace

std::string report_page(const Tally& tally, const RunFacts& facts, std::size_t problems, std::string_view css)
{
    std::string body = hero(tally, facts);
    body += classes_part(tally, facts);
    body += found_part(tally);
    body += consent_part(tally);
    body += images_part(tally, facts);
    body += accounts_part(tally);
    body += groups_part("years", "By year", "Year", tally.years, true);
    body += groups_part("platforms", "By platform", "Platform", tally.platforms, false);
    body += method_part(tally, facts, problems);
    body += "</main>\n<footer><p>Imprimatur counted what it found. It does not say that a post was lawful, harmful or read by "
            "anybody.</p></footer>\n";
    return html_page("Survey of " + release::count(tally.posts, "post", "posts"), css, body);
}

std::vector<std::string> report_lines(const Tally& tally, const RunFacts& facts)
{
    std::vector<std::string> lines;
    std::string first = release::count(tally.posts, "post", "posts");
    if (!tally.accounts.empty())
        first += " of " + release::count(tally.accounts.size(), "account", "accounts");
    if (facts.shards > 1)
        first += ", part " + std::to_string(facts.shard) + " of " + std::to_string(facts.shards);
    lines.push_back(first);
    for (std::size_t i = 0; i < kClasses; ++i) {
        auto name = std::string(kClassWords[i]);
        name.resize(16, ' ');
        lines.push_back("  " + name + interval_words(share_of(tally.together[i], total(tally.together))));
    }
    if (!tally.accounts.empty())
        lines.push_back("  accounts        " + interval_words(tally.risky_accounts()) + " with a post at risk or worse");
    std::size_t consent = 0;
    for (const auto count : tally.consent)
        consent += count;
    lines.push_back("  consent         mentioned in " + release::count(consent, "post", "posts"));
    if (facts.images)
        lines.push_back("  images          " + std::to_string(tally.images.inspected) + " looked at, "
            + std::to_string(tally.images.missing) + " missing, " + std::to_string(tally.images.unreadable) + " not readable");
    return lines;
}

}  // namespace imprimatur::survey
