#include "dicom/text/text_cleaner.h"

#include "base/unicode.h"
#include "caption/sweep.h"
#include "caption/word_rules.h"
#include "dicom/text/context.h"
#include "dicom/text/fold.h"
#include "dicom/text/seeds.h"
#include "dicom/text/table.h"
#include "dicom/text/writer.h"

#include <algorithm>

namespace imprimatur::dicom {

namespace {

// What a removal joins may be a name again; a text that has not come to rest by then is removed.
constexpr int kPasses = 9;
// Shorter texts of harmless words tell no story; the rules cost more than everything else.
constexpr std::size_t kStoryLength = 40;
constexpr std::ptrdiff_t kStoryWords = 6;
constexpr std::size_t kRemembered = 512;
constexpr std::size_t kMaxCode = 64;  // CS has 16 characters; files exceed it

bool is_code_text(std::string_view text)
{
    return !text.empty() && text.size() <= kMaxCode && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ' || c == '_' || c == '-' || c == '/';
    });
}

bool can_tell_story(std::string_view text, TextStyle style)
{
    return text.size() > kStoryLength || (style == TextStyle::Prose && std::count(text.begin(), text.end(), ' ') >= kStoryWords - 1);
}

/// What these rules are about when somebody posts a picture is conduct, or is what a report is for.
bool is_about_identity(const caption::Found& found)
{
    switch (found.rule->label) {
    case caption::Label::AdviceToIndividual:
    case caption::Label::Disparaging:
    case caption::Label::Decoy:
    case caption::Label::Gate:
    case caption::Label::HistoryDetail: return false;
    default: return true;
    }
}

}  // namespace

struct TextCleaner::Data {
    Vocabulary vocabulary;
    TokenPatterns patterns;
    std::shared_ptr<const caption::WordRules> words;
};

struct TextCleaner::Case::Data {
    std::shared_ptr<const TextCleaner::Data> lists;
    Seeds seeds;
    mutable StringMap<CleanedText> remembered;

    [[nodiscard]] CleanedText cleaned(std::string_view value, TextStyle style) const;
    [[nodiscard]] CleanedText one_value(std::string_view value, TextStyle style) const;
    [[nodiscard]] CleanedText code(std::string_view value) const;
    [[nodiscard]] CleanedText one_pass(std::string_view text, TextStyle style, bool with_rules) const;
    [[nodiscard]] bool mark_stories(std::string_view text, std::vector<Token>& tokens) const;
};

/// The word rules over the whole text; false when they could not search it to its end.
bool TextCleaner::Case::Data::mark_stories(std::string_view text, std::vector<Token>& tokens) const
{
    const auto searched = caption::search(lists->words->table(), { { 0, text } });
    if (!searched.ok() || !searched->complete)
        return false;
    if (searched->found.empty())
        return true;
    const auto offsets = code_point_offsets(text);
    for (const auto& found : searched->found) {
        if (!is_about_identity(found) || found.start >= offsets.size() || found.end >= offsets.size())
            continue;
        const std::size_t begin = offsets[found.start];
        const std::size_t end = offsets[found.end];
        auto token = std::partition_point(tokens.begin(), tokens.end(), [&](const Token& one) { return one.end <= begin; });
        // "12.04 cm" is a day to them; judge_context has seen the unit.
        if (found.rule->label == caption::Label::DateAbs && token != tokens.end() && token + 1 != tokens.end() && token->end >= end
            && token->is_plain_number() && (token + 1)->has_cue(kUnit))
            continue;
        for (; token != tokens.end() && token->begin < end; ++token)
            token->kept = token->kind == TokenKind::Mark;
    }
    return true;
}

CleanedText TextCleaner::Case::Data::one_pass(std::string_view text, TextStyle style, bool with_rules) const
{
    auto tokens = tokens_of(text, lists->vocabulary, lists->patterns);
    seeds.mark(text, tokens);
    judge_context(text, style, tokens);
    const CleanedText nothing { {}, { std::string(text) } };
    if (!says_something(style, tokens))
        return nothing;
    if (with_rules && (!mark_stories(text, tokens) || !says_something(style, tokens)))
        return nothing;
    return written(text, style, tokens);
}

/// PS3.5 6.2: capitals, digits, space, underscore. As a whole or not at all: half a defined term is none.
CleanedText TextCleaner::Case::Data::code(std::string_view value) const
{
    const auto text = trimmed(value);
    const CleanedText nothing { {}, { std::string(value) } };
    if (!is_code_text(text))
        return nothing;
    auto tokens = tokens_of(text, lists->vocabulary, lists->patterns);
    seeds.mark(text, tokens);
    if (std::any_of(tokens.begin(), tokens.end(), [](const Token& one) { return one.seeded; }))
        return nothing;
    if (lists->vocabulary.is_defined_term(text))
        return { std::string(value), {} };
    judge_context(text, TextStyle::Code, tokens);
    const bool harmless = std::all_of(tokens.begin(), tokens.end(),
        [](const Token& one) { return one.kept && (one.is_number() || one.is_firm() || one.word_class == WordClass::Function); });
    if (harmless && says_something(TextStyle::Code, tokens))
        return { std::string(value), {} };
    return nothing;
}

CleanedText TextCleaner::Case::Data::one_value(std::string_view value, TextStyle style) const
{
    if (value.find_first_not_of(' ') == std::string_view::npos)
        return { std::string(value), {} };
    if (style == TextStyle::Code)
        return code(value);
    // A kernel "B", a coil "H", a strength "3": one letter or digit tells nobody anything.
    if (value.size() == 1 && value[0] > ' ' && character_at(value, 0).kind <= CharKind::Digit)
        return { std::string(value), {} };
    CleanedText out { std::string(value), {} };
    // The rules cost a hundred times the rest. They see what the lists leave, and prose also as it was written: "the only case in the
    // county" tells nothing any more when half of it is gone.
    bool with_rules = lists->words != nullptr && style == TextStyle::Prose && can_tell_story(value, style);
    for (int pass = 0; pass < kPasses; ++pass) {
        auto next = one_pass(out.text, style, with_rules);
        const bool rest = next.text == out.text;
        const bool told = lists->words != nullptr && can_tell_story(next.text, style);
        std::move(next.removed.begin(), next.removed.end(), std::back_inserter(out.removed));
        out.text = std::move(next.text);
        if (out.text.empty() || (rest && (with_rules || !told)))
            return out;
        with_rules = rest;
    }
    out.removed.push_back(std::move(out.text));
    out.text.clear();
    return out;
}

CleanedText TextCleaner::Case::Data::cleaned(std::string_view value, TextStyle style) const
{
    if (value.size() > kMaxCleanedText || !decode_utf8(value))
        return { {}, { sanitize_utf8(value) } };
    if (style == TextStyle::Prose || value.find('\\') == std::string_view::npos)
        return one_value(value, style);
    // PS3.5 6.4: several values keep their places, because ImageType is read by position.
    CleanedText out;
    for (std::size_t at = 0; at <= value.size();) {
        const std::size_t end = std::min(value.find('\\', at), value.size());
        auto part = one_value(value.substr(at, end - at), style);
        out.text += (at == 0 ? "" : "\\") + part.text;
        std::move(part.removed.begin(), part.removed.end(), std::back_inserter(out.removed));
        at = end + 1;
    }
    if (out.text.find_first_not_of("\\ ") == std::string::npos && !out.removed.empty())
        out.text.clear();
    return out;
}

TextCleaner::Case::Case(std::unique_ptr<Data> data)
    : m_data(std::move(data))
{
}
TextCleaner::Case::Case(Case&&) noexcept = default;
TextCleaner::Case& TextCleaner::Case::operator=(Case&&) noexcept = default;
TextCleaner::Case::~Case() = default;

CleanedText TextCleaner::Case::clean(std::string_view utf8, TextStyle style) const
{
    std::string key(1, static_cast<char>('0' + static_cast<int>(style)));
    key += utf8;
    auto& remembered = m_data->remembered;
    if (const auto found = remembered.find(key); found != remembered.end())
        return found->second;
    auto out = m_data->cleaned(utf8, style);
    if (remembered.size() < kRemembered && utf8.size() <= 1024)
        remembered.emplace(std::move(key), out);
    return out;
}

bool TextCleaner::Case::is_harmless(std::string_view utf8, TextStyle style) const { return clean(utf8, style).text == utf8; }

TextCleaner::TextCleaner(std::shared_ptr<const Data> data)
    : m_data(std::move(data))
{
}
TextCleaner::TextCleaner(TextCleaner&&) noexcept = default;
TextCleaner& TextCleaner::operator=(TextCleaner&&) noexcept = default;
TextCleaner::~TextCleaner() = default;

Result<TextCleaner> TextCleaner::load(const Texts& texts, std::shared_ptr<const caption::WordRules> words)
{
    auto vocabulary = TRY(Vocabulary::load(texts.words_tsv, texts.vocabulary_tsv, texts.defined_terms_tsv));
    auto patterns = TRY(TokenPatterns::load(texts.text_patterns_tsv));
    return TextCleaner(std::make_shared<const Data>(Data { std::move(vocabulary), std::move(patterns), std::move(words) }));
}

TextCleaner::Case TextCleaner::for_case(const std::vector<Seed>& seeds) const
{
    return Case(std::make_unique<Case::Data>(Case::Data { m_data, Seeds(seeds, m_data->vocabulary), {} }));
}

}  // namespace imprimatur::dicom
