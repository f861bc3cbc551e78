// What the cleaners of this folder share: the list of what was taken out, and the even length of PS3.5 8.1.1.
#pragma once

#include "dicom/codestream/codestream.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace imprimatur::dicom {

/// Collects residues. Runs of one fill value (00 or FF) are named without their bytes: they say nothing and would be found anywhere.
class Residues {
public:
    /// One residue of its own.
    void add(std::string_view what, ByteView bytes)
    {
        if (is_fill(bytes))
            return append(what, {});
        if (m_list.size() >= kMost) {
            m_full = true;
            return;
        }
        m_list.push_back({ std::string(what), kept(bytes) });
    }
    /// One residue for all of this name, for what may occur at every restart interval; `bytes` join up to the limit.
    void append(std::string_view what, ByteView bytes)
    {
        const auto same = std::find_if(m_joined.begin(), m_joined.end(), [&](std::size_t at) { return m_list[at].what == what; });
        if (same == m_joined.end()) {
            m_joined.push_back(m_list.size());
            m_list.push_back({ std::string(what), is_fill(bytes) ? Bytes() : kept(bytes) });
        } else if (!is_fill(bytes)) {
            auto& joined = m_list[*same].bytes;
            const auto more = bytes.first(std::min(bytes.size(), kMostBytes - joined.size()));
            joined.insert(joined.end(), more.begin(), more.end());
        }
    }
    /// More was found than a real stream has; the frame has to be refused, because the list would not be complete.
    [[nodiscard]] bool full() const { return m_full; }
    [[nodiscard]] std::vector<StreamResidue> take() { return std::move(m_list); }

    /// Also true for nothing at all.
    static bool is_fill(ByteView bytes)
    {
        return bytes.empty() || ((bytes[0] == 0x00 || bytes[0] == 0xFF) && std::all_of(bytes.begin(), bytes.end(), [&](std::uint8_t byte) {
            return byte == bytes[0];
        }));
    }

private:
    static constexpr std::size_t kMostBytes = 64 * 1024;  // StreamResidue::bytes
    static constexpr std::size_t kMost = 1000;  // a real frame has some ten; a list of millions would be the attack

    static Bytes kept(ByteView bytes)
    {
        return { bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(std::min(bytes.size(), kMostBytes)) };
    }

    std::vector<StreamResidue> m_list;
    std::vector<std::size_t> m_joined;  // indices of what append() made, a handful of fixed names
    bool m_full = false;
};

inline void put16(Bytes& out, std::uint32_t value)
{
    out.push_back(static_cast<std::uint8_t>(value >> 8));
    out.push_back(static_cast<std::uint8_t>(value));
}

inline void put32(Bytes& out, std::uint32_t value)
{
    put16(out, value >> 16);
    put16(out, value & 0xFFFF);
}

inline void put_bytes(Bytes& out, ByteView bytes) { out.insert(out.end(), bytes.begin(), bytes.end()); }

/// A fragment has an even length (PS3.5 A.4); the byte after the end is zero.
inline void make_even(Bytes& out)
{
    if (out.size() % 2 != 0)
        out.push_back(0);
}

/// What stands behind the end of a stream of `end` bytes, other than the one zero that make_even adds.
inline ByteView after_end(ByteView frame, std::size_t end)
{
    const auto rest = frame.subspan(std::min(end, frame.size()));
    const bool padding = rest.size() == 1 && rest[0] == 0 && end % 2 != 0;
    return padding ? ByteView() : rest;
}

}  // namespace imprimatur::dicom
