#include "inspect/similar_text.h"

#include "base/unicode.h"

#include <algorithm>
#include <array>

namespace imprimatur::inspect {

namespace {

// U+00C0..U+00FF, then runs of U+0100..U+017F, by the base letters of the Unicode Character Database.
constexpr std::string_view kLatin1 = "AAAAAAACEEEEIIIIDNOOOOO*OUUUUYTSAAAAAAACEEEEIIIIDNOOOOO/OUUUUYTY";

struct Run {
    char letter;
    unsigned length;
};
constexpr std::array kExtendedA { Run { 'A', 6 }, Run { 'C', 8 }, Run { 'D', 4 }, Run { 'E', 10 }, Run { 'G', 8 }, Run { 'H', 4 },
    Run { 'I', 12 }, Run { 'J', 2 }, Run { 'K', 3 }, Run { 'L', 10 }, Run { 'N', 9 }, Run { 'O', 8 }, Run { 'R', 6 }, Run { 'S', 8 },
    Run { 'T', 6 }, Run { 'U', 12 }, Run { 'W', 2 }, Run { 'Y', 3 }, Run { 'Z', 6 }, Run { 'S', 1 } };

char32_t base_letter(char32_t point)
{
    if (point >= U'a' && point <= U'z')
        return point - U'a' + U'A';
    if (point >= 0xC0 && point <= 0xFF)
        return static_cast<char32_t>(kLatin1[point - 0xC0]);
    if (point < 0x100 || point > 0x17F)
        return point;
    char32_t start = 0x100;
    for (const auto& run : kExtendedA) {
        if (point < start + run.length)
            return static_cast<char32_t>(run.letter);
        start += run.length;
    }
    return point;
}

char32_t look_alike_of(char32_t point)
{
    switch (point) {
    case U'O':
    case U'Q': return U'0';
    case U'I':
    case U'L':
    case U'|':
    case U'!': return U'1';
    case U'Z': return U'2';
    case U'S': return U'5';
    case U'G': return U'6';
    case U'B': return U'8';
    default: return point;
    }
}

}  // namespace

std::u32string without_accents(std::string_view utf8)
{
    std::u32string plain;
    for (const char32_t point : decode_utf8(sanitize_utf8(utf8)).value_or(U"")) {
        const bool combining = point >= 0x300 && point <= 0x36F;
        if (!combining)
            plain += base_letter(point);
    }
    return plain;
}

bool is_letter_or_digit(char32_t point)
{
    const bool ascii = (point >= U'0' && point <= U'9') || (point >= U'A' && point <= U'Z') || (point >= U'a' && point <= U'z');
    // Above Latin Extended-A: letters of other scripts, save for general punctuation, CJK punctuation and what stands for a
    // byte that was no UTF-8.
    const bool mark = (point >= 0x2000 && point <= 0x2BFF) || (point >= 0x3000 && point <= 0x3003) || point == 0xFFFD;
    return ascii || (point > 0x17F && !mark);
}

std::vector<std::u32string> words_of(const std::u32string& text)
{
    std::vector<std::u32string> words;
    bool inside = false;
    for (const char32_t point : text) {
        const bool belongs = is_letter_or_digit(point);
        if (belongs && !inside)
            words.emplace_back();
        if (belongs)
            words.back() += point;
        inside = belongs;
    }
    return words;
}

std::u32string look_alike(const std::u32string& text)
{
    std::u32string same;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == U'R' && i + 1 < text.size() && text[i + 1] == U'N') {
            same += U'M';
            ++i;
        } else {
            same += look_alike_of(text[i]);
        }
    }
    return same;
}

std::size_t edits(const std::u32string& word, const std::u32string& line, bool whole)
{
    // Sellers 1980: the row of a part of `line` may begin anywhere at no cost, and end anywhere.
    std::vector<std::size_t> row(line.size() + 1);
    for (std::size_t k = 0; k <= line.size(); ++k)
        row[k] = whole ? k : 0;
    for (std::size_t i = 0; i < word.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t k = 1; k <= line.size(); ++k) {
            const std::size_t replaced = diagonal + (word[i] == line[k - 1] ? 0U : 1U);
            diagonal = row[k];
            row[k] = std::min({ replaced, row[k] + 1, row[k - 1] + 1 });
        }
    }
    return whole ? row.back() : *std::min_element(row.begin(), row.end());
}

}  // namespace imprimatur::inspect
