#include "inspect/text_class.h"

#include "base/unicode.h"
#include "inspect/quad_extent.h"
#include "inspect/text_rules.h"

#include <algorithm>
#include <cmath>

namespace imprimatur::inspect {

namespace {

// Below this mean probability one character in some hundred readings is wrong, and an "L" may be half an initial.
constexpr double kSureReading = 0.9;

// A whole line of four and more characters that is exactly one of our words or a setting with its unit: one of its characters
// may have been doubtful, but no name or number differs from it by so little (see expected_words.h for those that do).
constexpr double kSureLine = 0.8;
constexpr std::size_t kLine = 4;

// A line of n characters is at most this much longer than high. A box that is longer holds something that was not read.
constexpr double kLongestCharacter = 1.0;
constexpr double kSpareLength = 2.0;

// No marker, name or number is longer; a paragraph is not classified.
constexpr std::size_t kMaxLine = 500;

// An initial stands at most this many heights from its surname.
constexpr double kBeside = 1.5;
constexpr std::size_t kInitials = 2;

bool may_be_initials(std::string_view line)
{
    return line.size() <= kInitials && std::all_of(line.begin(), line.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::size_t characters(std::string_view line)
{
    const auto points = decode_utf8(line).value_or(U"");
    return points.size() - static_cast<std::size_t>(std::count(points.begin(), points.end(), U' '));
}

double side(const Quad& quad, std::size_t a, std::size_t b)
{
    return std::hypot(quad.corners[a].x - quad.corners[b].x, quad.corners[a].y - quad.corners[b].y);
}

/// Does the box have room for what was read and hardly for more?
bool fits(const TextBox& box, std::string_view line)
{
    const double along = std::max(side(box.quad, 0, 1), side(box.quad, 0, 3));
    const double across = std::min(side(box.quad, 0, 1), side(box.quad, 0, 3));
    const auto count = static_cast<double>(decode_utf8(line).value_or(U"").size());
    return along > 0 && along <= across * (count * kLongestCharacter + kSpareLength);
}

/// On one line (or, for turned writing, in one column), with a gap in which no third thing fits.
bool beside(const Quad& letter, const Quad& other)
{
    const Extent a = extent_of(letter);
    const Extent b = extent_of(other);
    const double high = a.bottom - a.top;
    const double wide = a.right - a.left;
    const double rows = std::min(a.bottom, b.bottom) - std::max(a.top, b.top);
    const double columns = std::min(a.right, b.right) - std::max(a.left, b.left);
    const double reach = kBeside * std::max(high, wide);
    const bool same_size_across = b.bottom - b.top < 2 * high && high < 2 * (b.bottom - b.top);
    const bool same_size_down = b.right - b.left < 2 * wide && wide < 2 * (b.right - b.left);
    return (rows > 0.5 * high && columns > -reach && same_size_across) || (columns > 0.5 * wide && rows > -reach && same_size_down);
}

}  // namespace

Result<TextClassifier> TextClassifier::load(std::string_view toml)
{
    auto rules = TRY(TextRules::load(toml));
    return TextClassifier(std::make_shared<const TextRules>(std::move(rules)));
}

TextClass TextClassifier::classify(const TextBox& box, const ExpectedWords& expected) const
{
    const std::string line = plain_line(box.text);
    if (line.empty() || line.size() > kMaxLine)
        return {};
    if (const auto known = expected.find(line))
        return { known->kind, known->rule, false };
    bool gave_up = false;
    for (const auto& rule : m_rules->identifiers) {
        const Match found = rule.match(line);
        if (found == Match::Yes)
            return { rule.kind, rule.id, false };
        gave_up = gave_up || found == Match::GaveUp;
    }
    const double sure = characters(line) >= kLine ? kSureLine : kSureReading;
    if (gave_up || !(box.recognition >= sure) || !fits(box, line))
        return {};
    for (const auto& rule : m_rules->markers) {
        if (rule.match(line) == Match::Yes)
            return { IdentifierKind::Marker, rule.id, true };
    }
    return {};
}

std::vector<TextClass> TextClassifier::classify(const std::vector<TextBox>& boxes, const ExpectedWords& expected) const
{
    std::vector<TextClass> classes;
    classes.reserve(boxes.size());
    for (const auto& box : boxes)
        classes.push_back(classify(box, expected));
    std::vector<const Quad*> others;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        if (!classes[i].marker && !plain_line(boxes[i].text).empty())
            others.push_back(&boxes[i].quad);
    }
    auto judged = classes;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        if (!classes[i].marker || !may_be_initials(plain_line(boxes[i].text)))
            continue;
        if (std::any_of(others.begin(), others.end(), [&](const Quad* other) { return beside(boxes[i].quad, *other); }))
            judged[i] = { IdentifierKind::TextInPixels, "beside writing that is no marker", false };
    }
    return judged;
}

}  // namespace imprimatur::inspect
