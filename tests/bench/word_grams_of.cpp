// word_grams_of < posts.jsonl > grams.bin: the bag of n-grams of every post, for train/words/grams.py: its number of n-grams, then bucket
// and weight of each (32 bits, little-endian; the weight a float).
#include "caption/post_json.h"
#include "caption/word_grams.h"

#include <iostream>
#include <string>

namespace {

using namespace imprimatur;

template <typename T> void put(const T& value) { std::cout.write(reinterpret_cast<const char*>(&value), sizeof value); }

Result<void> run()
{
    std::string line;
    while (std::getline(std::cin, line)) {
        const auto post = TRY(caption::parse_post(line));
        const auto grams = TRY(caption::word_grams(post));
        put(static_cast<std::uint32_t>(grams.size()));
        for (const auto& gram : grams) {
            put(gram.bucket);
            put(gram.weight);
        }
    }
    return {};
}

}  // namespace

int main()
{
    const auto done = run();
    if (!done.ok())
        std::cerr << done.error().line() << "\n";
    return done.ok() ? 0 : 1;
}
