#include "cli/line_reader.h"

namespace imprimatur::cli {

LineReader::Got LineReader::next(std::string& line)
{
    line.clear();
    using Traits = std::char_traits<char>;
    auto* buffer = m_stream.rdbuf();
    auto c = buffer->sbumpc();
    if (Traits::eq_int_type(c, Traits::eof())) {
        m_stream.setstate(std::ios::eofbit);
        return Got::End;
    }
    ++m_number;
    bool too_long = false;
    for (; !Traits::eq_int_type(c, Traits::eof()) && Traits::to_char_type(c) != '\n'; c = buffer->sbumpc()) {
        if (line.size() == m_limit)
            too_long = true;
        else
            line.push_back(Traits::to_char_type(c));
    }
    if (too_long) {
        line.clear();
        return Got::TooLong;
    }
    if (line.ends_with('\r'))
        line.pop_back();
    return Got::Line;
}

}  // namespace imprimatur::cli
