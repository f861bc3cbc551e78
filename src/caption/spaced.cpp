// "J o h n" and "8-6-M": what a person reads as one word, written apart so that a search does not.
#include "caption/prepared.h"
#include "caption/segment.h"

#include <cctype>

namespace imprimatur::caption {

namespace {

// "a.m." and "e g" are two; three single characters in a row are hardly prose.
constexpr std::size_t kShortest = 3;
constexpr std::string_view kBetween = " -._*";

bool single(std::string_view text, std::size_t at)
{
    const auto alnum = [&](std::size_t i) { return std::isalnum(static_cast<unsigned char>(text[i])) != 0; };
    const auto part = [&](std::size_t i) { return alnum(i) || static_cast<unsigned char>(text[i]) >= 0x80 || text[i] == '\''; };
    return alnum(at) && (at == 0 || !part(at - 1)) && (at + 1 == text.size() || !part(at + 1));
}

struct Run {
    std::size_t last = 0;  ///< its last character; where it began when nothing follows
    bool counts = false;
};

/// The run that begins here; all its separators are the same.
Run run_at(std::string_view text, std::size_t at)
{
    Run run { at, false };
    if (!single(text, at) || at + 2 >= text.size() || kBetween.find(text[at + 1]) == std::string_view::npos)
        return run;
    const char between = text[at + 1];
    std::size_t count = 1;
    bool letters = std::isalpha(static_cast<unsigned char>(text[at])) != 0;
    while (run.last + 2 < text.size() && text[run.last + 1] == between && single(text, run.last + 2)) {
        run.last += 2;
        ++count;
        letters = letters || std::isalpha(static_cast<unsigned char>(text[run.last])) != 0;
    }
    // "1.2.3" is a version, "4-3-1" a ratio.
    run.counts = count >= kShortest && (letters || between == ' ');
    return run;
}

void copy(const Prepared& whole, std::size_t at, Prepared& out)
{
    out.text.push_back(whole.text[at]);
    out.first.push_back(static_cast<std::uint32_t>(whole.original_start(at)));
    out.last.push_back(static_cast<std::uint32_t>(whole.original_end(at + 1)));
}

}  // namespace

std::optional<Prepared> pull_together(const Prepared& whole)
{
    const std::string_view text = whole.text;
    Prepared out;
    bool any = false;
    std::size_t kept = 0;  // everything before is already in `out`
    for (std::size_t at = 0; at < text.size(); ++at) {
        const Run run = run_at(text, at);
        if (!run.counts) {
            // Its last character may begin another run with another separator; those before cannot.
            at = run.last > at ? run.last - 1 : at;
            continue;
        }
        const std::size_t end = run.last + 1;
        any = true;
        for (; kept < at; ++kept)
            copy(whole, kept, out);
        for (; kept < end; kept += 2)
            copy(whole, kept, out);
        kept = end;
        at = end - 1;
    }
    if (!any)
        return std::nullopt;
    for (; kept < text.size(); ++kept)
        copy(whole, kept, out);
    find_sentences(out);
    find_words(out);
    return out;
}

}  // namespace imprimatur::caption
