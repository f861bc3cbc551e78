#include "caption/tongue.h"

#include "caption/word_at.h"

#include <algorithm>

namespace imprimatur::caption {

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
                    words.merge(
                        words_in(wording.substr(0, wording.find('~')) + std::string(wording.find('~') == std::string::npos ? "" : ending)));
                words.merge(words_in(wording));
            }
        }
    }
    for (const auto& decade : tongue.decades)
        words.merge(words_in(decade));
    for (const auto* pairs : { &tongue.renames, &tongue.renames_with_after, &tongue.verbs, &tongue.nominal, &tongue.articles }) {
        for (const auto& [from, to] : *pairs)
            words.merge(words_in(to));
    }
    for (const auto& [label, wordings] : tongue.instead) {
        for (const auto& [from, to] : wordings)
            words.merge(words_in(to));
    }
    return words;
}

}  // namespace imprimatur::caption
