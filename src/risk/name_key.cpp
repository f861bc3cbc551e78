#include "risk/name_key.h"

#include "base/unicode.h"

#include <array>

namespace imprimatur::risk {

namespace {

/// Latin-1 and Latin Extended-A, U+00C0 to U+017F, without their accents; a dot stands for what is no letter.
constexpr std::u32string_view::value_type kFirst = 0xC0;
constexpr std::array<std::string_view, 192> kPlain { "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i", ".",
    "n", "o", "o", "o", "o", "o", ".", "o", "u", "u", "u", "u", "y", ".", "ss", "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e",
    "i", "i", "i", "i", ".", "n", "o", "o", "o", "o", "o", ".", "o", "u", "u", "u", "u", "y", ".", "y",  // U+0100
    "a", "a", "a", "a", "a", "a", "c", "c", "c", "c", "c", "c", "c", "c", "d", "d", "d", "d", "e", "e", "e", "e", "e", "e", "e", "e", "e",
    "e", "g", "g", "g", "g", "g", "g", "g", "g", "h", "h", ".", ".", "i", "i", "i", "i", "i", "i", "i", "i", "i", "i", "ij", "ij", "j", "j",
    "k", "k", ".", "l", "l", "l", "l", "l", "l", "l", "l", "l", "l", "n", "n", "n", "n", "n", "n", ".", ".", ".", "o", "o", "o", "o", "o",
    "o", "oe", "oe", "r", "r", "r", "r", "r", "r", "s", "s", "s", "s", "s", "s", "s", "s", "t", "t", "t", "t", ".", ".", "u", "u", "u", "u",
    "u", "u", "u", "u", "u", "u", "u", "u", "w", "w", "y", "y", "y", "z", "z", "z", "z", "z", "z", "s" };

bool is_apostrophe(char32_t c) { return c == U'\'' || c == U'’'; }
bool is_combining(char32_t c) { return c >= 0x300 && c <= 0x36F; }

/// Letters and digits of a code point; empty: it separates words.
std::string_view plain(char32_t c, std::array<char, 1>& one)
{
    if ((c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9') || (c >= U'A' && c <= U'Z')) {
        one[0] = static_cast<char>(c >= U'A' && c <= U'Z' ? c + 32 : c);
        return { one.data(), 1 };
    }
    if (c < kFirst || c >= kFirst + kPlain.size() || kPlain[c - kFirst] == ".")
        return {};
    return kPlain[c - kFirst];
}

/// British and American spellings are one.
void add_letter(std::string& word, char letter)
{
    word.push_back(letter);
    while (word.size() >= 2 && word.back() == 'e' && (word[word.size() - 2] == 'a' || word[word.size() - 2] == 'o'))
        word.erase(word.size() - 2, 1);
}

void finish(std::string& word, std::vector<std::string>& words)
{
    constexpr std::string_view kBritish = "tumour";
    constexpr std::size_t kShortest = 5;  // "cases" is a plural, "lens" and "os" are none
    for (auto at = word.find(kBritish); at != std::string::npos; at = word.find(kBritish))
        word.replace(at, kBritish.size(), "tumor");
    // "fractures"; not "sis", "virus", "abscess".
    if (word.size() >= kShortest && word.back() == 's' && std::string_view("sui").find(word[word.size() - 2]) == std::string_view::npos)
        word.pop_back();
    if (!word.empty())
        words.push_back(std::move(word));
    word.clear();
}

}  // namespace

std::vector<std::string> key_words(std::string_view text)
{
    const auto points = decode_utf8(text).value_or(decode_utf8(sanitize_utf8(text)).value_or(U""));
    std::vector<std::string> words;
    std::string word;
    for (std::size_t i = 0; i < points.size(); ++i) {
        std::array<char, 1> one {};
        const auto letters_at = [&](std::size_t at) { return at < points.size() && !plain(points[at], one).empty(); };
        if (is_apostrophe(points[i])) {
            const bool possessive = i + 1 < points.size() && (points[i + 1] == U's' || points[i + 1] == U'S') && !letters_at(i + 2);
            i += possessive ? 1 : 0;
            continue;
        }
        if (is_combining(points[i]))
            continue;
        const auto letters = plain(points[i], one);
        if (letters.empty())
            finish(word, words);
        for (const char letter : letters)
            add_letter(word, letter);
    }
    finish(word, words);
    return words;
}

std::string name_key(std::string_view text)
{
    std::string key;
    for (const auto& word : key_words(text))
        key += (key.empty() ? "" : " ") + word;
    return key;
}

}  // namespace imprimatur::risk
