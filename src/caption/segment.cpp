#include "caption/segment.h"

#include "base/unicode.h"

#include <array>
#include <cctype>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace imprimatur::caption {

namespace {

unsigned char byte_at(const std::string& text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

// A full stop after one of these ends no sentence.
constexpr std::array<std::string_view, 16> kAbbreviations { "dr", "mr", "mrs", "ms", "st", "prof", "sr", "jr", "vs", "v", "approx", "no",
    "fig", "pt", "hx", "rev" };

bool ends_with_abbreviation(const std::string& text, std::size_t dot)
{
    std::size_t start = dot;
    while (start > 0 && std::isalpha(byte_at(text, start - 1)) != 0 && dot - start < 8)
        --start;
    if (start == dot)
        return false;
    const std::string word = ascii_lower(std::string_view(text).substr(start, dot - start));
    if (word.size() == 1 && std::isupper(byte_at(text, start)) != 0)
        return dot + 2 < text.size() && std::isupper(byte_at(text, dot + 2)) != 0;  // "Mr D. Wood"
    for (const auto abbreviation : kAbbreviations) {
        if (word == abbreviation)
            return true;
    }
    return false;
}

bool sentence_ends(const std::string& text, std::size_t at)
{
    const char here = text[at];
    if (here == '\n')
        return true;
    if (here != '.' && here != '!' && here != '?')
        return false;
    std::size_t next = at + 1;
    while (next < text.size() && (text[next] == '"' || text[next] == '\'' || text[next] == ')'))
        ++next;
    if (next < text.size() && text[next] != ' ' && text[next] != '\n')
        return false;
    return here != '.' || !ends_with_abbreviation(text, at);
}

void push_trimmed(Prepared& prepared, std::size_t start, std::size_t end)
{
    const auto blank = [&](std::size_t at) { return prepared.text[at] == ' ' || prepared.text[at] == '\n'; };
    while (start < end && blank(start))
        ++start;
    while (end > start && blank(end - 1))
        --end;
    if (start < end)
        prepared.sentences.push_back({ static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(end) });
}

std::size_t width_of(unsigned char lead)
{
    if (lead < 0x80)
        return 1;
    return lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
}

/// One character of a word in lower case appended; 0 when the character is no part of a word.
std::size_t word_character(std::string_view text, std::size_t at, bool begun, std::string& lower)
{
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead < 0x80) {
        const bool small = lead >= 'a' && lead <= 'z';
        const bool capital = lead >= 'A' && lead <= 'Z';
        const bool apostrophe
            = lead == '\'' && begun && at + 1 < text.size() && std::isalpha(static_cast<unsigned char>(text[at + 1])) != 0;
        if (!small && !capital && !(lead >= '0' && lead <= '9') && !apostrophe)
            return 0;
        lower.push_back(static_cast<char>(capital ? lead + ('a' - 'A') : lead));
        return 1;
    }
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    std::size_t end = at;
    UChar32 point = 0;
    U8_NEXT_OR_FFFD(bytes, end, text.size(), point);
    if (u_isalnum(point) == 0)
        return 0;
    std::array<std::uint8_t, 4> folded {};
    std::size_t length = 0;
    U8_APPEND_UNSAFE(folded.data(), length, u_foldCase(point, U_FOLD_CASE_DEFAULT));
    lower.append(reinterpret_cast<const char*>(folded.data()), length);
    return end - at;
}

}  // namespace

void find_sentences(Prepared& prepared)
{
    const std::string& text = prepared.text;
    std::size_t start = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!sentence_ends(text, at))
            continue;
        std::size_t end = at + 1;
        while (end < text.size() && (text[end] == '"' || text[end] == '\'' || text[end] == ')'))
            ++end;
        push_trimmed(prepared, start, end);
        start = end;
        at = end - 1;
    }
    push_trimmed(prepared, start, text.size());
}

void find_words(Prepared& prepared)
{
    const std::string_view text = prepared.text;
    prepared.folded.reserve(text.size() + 1);
    prepared.words.reserve(text.size() / 6 + 1);
    prepared.keys.reserve(text.size() / 6 + 1);
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t key = prepared.folded.size();
        std::size_t end = at;
        while (end < text.size()) {
            const std::size_t width = word_character(text, end, end > at, prepared.folded);
            if (width == 0)
                break;
            end += width;
        }
        if (end > at) {
            prepared.words.push_back({ static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end) });
            prepared.keys.push_back({ static_cast<std::uint32_t>(key), static_cast<std::uint32_t>(prepared.folded.size()) });
            prepared.folded.push_back(' ');
            at = end;
        } else {
            at += width_of(static_cast<unsigned char>(text[at]));
        }
    }
}

std::string word_key(std::string_view entry)
{
    Prepared prepared;
    prepared.text = entry;
    find_words(prepared);
    if (!prepared.folded.empty())
        prepared.folded.pop_back();
    return std::move(prepared.folded);
}

}  // namespace imprimatur::caption
