#include "caption/foreign_script.h"

#include "base/unicode.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

namespace imprimatur::caption {

namespace {

// Rules and wordings are written for Latin and Devanagari (policy/words); the others stand in every script.
constexpr UScriptCode kRead[] = { USCRIPT_LATIN, USCRIPT_DEVANAGARI, USCRIPT_COMMON, USCRIPT_INHERITED };

// A sign of these scripts says as much as some three letters.
constexpr std::size_t kWordSign = 3;

// Less than a name and a town: a Greek letter of a test, one hashtag.
constexpr std::size_t kEnough = 20;
constexpr std::size_t kShare = 4;  // a quarter of all letters tells as well
constexpr std::size_t kLeast = 6;  // in a text of a few letters

bool is_written_in_word_signs(UScriptCode script)
{
    return script == USCRIPT_HAN || script == USCRIPT_HANGUL || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA;
}

// Greek begins at U+0370, and nothing before it is in another script than Latin: most posts end here.
constexpr unsigned char kFirstForeignByte = 0xCD;

bool may_be_foreign(const std::string& text)
{
    return std::any_of(text.begin(), text.end(), [](char byte) { return static_cast<unsigned char>(byte) >= kFirstForeignByte; });
}

struct Letters {
    std::size_t all = 0;
    std::map<UScriptCode, std::size_t> foreign;

    void count(std::string_view text)
    {
        for (const char32_t sign : decode_utf8(text).value_or(std::u32string())) {
            UErrorCode status = U_ZERO_ERROR;
            if (!u_isalpha(static_cast<UChar32>(sign)))
                continue;
            const auto script = uscript_getScript(static_cast<UChar32>(sign), &status);
            const bool known = U_FAILURE(status) != 0 || std::find(std::begin(kRead), std::end(kRead), script) != std::end(kRead);
            const std::size_t weight = is_written_in_word_signs(script) ? kWordSign : 1;
            all += weight;
            if (!known)
                foreign[script] += weight;
        }
    }
};

}  // namespace

std::string foreign_script(const Post& post)
{
    const std::string* texts[] = { &post.caption, &post.alt_text, &post.hashtags, &post.reply_to };
    if (std::none_of(std::begin(texts), std::end(texts), [](const std::string* text) { return may_be_foreign(*text); }))
        return {};
    Letters letters;
    for (const std::string* text : texts)
        letters.count(*text);
    std::size_t sum = 0;
    for (const auto& [script, count] : letters.foreign)
        sum += count;
    if (sum < kLeast || (sum < kEnough && sum * kShare < letters.all))
        return {};
    const auto most = std::max_element(
        letters.foreign.begin(), letters.foreign.end(), [](const auto& one, const auto& other) { return one.second < other.second; });
    const char* name = uscript_getName(most->first);
    return name == nullptr ? "unknown" : name;
}

}  // namespace imprimatur::caption
