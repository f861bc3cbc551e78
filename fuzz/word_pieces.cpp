// Any bytes as a text for the learned reader: every piece lies inside the text, in order, and every window inside its limits; and any bytes
// as the rows of chances that come back. Its bag of n-grams: in order, each once, and none without a number.
#include "base/unicode.h"
#include "caption/learned_reading.h"
#include "caption/word_grams.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

using namespace imprimatur;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const auto tokeniser = [] {
        std::ifstream file(std::filesystem::path(__FILE__).parent_path().parent_path() / "models/words_vocabulary.txt");
        return caption::Tokeniser::load(std::string { std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>() }).value();
    }();
    const std::string text(reinterpret_cast<const char*>(data), size);
    const auto points = decode_utf8(text);
    const auto tokens = tokeniser.tokens(text);
    if (tokens.ok() != points.has_value())
        std::abort();
    std::uint32_t last = 0;
    for (std::size_t i = 0; tokens.ok() && i < tokens->size(); ++i) {
        const auto& token = (*tokens)[i];
        if (token.start >= token.end || token.end > points->size() || token.start < last)
            std::abort();
        last = token.start;
    }
    const auto grams = caption::word_grams({ .caption = text });
    if (grams.ok() != points.has_value())
        std::abort();
    for (std::size_t i = 0; grams.ok() && i < grams->size(); ++i) {
        const auto& gram = (*grams)[i];
        if (gram.bucket >= (1U << caption::kGramBits) || !(gram.weight > 0) || (i > 0 && gram.bucket <= (*grams)[i - 1].bucket))
            std::abort();
    }
    const auto windows = caption::word_windows({ .caption = text, .alt_text = text }, tokeniser, {});
    if (!windows.ok())
        return 0;
    std::vector<WordReading> readings;
    std::size_t at = 0;
    for (const auto& window : windows->windows) {
        if (window.places.size() > kMaxReaderTokens)
            std::abort();
        WordReading reading;
        for (std::size_t i = 0; i < window.places.size() * 2 * kReaderLabels; ++i)
            reading.labels.push_back(size == 0 ? 0 : data[at++ % size]);
        readings.push_back(std::move(reading));
    }
    caption::LabelChances least;
    least.fill(0.5);
    const auto reading = caption::LearnedReading::of(windows->windows, std::move(readings)).value();
    for (const auto& span : reading.spans(least)) {
        if (span.start >= span.end || span.end > points->size())
            std::abort();
    }
    return 0;
}
