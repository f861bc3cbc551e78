#include "caption/word_at.h"

#include "base/unicode.h"

#include <algorithm>
#include <unicode/uchar.h>

namespace imprimatur::caption {

namespace {
bool is_apostrophe(char32_t point) { return point == U'\'' || point == U'’'; }
}  // namespace

bool is_letter(char32_t point) { return (U_GET_GC_MASK(static_cast<UChar32>(point)) & (U_GC_L_MASK | U_GC_M_MASK)) != 0; }

bool is_blank(char32_t point) { return point == U' ' || point == 0xA0 || point == U'\t'; }

bool ends_sentence(char32_t point)
{
    return point == U'.' || point == U'!' || point == U'?' || point == U'\n' || point == U'।' || point == U'。';
}

std::string lower_utf8(std::u32string_view text)
{
    std::u32string lower;
    lower.reserve(text.size());
    for (const char32_t point : text)
        lower.push_back(is_apostrophe(point) ? U'\'' : static_cast<char32_t>(u_tolower(static_cast<UChar32>(point))));
    return encode_utf8(lower);
}

std::u32string to_u32(std::string_view text) { return decode_utf8(text).value_or(std::u32string()); }

WordAt word_before(std::u32string_view text, std::size_t end)
{
    while (end > 0 && is_blank(text[end - 1]))
        --end;
    std::size_t start = end;
    if (start > 1 && is_apostrophe(text[start - 1]) && is_letter(text[start - 2]))
        --start;
    while (start > 0 && is_letter(text[start - 1]))
        --start;
    return { start, end, lower_utf8(text.substr(start, end - start)) };
}

WordAt word_after(std::u32string_view text, std::size_t start)
{
    while (start < text.size() && is_blank(text[start]))
        ++start;
    std::size_t end = start;
    while (end < text.size() && is_letter(text[end]))
        ++end;
    return { start, end, lower_utf8(text.substr(start, end - start)) };
}

bool begins_sentence(std::u32string_view text, std::size_t at)
{
    while (at > 0 && is_blank(text[at - 1]))
        --at;
    return at == 0
        || !(is_letter(text[at - 1]) || u_isdigit(static_cast<UChar32>(text[at - 1])) != 0 || text[at - 1] == U',' || text[at - 1] == U'('
            || is_apostrophe(text[at - 1]) || text[at - 1] == U'-' || text[at - 1] == U')');
}

std::vector<WordAt> all_words(std::u32string_view text)
{
    std::vector<WordAt> words;
    for (std::size_t at = 0; at < text.size();) {
        auto word = word_after(text, at);
        at = std::max(word.end, at + 1);
        if (!word.empty())
            words.push_back(std::move(word));
    }
    return words;
}

std::vector<WordAt> words_of_sentences(std::u32string_view text)
{
    std::u32string sentences(text);
    bool tag = false;
    for (auto& point : sentences) {
        tag = point == U'#' || point == U'@' || (tag && !is_blank(point) && point != U'\n');
        // No letter, and no blank: a word before it ends there, as it does before the sign.
        point = tag ? U'#' : point;
    }
    return all_words(sentences);
}

std::set<std::string, std::less<>> words_in(std::string_view utf8)
{
    std::set<std::string, std::less<>> words;
    for (auto& word : all_words(to_u32(utf8)))
        words.insert(std::move(word.lower));
    return words;
}

}  // namespace imprimatur::caption
