#include "dicom/text/writer.h"

#include <algorithm>

namespace imprimatur::dicom {

namespace {

constexpr std::string_view kTidied = " \t\r\n^_-/,;:.&+=|~#@()[]{}<>\"'\\*!?";

/// One separator where a piece was: the first that stood on its left, or else on its right, no bracket.
std::string_view separator_of(std::string_view left, std::string_view right)
{
    for (const auto side : { left, right }) {
        const auto at = side.find_first_of("^_,;/-+&|\n\\");
        if (at != std::string_view::npos)
            return side.substr(at, 1);
    }
    return left.empty() && right.empty() ? std::string_view() : std::string_view(" ");
}

/// Brackets that lost their partner.
std::string paired(std::string text)
{
    for (const std::string_view pair : { "()", "[]" }) {
        std::vector<std::size_t> open;
        std::vector<std::size_t> lost;
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] == pair[0])
                open.push_back(i);
            else if (text[i] == pair[1] && !open.empty())
                open.pop_back();
            else if (text[i] == pair[1])
                lost.push_back(i);
        }
        lost.insert(lost.end(), open.begin(), open.end());
        std::sort(lost.begin(), lost.end());
        std::string kept;
        std::size_t next = 0;
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (next < lost.size() && lost[next] == i)
                ++next;
            else
                kept += text[i];
        }
        text = std::move(kept);
    }
    return text;
}

std::string trimmed_of(std::string text, std::string_view what)
{
    const auto last = text.find_last_not_of(what);
    text.erase(last == std::string::npos ? 0 : last + 1);
    text.erase(0, std::min(text.find_first_not_of(what), text.size()));
    return text;
}

}  // namespace

CleanedText written(std::string_view text, TextStyle style, const std::vector<Token>& tokens)
{
    CleanedText out;
    std::size_t at = 0;  // the end of what is written
    std::string& result = out.text;
    const auto end_of_gap = [&](std::size_t i) { return i < tokens.size() ? tokens[i].begin : text.size(); };
    bool first = true;
    bool removed_start = false;
    bool removed_end = false;
    for (std::size_t i = 0; i < tokens.size();) {
        if (tokens[i].kept) {
            result += text.substr(at, tokens[i].end - at);
            at = tokens[i].end;
            first = false;
            ++i;
            continue;
        }
        std::size_t last = i;
        while (last + 1 < tokens.size() && !tokens[last + 1].kept)
            ++last;
        out.removed.emplace_back(text.substr(tokens[i].begin, tokens[last].end - tokens[i].begin));
        const std::string_view left = text.substr(at, tokens[i].begin - at);
        const std::string_view right = text.substr(tokens[last].end, end_of_gap(last + 1) - tokens[last].end);
        if (style == TextStyle::Prose) {
            result += left;
            if (!result.ends_with(kRemovedMark) && !result.ends_with(std::string(kRemovedMark) + " "))
                result += kRemovedMark;
            at = tokens[last].end;
        } else {
            removed_start = removed_start || first;
            removed_end = last + 1 == tokens.size();
            if (!first && !removed_end)
                result += separator_of(left, right);
            at = removed_end ? text.size() : tokens[last + 1].begin;
        }
        i = last + 1;
    }
    result += text.substr(at);
    if (style != TextStyle::Prose && !out.removed.empty()) {
        result = paired(std::move(result));
        result = trimmed_of(std::move(result), removed_end ? kTidied : " ");
        if (removed_start)
            result.erase(0, std::min(result.find_first_not_of(kTidied), result.size()));
    }
    return out;
}

}  // namespace imprimatur::dicom
