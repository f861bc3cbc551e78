// Many needles, one pass over the bytes: a filter of four-byte prefixes that lets one position in some thousands through, then the
// needles with that prefix. Where an automaton (Aho and Corasick 1975) pays a kilobyte and a microsecond a needle's byte before the first
// byte is read, this costs nothing to build, which is what matters when every file has needles of its own.
#pragma once

#include "base/byte_reader.h"

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

namespace imprimatur {

class ByteSearch {
public:
    /// Shorter needles are ignored: they stand in any bytes by chance.
    static constexpr std::size_t kShortestNeedle = 4;

    /// Needles are bytes. ASCII letters match in either case.
    explicit ByteSearch(std::vector<std::string> needles);

    struct Hit {
        std::size_t needle = 0;
        std::uint64_t offset = 0;
        bool same_case = true;
    };
    /// In order of offset. `on_hit` returns false to stop. Worst case: bytes times needles with one prefix.
    void each_hit(ByteView bytes, const std::function<bool(const Hit&)>& on_hit) const;

    /// Indices of the needles that occur anywhere in the bytes, in the same case, ascending, each once.
    [[nodiscard]] std::vector<std::size_t> find_in(ByteView bytes) const;

    [[nodiscard]] const std::string& needle(std::size_t index) const { return m_needles[index]; }

private:
    static constexpr std::size_t kFilterBits = 1U << 16U;
    std::vector<std::string> m_needles;
    std::array<std::uint64_t, kFilterBits / 64> m_filter {};
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> m_by_prefix;
};

}  // namespace imprimatur
