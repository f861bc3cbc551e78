#include "caption/rewrite.h"

#include "base/unicode.h"
#include "caption/word_at.h"

#include <algorithm>
#include <set>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

namespace imprimatur::caption {

namespace {

// Enough for a band that uncovers a second cue; what is not mended by then is for a person.
constexpr int kRounds = 3;

// Fewer words of the author's own are no caption, and what was written around them would be all it says.
constexpr std::size_t kLeastWords = 2;

constexpr const char* kNotWritten
    = "The language of the caption is not one that proposals are written in: words were only taken out, and its author has to read it.";
constexpr const char* kNothingLeft = "Nothing of the caption is left once what identifies is taken out: write a new one.";
constexpr const char* kHollow = "Hardly a word of the caption is left once what identifies is taken out: write a new one.";

// The longest post of any platform outside articles is 40,000 characters; a longer text gets no proposal.
constexpr std::size_t kLongest = 40'000;

// Stands where something was cut until the grammar is put right. A noncharacter: no text may hold it.
constexpr char32_t kSeam = 0xFDD0;

bool closes(char32_t point)
{
    return point == U',' || point == U'.' || point == U'!' || point == U'?' || point == U';' || point == U':' || point == U')';
}

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
    if (is_blank(point))
        return near_seam && (is_blank(last) || last == U'\n' || last == U'(');
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
            while (back > 0 && is_blank(out[back - 1]))
                --back;
            capital = capital || back == 0 || ends_sentence(out[back - 1]);
            continue;
        }
        if (near_seam && closes(point)) {
            while (!out.empty() && is_blank(out.back()))
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
    while (!out.empty() && (is_blank(out.back()) || (near_seam && (out.back() == U',' || out.back() == U';' || out.back() == U':'))))
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

namespace {

/// Words of `text` that stand in the caption; tags and handles are none. Where a script writes no blanks, two characters are a word.
std::size_t words_kept(std::u32string_view text, const std::string& lower_caption)
{
    std::size_t kept = 0;
    for (const auto& word : words_of_sentences(text)) {
        UErrorCode status = U_ZERO_ERROR;
        const auto script = uscript_getScript(static_cast<UChar32>(text[word.start]), &status);
        const bool unspaced = U_SUCCESS(status) != 0 && uscript_breaksBetweenLetters(script) != 0;
        if (lower_caption.find(word.lower) != std::string::npos)
            kept += unspaced ? std::max<std::size_t>((word.end - word.start) / 2, 1) : 1;
    }
    return kept;
}

/// A proposal in the making.
class Draft {
public:
    Draft(const RuleTable& table, const std::vector<Echo>& echoes, const Told& told, bool drop_sentences)
        : m_table(table)
        , m_echoes(echoes)
        , m_told(told)
        , m_drop_sentences(drop_sentences)
    {
    }

    /// Rounds of mending and searching again, until nothing is found or nothing helps. False when it could not be searched.
    bool work(std::u32string text, std::vector<Found> found)
    {
        m_text = std::move(text);
        m_open = std::move(found);
        for (int round = 0; round < kRounds && !m_open.empty(); ++round) {
            std::vector<Edit> edits;
            for (const auto& one : m_open) {
                auto edit
                    = m_drop_sentences || one.rule->mend != Mend::Sentence ? mend(m_table.tongues, m_text, one, m_told) : std::nullopt;
                if (edit)
                    edits.push_back(std::move(*edit));
                else
                    m_helpless.push_back(one);
            }
            if (edits.empty())
                break;
            note(edits);
            m_text = apply_edits(m_text, std::move(edits));
            const std::string words = encode_utf8(m_text);
            auto again = search(m_table, { { 0, words } });
            if (!again || !again->complete)
                return false;
            add_echoes(m_echoes, { { 0, words } }, again->found);
            m_open = in_caption(again->found);
        }
        return true;
    }

    [[nodiscard]] const std::u32string& text() const { return m_text; }
    [[nodiscard]] const std::vector<Found>& open() const { return m_open; }
    [[nodiscard]] const std::vector<Found>& helpless() const { return m_helpless; }
    [[nodiscard]] bool unwritten() const { return m_unwritten; }

private:
    void note(const std::vector<Edit>& edits)
    {
        const bool foreign = m_told.tongue != nullptr && m_told.sure && !m_told.tongue->written;
        for (const auto& edit : edits)
            m_unwritten = m_unwritten || edit.withheld || (foreign && m_text[edit.start] != U'#');
    }

    const RuleTable& m_table;
    const std::vector<Echo>& m_echoes;
    const Told& m_told;
    bool m_drop_sentences;
    std::u32string m_text;
    std::vector<Found> m_open;
    std::vector<Found> m_helpless;
    bool m_unwritten = false;
};

/// What of a draft is offered. A sentence that tells is dropped only where enough is left without it.
void adopt(const Draft& draft, const std::string& lower_caption, std::set<std::string>& said, Screening& out)
{
    for (const auto& one : draft.helpless())
        explain(one, said, out);
    for (const auto& one : draft.open())
        explain(one, said, out);
    out.rewrite = encode_utf8(draft.text());
    out.rewrite_passes = draft.open().empty();
    if (draft.unwritten())
        out.cannot_fix.emplace_back(kNotWritten);
    if (words_kept(draft.text(), lower_caption) >= kLeastWords)
        return;
    out.cannot_fix.emplace_back(draft.text().empty() ? kNothingLeft : kHollow);
    out.rewrite.clear();
    out.rewrite_passes = false;
}

}  // namespace

void propose_rewrite(
    const RuleTable& table, const std::string& caption, const std::vector<Found>& found, const std::vector<Echo>& echoes, Screening& out)
{
    out.rewrite = caption;
    const auto text = decode_utf8(caption).value_or(std::u32string());
    const auto open = in_caption(found);
    out.rewrite_passes = open.empty();
    if (open.empty())
        return;
    if (text.size() > kLongest) {
        out.cannot_fix.emplace_back("The caption is too long for a proposal: shorten it first.");
        return;
    }
    const auto told = told_language(table.tongues, text, open);
    const auto lower_caption = lower_utf8(text);
    std::set<std::string> said;
    std::optional<Draft> best;
    for (const bool drop_sentences : { true, false }) {
        Draft draft(table, echoes, told, drop_sentences);
        if (!draft.work(text, open)) {
            out.cannot_fix.emplace_back("The safer caption could not be screened again.");
            return;
        }
        const bool enough = words_kept(draft.text(), lower_caption) >= kLeastWords;
        if (enough || !best)
            best.emplace(std::move(draft));
        if (enough)
            break;
    }
    if (encode_utf8(best->text()) == caption) {
        for (const auto& one : best->open())
            explain(one, said, out);
        return;
    }
    adopt(*best, lower_caption, said, out);
}

}  // namespace imprimatur::caption
