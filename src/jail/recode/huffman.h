// Huffman coded bits of ITU-T T.81 Annexes C, F and K.2, both ways. Reading never passes the end of a scan: behind it come zeros,
// and `overdrawn` says so.
#pragma once

#include "jail/recode/jpeg_stream.h"

namespace imprimatur::jail::recode {

class HuffmanReader {
public:
    /// Codes of up to 16 bits looked up at once. False: the lengths are no prefix code.
    bool define(const HuffmanSpec& spec);
    /// Length in the high byte, symbol in the low; 0 for bits that no code begins with.
    [[nodiscard]] std::uint16_t at(std::uint32_t sixteen_bits) const { return m_table[sixteen_bits]; }

private:
    std::vector<std::uint16_t> m_table;
};

class BitReader {
public:
    explicit BitReader(ByteView data)
        : m_data(data)
    {
    }
    /// The next symbol, or -1.
    int symbol(const HuffmanReader& table)
    {
        need(16);
        const auto entry = table.at(static_cast<std::uint32_t>(m_bits >> (m_count - 16U)) & 0xFFFFU);
        m_count -= entry >> 8U;
        return entry == 0 ? -1 : entry & 0xFF;
    }
    /// T.81 F.2.2.1 RECEIVE and EXTEND; up to 16 bits.
    int signed_bits(unsigned count)
    {
        if (count == 0)
            return 0;
        need(count);
        m_count -= count;
        const auto value = static_cast<int>((m_bits >> m_count) & ((1U << count) - 1U));
        return value < (1 << (count - 1U)) ? value - (1 << count) + 1 : value;
    }
    /// At a byte boundary, expects the restart marker of this number (modulo 8).
    bool restart(unsigned number);
    [[nodiscard]] bool overdrawn() const { return m_padding > m_count; }

private:
    void need(unsigned count)
    {
        if (m_count < count)
            refill();
    }
    void refill();

    ByteView m_data;
    std::size_t m_at = 0;
    std::uint64_t m_bits = 0;
    unsigned m_count = 0;  ///< bits that are there
    std::uint64_t m_padding = 0;  ///< how many of those that came are zeros of ours
};

/// First counts, then writes: the same walk over the data goes through it twice.
class HuffmanWriter {
public:
    void symbol(unsigned symbol)
    {
        if (m_target == nullptr)
            ++m_frequency[symbol];
        else
            put(m_code[symbol], m_length[symbol]);
    }
    void bits(std::uint32_t value, unsigned count)
    {
        if (m_target != nullptr && count > 0)
            put(value & ((1U << count) - 1U), count);
    }
    /// Ends counting: the shortest codes of at most 16 bits (T.81 K.2).
    HuffmanSpec settle();
    /// Where bits go from now on; several tables of one scan write into one stream.
    struct Stream {
        Bytes& out;
        std::uint64_t bits = 0;
        unsigned count = 0;
        /// T.81 F.1.2.3: the last byte is filled with ones.
        void flush();
    };
    void write_to(Stream& stream) { m_target = &stream; }

private:
    void put(std::uint32_t value, unsigned count);

    std::array<std::uint64_t, 256> m_frequency {};
    std::array<std::uint16_t, 256> m_code {};
    std::array<std::uint8_t, 256> m_length {};
    Stream* m_target = nullptr;
};

/// T.81 F.1.2.1: how many bits the size of a difference needs.
inline unsigned category(int value)
{
    unsigned bits = 0;
    for (unsigned size = static_cast<unsigned>(value < 0 ? -value : value); size != 0; size >>= 1U)
        ++bits;
    return bits;
}
/// The bits that follow the category: negative values less one.
inline std::uint32_t category_bits(int value) { return static_cast<std::uint32_t>(value < 0 ? value - 1 : value); }

/// DHT payload of one table; `head`: class and destination.
Bytes huffman_payload(std::uint8_t head, const HuffmanSpec& spec);

}  // namespace imprimatur::jail::recode
