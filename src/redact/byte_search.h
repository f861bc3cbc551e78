// Many needles, one pass over the bytes (Aho and Corasick 1975).
#pragma once

#include "base/byte_reader.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace imprimatur::redact {

/// Needles are bytes; empty ones are ignored. Memory: 1 KB for each byte of the needles together.
class ByteSearch {
public:
    explicit ByteSearch(const std::vector<std::string>& needles);

    /// Indices of the needles that occur anywhere in the bytes, ascending, each once.
    [[nodiscard]] std::vector<std::size_t> find_in(ByteView bytes) const;

private:
    struct Node {
        std::array<std::int32_t, 256> next;
        std::int32_t fail = 0;
        std::int32_t report = -1;  ///< nearest node on the fail chain, this one included, at which a needle ends
        std::vector<std::size_t> ends;  ///< needles that end here
    };
    void insert(const std::string& needle, std::size_t index);
    void link();

    std::vector<Node> m_nodes;
};

}  // namespace imprimatur::redact
