// A stream of numbers of our own: the standard's distributions may differ between libraries, and the same seed has to
// give the same bytes.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>

namespace imprimatur::pixels {

/// SplitMix64.
class Random {
public:
    explicit Random(std::uint64_t seed)
        : m_state(seed)
    {
    }

    std::uint64_t next()
    {
        m_state += 0x9E3779B97F4A7C15ULL;
        std::uint64_t z = m_state;
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31U);
    }

    double unit() { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }
    double real(double low, double high) { return low + (high - low) * unit(); }
    bool chance(double share) { return unit() < share; }

    /// Both ends included.
    int between(int low, int high)
    {
        const auto span = static_cast<std::uint64_t>(static_cast<std::int64_t>(high) - low + 1);
        return static_cast<int>(low + static_cast<std::int64_t>(next() % span));
    }

    template <typename List> const auto& pick(const List& list)
    {
        return *(std::begin(list) + static_cast<std::ptrdiff_t>(next() % static_cast<std::uint64_t>(std::size(list))));
    }

    template <typename Value> Value pick(std::initializer_list<Value> list)
    {
        return *(list.begin() + static_cast<std::ptrdiff_t>(next() % list.size()));
    }

    /// About normal with deviation 1: four uniform numbers out of one draw.
    float normal()
    {
        const auto bits = next();
        const auto sum = (bits & 0xFFFFU) + ((bits >> 16U) & 0xFFFFU) + ((bits >> 32U) & 0xFFFFU) + (bits >> 48U);
        return (static_cast<float>(sum) / 65535.0F - 2.0F) * 1.7320508F;
    }

    /// A stream that does not move when this one is drawn from more or less often.
    [[nodiscard]] Random branch(std::uint64_t salt) const
    {
        Random mixed(m_state ^ (salt * 0xD1342543DE82EF95ULL + 0x632BE59BD9B4E019ULL));
        return Random(mixed.next());
    }

private:
    std::uint64_t m_state;
};

}  // namespace imprimatur::pixels
