// Arithmetic on sizes that come from a file. Overflow yields nullopt, never a small number.
#pragma once

#include <cstdint>
#include <optional>

namespace imprimatur {

inline std::optional<std::uint64_t> checked_multiply(std::uint64_t a, std::uint64_t b)
{
    std::uint64_t product = 0;
    if (__builtin_mul_overflow(a, b, &product))
        return std::nullopt;
    return product;
}

inline std::optional<std::uint64_t> checked_add(std::uint64_t a, std::uint64_t b)
{
    std::uint64_t sum = 0;
    if (__builtin_add_overflow(a, b, &sum))
        return std::nullopt;
    return sum;
}

}  // namespace imprimatur
