#include "inspect/expected_words.h"

#include "inspect/similar_text.h"

#include <algorithm>
#include <array>

namespace imprimatur::inspect {

namespace {

// A header of everyday length has some twenty names and numbers; every line of a picture is compared with each.
constexpr std::size_t kMaxWords = 300;
constexpr std::size_t kMaxDates = 100;
constexpr std::size_t kMaxWordLength = 64;
constexpr std::size_t kMaxLine = 160;
constexpr std::size_t kMaxValue = 512;

// A word from which a device may have cut the end, and how much of it has to be left.
constexpr std::size_t kCutShort = 4;

// From here on a word is looked for inside other words, because a recogniser drops blanks.
constexpr std::size_t kInside = 5;

constexpr std::size_t kShortestNumber = 4;

// PS3.5 6.2.1: family, given and middle name, then titles.
constexpr int kTitles = 3;

// Titles and particles: part of many names, and some of them settings of devices ("DR 60").
constexpr std::array kNoNames { U"DR", U"MD", U"MR", U"MS", U"MRS", U"MISS", U"PROF", U"MED", U"JR", U"SR", U"II", U"III", U"DE", U"VON",
    U"VAN", U"DER", U"DEN", U"DEL", U"DES", U"LOS", U"LAS", U"BIN", U"IBN", U"THE", U"AND", U"PHD", U"FRCR" };

bool holds_digit(const std::u32string& word)
{
    return std::any_of(word.begin(), word.end(), [](char32_t c) { return c >= U'0' && c <= U'9'; });
}

/// Mistakes allowed in a whole word, by its length.
std::size_t allowed(std::size_t length, bool number)
{
    if (number)
        return length >= 9 ? 2 : length >= 6 ? 1 : 0;
    return length >= 8 ? 2 : length >= 4 ? 1 : 0;
}

std::u32string joined(const std::vector<std::u32string>& words)
{
    std::u32string all;
    for (const auto& word : words)
        all += word;
    return all;
}

bool is_name(IdentifierKind kind)
{
    return kind == IdentifierKind::Name || kind == IdentifierKind::Clinician || kind == IdentifierKind::Relative;
}

bool is_number(IdentifierKind kind)
{
    constexpr std::array kinds { IdentifierKind::MedicalRecordNumber, IdentifierKind::OtherUniqueId, IdentifierKind::AccountNumber,
        IdentifierKind::HealthPlanNumber, IdentifierKind::CertificateNumber, IdentifierKind::SocialSecurityNumber,
        IdentifierKind::Telephone, IdentifierKind::Fax, IdentifierKind::DeviceId, IdentifierKind::VehicleId };
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

bool is_place(IdentifierKind kind)
{
    return kind == IdentifierKind::Institution || kind == IdentifierKind::Geographic || kind == IdentifierKind::Handle
        || kind == IdentifierKind::Email;
}

}  // namespace

ExpectedWords ExpectedWords::from(const Material& material, const AttributeTable& table)
{
    ExpectedWords words;
    const bool dicom = material.kind == MediaKind::Dicom;
    for (const auto& attribute : material.attributes) {
        if (attribute.binary || attribute.value.empty() || attribute.value.size() > kMaxValue || attribute.vr == "UI"
            || attribute.vr == "TM")
            continue;
        const IdentifierKind kind = table.classify(material.kind, attribute).kind;
        const std::string called = dicom && !attribute.name.empty() ? attribute.name : std::string(to_string(kind));
        const Expected expected { kind, "the header's " + called };
        if (kind == IdentifierKind::Date) {
            const auto date = date_of_value(attribute.value);
            if (date.has_value() && words.m_dates.size() < kMaxDates
                && std::none_of(words.m_dates.begin(), words.m_dates.end(), [&](const Date& known) { return known.date == *date; }))
                words.m_dates.push_back({ *date, expected });
        } else if (is_name(kind) || attribute.vr == "PN") {
            words.add_name(attribute.value, expected);
        } else if (is_number(kind)) {
            words.add_number(attribute.value, expected);
        } else if (is_place(kind)) {
            words.add_words(attribute.value, expected, kCutShort, Word::Sort::Place);
        }
    }
    return words;
}

void ExpectedWords::add(Word word)
{
    if (word.text.size() > kMaxWordLength)
        word.text.resize(kMaxWordLength);
    const bool known = std::any_of(m_words.begin(), m_words.end(), [&](const Word& other) { return other.text == word.text; });
    if (!known && m_words.size() < kMaxWords)
        m_words.push_back(std::move(word));
}

void ExpectedWords::add_words(const std::string& value, const Expected& expected, std::size_t at_least, Word::Sort sort)
{
    for (const auto& word : words_of(without_accents(value))) {
        const bool known = std::find(kNoNames.begin(), kNoNames.end(), word) != kNoNames.end();
        if (word.size() >= at_least && !known)
            add({ look_alike(word), expected, sort });
    }
}

void ExpectedWords::add_name(const std::string& value, const Expected& expected)
{
    add_words(value, expected, 2, Word::Sort::Name);
    // PS3.5 6.2: several names by '\', three ways to write each by '=', its parts by '^'.
    std::u32string letters;
    int component = 0;
    const auto close = [&] {
        if (letters.size() >= 2 && letters.size() <= 4 && m_initials.size() < kMaxWords) {
            std::u32string given_first = letters.substr(1) + letters.front();
            m_initials.insert(m_initials.end(), { letters, std::move(given_first) });
            m_initials_of.insert(m_initials_of.end(), 2, expected);
        }
        letters.clear();
        component = 0;
    };
    bool inside = false;
    for (const char32_t point : without_accents(value)) {
        const bool belongs = is_letter_or_digit(point);
        if (point == U'\\' || point == U'=')
            close();
        else if (belongs && !inside && point < 0x80 && component < kTitles)
            letters += point;
        component += point == U'^' ? 1 : 0;
        inside = belongs || point == U'\'';
    }
    close();
}

void ExpectedWords::add_number(const std::string& value, const Expected& expected)
{
    const auto words = words_of(without_accents(value));
    const auto whole = joined(words);
    if (whole.size() < kShortestNumber || !holds_digit(whole)) {
        add_words(value, expected, kCutShort, Word::Sort::Place);
        return;
    }
    add({ look_alike(whole), expected, Word::Sort::Number });
}

bool ExpectedWords::says(const std::u32string& part, const Word& word)
{
    if (part == word.text)
        return true;
    if (part.size() < kCutShort || word.text.size() < kCutShort)
        return false;
    const std::size_t mistakes = allowed(word.text.size(), word.sort == Word::Sort::Number);
    const std::size_t difference = std::max(part.size(), word.text.size()) - std::min(part.size(), word.text.size());
    const bool cut = word.sort == Word::Sort::Name && word.text.starts_with(part);
    return cut || (difference <= mistakes && edits(word.text, part, true) <= mistakes);
}

std::optional<Expected> ExpectedWords::find(std::string_view line) const
{
    if (empty() || line.empty())
        return std::nullopt;
    auto plain = without_accents(line);
    if (plain.size() > kMaxLine)
        plain.resize(kMaxLine);
    const auto words = words_of(plain);
    const auto letters = joined(words);
    const auto initials = std::find(m_initials.begin(), m_initials.end(), letters);
    if (initials != m_initials.end())
        return m_initials_of[static_cast<std::size_t>(initials - m_initials.begin())];
    const auto groups = date_groups(plain);
    for (const auto& known : m_dates) {
        if (contains_date(groups, known.date))
            return known.expected;
    }
    std::vector<std::u32string> parts;
    for (const auto& word : words) {
        // "11 mm" is not a Mr Li.
        const bool digits = word.size() < kCutShort && std::none_of(word.begin(), word.end(), [](char32_t c) { return c > U'9'; });
        if (!digits)
            parts.push_back(look_alike(word));
    }
    const auto whole = look_alike(letters);
    for (const auto& word : m_words) {
        if (std::any_of(parts.begin(), parts.end(), [&](const auto& part) { return says(part, word); }))
            return word.expected;
        const std::size_t mistakes = std::min(allowed(word.text.size(), word.sort == Word::Sort::Number), word.text.size() / kInside);
        if (word.text.size() >= kInside && edits(word.text, whole, false) <= mistakes)
            return word.expected;
    }
    return std::nullopt;
}

}  // namespace imprimatur::inspect
