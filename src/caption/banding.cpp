#include "caption/banding.h"

#include "base/unicode.h"
#include "caption/told.h"
#include "caption/word_at.h"

#include <algorithm>
#include <unicode/uchar.h>

namespace imprimatur::caption {

namespace {

using Text = std::u32string_view;

// So many words before an age its person is looked for: "femme tabagique et obèse de 67 ans". In English the two adjoin.
constexpr int kPersonWithin = 5;
constexpr int kMostJoins = 4;  // "at the age of"

struct Person {
    WordAt word;
    Sex sex = Sex::Unsaid;
};
using Somebody = std::optional<Person>;

std::string renamed(const std::string& word, const std::map<std::string, std::string, std::less<>>& names)
{
    const auto known = names.find(word);
    return known == names.end() ? word : known->second;
}

/// One age of one text. The members find out what stands around it; `edit` chooses the form.
class Banding {
public:
    Banding(Text text, std::size_t start, std::size_t end, double years, const Tongue& tongue)
        : m_text(text)
        , m_tongue(tongue)
        , m_start(start)
        , m_end(end)
        , m_age(text.substr(start, end - start))
        , m_span(lower_utf8(m_age))
        , m_group(age_group(years))
        , m_band(tongue.bands[static_cast<std::size_t>(m_group)])
        , m_decade(tongue.decades[decade_of(years)])
    {
    }

    Edit edit()
    {
        const bool letters = std::any_of(m_age.begin(), m_age.end(), is_letter);
        const bool aged = m_tongue.unit_is_noun && m_tongue.joins.count(word_after(m_age, 0).lower) > 0;
        // "de 45 años" hangs on a person; "a 45-year-old" and "86M" are persons.
        const bool tied = !letters || aged
            || (!m_tongue.unit_is_noun && (has_unit(m_tongue, m_span) || m_tongue.joins.count(word_before(m_text, m_start).lower) > 0));
        take_tail();
        if (stands_before_its_noun()) {
            if (m_tongue.kin.count(word_after(m_text, m_end).lower) > 0)
                return take({});
            if (auto done = with_noun_behind())
                return *done;
            if (auto done = as_noun())
                return *done;
        }
        if (tied)
            take_joins();
        if (auto done = behind_verb())
            return *done;
        const auto person = person_before(m_start);
        if (tied && says_itself(person))
            return take({});
        const bool adjoins = person && adjoining(*person);
        if (tied && m_tongue.unit_is_noun)
            return with_article(say((m_joined || aged) && !m_band.aged.of(Sex::Unsaid).empty() ? m_band.aged : m_band.after,
                person ? person->sex : sex_of_span()));
        if ((tied && !nobody_here(person)) || adjoins)
            return take(say(m_band.after, person ? person->sex : Sex::Unsaid));
        return with_article(say(m_band.alone, sex_of_span()));
    }

private:
    [[nodiscard]] std::string say(const Phrase& phrase, Sex sex) const
    {
        std::string words = phrase.of(sex);
        if (const auto at = words.find("{}"); at != std::string::npos)
            words.replace(at, 2, m_decade);
        if (const auto at = words.find('~'); at != std::string::npos)
            words.replace(at, 1, ending());
        return words;
    }

    /// What hangs behind the stem: "86-jährigen" has "en".
    [[nodiscard]] std::string ending() const
    {
        const auto at = m_tongue.inflects.empty() ? std::string::npos : m_span.find(m_tongue.inflects);
        return at == std::string::npos ? "" : m_span.substr(at + m_tongue.inflects.size());
    }

    [[nodiscard]] Edit take(const std::string& words) const { return { m_start, m_end, to_u32(words), false }; }

    [[nodiscard]] bool stands_before_its_noun() const
    {
        return m_tongue.inflects.empty() ? m_tongue.unit_is_noun : m_span.find(m_tongue.inflects) != std::string::npos;
    }

    [[nodiscard]] Somebody person_at(WordAt word) const
    {
        const auto known = m_tongue.nouns.find(word.lower);
        return known == m_tongue.nouns.end() ? Somebody() : Person { std::move(word), known->second };
    }

    /// "man", "adipöse Patientin": the noun, past the adjectives that may stand between.
    [[nodiscard]] Somebody noun_behind() const
    {
        std::size_t at = m_end + (m_end < m_text.size() && m_text[m_end] == U'-' ? 1 : 0);
        for (std::size_t passed = 0; passed <= m_tongue.noun_gap; ++passed) {
            auto word = word_after(m_text, at);
            if (word.empty() || (passed == 0 && word.start == m_end))
                return std::nullopt;
            if (auto person = person_at(word))
                return person;
            if (m_tongue.capital_nouns && u_isupper(static_cast<UChar32>(m_text[word.start])) != 0)
                return Person { std::move(word), Sex::Unsaid };
            if (m_tongue.leads.count(word.lower) + m_tongue.tell.count(word.lower) > 0)
                return std::nullopt;
            at = word.end;
        }
        return std::nullopt;
    }

    std::optional<Edit> with_noun_behind()
    {
        const auto noun = noun_behind();
        if (!noun)
            return std::nullopt;
        std::size_t from = m_end;
        while (is_blank(m_text[from]) || m_text[from] == U'-')
            ++from;
        m_end = noun->word.end;
        const auto as_written = m_text.substr(from, m_end - from);
        std::string kept = m_tongue.capital_nouns ? encode_utf8(as_written) : lower_utf8(as_written);
        const Sex sex = noun->sex == Sex::Unsaid ? sex_of_span() : noun->sex;
        if (m_band.replaces_noun)
            return with_article(say(m_band.alone, Sex::Unsaid));
        if (says_itself(noun))
            return with_article(kept);
        kept = renamed(kept, m_tongue.renames);
        if (const auto front = say(m_band.before, sex); !front.empty())
            return with_article(front + " " + kept);
        return with_article(renamed(kept, m_tongue.renames_with_after) + " " + say(m_band.after, sex));
    }

    /// "Die 45-Jährige": a noun of its own, by the article before it and its ending.
    std::optional<Edit> as_noun()
    {
        auto noun = m_tongue.nominal.find(word_before(m_text, m_start).lower + " " + ending());
        if (noun == m_tongue.nominal.end())
            noun = m_tongue.nominal.find("- " + ending());
        if (noun == m_tongue.nominal.end())
            return std::nullopt;
        const auto front = say(m_band.before, Sex::Unsaid);
        return take(front.empty() ? noun->second + " " + say(m_band.after, Sex::Unsaid) : front + " " + noun->second);
    }

    void take_tail()
    {
        const auto unit = word_after(m_text, m_end);
        if (unit.start > m_end && std::none_of(m_age.begin(), m_age.end(), is_letter) && !m_tongue.unit_is_noun
            && m_tongue.units.count(unit.lower) > 0)
            m_end = unit.end;
        for (const auto& tail : m_tongue.tails) {
            const auto words = to_u32(tail);
            std::size_t at = m_end;
            while (at < m_text.size() && is_blank(m_text[at]))
                ++at;
            const auto end = at + words.size();
            if (at > m_end && lower_utf8(m_text.substr(at, words.size())) == tail && (end >= m_text.size() || !is_letter(m_text[end]))) {
                m_end = end;
                return;
            }
        }
    }

    void take_joins()
    {
        for (int i = 0; i < kMostJoins; ++i) {
            const auto word = word_before(m_text, m_start);
            if (word.empty() || m_tongue.joins.count(word.lower) == 0)
                return;
            m_start = word.start;
            m_joined = true;
        }
    }

    std::optional<Edit> behind_verb()
    {
        const auto verb = word_before(m_text, m_start);
        const auto known = m_tongue.verbs.find(verb.lower);
        if (verb.empty() || known == m_tongue.verbs.end())
            return std::nullopt;
        const auto person = person_before(verb.start);
        const Sex sex = person ? person->sex : sex_of_span();
        const auto words = say(m_band.predicate.of(sex).empty() ? m_band.after : m_band.predicate, sex);
        if (known->second.empty())
            return take(words);
        m_start = verb.start;
        return take(known->second + " " + words);
    }

    /// The nearest person of the sentence before a place.
    [[nodiscard]] Somebody person_before(std::size_t at) const
    {
        const auto passed = [](char32_t point) { return is_blank(point) || std::u32string_view(U",('’-").find(point) != Text::npos; };
        for (int i = 0; i < (m_tongue.unit_is_noun ? 1 : kPersonWithin); ++i) {
            while (at > 0 && passed(m_text[at - 1]))
                --at;
            auto word = word_before(m_text, at);
            if (word.empty())
                return std::nullopt;
            at = word.start;
            // The letter of "I'm" is nobody.
            if (auto person = word.end > word.start + 1 ? person_at(std::move(word)) : Somebody())
                return person;
        }
        return std::nullopt;
    }

    /// Only a comma or a bracket stands between them.
    [[nodiscard]] bool adjoining(const Person& person) const
    {
        const auto between = m_text.substr(person.word.end, m_start - person.word.end);
        return std::none_of(between.begin(), between.end(), is_letter);
    }

    /// The caption calls its person a child, or old: nothing has to be said.
    [[nodiscard]] bool says_itself(const Somebody& person) const
    {
        if (!person || m_group == AgeGroup::Decade || m_group == AgeGroup::Young)
            return false;
        return (m_group == AgeGroup::Old ? m_tongue.old_nouns : m_tongue.child_nouns).count(person->word.lower) > 0;
    }

    /// There is no person to whom a band could be added.
    [[nodiscard]] bool nobody_here(const Somebody& person) const
    {
        if (begins_sentence(m_text, m_start)) {
            auto behind = m_end;
            while (behind < m_text.size() && (is_blank(m_text[behind]) || m_text[behind] == U','))
                ++behind;
            return !person_at(word_after(m_text, behind));
        }
        std::size_t at = m_start;
        while (at > 0 && is_blank(m_text[at - 1]))
            --at;
        return !person && !m_joined && !is_letter(m_text[at - 1]);
    }

    [[nodiscard]] Sex sex_of_span() const
    {
        Sex sex = Sex::Unsaid;
        for (const auto& word : all_words(m_age)) {
            const auto person = person_at(word);
            const bool yo = m_tongue.sex_letters && word.lower.size() == 3 && word.lower.rfind("yo", 0) == 0;  // 45yof
            const auto letter = yo ? m_tongue.nouns.find(word.lower.substr(2)) : m_tongue.nouns.end();
            if (letter != m_tongue.nouns.end())
                sex = letter->second;
            else if (person && person->sex != Sex::Unsaid && (word.lower.size() > 1 || m_tongue.sex_letters))
                sex = person->sex;
        }
        return sex;
    }

    /// "a 45-year-old" and "an elderly man": the article before, as the first letter of `words` wants it.
    [[nodiscard]] Edit with_article(const std::string& words) const
    {
        const auto article = word_before(m_text, m_start);
        for (const auto& [consonant, vowel] : m_tongue.articles) {
            if (words.empty() || (article.lower != consonant && article.lower != vowel))
                continue;
            auto written = to_u32(std::string_view("aeiou").find(words.front()) != std::string_view::npos ? vowel : consonant);
            if (u_isupper(static_cast<UChar32>(m_text[article.start])) != 0)
                written.front() = static_cast<char32_t>(u_toupper(static_cast<UChar32>(written.front())));
            return { article.start, m_end, written + U" " + to_u32(words), false };
        }
        return take(words);
    }

    Text m_text;
    const Tongue& m_tongue;
    std::size_t m_start;
    std::size_t m_end;
    Text m_age;
    std::string m_span;
    AgeGroup m_group;
    const BandWords& m_band;
    const std::string& m_decade;
    bool m_joined = false;
};

}  // namespace

Edit band_edit(Text text, std::size_t start, std::size_t end, double years, const Tongue& tongue)
{
    return Banding(text, start, end, years, tongue).edit();
}

}  // namespace imprimatur::caption
