#include "caption/rewrite.h"

#include "base/unicode.h"

#include <algorithm>
#include <set>
#include <unicode/uchar.h>

namespace imprimatur::caption {

namespace {

// Enough for a band that uncovers a second cue; what is not mended by then is for a person.
constexpr int kRounds = 3;

// The longest post of any platform outside articles is 40,000 characters; a longer text gets no proposal.
constexpr std::size_t kLongest = 40'000;

// Stands where something was cut until the grammar is put right. A noncharacter: no text may hold it.
constexpr char32_t kSeam = 0xFDD0;

bool is_space(char32_t point) { return point == U' ' || point == 0xA0 || point == U'\t'; }
bool closes(char32_t point)
{
    return point == U',' || point == U'.' || point == U'!' || point == U'?' || point == U';' || point == U':' || point == U')';
}
bool ends_sentence(char32_t point) { return point == U'.' || point == U'!' || point == U'?' || point == U'\n'; }

std::u32string stitch(std::u32string_view text, const std::vector<Edit>& edits)
{
    std::u32string out;
    std::size_t at = 0;
    for (const auto& edit : edits) {
        out += text.substr(at, edit.start - at);
        out += kSeam;
        out += edit.text;
        at = edit.end;
    }
    out += text.substr(at);
    return out;
}

/// What may follow the last character kept: no second blank, no blank before a comma, no comma after a comma.
bool superfluous(const std::u32string& kept, char32_t point, bool near_seam)
{
    const char32_t last = kept.empty() ? U'\n' : kept.back();
    if (is_space(point))
        return near_seam && (is_space(last) || last == U'\n' || last == U'(');
    if (!near_seam)
        return false;
    if (point == U',' || point == U';' || point == U':')
        return last == U',' || last == U';' || last == U':' || ends_sentence(last) || last == U'(';
    return point == U'.' && (ends_sentence(last));
}

std::u32string tidy(const std::u32string& text)
{
    std::u32string out;
    bool near_seam = false;
    bool capital = false;
    for (const char32_t point : text) {
        if (point == kSeam) {
            near_seam = true;
            std::size_t back = out.size();
            while (back > 0 && is_space(out[back - 1]))
                --back;
            capital = capital || back == 0 || ends_sentence(out[back - 1]);
            continue;
        }
        if (near_seam && closes(point)) {
            while (!out.empty() && is_space(out.back()))
                out.pop_back();
            if (point == U')' && !out.empty() && out.back() == U'(') {
                out.pop_back();
                continue;
            }
            if (ends_sentence(point) && !out.empty() && (out.back() == U',' || out.back() == U';' || out.back() == U':'))
                out.pop_back();
        }
        if (superfluous(out, point, near_seam))
            continue;
        const bool letter = u_isalpha(static_cast<UChar32>(point)) != 0;
        out.push_back(capital && letter ? static_cast<char32_t>(u_toupper(static_cast<UChar32>(point))) : point);
        if (letter || u_isdigit(static_cast<UChar32>(point)) != 0) {
            near_seam = false;
            capital = false;
        }
    }
    while (!out.empty() && (is_space(out.back()) || (near_seam && (out.back() == U',' || out.back() == U';' || out.back() == U':'))))
        out.pop_back();
    return out;
}

void explain(const Found& found, std::set<std::string>& said, Screening& out)
{
    if (said.insert(found.rule->remedy).second)
        out.cannot_fix.push_back(found.rule->remedy);
}

std::vector<Found> in_caption(const std::vector<Found>& found)
{
    std::vector<Found> kept;
    std::copy_if(found.begin(), found.end(), std::back_inserter(kept), [](const Found& one) { return one.field == 0; });
    return kept;
}

}  // namespace

std::u32string apply_edits(std::u32string_view text, std::vector<Edit> edits)
{
    std::sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) { return std::tie(a.start, b.end) < std::tie(b.start, a.end); });
    std::vector<Edit> joined;
    for (auto& edit : edits) {
        if (joined.empty() || edit.start >= joined.back().end) {
            joined.push_back(std::move(edit));
            continue;
        }
        // Two edits of one place: all of it goes, the longer one's words stand (a dropped sentence has none).
        auto& last = joined.back();
        last.text = last.end - last.start >= edit.end - edit.start ? last.text : edit.text;
        last.end = std::max(last.end, edit.end);
    }
    return tidy(stitch(text, joined));
}

void propose_rewrite(
    const RuleTable& table, const std::string& caption, const std::vector<Found>& found, const std::vector<Echo>& echoes, Screening& out)
{
    out.rewrite = caption;
    auto text = decode_utf8(caption).value_or(std::u32string());
    auto open = in_caption(found);
    if (text.size() > kLongest && !open.empty()) {
        out.cannot_fix.emplace_back("The caption is too long for a proposal: shorten it first.");
        return;
    }
    std::set<std::string> said;
    for (int round = 0; round < kRounds && !open.empty(); ++round) {
        std::vector<Edit> edits;
        for (const auto& one : open) {
            if (auto edit = mend(text, one))
                edits.push_back(std::move(*edit));
            else
                explain(one, said, out);
        }
        if (edits.empty())
            break;
        text = apply_edits(text, std::move(edits));
        out.rewrite = encode_utf8(text);
        auto again = search(table, { { 0, out.rewrite } });
        if (!again || !again->complete) {
            out.cannot_fix.emplace_back("The safer caption could not be screened again.");
            return;
        }
        add_echoes(echoes, { { 0, out.rewrite } }, again->found);
        open = in_caption(again->found);
    }
    for (const auto& one : open)
        explain(one, said, out);
    out.rewrite_passes = open.empty();
    if (out.rewrite.empty() && !caption.empty())
        out.cannot_fix.emplace_back("Nothing of the caption is left once what identifies is taken out: write a new one.");
}

}  // namespace imprimatur::caption
