// Bits of a T.87 scan: after a byte of all ones the next byte holds seven (C.3), and limited Golomb codes (A.5.3, A.5.7).
#pragma once

#include "base/byte_reader.h"
#include "imprimatur/model.h"

namespace imprimatur::jail::recode {

class LsReader {
public:
    static constexpr bool kWrites = false;

    explicit LsReader(ByteView data)
        : m_data(data)
    {
    }
    /// Zeros behind the end; `overdrawn` says so.
    unsigned bits(unsigned count)
    {
        while (m_count < count)
            refill();
        m_count -= count;
        return static_cast<unsigned>((m_bits >> m_count) & ((std::uint64_t { 1 } << count) - 1));
    }
    int golomb(unsigned k, int limit, unsigned size)
    {
        int zeros = 0;
        while (zeros < limit - static_cast<int>(size) - 1 && bits(1) == 0)
            ++zeros;
        if (zeros < limit - static_cast<int>(size) - 1)
            return static_cast<int>((static_cast<unsigned>(zeros) << k) | bits(k));
        bits(1);
        return static_cast<int>(bits(size)) + 1;
    }
    [[nodiscard]] bool overdrawn() const { return m_padding > m_count; }

private:
    void refill()
    {
        if (m_at < m_data.size()) {
            const bool short_byte = m_at > 0 && m_data[m_at - 1] == 0xFF;
            m_bits = m_bits << (short_byte ? 7U : 8U) | m_data[m_at++];
            m_count += short_byte ? 7 : 8;
        } else {
            m_bits <<= 8U;
            m_count += 8;
            m_padding += 8;
        }
    }

    ByteView m_data;
    std::size_t m_at = 0;
    std::uint64_t m_bits = 0;
    unsigned m_count = 0;
    std::uint64_t m_padding = 0;
};

class LsWriter {
public:
    static constexpr bool kWrites = true;

    explicit LsWriter(Bytes& out)
        : m_out(out)
    {
    }
    void bits(unsigned value, unsigned count)
    {
        m_bits = m_bits << count | value;
        m_count += count;
        while (m_count >= width()) {
            m_count -= width();
            put(static_cast<std::uint8_t>(m_bits >> m_count));
        }
    }
    void golomb(int value, unsigned k, int limit, unsigned size)
    {
        const int zeros = value >> k;
        const int most = limit - static_cast<int>(size) - 1;
        for (int i = 0; i < (zeros < most ? zeros : most); ++i)
            bits(0, 1);
        bits(1, 1);
        if (zeros < most)
            bits(static_cast<unsigned>(value) & ((1U << k) - 1U), k);
        else
            bits(static_cast<unsigned>(value - 1) & ((1U << size) - 1U), size);
    }
    /// C.3: zeros to the next byte; a last byte of all ones is followed by one of zero, or the marker would be read into it.
    void flush()
    {
        if (m_count > 0)
            bits(0, width() - m_count);
        if (m_ones)
            put(0);
    }

private:
    [[nodiscard]] unsigned width() const { return m_ones ? 7 : 8; }
    void put(std::uint8_t byte)
    {
        byte = static_cast<std::uint8_t>(m_ones ? byte & 0x7FU : byte);
        m_out.push_back(byte);
        m_ones = byte == 0xFF;
    }

    Bytes& m_out;
    std::uint64_t m_bits = 0;
    unsigned m_count = 0;
    bool m_ones = false;
};

}  // namespace imprimatur::jail::recode
