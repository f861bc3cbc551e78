// Text for a terminal: safe, wrapped, counted.
#pragma once

#include "cli/world.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::cli {

/// Well-formed, one line, no control characters and nothing that moves the cursor or turns the writing: file names and
/// records are other people's.
std::string printable(std::string_view text);

/// The same, line ends kept: captions and explanations have several lines.
std::string printable_lines(std::string_view text);

/// Lines as they are; one that is too long goes on below its own indentation.
std::string fitted(std::string_view text, std::size_t width);

/// Columns, one a code point. Wide scripts come out longer; a line that is too long is no error.
std::size_t columns(std::string_view text);

/// `first` before the first line, as many spaces before the others; words are never cut. Line ends in `text` are kept.
std::string wrapped(std::string_view text, std::size_t width, std::string_view first = {});

/// "1 file", "3 files"
std::string counted(std::size_t count, std::string_view noun);

/// A word as a POSIX shell has to be given it.
std::string shell_quoted(std::string_view word);

/// "medical_record_number" -> "medical record number"
std::string spoken(std::string_view name);

enum class Tone { Plain, Strong, Good, Bad, Doubt, Faint };
/// Colour on a terminal alone, and never against NO_COLOR (no-color.org).
std::string toned(const World& world, Tone tone, std::string_view text);

}  // namespace imprimatur::cli
