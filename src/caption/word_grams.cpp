#include "caption/word_grams.h"

#include "base/unicode.h"
#include "caption/folded_words.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <string_view>

namespace imprimatur::caption {

namespace {

constexpr std::size_t kShortest = 2;
constexpr std::size_t kLongest = 6;

// FNV-1a, 32 bits (draft-eastlake-fnv): a few letters at a time, the same on every machine.
constexpr std::uint32_t kOffsetBasis = 2'166'136'261U;
constexpr std::uint32_t kPrime = 16'777'619U;

std::uint32_t hashed(std::uint32_t hash, std::u32string_view letters)
{
    for (const char32_t letter : letters) {
        for (unsigned shift = 0; shift < 24; shift += 8)
            hash = (hash ^ ((static_cast<std::uint32_t>(letter) >> shift) & 0xFFU)) * kPrime;
    }
    return hash;
}

std::uint32_t bucket_of(std::uint32_t hash)
{
    return (hash ^ (hash >> kGramBits)) & ((1U << kGramBits) - 1);  // the draft's folding of what does not fit
}

/// The same letters are another n-gram in the account than in the words.
enum class Group : std::uint32_t { Parts = 1, Words = 2, Account = 3 };

class Bag {
public:
    explicit Bag(Group group)
        : m_seed(hashed(kOffsetBasis, std::u32string(1, static_cast<char32_t>(group))))
    {
    }

    void add(std::u32string_view letters) { m_buckets.push_back(bucket_of(hashed(m_seed, letters))); }

    void add_parts(const std::u32string& word)
    {
        if (word.size() > kMaxWord)
            return;
        const auto framed = U' ' + word + U' ';
        for (std::size_t length = kShortest; length <= kLongest; ++length) {
            for (std::size_t at = 0; at + length <= framed.size(); ++at)
                add(std::u32string_view(framed).substr(at, length));
        }
    }

    void add_words(const std::vector<std::u32string>& words)
    {
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (words[i].size() <= kMaxWord)
                add(words[i]);
            if (i + 1 < words.size())
                add(words[i] + U' ' + words[i + 1]);
        }
    }

    /// Counts damped, the group's length `share`.
    void weigh_into(std::vector<Gram>& grams, float share)
    {
        std::sort(m_buckets.begin(), m_buckets.end());
        const std::size_t first = grams.size();
        double squares = 0;
        for (std::size_t i = 0; i < m_buckets.size();) {
            std::size_t end = i;
            while (end < m_buckets.size() && m_buckets[end] == m_buckets[i])
                ++end;
            const double weight = 1 + std::log(static_cast<double>(end - i));
            grams.push_back({ m_buckets[i], static_cast<float>(weight) });
            squares += weight * weight;
            i = end;
        }
        for (std::size_t i = first; i < grams.size(); ++i)
            grams[i].weight *= share / static_cast<float>(std::sqrt(squares));
    }

private:
    std::uint32_t m_seed;
    std::vector<std::uint32_t> m_buckets;
};

Result<std::vector<std::u32string>> words_of(std::initializer_list<std::string_view> texts)
{
    std::vector<std::u32string> words;
    for (const auto text : texts) {
        const auto points = decode_utf8(text);
        if (!points)
            return Error { ErrorCode::Malformed, "a text is not UTF-8", "", "" };
        for (auto& word : words_in(folded(*points)))
            words.push_back(std::move(word.letters));
    }
    return words;
}

}  // namespace

Result<std::vector<Gram>> word_grams(const Post& post)
{
    const auto words = TRY(words_of({ post.caption, post.hashtags, post.reply_to, post.alt_text, post.file_name }));
    const auto account = TRY(words_of({ post.account.name, post.account.handle, post.account.bio, post.account.location }));
    Bag parts(Group::Parts);
    Bag whole(Group::Words);
    Bag of_account(Group::Account);
    for (const auto& word : words)
        parts.add_parts(word);
    whole.add_words(words);
    for (const auto& word : account)
        of_account.add_parts(word);
    // Shares as tried on writers held back; what the account says counts, and must not outweigh the words.
    constexpr float kPartsShare = 1;
    constexpr float kWordsShare = 0.7F;
    constexpr float kAccountShare = 0.4F;
    std::vector<Gram> grams;
    parts.weigh_into(grams, kPartsShare);
    whole.weigh_into(grams, kWordsShare);
    of_account.weigh_into(grams, kAccountShare);
    std::sort(grams.begin(), grams.end(), [](const Gram& a, const Gram& b) { return a.bucket < b.bucket; });
    std::size_t kept = 0;
    for (const auto& gram : grams) {
        if (kept > 0 && grams[kept - 1].bucket == gram.bucket)
            grams[kept - 1].weight += gram.weight;
        else
            grams[kept++] = gram;
    }
    grams.resize(kept);
    return grams;
}

}  // namespace imprimatur::caption
