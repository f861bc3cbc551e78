#include "base/byte_search.h"

#include <algorithm>
#include <cstring>

namespace imprimatur {

namespace {

/// Sets bit 5 of every byte: letters lose their case; other bytes fall together in pairs, which comparing sorts out.
std::uint32_t folded_prefix(const std::uint8_t* bytes)
{
    std::uint32_t value = 0;
    std::memcpy(&value, bytes, sizeof value);
    return value | 0x20202020U;
}

std::uint32_t filter_bit(std::uint32_t prefix) { return (prefix * 0x9E3779B1U) >> 16U; }

std::uint8_t lower(std::uint8_t byte) { return byte >= 'A' && byte <= 'Z' ? static_cast<std::uint8_t>(byte + 32) : byte; }

bool equal_folded(ByteView a, ByteView b)
{
    return std::equal(a.begin(), a.end(), b.begin(), [](std::uint8_t x, std::uint8_t y) { return lower(x) == lower(y); });
}

}  // namespace

ByteSearch::ByteSearch(std::vector<std::string> needles)
    : m_needles(std::move(needles))
{
    for (std::uint32_t i = 0; i < m_needles.size(); ++i) {
        if (m_needles[i].size() < kShortestNeedle)
            continue;
        const auto prefix = folded_prefix(as_bytes(m_needles[i]).data());
        m_by_prefix[prefix].push_back(i);
        m_filter[filter_bit(prefix) / 64] |= 1ULL << (filter_bit(prefix) % 64);
    }
}

void ByteSearch::each_hit(ByteView bytes, const std::function<bool(const Hit&)>& on_hit) const
{
    if (m_by_prefix.empty() || bytes.size() < kShortestNeedle)
        return;
    for (std::size_t at = 0; at + kShortestNeedle <= bytes.size(); ++at) {
        const auto prefix = folded_prefix(bytes.data() + at);
        const auto bit = filter_bit(prefix);
        if ((m_filter[bit / 64] >> (bit % 64) & 1U) == 0)
            continue;
        const auto candidates = m_by_prefix.find(prefix);
        if (candidates == m_by_prefix.end())
            continue;
        for (const auto index : candidates->second) {
            const auto needle = as_bytes(m_needles[index]);
            if (needle.size() > bytes.size() - at || !equal_folded(needle, bytes.subspan(at, needle.size())))
                continue;
            const bool same = std::equal(needle.begin(), needle.end(), bytes.begin() + static_cast<std::ptrdiff_t>(at));
            if (!on_hit({ index, at, same }))
                return;
        }
    }
}

std::vector<std::size_t> ByteSearch::find_in(ByteView bytes) const
{
    std::vector<std::size_t> found;
    each_hit(bytes, [&](const Hit& hit) {
        if (hit.same_case)
            found.push_back(hit.needle);
        return true;
    });
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

}  // namespace imprimatur
