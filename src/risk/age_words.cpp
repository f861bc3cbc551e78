#include "risk/age_words.h"

#include <array>
#include <utility>

namespace imprimatur::risk {

namespace {

constexpr int kOldest = 125;

/// As the caption rules propose them ("elderly" stands for over 75) and as clinicians use them.
constexpr std::array<std::pair<std::string_view, AgeRange>, 21> kWords { {
    { "neonate", { 0, 0 } },
    { "newborn", { 0, 0 } },
    { "infant", { 0, 1 } },
    { "baby", { 0, 1 } },
    { "toddler", { 1, 3 } },
    { "young child", { 2, 6 } },
    { "child", { 0, 12 } },
    { "boy", { 2, 17 } },
    { "girl", { 2, 17 } },
    { "teenager", { 13, 19 } },
    { "teenage", { 13, 19 } },
    { "adolescent", { 12, 19 } },
    { "young adult", { 18, 35 } },
    { "young man", { 18, 35 } },
    { "young woman", { 18, 35 } },
    { "middle-aged", { 40, 64 } },
    { "middle aged", { 40, 64 } },
    { "elderly", { 75, kOldest } },
    { "older", { 65, kOldest } },
    { "octogenarian", { 80, 89 } },
    { "nonagenarian", { 90, kOldest } },
} };

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (static_cast<unsigned char>(c) & 0x80U) != 0; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool has_word(std::string_view text, std::string_view word)
{
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const auto end = at + word.size();
        if ((at == 0 || !is_letter(text[at - 1])) && (end == text.size() || !is_letter(text[end])))
            return true;
    }
    return false;
}

/// "40s" and "80's": a decade.
std::optional<AgeRange> decade_in(std::string_view text)
{
    for (std::size_t at = 0; at + 2 < text.size(); ++at) {
        if (!is_digit(text[at]) || text[at + 1] != '0' || (at > 0 && is_digit(text[at - 1])))
            continue;
        const bool plural = text[at + 2] == 's' || (at + 3 < text.size() && text[at + 2] == '\'' && text[at + 3] == 's');
        const int from = (text[at] - '0') * 10;
        if (plural && from >= 20)
            return AgeRange { from, from + 9 };
    }
    return std::nullopt;
}

int width(const AgeRange& range) { return range.to - range.from; }

}  // namespace

std::optional<AgeRange> age_band_in(std::string_view words)
{
    std::optional<AgeRange> narrowest = decade_in(words);
    for (const auto& [word, range] : kWords) {
        if (has_word(words, word) && (!narrowest || width(range) < width(*narrowest)))
            narrowest = range;
    }
    return narrowest;
}

}  // namespace imprimatur::risk
