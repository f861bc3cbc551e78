// Pictures before and after with their boxes, and what stood in the metadata.
#include "release/page_parts.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace imprimatur::release {

namespace {

/// More boxes than this hide the picture; the rest is counted.
constexpr std::size_t kMaxDrawn = 200;

struct DrawnBox {
    std::size_t number = 0;
    const Finding* finding = nullptr;
    Quad quad {};
};

bool is_finite(const Quad& quad)
{
    return std::ranges::all_of(quad.corners, [](const Point& p) { return std::isfinite(p.x) && std::isfinite(p.y); });
}

/// The boxes of frame 0, numbered as the list below the picture numbers them.
std::vector<DrawnBox> boxes_of(const PageItem& item)
{
    std::vector<DrawnBox> boxes;
    for (const auto& finding : item.findings) {
        const auto* place = std::get_if<PixelPlace>(&finding.where);
        if (place && place->frame == 0 && boxes.size() < kMaxDrawn)
            boxes.push_back({ boxes.size() + 1, &finding, place->quad });
    }
    return boxes;
}

std::size_t pixel_findings(const PageItem& item)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(item.findings, [](const Finding& finding) { return std::holds_alternative<PixelPlace>(finding.where); }));
}

std::string point(double x, double y) { return fixed(x, 1) + "," + fixed(y, 1); }

std::string overlay_start(const PageItem& item)
{
    return "<svg class=\"overlay\" viewBox=\"0 0 " + std::to_string(item.width) + " " + std::to_string(item.height)
        + "\" aria-hidden=\"true\" focusable=\"false\">";
}

/// A dark line under a bright one: seen on any picture.
std::string outline(const std::string& shape, bool dashed)
{
    const std::string common = " fill=\"none\" vector-effect=\"non-scaling-stroke\"";
    const std::string dashes = dashed ? " stroke-dasharray=\"6 4\"" : "";
    return shape + common + " stroke=\"#000\" stroke-width=\"4.5\"/>" + shape + common + dashes
        + " stroke=\"#ffd60a\" stroke-width=\"2.2\"/>";
}

/// A number stands beside its box: left, right, above or below, where it is inside the picture and on no other number.
class Signs {
public:
    explicit Signs(const PageItem& item)
        : m_width(item.width)
        , m_height(item.height)
        , m_unit(std::max(item.width, item.height) / 100.0)
    {
    }

    std::string sign(const DrawnBox& box)
    {
        const Point at = place(box.quad);
        m_taken.push_back(at);
        return "<circle cx=\"" + fixed(at.x, 1) + "\" cy=\"" + fixed(at.y, 1) + "\" r=\"" + fixed(radius(), 1)
            + "\" fill=\"#ffd60a\" stroke=\"#000\" stroke-width=\"" + fixed(m_unit * 0.35, 2) + "\"/><text x=\"" + fixed(at.x, 1)
            + "\" y=\"" + fixed(at.y + m_unit * 1.1, 1) + "\" font-size=\"" + fixed(m_unit * 3.1, 1)
            + "\" font-weight=\"700\" text-anchor=\"middle\" fill=\"#000\">" + std::to_string(box.number) + "</text>";
    }

private:
    [[nodiscard]] double radius() const { return 2.3 * m_unit; }

    [[nodiscard]] bool is_free(const Point& at) const
    {
        const double r = radius();
        if (at.x < r || at.y < r || at.x > m_width - r || at.y > m_height - r)
            return false;
        return std::ranges::none_of(m_taken, [&](const Point& other) { return std::hypot(other.x - at.x, other.y - at.y) < 2 * r; });
    }

    [[nodiscard]] Point place(const Quad& quad) const
    {
        const auto [left, right] = std::ranges::minmax(quad.corners, {}, &Point::x);
        const auto [top, bottom] = std::ranges::minmax(quad.corners, {}, &Point::y);
        const double gap = radius() + m_unit;
        const double middle_x = (left.x + right.x) / 2;
        const double middle_y = (top.y + bottom.y) / 2;
        for (int ring = 0; ring < 4; ++ring) {
            const double away = gap + ring * 2 * radius();
            for (const Point& at : { Point { left.x - away, middle_y }, Point { right.x + away, middle_y },
                     Point { middle_x, top.y - away }, Point { middle_x, bottom.y + away } }) {
                if (is_free(at))
                    return at;
            }
        }
        const auto inside = [&](double value, double side) {
            return std::clamp(value, std::min(radius(), side / 2), std::max(side - radius(), side / 2));
        };
        return { inside(left.x, m_width), inside(middle_y, m_height) };
    }

    double m_width;
    double m_height;
    double m_unit;
    std::vector<Point> m_taken;
};

std::string before_overlay(const PageItem& item)
{
    if (item.width == 0 || item.height == 0)
        return {};
    std::string shapes;
    std::string numbers;
    Signs signs(item);
    for (const auto& box : boxes_of(item)) {
        if (!is_finite(box.quad))
            continue;
        std::string shape = "<polygon points=\"";
        for (const auto& corner : box.quad.corners)
            shape += point(corner.x, corner.y) + " ";
        shapes += outline(shape + "\"", box.finding->action == Action::Keep);
        numbers += signs.sign(box);
    }
    return overlay_start(item) + shapes + numbers + "</svg>";
}

std::string after_overlay(const PageItem& item)
{
    if (item.width == 0 || item.height == 0 || item.filled.empty())
        return {};
    std::string shapes;
    for (std::size_t i = 0; i < item.filled.size() && i < kMaxDrawn; ++i) {
        const Rect& rect = item.filled[i];
        shapes += outline("<rect x=\"" + std::to_string(rect.x) + "\" y=\"" + std::to_string(rect.y) + "\" width=\""
                + std::to_string(std::max(rect.width, 0)) + "\" height=\"" + std::to_string(std::max(rect.height, 0)) + "\"",
            true);
    }
    return overlay_start(item) + shapes + "</svg>";
}

std::string figure(const std::string& caption, const std::string& alt, const Bytes& image, const std::string& overlay, const PageItem& item)
{
    const std::string address = image_address(image);
    std::string html = "<figure><figcaption>" + caption + "</figcaption>";
    if (address.empty())
        return html + "<p class=\"missing\">There is no picture to show.</p></figure>";
    std::string size;
    if (item.width > 0 && item.height > 0)
        size = " width=\"" + std::to_string(item.width) + "\" height=\"" + std::to_string(item.height) + "\"";
    return html + "<div class=\"picture\"><img src=\"" + address + "\" alt=\"" + escape(alt) + "\"" + size + ">" + overlay
        + "</div></figure>";
}

std::string_view action_words(Action action)
{
    switch (action) {
    case Action::Fill: return "covered";
    case Action::Remove: return "removed";
    case Action::Replace: return "replaced";
    case Action::Keep: return "left in the picture";
    case Action::Ask: break;
    }
    return "a person has to decide";
}

std::string legend(const PageItem& item)
{
    const auto boxes = boxes_of(item);
    if (boxes.empty())
        return {};
    std::string html = "<ol class=\"legend\">";
    for (const auto& box : boxes) {
        const Finding& finding = *box.finding;
        html += "<li value=\"" + std::to_string(box.number) + "\"><strong>" + capitalised(plain_words(to_string(finding.kind)))
            + "</strong>";
        if (const char letter = safe_harbor_letter(finding.kind); letter != '\0')
            html += " <span class=\"aside\">45 CFR 164.514(b)(2)(i)(" + std::string(1, letter) + ")</span>";
        if (!finding.masked.empty())
            html += " <span>shape <code>" + escape(finding.masked) + "</code></span>";
        if (!finding.rule.empty())
            html += " <span>" + escape(finding.rule) + "</span>";
        html += " <span>confidence " + percent(finding.confidence) + "</span> <span>" + std::string(action_words(finding.action))
            + "</span></li>";
    }
    html += "</ol>";
    if (const std::size_t all = pixel_findings(item); all > boxes.size())
        html += "<p>Not drawn here: " + count(all - boxes.size(), "more place", "more places") + ", in other frames or beyond the first "
            + std::to_string(kMaxDrawn) + ".</p>";
    return html;
}

using Counts = std::map<std::string, std::size_t>;

std::string counts_list(const Counts& counts)
{
    std::string html = "<ul class=\"counts\">";
    for (const auto& [name, number] : counts)
        html += "<li>" + escape(name) + " <strong>" + std::to_string(number) + "</strong></li>";
    return html + "</ul>";
}

/// For outside: what was found by kind, without place, shape or number.
std::string picture_counts(const PageItem& item)
{
    Counts covered;
    Counts kept;
    for (const auto& finding : item.findings) {
        if (std::holds_alternative<PixelPlace>(finding.where))
            ++(finding.action == Action::Keep ? kept : covered)[capitalised(plain_words(to_string(finding.kind)))];
    }
    std::string html;
    if (!covered.empty())
        html += "<p class=\"counted\">Found in the picture and covered, by kind:</p>" + counts_list(covered);
    if (!kept.empty())
        html += "<p class=\"counted\">Left in the picture:</p>" + counts_list(kept);
    return html;
}

std::string item_part(const PageItem& item, Rendering rendering)
{
    const std::string label = escape(item.label);
    const std::string size = item.width > 0 ? ", " + std::to_string(item.width) + " by " + std::to_string(item.height) + " pixels" : "";
    std::string html = "<article class=\"item\"><h3>" + label + "</h3>";
    if (!item.refused.empty())
        html += "<p class=\"refused\">" + icon(Icon::No) + "<span><strong>No copy was made.</strong> " + escape(item.refused)
            + "</span></p>";
    if (item.frames > 1)
        html += "<p>" + std::to_string(item.frames) + " frames; the first one is shown.</p>";
    html += "<div class=\"pair\">";
    if (rendering == Rendering::Internal) {
        html += figure("As submitted",
            item.label + " as submitted" + size + ", " + count(boxes_of(item).size(), "numbered box", "numbered boxes")
                + "; the list below names them.",
            item.before_png, before_overlay(item), item);
    }
    if (item.refused.empty()) {
        html += figure(rendering == Rendering::Internal ? "As it would be released" : "As released",
            item.label + " as released" + size + ", " + count(item.filled.size(), "area", "areas") + " covered in one colour.",
            item.after_png, after_overlay(item), item);
    }
    return html + "</div>" + (rendering == Rendering::Internal ? legend(item) : picture_counts(item)) + "</article>";
}

std::string item_metadata(const PageItem& item)
{
    Counts values;
    Counts parts;
    for (const auto& finding : item.findings) {
        if (std::holds_alternative<AttributePlace>(finding.where))
            ++values[capitalised(plain_words(to_string(finding.kind)))];
        if (const auto* place = std::get_if<PartPlace>(&finding.where))
            ++parts[capitalised(place->part)];
    }
    std::string html = "<h3>" + escape(item.label) + "</h3>";
    if (item.findings.empty() && !item.refused.empty())
        return html + "<p>The file was not examined to its end, so what else it holds is not known.</p>";
    if (values.empty() && parts.empty())
        return html + "<p>Nothing was found in the metadata, and no hidden part.</p>";
    if (!values.empty())
        html += "<p>Values that identify or may identify, by kind:</p>" + counts_list(values);
    if (!parts.empty())
        html += "<p>Hidden parts:</p>" + counts_list(parts);
    return html;
}

}  // namespace

std::string pictures_part(const DecisionPage& page, Rendering rendering)
{
    std::string html = "<section><h2>" + std::string(page.items.size() == 1 ? "The picture" : "The pictures") + "</h2>";
    if (page.items.empty())
        return html + "<p>No picture was handed in.</p></section>\n";
    for (const auto& item : page.items)
        html += item_part(item, rendering);
    return html + "</section>\n";
}

std::string metadata_part(const DecisionPage& page, Rendering rendering)
{
    if (page.items.empty())
        return {};
    std::string html = "<section class=\"metadata\"><h2>What stood in the files beside the picture</h2>";
    for (const auto& item : page.items)
        html += item_metadata(item);
    if (rendering == Rendering::Package || std::ranges::any_of(page.items, [](const PageItem& item) { return item.refused.empty(); }))
        html += "<p>None of it is in a released copy: a copy is written afresh from the visible pixels alone.</p>";
    return html + "</section>\n";
}

}  // namespace imprimatur::release
