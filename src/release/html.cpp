#include "release/html.h"

#include "base/clock.h"
#include "base/sha256.h"
#include "base/unicode.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace imprimatur::release {

namespace {

constexpr std::array<std::string_view, 12> kMonths { "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December" };

/// With a no-break space: figure and sign stay on one line.
constexpr std::string_view kPercent = "\xC2\xA0%";

/// Exactly these bytes stand between the tags, and the policy names their hash. The parser turns CR LF into LF before it hashes.
std::string safe_css(std::string_view css)
{
    if (css.find("</") != std::string_view::npos || css.find("<!--") != std::string_view::npos)
        return {};
    std::string clean(css);
    std::erase(clean, '\r');
    return clean;
}

}  // namespace

std::string escape(std::string_view text)
{
    const std::string clean = sanitize_utf8(text);
    std::string html;
    html.reserve(clean.size() + clean.size() / 8);
    for (const char c : clean) {
        switch (c) {
        case '&': html += "&amp;"; break;
        case '<': html += "&lt;"; break;
        case '>': html += "&gt;"; break;
        case '"': html += "&quot;"; break;
        case '\'': html += "&#39;"; break;
        case '\n':
        case '\t': html += c; break;
        default:
            // NUL and its neighbours are parse errors in HTML, and a lone CR would become a line feed.
            if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f)
                html += c;
        }
    }
    return html;
}

std::string base64(ByteView bytes)
{
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t there = std::min<std::size_t>(3, bytes.size() - i);
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 3; ++k)
            group = (group << 8) | (k < there ? bytes[i + k] : 0U);
        for (std::size_t k = 0; k < 4; ++k)
            text += k <= there ? alphabet[(group >> (18 - 6 * k)) & 0x3f] : '=';
    }
    return text;
}

std::string page_head(std::string_view title, std::string_view css, Pictures pictures)
{
    const std::string style = safe_css(css);
    const Sha256 digest = sha256(as_bytes(style));
    std::string html = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n";
    html += "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ";
    html += pictures == Pictures::InPage ? "img-src data:; " : "";
    html += "style-src 'sha256-" + base64(digest) + "'; base-uri 'none'; form-action 'none'\">\n";
    html += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
    html += "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"robots\" content=\"noindex, nofollow\">\n";
    html += "<meta name=\"color-scheme\" content=\"light dark\">\n";
    html += "<title>" + escape(title) + "</title>\n<style>" + style + "</style>\n</head>\n<body>\n";
    return html;
}

std::string image_address(const Bytes& image)
{
    const std::string_view start = as_text(image).substr(0, 8);
    if (start == "\x89PNG\r\n\x1a\n")
        return "data:image/png;base64," + base64(image);
    if (start.starts_with("\xff\xd8\xff"))
        return "data:image/jpeg;base64," + base64(image);
    return {};
}

std::string fixed(double value, int decimals)
{
    if (!std::isfinite(value))
        return "not known";
    // Beyond this the digits mean nothing and would not fit.
    value = std::clamp(value, -1e15, 1e15);
    std::array<char, 64> text {};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed, decimals);
    return { text.data(), end.ptr };
}

std::string percent(double share)
{
    if (!std::isfinite(share))
        return "not known";
    const double value = share * 100;
    if (value > 0 && value < 0.1)
        return "less than 0.1" + std::string(kPercent);
    if (value > 99.9 && value < 100)
        return "more than 99.9" + std::string(kPercent);
    return fixed(value, value < 10 && value > 0 ? 1 : 0) + std::string(kPercent);
}

std::string plain_words(std::string_view name)
{
    std::string words = ascii_lower(name);
    std::ranges::replace(words, '_', ' ');
    return words;
}

std::string capitalised(std::string text)
{
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
        text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

std::string count(std::size_t number, std::string_view singular, std::string_view plural)
{
    return std::to_string(number) + " " + std::string(number == 1 ? singular : plural);
}

std::string time_element(std::string_view iso8601)
{
    const auto instant = parse_iso8601(iso8601);
    if (!instant)
        return escape(iso8601);
    const std::string utc = to_iso8601(*instant);
    const auto month = static_cast<std::size_t>((utc[5] - '0') * 10 + (utc[6] - '0') - 1);
    const std::string day = utc.substr(utc[8] == '0' ? 9 : 8, utc[8] == '0' ? 1 : 2);
    std::string text = day + " " + std::string(kMonths[month]) + " " + utc.substr(0, 4);
    if (iso8601.size() > 10)
        text += ", " + utc.substr(11, 5) + " UTC";
    return "<time datetime=\"" + utc + "\">" + text + "</time>";
}

std::string icon(Icon which)
{
    std::string_view path;
    switch (which) {
    case Icon::Yes: path = "M5 12.5l4.5 4.5L19 7.5"; break;
    case Icon::No: path = "M6.5 6.5l11 11M17.5 6.5l-11 11"; break;
    case Icon::Person: path = "M9 9.2a3 3 0 1 1 4.4 2.7c-1 .6-1.4 1.1-1.4 2.3M12 17.6v.1"; break;
    case Icon::Condition: path = "M12 6v7.4M12 17.6v.1"; break;
    }
    return "<svg class=\"icon\" viewBox=\"0 0 24 24\" aria-hidden=\"true\" focusable=\"false\"><path d=\"" + std::string(path)
        + "\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2.6\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/></svg>";
}

}  // namespace imprimatur::release
