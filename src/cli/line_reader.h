// Lines of a stream, one after the other, with a limit: a line without an end must not fill the memory.
#pragma once

#include <cstddef>
#include <istream>
#include <string>

namespace imprimatur::cli {

class LineReader {
public:
    LineReader(std::istream& stream, std::size_t limit)
        : m_stream(stream)
        , m_limit(limit)
    {
    }

    enum class Got { Line, TooLong, End };
    /// TooLong has read the line away to its end; `line` is empty then. A last line needs no line end.
    Got next(std::string& line);

    /// More can be had without waiting for whoever writes.
    [[nodiscard]] bool more_at_hand() const { return m_stream.rdbuf()->in_avail() > 0; }

    /// The stream ended because it broke, not because it was over.
    [[nodiscard]] bool broken() const { return m_stream.bad(); }

    [[nodiscard]] std::size_t number() const { return m_number; }

private:
    std::istream& m_stream;
    std::size_t m_limit;
    std::size_t m_number = 0;
};

}  // namespace imprimatur::cli
