#include "desk/screen_posts.h"

#include "base/limits.h"
#include "caption/post_json.h"
#include "desk/parallel.h"

#include <algorithm>
#include <optional>

namespace imprimatur::desk {

namespace {

/// So many posts are read by one child: starting it then costs little, and it stays far below its limits.
constexpr std::size_t kBatch = 48;
static_assert(kBatch * caption::kMaxWindows >= limits::kMaxReaderWindows, "a batch of long posts is asked in parts");

constexpr const char* kUnread = "has fields that are none of a post: their words were not screened";

/// A proposal that still tells after so many rounds is for a person.
constexpr int kRounds = 2;

/// What the rules found in a post, and the pieces of it that the learned reader is asked about; none where the rules read alone.
struct Searched {
    Result<caption::Search> search;
    std::optional<caption::WordWindows> windows;
};
using Answer = std::optional<Result<Screening>>;

class Batch {
public:
    Batch(const Office& office, std::span<const Post> posts, const ScreenOptions& options, std::span<Answer> answers)
        : m_office(office)
        , m_posts(posts)
        , m_options(options)
        , m_answers(answers)
    {
    }

    Result<void> run()
    {
        TRY(screen(m_posts, m_answers));
        for (int round = 0; round < kRounds; ++round)
            TRY(screen_proposals());
        for (std::size_t i = 0; i < m_posts.size(); ++i) {
            if (unseen(i))
                refuse(*m_answers[i].value());
        }
        return {};
    }

private:
    std::vector<Searched> search(std::span<const Post> posts) const
    {
        const auto& readers = m_office.rulebook.readers;
        std::vector<Searched> searched;
        searched.reserve(posts.size());
        for (const auto& post : posts) {
            auto& one = searched.emplace_back(Searched { caption::search(post, m_office.rulebook.words), std::nullopt });
            if (!readers || m_options.rules_alone || !one.search.ok())
                continue;
            if (auto made = caption::word_windows(post, readers->tokeniser, one.search->found); made.ok())
                one.windows = std::move(made).value();
        }
        return searched;
    }

    /// The readings of all windows in their order; nothing when the reader did not answer.
    Result<std::optional<std::vector<WordReading>>> read(const std::vector<Searched>& posts) const
    {
        std::vector<WordSequence> all;
        for (const auto& post : posts) {
            for (std::size_t i = 0; post.windows && i < post.windows->windows.size(); ++i)
                all.push_back(post.windows->windows[i].sequence);
        }
        std::vector<WordReading> readings;
        for (std::size_t from = 0; from < all.size(); from += limits::kMaxReaderWindows) {
            const auto to = std::min(all.size(), from + limits::kMaxReaderWindows);
            auto answer = TRY(m_office.reader.read_words(
                { all.begin() + static_cast<std::ptrdiff_t>(from), all.begin() + static_cast<std::ptrdiff_t>(to) }));
            auto* read = std::get_if<std::vector<WordReading>>(&answer);
            if (read == nullptr || read->size() != to - from)
                return std::optional<std::vector<WordReading>>();
            std::move(read->begin(), read->end(), std::back_inserter(readings));
        }
        return std::optional(std::move(readings));
    }

    Result<Screening> judge(const Post& post, Searched searched, std::optional<std::vector<WordReading>> readings) const
    {
        const auto& book = m_office.rulebook;
        auto found = TRY(std::move(searched.search));
        if (!searched.windows || !readings)
            return caption::screen(post, book.words, std::move(found), std::nullopt, m_options.occasion);
        const bool whole = searched.windows->complete;
        const auto reading = TRY(caption::LearnedReading::of(std::move(searched.windows->windows), std::move(*readings)));
        caption::GramReading grams;
        if (whole)  // a longer text counts as not screened whatever its n-grams say, and a megabyte of them takes its time
            grams = TRY(book.readers->grams.read(post));
        const caption::SecondOpinion opinion { book.reader, reading, grams };
        auto screening = caption::screen(post, book.words, std::move(found), opinion, m_options.occasion);
        if (!whole) {
            screening.post_class = PostClass::NonCompliant;
            screening.rewrite_passes = false;
            screening.cannot_fix.emplace_back("The text is longer than what is read: it counts as not screened.");
        }
        return screening;
    }

    Result<void> screen(std::span<const Post> posts, std::span<Answer> answers) const
    {
        auto searched = search(posts);
        auto readings = TRY(read(searched));
        auto next = readings ? readings->begin() : std::vector<WordReading>::iterator();
        for (std::size_t i = 0; i < posts.size(); ++i) {
            std::optional<std::vector<WordReading>> own;
            if (readings && searched[i].windows) {
                const auto end = next + static_cast<std::ptrdiff_t>(searched[i].windows->windows.size());
                own.emplace(std::make_move_iterator(next), std::make_move_iterator(end));
                next = end;
            }
            answers[i] = judge(posts[i], std::move(searched[i]), std::move(own));
        }
        return {};
    }

    /// A proposal that passes by the rules and that the learned reader has not seen.
    bool unseen(std::size_t i) const
    {
        const auto& answer = m_answers[i].value();
        return answer.ok() && answer->read_twice && answer->rewrite_passes && answer->rewrite != m_posts[i].caption
            && answer->rewrite != m_seen[i];
    }

    static void refuse(Screening& screening)
    {
        screening.rewrite_passes = false;
        screening.cannot_fix.emplace_back("The proposed caption still tells something when it is read again: change it by hand.");
    }

    Result<void> screen_proposals()
    {
        std::vector<std::size_t> open;
        std::vector<Post> proposals;
        for (std::size_t i = 0; i < m_posts.size(); ++i) {
            if (!unseen(i))
                continue;
            open.push_back(i);
            proposals.push_back(m_posts[i]);
            proposals.back().caption = m_answers[i].value()->rewrite;
        }
        std::vector<Answer> second(proposals.size());
        TRY(screen(proposals, second));
        for (std::size_t n = 0; n < open.size(); ++n)
            adopt(*m_answers[open[n]].value(), *second[n], m_seen[open[n]]);
        return {};
    }

    /// What the second look at a proposal changes: nothing, a better proposal, or that it does not pass, and then why.
    static void adopt(Screening& first, const Result<Screening>& second, std::string& seen)
    {
        const bool in_caption = second.ok()
            && std::any_of(second->spans.begin(), second->spans.end(), [](const Span& span) { return span.field == "caption"; });
        seen = first.rewrite;
        if (second.ok() && !in_caption)
            return;
        if (second.ok() && second->rewrite_passes && second->rewrite != first.rewrite) {
            first.rewrite = second->rewrite;
            return;
        }
        for (const auto& why : second.ok() ? second->cannot_fix : std::vector<std::string>()) {
            if (std::find(first.cannot_fix.begin(), first.cannot_fix.end(), why) == first.cannot_fix.end())
                first.cannot_fix.push_back(why);
        }
        // It says no more than the first one: only what the second look found was taken out of that.
        if (second.ok() && !second->rewrite.empty())
            first.rewrite = second->rewrite;
        refuse(first);
    }

    const Office& m_office;
    std::span<const Post> m_posts;
    const ScreenOptions& m_options;
    std::span<Answer> m_answers;
    std::vector<std::string> m_seen = std::vector<std::string>(m_posts.size());
};

}  // namespace

Result<std::vector<Result<Screening>>> screen_posts(const Office& office, std::span<const Post> posts, const ScreenOptions& options)
{
    std::vector<Answer> answers(posts.size());
    const std::size_t batches = (posts.size() + kBatch - 1) / kBatch;
    TRY(parallel_for(batches, office.workers, [&](std::size_t n) -> Result<void> {
        const std::size_t from = n * kBatch;
        const std::size_t count = std::min(kBatch, posts.size() - from);
        return Batch(office, posts.subspan(from, count), options, std::span(answers).subspan(from, count)).run();
    }));
    std::vector<Result<Screening>> screened;
    screened.reserve(posts.size());
    for (auto& answer : answers)
        screened.push_back(std::move(*answer));
    return screened;
}

Result<std::vector<Result<ScreenedLine>>> screen_lines(const Office& office, const std::vector<std::string>& json_lines, bool rules_alone)
{
    std::vector<Post> posts;
    std::vector<std::optional<Error>> wrong(json_lines.size());
    for (std::size_t i = 0; i < json_lines.size(); ++i) {
        auto post = caption::parse_post(json_lines[i]);
        if (!post.ok())
            wrong[i] = post.error();
        posts.push_back(post.ok() ? std::move(post).value() : Post {});
    }
    const auto screened = TRY(screen_posts(office, posts, { .rules_alone = rules_alone, .occasion = {} }));
    std::vector<Result<ScreenedLine>> lines;
    lines.reserve(posts.size());
    for (std::size_t i = 0; i < posts.size(); ++i) {
        if (wrong[i])
            lines.emplace_back(*wrong[i]);
        else if (!screened[i].ok())
            lines.emplace_back(screened[i].error());
        else
            lines.emplace_back(ScreenedLine { caption::to_json_line(*screened[i], posts[i]), posts[i].unread_fields > 0 ? kUnread : "" });
    }
    return lines;
}

}  // namespace imprimatur::desk
