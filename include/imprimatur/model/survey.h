// A body of posts that is surveyed: what an archive of them holds, and what was wrong with some of them.
#pragma once

#include <cstdint>
#include <string>

namespace imprimatur {

/// One file of an archive, in the order of the archive's own list.
struct ArchiveEntry {
    std::string name;  ///< UTF-8, parts separated by '/', relative, without ".."; a folder ends with '/'
    std::uint64_t size = 0;  ///< bytes, once extracted
    std::uint32_t checksum = 0;  ///< CRC-32, as the archive states it
    friend bool operator==(const ArchiveEntry&, const ArchiveEntry&) = default;
};

/// What is wrong with one post of the input. Never a text of it.
struct SurveyProblem {
    std::string unit;  ///< "line", "row" or "entry": what is counted
    std::size_t number = 0;  ///< from 1; 0 when it concerns the input as a whole
    std::string what;
    friend bool operator==(const SurveyProblem&, const SurveyProblem&) = default;
};

}  // namespace imprimatur
