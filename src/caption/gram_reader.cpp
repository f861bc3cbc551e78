#include "caption/gram_reader.h"

#include "base/byte_reader.h"
#include "caption/evidence.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace imprimatur::caption {

namespace {

constexpr std::string_view kMagic = "IMPGRAM1";
// A bag knows nothing of a text in words that it never saw, and whoever makes a caption longer dilutes what it saw: it may speak
// against a post louder than the network, and for one hardly ("Mulher de 38 anos, professora em Braga, apendicite ontem" would have been
// called compliant). On writers held back that costs nothing; never to speak for one would flag one harmless post more in a hundred.
constexpr double kLeastOdds = -1;
constexpr std::size_t kNumbers = std::size_t { 1 } << kGramBits;

Error refused(const char* why) { return { ErrorCode::Malformed, "the bag of n-grams is not one", why, "install it again" }; }

std::optional<double> number(ByteReader& bytes)
{
    const auto bits = bytes.u32(false);
    if (!bits || !std::isfinite(std::bit_cast<float>(*bits)))
        return std::nullopt;
    return std::bit_cast<float>(*bits);
}

}  // namespace

GramReader::GramReader(std::shared_ptr<const Sums> sums)
    : m_sums(std::move(sums))
{
}

Result<GramReader> GramReader::load(std::string_view file)
{
    ByteReader bytes(as_bytes(file));
    const auto magic = bytes.take(kMagic.size());
    const auto bits = bytes.u32(false);
    if (!magic || as_text(*magic) != kMagic || bits != kGramBits)
        return refused("it begins otherwise, or counts in other numbers");
    auto sums = std::make_shared<Sums>();
    for (auto& sum : *sums) {
        const auto bias = number(bytes);
        const auto scale = number(bytes);
        const auto weights = bytes.take(kNumbers);
        if (!bias || !scale || !weights)
            return refused("it ends too early");
        sum = { *bias, *scale, { weights->begin(), weights->end() } };
    }
    if (!bytes.at_end())
        return refused("it goes on behind its end");
    return GramReader(std::move(sums));
}

double GramReader::odds(const Sum& sum, const std::vector<Gram>& grams)
{
    double total = 0;
    for (const auto& gram : grams)
        total += static_cast<double>(gram.weight) * sum.weights[gram.bucket];
    return std::clamp(sum.bias + sum.scale * total, kLeastOdds, kMostOdds);
}

Result<GramReading> GramReader::read(const Post& post) const
{
    const auto read_as = [this](const std::vector<Gram>& grams) {
        return GramReading { odds((*m_sums)[0], grams), odds((*m_sums)[1], grams) };
    };
    const auto all = TRY(word_grams(post));
    const GramReading whole = read_as(all);
    if (post.hashtags.empty() && post.reply_to.empty() && post.file_name.empty())
        return whole;
    // What the bag learnt from. The message that is replied to can be anybody's and as long as they please.
    Post words;
    words.caption = post.caption;
    words.alt_text = post.alt_text;
    words.account = post.account;
    const auto some = TRY(word_grams(words));
    const GramReading own = read_as(some);
    return GramReading { std::max(whole.about_patient, own.about_patient), std::max(whole.not_clean, own.not_clean) };
}

}  // namespace imprimatur::caption
