#include "jail/recode/huffman.h"

#include <gtest/gtest.h>

namespace imprimatur::jail::recode {

namespace {

/// Symbol i as often as the i-th Fibonacci number: the unlimited tree would be as deep as there are symbols.
std::vector<unsigned> skewed(unsigned symbols)
{
    std::vector<unsigned> sequence;
    unsigned before = 0;
    unsigned count = 1;
    for (unsigned i = 0; i < symbols; ++i) {
        sequence.insert(sequence.end(), count, i * 7 % 256);
        count += before;
        before = count - before;
    }
    return sequence;
}

}  // namespace

TEST(RecodeHuffman, CodesOfAnyDistributionReadBack)
{
    for (const unsigned symbols : { 1U, 2U, 3U, 17U, 24U }) {
        const auto sequence = skewed(symbols);
        HuffmanWriter writer;
        for (const auto symbol : sequence)
            writer.symbol(symbol);
        const auto spec = writer.settle();
        EXPECT_EQ(spec.symbols.size(), symbols);
        Bytes out;
        HuffmanWriter::Stream stream { out };
        writer.write_to(stream);
        for (const auto symbol : sequence) {
            writer.symbol(symbol);
            writer.bits(symbol, 3);
        }
        stream.flush();
        HuffmanReader reader;
        ASSERT_TRUE(reader.define(spec));
        EXPECT_EQ(reader.at(0xFFFF), 0) << "T.81 C: no code is all ones";
        BitReader bits(out);
        std::size_t wrong = 0;
        for (const auto symbol : sequence) {
            wrong += bits.symbol(reader) != static_cast<int>(symbol) ? 1 : 0;
            const auto low = static_cast<int>(symbol & 7U);
            wrong += bits.signed_bits(3) != (low < 4 ? low - 7 : low) ? 1 : 0;
        }
        EXPECT_EQ(wrong, 0U);
        EXPECT_FALSE(bits.overdrawn());
        bits.signed_bits(16);
        EXPECT_TRUE(bits.overdrawn());
    }
}

TEST(RecodeHuffman, TablesThatAreNoPrefixCodeAreRefused)
{
    HuffmanReader reader;
    EXPECT_FALSE(reader.define({}));
    EXPECT_FALSE(reader.define({ .counts = { 3 }, .symbols = { 1, 2, 3 } }));
    EXPECT_FALSE(reader.define({ .counts = { 1, 1 }, .symbols = { 1 } }));
    EXPECT_TRUE(reader.define({ .counts = { 1, 1 }, .symbols = { 1, 2 } }));
}

}  // namespace imprimatur::jail::recode
