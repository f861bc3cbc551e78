// Huffman-coded data read for their length alone (T.81 F.2.2): which bit is the last that the picture needs.
#pragma once

#include "imprimatur/model/material.h"

#include "base/byte_reader.h"

#include <array>
#include <cstring>
#include <optional>

namespace imprimatur::dicom {

/// The code of one DHT table (T.81 annex C).
class HuffmanCode {
public:
    struct Word {
        std::uint8_t length = 0;  ///< 0: no code word starts like this
        std::uint8_t symbol = 0;
    };

    /// nullopt when the numbers of code words do not fit into 16 bits or the symbols are not as many.
    static std::optional<HuffmanCode> from(ByteView counts_and_symbols)
    {
        if (counts_and_symbols.size() < 16)
            return std::nullopt;
        HuffmanCode code;
        const auto symbols = counts_and_symbols.subspan(16);
        std::uint32_t next = 0;
        std::size_t at = 0;
        for (unsigned length = 1; length <= 16; ++length, next <<= 1) {
            const std::uint32_t count = counts_and_symbols[length - 1];
            if (next + count > (1U << length) || at + count > symbols.size() || at + count > code.m_symbols.size())
                return std::nullopt;
            code.m_offset[length] = static_cast<std::int32_t>(at) - static_cast<std::int32_t>(next);
            for (std::uint32_t i = 0; i < count; ++i, ++at, ++next) {
                code.m_symbols[at] = symbols[at];
                if (length <= kFast)
                    for (std::uint32_t tail = 0; tail < (1U << (kFast - length)); ++tail)
                        code.m_fast[(next << (kFast - length)) + tail] = { static_cast<std::uint8_t>(length), symbols[at] };
            }
            code.m_end[length] = next;
        }
        if (at != symbols.size())
            return std::nullopt;
        return code;
    }

    /// `bits`: the next 16, the first one highest.
    [[nodiscard]] Word look(std::uint32_t bits) const
    {
        const auto fast = m_fast[bits >> (16 - kFast)];
        if (fast.length != 0)
            return fast;
        for (unsigned length = kFast + 1; length <= 16; ++length) {
            const auto word = bits >> (16 - length);
            if (word < m_end[length])
                return { static_cast<std::uint8_t>(length),
                    m_symbols[static_cast<std::size_t>(m_offset[length] + static_cast<std::int32_t>(word)) & 255] };
        }
        return {};
    }

private:
    static constexpr unsigned kFast = 10;
    HuffmanCode() = default;

    std::array<Word, 1 << kFast> m_fast {};
    std::array<std::uint32_t, 17> m_end {};  // first value behind the code words of a length
    std::array<std::int32_t, 17> m_offset {};
    std::array<std::uint8_t, 256> m_symbols {};
};

/// The bits of one restart interval without the stuffed zeros. Every FF but the last byte is followed by one (entropy_end).
class EntropyBits {
public:
    explicit EntropyBits(ByteView interval)
        : m_begin(interval.data())
        , m_at(interval.data())
        , m_end(interval.data() + interval.size())
    {
    }

    /// At least 32 bits are ready, or all that there are.
    void refill()
    {
        if (m_have >= 32)
            return;
        if (m_end - m_at >= 8) {
            std::uint64_t word = 0;
            std::memcpy(&word, m_at, 8);
            const auto inverse = ~word;
            const bool any_ff = ((inverse - 0x0101010101010101U) & ~inverse & 0x8080808080808080U) != 0;
            if (!any_ff) {
                m_buffer |= __builtin_bswap64(word) >> m_have;
                m_at += (63 - m_have) >> 3;
                m_have |= 56;
                return;
            }
        }
        for (; m_have <= 56 && m_at < m_end; m_have += 8) {
            const std::uint64_t byte = *m_at;
            m_at += byte == 0xFF && m_end - m_at > 1 ? 2 : 1;
            m_buffer |= byte << (56 - m_have);
        }
    }
    [[nodiscard]] std::uint32_t next16() const { return static_cast<std::uint32_t>(m_buffer >> 48); }
    [[nodiscard]] std::uint32_t next(unsigned count) const { return count == 0 ? 0 : static_cast<std::uint32_t>(m_buffer >> (64 - count)); }

    /// False when the data end before these bits, at most 32 after refill().
    bool drop(unsigned count)
    {
        if (count > m_have)
            return false;
        m_buffer <<= count;
        m_have -= count;
        return true;
    }

    struct Position {
        std::size_t bytes = 0;  ///< of the interval, the last one begun included, with its stuffed zero
        unsigned unused_bits = 0;  ///< at the low end of the last one
    };
    [[nodiscard]] Position position() const
    {
        const auto* at = m_at;
        for (auto whole = m_have / 8; whole > 0; --whole)
            at -= at - m_begin >= 2 && at[-1] == 0 && at[-2] == 0xFF ? 2 : 1;
        return { static_cast<std::size_t>(at - m_begin), m_have % 8 };
    }

private:
    const std::uint8_t* m_begin;
    const std::uint8_t* m_at;
    const std::uint8_t* m_end;
    std::uint64_t m_buffer = 0;  // the next bit is the highest
    unsigned m_have = 0;
};

}  // namespace imprimatur::dicom
