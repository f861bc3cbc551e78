// The words with every marked span labelled, the wording proposed instead, and the words as they go out.
#include "release/page_parts.h"

#include "base/unicode.h"

#include <algorithm>
#include <array>
#include <set>

namespace imprimatur::release {

namespace {

struct NumberedSpan {
    std::size_t number = 0;
    std::size_t start = 0;
    std::size_t end = 0;
    const Span* span = nullptr;
};

std::u32string code_points(const std::string& text)
{
    if (auto decoded = decode_utf8(text))
        return *decoded;
    return decode_utf8(sanitize_utf8(text)).value_or(std::u32string {});
}

std::string words_of(const Span& span) { return plain_words(span.label.empty() ? to_string(span.kind) : std::string_view(span.label)); }

/// The spans of one field inside its text, in reading order, numbered on from `next`.
std::vector<NumberedSpan> spans_of(const std::vector<Span>& all, std::string_view field, std::size_t length, std::size_t& next)
{
    std::vector<NumberedSpan> found;
    for (const auto& span : all) {
        if (span.field == field && span.start < span.end && span.start < length)
            found.push_back({ 0, span.start, std::min(span.end, length), &span });
    }
    std::ranges::stable_sort(found, {}, &NumberedSpan::start);
    for (auto& span : found)
        span.number = next++;
    return found;
}

/// Spans may overlap, elements may not: the text is cut at every border, and each piece inside a span becomes a mark. The
/// label stands where its span ends.
std::string marked_text(const std::u32string& text, const std::vector<NumberedSpan>& spans)
{
    std::set<std::size_t> borders { 0, text.size() };
    for (const auto& span : spans)
        borders.insert({ span.start, span.end });
    std::string html;
    for (auto at = borders.begin(); std::next(at) != borders.end(); ++at) {
        const std::size_t start = *at;
        const std::size_t end = *std::next(at);
        const std::string piece = escape(encode_utf8(text.substr(start, end - start)));
        const bool inside = std::ranges::any_of(spans, [&](const NumberedSpan& span) { return span.start <= start && end <= span.end; });
        if (!inside) {
            html += piece;
            continue;
        }
        html += "<mark>" + piece;
        for (const auto& span : spans) {
            if (span.end == end)
                html += " <span class=\"label\">" + std::to_string(span.number) + " " + escape(words_of(*span.span)) + "</span>";
        }
        html += "</mark>";
    }
    return html;
}

std::string span_list(const std::vector<NumberedSpan>& spans)
{
    if (spans.empty())
        return {};
    std::string html = "<ol class=\"legend\">";
    for (const auto& span : spans) {
        html += "<li value=\"" + std::to_string(span.number) + "\"><strong>" + capitalised(escape(words_of(*span.span)))
            + "</strong> <span>characters " + std::to_string(span.start + 1) + " to " + std::to_string(span.end) + "</span>";
        if (!span.span->rule.empty())
            html += " <span class=\"aside\">rule <code>" + escape(span.span->rule) + "</code></span>";
        html += "</li>";
    }
    return html + "</ol>";
}

std::string field_part(
    std::string_view title, std::string_view field, const std::string& text, const std::vector<Span>& spans, std::size_t& next)
{
    if (text.empty())
        return {};
    const std::u32string decoded = code_points(text);
    const auto own = spans_of(spans, field, decoded.size(), next);
    return "<div class=\"field\"><h3>" + std::string(title) + "</h3><blockquote dir=\"auto\">" + marked_text(decoded, own) + "</blockquote>"
        + span_list(own) + "</div>";
}

std::string_view class_words(PostClass post_class)
{
    switch (post_class) {
    case PostClass::Compliant: return "The words hold nothing that a rule stands against.";
    case PostClass::AtRisk: return "The words could help somebody to recognise the patient.";
    case PostClass::NonCompliant: break;
    }
    return "The words identify, or say what must not be said in public.";
}

std::string rewrite_part(const Post& post, const Screening& screening)
{
    std::string html;
    if (!screening.rewrite.empty() && screening.rewrite != post.caption) {
        html += "<div class=\"rewrite\"><h3>Proposed wording</h3><blockquote dir=\"auto\">" + escape(screening.rewrite) + "</blockquote><p>"
            + (screening.rewrite_passes ? "Screened again: it holds no identifier that the rules know."
                                        : "Screened again: it still needs a change by hand.")
            + "</p></div>";
    }
    if (!screening.cannot_fix.empty()) {
        html += "<div class=\"trigger\"><p>Other words alone do not help:</p><ul>";
        for (const auto& reason : screening.cannot_fix)
            html += "<li>" + escape(reason) + "</li>";
        html += "</ul></div>";
    }
    return html;
}

}  // namespace

std::string words_part(const DecisionPage& page)
{
    if (!page.post)
        return {};
    const Post& post = *page.post;
    const std::vector<Span> none;
    const std::vector<Span>& spans = page.screening ? page.screening->spans : none;
    std::string html = "<section><h2>The words as submitted</h2><p>";
    html += page.screening ? class_words(page.screening->post_class) : "They were not screened, which counts against publishing.";
    html += "</p>";
    std::size_t next = 1;
    html += field_part("Caption", "caption", post.caption, spans, next);
    html += field_part("Alternative text", "alt_text", post.alt_text, spans, next);
    html += field_part("Hashtags", "hashtags", post.hashtags, spans, next);
    html += field_part("File name", "file_name", post.file_name, spans, next);
    html += field_part("In reply to", "reply_to", post.reply_to, spans, next);
    html += field_part("Account name", "name", post.account.name, spans, next);
    html += field_part("Account handle", "handle", post.account.handle, spans, next);
    html += field_part("Account description", "bio", post.account.bio, spans, next);
    html += field_part("Account location", "location", post.account.location, spans, next);
    if (page.screening)
        html += rewrite_part(post, *page.screening);
    return html + "</section>\n";
}

std::string released_words_part(const DecisionPage& page)
{
    if (page.released_caption.empty() && page.consent_statement.empty())
        return {};
    std::string html = "<section><h2>The words that go out</h2>";
    if (!page.released_caption.empty())
        html += "<blockquote dir=\"auto\">" + escape(page.released_caption) + "</blockquote>";
    if (!page.consent_statement.empty())
        html += "<h3>Statement on consent</h3><blockquote dir=\"auto\">" + escape(page.consent_statement) + "</blockquote>";
    return html + "</section>\n";
}

}  // namespace imprimatur::release
