// zlib streams of bounded length.
#pragma once

#include "jail/photo/refusal.h"

#include <optional>
#include <vector>

namespace imprimatur::jail::photo {

/// The whole stream, or nothing when it is damaged, cut, or longer than `limit`.
std::optional<Bytes> inflate_bounded(ByteView stream, std::size_t limit);

struct Measured {
    std::uint64_t length = 0;  ///< of the inflated bytes, counted up to `limit` + 1
    std::uint64_t left_over = 0;  ///< input behind the end of the stream
    bool whole = false;
};

/// Inflates the stream that is spread over `pieces` and keeps nothing.
Measured measure_stream(const std::vector<ByteView>& pieces, std::uint64_t limit);

}  // namespace imprimatur::jail::photo
