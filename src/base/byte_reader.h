// A bounded reader over bytes somebody else wrote: every read is checked, nothing is ever read past the end.
#pragma once

#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string_view>

namespace imprimatur {

using ByteView = std::span<const std::uint8_t>;

inline std::string_view as_text(ByteView bytes) { return { reinterpret_cast<const char*>(bytes.data()), bytes.size() }; }
inline ByteView as_bytes(std::string_view text) { return { reinterpret_cast<const std::uint8_t*>(text.data()), text.size() }; }

/// Reads forward; a read that does not fit yields nullopt and does not move.
class ByteReader {
public:
    explicit ByteReader(ByteView bytes)
        : m_bytes(bytes)
    {
    }

    [[nodiscard]] std::size_t position() const { return m_at; }
    [[nodiscard]] std::size_t remaining() const { return m_bytes.size() - m_at; }
    [[nodiscard]] bool at_end() const { return remaining() == 0; }
    [[nodiscard]] ByteView rest() const { return m_bytes.subspan(m_at); }

    [[nodiscard]] bool seek(std::size_t position)
    {
        if (position > m_bytes.size())
            return false;
        m_at = position;
        return true;
    }
    [[nodiscard]] bool skip(std::size_t count)
    {
        if (count > remaining())
            return false;
        m_at += count;
        return true;
    }
    [[nodiscard]] std::optional<ByteView> take(std::size_t count)
    {
        if (count > remaining())
            return std::nullopt;
        const auto view = m_bytes.subspan(m_at, count);
        m_at += count;
        return view;
    }
    [[nodiscard]] std::optional<std::uint8_t> u8() { return number<std::uint8_t>(1, false); }
    [[nodiscard]] std::optional<std::uint16_t> u16(bool big_endian) { return number<std::uint16_t>(2, big_endian); }
    [[nodiscard]] std::optional<std::uint32_t> u32(bool big_endian) { return number<std::uint32_t>(4, big_endian); }
    [[nodiscard]] std::optional<std::uint64_t> u64(bool big_endian) { return number<std::uint64_t>(8, big_endian); }

private:
    template <typename T> std::optional<T> number(std::size_t width, bool big_endian)
    {
        const auto view = take(width);
        if (!view)
            return std::nullopt;
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < width; ++i) {
            const std::size_t at = big_endian ? i : width - 1 - i;
            value = (value << 8) | (*view)[at];
        }
        return static_cast<T>(value);
    }

    ByteView m_bytes;
    std::size_t m_at = 0;
};

}  // namespace imprimatur
