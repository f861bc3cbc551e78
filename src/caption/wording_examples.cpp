#include "caption/wording_examples.h"

#include "base/unicode.h"
#include "caption/rewrite.h"
#include "caption/word_at.h"

#include <list>

namespace imprimatur::caption {

namespace {

/// "Hombre de [[age|45 años]]" as a caption with one finding; "drop" for what goes, a label for what is replaced.
struct Marked {
    std::u32string text;
    std::list<Rule> rules;
    std::vector<Found> found;
};

std::optional<Marked> unmark(const std::string& source)
{
    Marked marked;
    for (std::size_t at = 0; at < source.size();) {
        const auto open = std::min(source.find("[[", at), source.size());
        marked.text += to_u32(source.substr(at, open - at));
        if (open == source.size())
            break;
        const auto bar = source.find('|', open);
        const auto close = source.find("]]", open);
        if (bar == std::string::npos || close == std::string::npos || bar > close)
            return std::nullopt;
        const auto kind = source.substr(open + 2, bar - open - 2);
        const auto label = kind == "age" ? Label::AgeExact : kind == "drop" ? Label::Place : label_named(kind);
        if (!label)
            return std::nullopt;
        auto& rule = marked.rules.emplace_back();
        rule.label = *label;
        rule.mend = kind == "age" ? Mend::AgeBand : kind == "drop" ? Mend::Drop : Mend::Replace;
        const auto start = marked.text.size();
        marked.text += to_u32(source.substr(bar + 1, close - bar - 1));
        marked.found.push_back({ .field = 0, .start = start, .end = marked.text.size(), .rule = &rule, .kind = rule.kind });
        at = close + 2;
    }
    return marked;
}

std::string trouble_with(const Tongues& tongues, const Tongue& tongue, const WordingExample& example)
{
    const auto marked = unmark(example.from);
    if (!marked || marked->found.empty())
        return tongue.code + ": an example needs marks such as [[age|...]], [[drop|...]], [[INSTITUTION|...]]: " + example.from;
    const auto told = told_language(tongues, marked->text, marked->found);
    if (told.tongue != &tongue || !told.sure)
        return tongue.code + ": an example is told to be " + (told.tongue == nullptr ? "no language" : told.tongue->code)
            + (told.sure ? "" : " or another") + ": " + example.from;
    std::vector<Edit> edits;
    for (const auto& found : marked->found)
        edits.push_back(mend(tongues, marked->text, found, told).value_or(Edit {}));
    const auto out = encode_utf8(apply_edits(marked->text, std::move(edits)));
    return out == example.to ? "" : tongue.code + ": \"" + out + "\" comes out of: " + example.from;
}

}  // namespace

std::vector<std::string> try_wordings(const Tongues& tongues)
{
    std::vector<std::string> problems;
    for (const auto& tongue : tongues.all) {
        for (const auto& example : tongue.examples) {
            if (auto trouble = trouble_with(tongues, tongue, example); !trouble.empty())
                problems.push_back(std::move(trouble));
        }
    }
    return problems;
}

}  // namespace imprimatur::caption
