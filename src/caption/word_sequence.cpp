#include "caption/word_sequence.h"

#include "caption/rule.h"
#include "caption/screen.h"

#include <algorithm>
#include <array>

namespace imprimatur::caption {

namespace {

struct FieldPlan {
    std::string_view name;
    std::uint8_t segment;  ///< the field that the reader was trained on: tags and replies are words of a caption, a file name describes as
                           ///< an alt text does
    std::size_t share;  ///< pieces of one window; the caption gets what the others leave
    bool always;  ///< has its mark even when it is empty
};
// Together at most 177 pieces and 10 marks, so that a caption always has 69.
constexpr std::array<FieldPlan, 9> kPlan { { { "caption", 0, 0, true }, { "hashtags", 0, 20, false }, { "reply_to", 0, 30, false },
    { "alt_text", 1, 45, true }, { "file_name", 1, 12, false }, { "name", 2, 10, true }, { "handle", 3, 14, true }, { "bio", 4, 34, true },
    { "location", 5, 12, true } } };
/// Pieces that two windows share, so that a name is whole in one of them.
constexpr std::size_t kOverlap = 8;

std::size_t field_index(std::string_view name)
{
    return static_cast<std::size_t>(std::find(std::begin(kFieldNames), std::end(kFieldNames), name) - std::begin(kFieldNames));
}

std::size_t step_of(std::size_t share) { return share > kOverlap ? share - kOverlap : share; }

/// How many windows a field needs when one shows `share` pieces of it.
std::size_t windows_for(std::size_t pieces, std::size_t share)
{
    if (pieces <= share)
        return 1;
    return 1 + (pieces - share + step_of(share) - 1) / step_of(share);
}

/// The pieces of a field that window `n` shows; a field with fewer windows shows its last again.
std::pair<std::size_t, std::size_t> part_of(std::size_t pieces, std::size_t share, std::size_t n)
{
    const std::size_t start = step_of(share) * std::min(n, windows_for(pieces, share) - 1);
    return { start, std::min(pieces, start + share) };
}

struct FieldTokens {
    FieldPlan plan;
    std::size_t field = 0;
    std::vector<Token> tokens;
};

/// 1 to 19: the label of a rule that stands alone; 20 to 38: of another one. Of several that mark a place the first label counts, and
/// a rule that stands alone before any other.
std::uint8_t mark_at(const std::vector<Found>& rules, const TokenPlace& place)
{
    std::size_t mark = 0;
    for (const auto& found : rules) {
        const auto label = static_cast<std::size_t>(found.rule->label);
        if (found.field != place.field || found.start >= place.end || place.start >= found.end || label >= kReaderLabels)
            continue;
        const std::size_t own = 1 + label + (found.strength() == Strength::Alone ? 0 : kReaderLabels);
        mark = mark == 0 ? own : std::min(mark, own);
    }
    return static_cast<std::uint8_t>(mark);
}

WordWindow window(const std::vector<FieldTokens>& fields, std::size_t n, const Tokeniser& tokeniser, const std::vector<Found>& rules)
{
    WordWindow out;
    const auto put = [&](std::uint16_t piece, std::size_t segment, std::optional<TokenPlace> place) {
        out.sequence.pieces.push_back(piece);
        out.sequence.segments.push_back(static_cast<std::uint8_t>(segment));
        out.sequence.marks.push_back(place ? mark_at(rules, *place) : std::uint8_t { 0 });
        out.places.push_back(place);
    };
    put(tokeniser.begin_mark(), 0, std::nullopt);
    for (const auto& field : fields) {
        const auto [start, end] = part_of(field.tokens.size(), field.plan.share, n);
        const std::size_t segment = field.plan.segment * kLetterCases;
        for (std::size_t i = start; i < end; ++i) {
            const auto& token = field.tokens[i];
            put(token.piece, segment + static_cast<std::size_t>(token.letters),
                TokenPlace { field.field, token.start, token.end, token.goes_on });
        }
        put(tokeniser.end_mark(), segment, std::nullopt);
    }
    return out;
}

}  // namespace

Result<WordWindows> word_windows(const Post& post, const Tokeniser& tokeniser, const std::vector<Found>& rules)
{
    std::vector<FieldTokens> fields;
    std::size_t taken = 1;
    for (const auto& plan : kPlan) {
        auto tokens = TRY(tokeniser.tokens(field_text(post, plan.name)));
        if (tokens.empty() && !plan.always)
            continue;
        // Handles were learnt without their sign: with it one reads like a contact.
        if (plan.name == "handle" && !tokens.empty() && field_text(post, plan.name).starts_with('@'))
            tokens.erase(tokens.begin());
        taken += std::min(tokens.size(), plan.share) + 1;
        fields.push_back({ plan, field_index(plan.name), std::move(tokens) });
    }
    fields.front().plan.share = kMaxReaderTokens - taken;
    std::size_t count = 1;
    for (const auto& field : fields)
        count = std::max(count, windows_for(field.tokens.size(), field.plan.share));
    WordWindows out;
    out.complete = count <= kMaxWindows;
    for (std::size_t n = 0; n < std::min(count, kMaxWindows); ++n)
        out.windows.push_back(window(fields, n, tokeniser, rules));
    return out;
}

}  // namespace imprimatur::caption
