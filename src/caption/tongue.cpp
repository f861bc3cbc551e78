#include "caption/tongue.h"

#include "caption/word_at.h"

#include <algorithm>

namespace imprimatur::caption {

namespace {

void add_words(std::string_view text, Tongue::Words& words)
{
    const auto points = to_u32(text);
    for (std::size_t at = 0; at < points.size();) {
        const auto word = word_after(points, at);
        if (!word.empty())
            words.insert(word.lower);
        at = std::max(word.end, at + 1);
    }
}

}  // namespace

const Tongue* Tongues::named(std::string_view code) const
{
    const auto at = std::find_if(all.begin(), all.end(), [&](const Tongue& tongue) { return tongue.code == code; });
    return at == all.end() ? nullptr : &*at;
}

Tongue::Words writable_words(const Tongue& tongue)
{
    static constexpr std::array<std::string_view, 6> kEndings { "", "e", "er", "es", "en", "em" };
    Tongue::Words words;
    for (const auto& band : tongue.bands) {
        for (const auto* phrase : { &band.after, &band.before, &band.alone, &band.predicate, &band.aged }) {
            for (const auto& wording : phrase->by_sex) {
                for (const auto ending : kEndings)
                    add_words(
                        wording.substr(0, wording.find('~')) + std::string(wording.find('~') == std::string::npos ? "" : ending), words);
                add_words(wording, words);
            }
        }
    }
    for (const auto& decade : tongue.decades)
        add_words(decade, words);
    for (const auto* pairs : { &tongue.renames, &tongue.renames_with_after, &tongue.verbs, &tongue.nominal, &tongue.articles }) {
        for (const auto& [from, to] : *pairs)
            add_words(to, words);
    }
    for (const auto& [label, wordings] : tongue.instead) {
        for (const auto& [from, to] : wordings)
            add_words(to, words);
    }
    return words;
}

}  // namespace imprimatur::caption
