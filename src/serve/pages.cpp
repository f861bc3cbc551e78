#include "serve/pages.h"

#include "base/unicode.h"

namespace imprimatur::serve {

namespace {

/// Every status page. The page itself is about 1 KB, the id at its longest 100 characters of 6 bytes each when escaped.
constexpr std::size_t kStatusBytes = 4096;
/// Ids are shorter; what is longer is nobody's.
constexpr std::size_t kShownId = 100;

std::string page(std::string_view title, std::string_view main)
{
    std::string text = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>";
    text += title;
    text += "</title>\n<link rel=\"stylesheet\" href=\"/style.css\">\n</head>\n<body>\n<main>\n";
    text += main;
    text += "</main>\n</body>\n</html>\n";
    return text;
}

constexpr std::string_view kForm = "<form action=\"/v\" method=\"get\">\n<label for=\"id\">Release id</label>\n"
                                   "<input id=\"id\" name=\"id\" required maxlength=\"100\" autocomplete=\"off\" spellcheck=\"false\">\n"
                                   "<button>Look it up</button>\n</form>\n";

std::string_view sentence_of(PackageState state)
{
    switch (state) {
    case PackageState::Valid: return "This release is valid: what was cleared under this id may still be shown.";
    case PackageState::Withdrawn: return "This release was withdrawn. Whoever shows the image must take it down.";
    case PackageState::Expired: return "This release has expired. Whoever shows the image must take it down or have it cleared again.";
    default: return "This desk knows no release with this id.";
    }
}

std::string shown_id(std::string_view id)
{
    auto points = decode_utf8(sanitize_utf8(id)).value_or(U"");
    if (points.size() > kShownId)
        points.resize(kShownId);
    // No control characters, and nothing that turns the direction of writing (Unicode UAX 9) on the reader.
    for (auto& point : points) {
        const bool turns
            = (point >= 0x200E && point <= 0x200F) || (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
        if (point < 0x20 || (point >= 0x7F && point < 0xA0) || turns)
            point = 0xFFFD;
    }
    return escaped_html(encode_utf8(points));
}

std::string padded(std::string text)
{
    // White space after </html> is part of no document.
    if (text.size() < kStatusBytes)
        text.append(kStatusBytes - text.size() - 1, ' ').push_back('\n');
    return text;
}

}  // namespace

std::string escaped_html(std::string_view text)
{
    std::string safe;
    for (const char c : text) {
        switch (c) {
        case '&': safe += "&amp;"; break;
        case '<': safe += "&lt;"; break;
        case '>': safe += "&gt;"; break;
        case '"': safe += "&quot;"; break;
        case '\'': safe += "&#39;"; break;
        default: safe += c;
        }
    }
    return safe;
}

std::string escaped_json(std::string_view text)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string safe;
    for (const char c : sanitize_utf8(text)) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            safe += '\\';
            safe += c;
        } else if (byte < 0x20) {
            safe += "\\u00";
            safe += kDigits[byte >> 4];
            safe += kDigits[byte & 15];
        } else {
            safe += c;
        }
    }
    return safe;
}

std::string home_page()
{
    return page("Imprimatur",
        "<h1>Imprimatur</h1>\n"
        "<p>The clearance desk for clinical images. A released image carries a release id; here anybody can ask whether that release "
        "still stands, or was withdrawn by the patient.</p>\n"
            + std::string(kForm) + "<p>The answer says the state and nothing else. No request is recorded.</p>\n");
}

std::string status_page(std::string_view id, PackageState state)
{
    return padded(page("Release status",
        "<h1>Release status</h1>\n<p><code>" + shown_id(id) + "</code></p>\n<p><strong>" + std::string(sentence_of(state))
            + "</strong></p>\n" + std::string(kForm)));
}

std::string unavailable_page()
{
    return padded(page("Release status",
        "<h1>Release status</h1>\n<p><strong>This cannot be said right now. Please ask again later, and do not show the image until "
        "then.</strong></p>\n"
            + std::string(kForm)));
}

std::string style_sheet()
{
    return "body{font:1.125rem/1.5 system-ui,sans-serif;margin:0;color:#0b0c0c;background:#fff}\n"
           "main{max-width:40rem;margin:0 auto;padding:2rem 1rem}\n"
           "code{overflow-wrap:anywhere}\nlabel{display:block;font-weight:600}\n"
           "input,button{font:inherit;padding:.5rem;margin:.25rem 0}\n"
           "input{width:100%;box-sizing:border-box;border:2px solid #0b0c0c}\n"
           "button{background:#00583c;color:#fff;border:0;padding:.5rem 1rem}\n"
           "input:focus,button:focus{outline:3px solid #fd0;outline-offset:0}\n";
}

std::string error_json(std::string_view sentence) { return "{\"error\":\"" + escaped_json(sentence) + "\"}\n"; }

}  // namespace imprimatur::serve
