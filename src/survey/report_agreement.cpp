// How the program and a second reader agree, for people and programs.
#include "release/html.h"
#include "survey/page.h"
#include "survey/report.h"
#include "survey/report_parts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

namespace imprimatur::survey {

namespace {

std::string kappa_words(const std::optional<Kappa>& kappa)
{
    if (!kappa)
        return "not defined";
    return release::fixed(kappa->value, 2) + " (95\xC2\xA0% interval " + release::fixed(kappa->low, 2) + " to "
        + release::fixed(kappa->high, 2) + ")";
}

nlohmann::ordered_json kappa_json(const std::optional<Kappa>& kappa)
{
    if (!kappa)
        return nullptr;
    const auto rounded = [](double value) { return std::round(value * 10'000) / 10'000; };
    return { { "value", rounded(kappa->value) }, { "standard_error", rounded(kappa->standard_error) }, { "low", rounded(kappa->low) },
        { "high", rounded(kappa->high) } };
}

}  // namespace

std::string agreement_page(const Confusion& table, const Agreement& agreement, std::size_t empty, std::size_t unused, std::string_view css)
{
    Table cells { "Posts by class: rows are the program, columns the person", { "", "compliant", "at risk", "non-compliant" }, {} };
    for (std::size_t i = 0; i < kClasses; ++i) {
        std::vector<std::string> row { std::string(kClassWords[i]) };
        for (std::size_t j = 0; j < kClasses; ++j)
            row.push_back(i == j ? "<strong>" + std::to_string(table[i][j]) + "</strong>" : std::to_string(table[i][j]));
        cells.rows.push_back(row);
    }
    std::string body = "<header class=\"top\"><p class=\"product\">Imprimatur</p><p class=\"kind\">Agreement with a second "
                       "reader</p></header>\n<main>\n";
    body += "<div class=\"hero\"><h1>Cohen\xE2\x80\x99s kappa " + kappa_words(agreement.kappa)
        + "</h1>\n<p class=\"lead\">Linearly weighted: " + kappa_words(agreement.weighted) + ". Both said the same on "
        + percent1(agreement.observed) + " of " + release::count(agreement.posts, "post", "posts") + ".</p>\n<p class=\"soft\">"
        + release::count(empty, "row", "rows") + " of the sheet were left empty and " + std::to_string(unused)
        + " could not be used; they are in no number.</p></div>\n";
    body += section("table", "Where they differ", html_table(cells));
    body += section("limits", "What is not promised",
        "<ul class=\"bullets\"><li>The intervals hold for large samples; below some thirty posts they are too narrow.</li>\n"
        "<li>Kappa falls when one class is rare, however well both read. The table says more than the number.</li>\n"
        "<li>The person read words; the program\xE2\x80\x99s class here is that from the words alone.</li></ul>\n");
    body += "</main>\n";
    return html_page("Agreement with a second reader", css, body);
}

std::string agreement_json(const Confusion& table, const Agreement& agreement, std::size_t empty, std::size_t unused)
{
    nlohmann::ordered_json json { { "schema", "imprimatur.survey-kappa/1" }, { "posts", agreement.posts }, { "empty", empty },
        { "unused", unused }, { "observed", agreement.observed }, { "kappa", kappa_json(agreement.kappa) },
        { "weighted_kappa", kappa_json(agreement.weighted) } };
    json["classes"] = { "compliant", "at_risk", "non_compliant" };
    json["program_by_person"] = table;
    return json.dump() + "\n";
}

std::vector<std::string> agreement_lines(const Confusion& table, const Agreement& agreement, std::size_t empty, std::size_t unused)
{
    std::vector<std::string> lines { "Cohen's kappa   " + kappa_words(agreement.kappa),
        "  weighted      " + kappa_words(agreement.weighted),
        "  same class    " + percent1(agreement.observed) + " of " + release::count(agreement.posts, "post", "posts"), "",
        "program \\ person  compliant  at risk  non-compliant" };
    for (std::size_t i = 0; i < kClasses; ++i) {
        auto row = std::string(kClassWords[i]);
        row.resize(16, ' ');
        constexpr std::array<std::size_t, kClasses> kWidths { 11, 9, 15 };
        for (std::size_t j = 0; j < kClasses; ++j) {
            const auto cell = std::to_string(table[i][j]);
            row += std::string(kWidths[j] - std::min(kWidths[j], cell.size()), ' ') + cell;
        }
        lines.push_back(row);
    }
    lines.push_back(release::count(empty, "row", "rows") + " left empty, " + std::to_string(unused) + " not usable");
    return lines;
}

}  // namespace imprimatur::survey
