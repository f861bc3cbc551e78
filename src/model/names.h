// A closed enum and its stable names, as one table searched both ways.
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace imprimatur {

template <typename Enum> struct Named {
    Enum value;
    std::string_view name;
};

template <typename Enum, std::size_t N> std::string_view name_of(const std::array<Named<Enum>, N>& table, Enum value)
{
    for (const auto& row : table) {
        if (row.value == value)
            return row.name;
    }
    return "unknown";
}

template <typename Enum, std::size_t N> std::optional<Enum> value_of(const std::array<Named<Enum>, N>& table, std::string_view name)
{
    for (const auto& row : table) {
        if (row.name == name)
            return row.value;
    }
    return std::nullopt;
}

}  // namespace imprimatur
