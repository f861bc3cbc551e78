#include "survey/page.h"

#include "release/html.h"

#include <algorithm>
#include <numeric>

namespace imprimatur::survey {

namespace {

using release::escape;
using release::fixed;

constexpr std::string_view kPercent = "\xC2\xA0%";

std::string rectangle(double x, double y, double width, double height, std::string_view style)
{
    return "<rect x=\"" + fixed(x, 2) + "\" y=\"" + fixed(y, 2) + "\" width=\"" + fixed(std::max(0.0, width), 2) + "\" height=\""
        + fixed(std::max(0.0, height), 2) + "\" class=\"" + std::string(style) + "\"/>";
}

std::string line(double x1, double y1, double x2, double y2, std::string_view style)
{
    return "<line x1=\"" + fixed(x1, 2) + "\" y1=\"" + fixed(y1, 2) + "\" x2=\"" + fixed(x2, 2) + "\" y2=\"" + fixed(y2, 2) + "\" class=\""
        + std::string(style) + "\"/>";
}

std::string words(double x, double y, std::string_view anchor, std::string_view text)
{
    return "<text x=\"" + fixed(x, 1) + "\" y=\"" + fixed(y, 1) + "\" text-anchor=\"" + std::string(anchor) + "\">" + escape(text)
        + "</text>";
}

/// 1, 2 or 5 times a power of ten, at least `least`.
std::size_t round_step(std::size_t least)
{
    for (std::size_t power = 1;; power *= 10) {
        for (const std::size_t factor : { 1U, 2U, 5U }) {
            if (factor * power >= least)
                return factor * power;
        }
    }
}

}  // namespace

std::string html_page(std::string_view title, std::string_view css, std::string_view body)
{
    return release::page_head(title, css, release::Pictures::None) + std::string(body) + "</body>\n</html>\n";
}

std::string percent1(double share) { return fixed(share * 100, 1) + std::string(kPercent); }

std::string interval_words(const Share& share)
{
    if (share.of == 0)
        return "none to count";
    return percent1(share.value) + ", 95" + std::string(kPercent) + " interval " + fixed(share.low * 100, 1) + " to "
        + fixed(share.high * 100, 1);
}

std::string section(std::string_view id, std::string_view heading, std::string_view body)
{
    return "<section aria-labelledby=\"" + std::string(id) + "\">\n<h2 id=\"" + std::string(id) + "\">" + escape(heading) + "</h2>\n"
        + std::string(body) + "</section>\n";
}

std::string html_table(const Table& table)
{
    std::string html = "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"" + escape(table.caption)
        + "\"><table>\n<caption>" + escape(table.caption) + "</caption>\n<thead><tr>";
    for (const auto& cell : table.header)
        html += "<th scope=\"col\">" + cell + "</th>";
    html += "</tr></thead>\n<tbody>\n";
    for (const auto& row : table.rows) {
        html += "<tr>";
        for (std::size_t i = 0; i < row.size(); ++i)
            html += i == 0 ? "<th scope=\"row\">" + row[i] + "</th>" : "<td>" + row[i] + "</td>";
        html += "</tr>\n";
    }
    return html + "</tbody></table></div>\n";
}

std::string bar_cell(const Share& share, double scale, std::optional<double> reference, std::string_view tone)
{
    constexpr double kWidth = 240;
    constexpr double kHeight = 18;
    const auto at = [&](double value) { return scale > 0 ? std::min(1.0, value / scale) * kWidth : 0; };
    std::string svg = "<svg class=\"bar\" viewBox=\"0 0 240 18\" aria-hidden=\"true\" focusable=\"false\">";
    svg += rectangle(0, 3, kWidth, kHeight - 6, "track");
    if (share.of > 0) {
        svg += rectangle(0, 3, at(share.value), kHeight - 6, tone);
        svg += line(at(share.low), kHeight / 2, at(share.high), kHeight / 2, "whisker");
        for (const double end : { share.low, share.high })
            svg += line(at(end), 5.5, at(end), kHeight - 5.5, "whisker");
    }
    if (reference && *reference <= scale)
        svg += "<path class=\"reference\" d=\"M" + fixed(at(*reference), 2) + " 1l4 8l-4 8l-4 -8z\"/>";
    return svg + "</svg>";
}

std::string stacked_bar(const std::vector<Part>& parts, std::string_view label)
{
    constexpr double kWidth = 1000;
    constexpr double kGap = 3;
    std::string svg
        = "<svg class=\"stack\" viewBox=\"0 0 1000 44\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"" + escape(label) + "\">";
    double x = 0;
    for (const auto& part : parts) {
        const double width = part.share * kWidth;
        svg += rectangle(x, 0, width > 2 * kGap ? width - kGap : width, 44, part.tone);
        x += width;
    }
    return svg + "</svg>\n";
}

std::string stacked_columns(const std::vector<ChartColumn>& columns, const std::vector<std::string_view>& tones, std::string_view label)
{
    constexpr double kWidth = 960;
    constexpr double kHeight = 260;
    constexpr double kLeft = 56;
    constexpr double kBottom = 30;
    constexpr double kTop = 14;
    std::size_t most = 1;
    for (const auto& column : columns)
        most = std::max(most, std::accumulate(column.parts.begin(), column.parts.end(), std::size_t { 0 }));
    const std::size_t step = round_step((most + 3) / 4);
    const auto top = static_cast<double>((most + step - 1) / step * step);
    const auto y = [&](double value) { return kTop + (1 - value / top) * (kHeight - kTop - kBottom); };
    std::string svg = "<svg class=\"columns\" viewBox=\"0 0 960 260\" role=\"img\" aria-label=\"" + escape(label) + "\">";
    for (std::size_t value = 0; static_cast<double>(value) <= top; value += step) {
        svg += line(kLeft, y(static_cast<double>(value)), kWidth, y(static_cast<double>(value)), "grid");
        svg += words(kLeft - 8, y(static_cast<double>(value)) + 5, "end", std::to_string(value));
    }
    const double slot = (kWidth - kLeft) / static_cast<double>(std::max<std::size_t>(1, columns.size()));
    const double width = std::min(72.0, slot * 0.64);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const double middle = kLeft + slot * (static_cast<double>(i) + 0.5);
        double below = 0;
        for (std::size_t part = 0; part < columns[i].parts.size(); ++part) {
            const auto count = static_cast<double>(columns[i].parts[part]);
            svg += rectangle(middle - width / 2, y(below + count), width, y(below) - y(below + count), tones[part]);
            below += count;
        }
        svg += words(middle, kHeight - 8, "middle", columns[i].name);
    }
    return svg + "</svg>\n";
}

}  // namespace imprimatur::survey
