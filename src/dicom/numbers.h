// What numbers can hold beside numbers: identifiers, and writing.
#pragma once

#include "base/byte_reader.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::dicom {

/// The digits of a number without letters, when it has enough of them to be an identifier; empty otherwise.
std::string identifying_digits(std::string_view value);
/// All digits of an identifier, letters and separators left out: "MRN-20-4471" is looked for as 204471 too.
std::string digits_of_identifier(std::string_view value);
/// PS3.5 6.2: DS, and IS without fraction and exponent. Also what many writers make of them: up to 32 characters, tabulators around.
bool is_decimal(std::string_view value, bool integer);

/// So many letters or digits in a row that neither repeat nor count up: writing, where there should be numbers.
bool holds_writing(ByteView bytes, std::size_t shortest);

/// Numbers that are characters one by one: a run of five letters and digits that neither repeats nor counts, with a letter in it.
bool reads_as_characters(const std::vector<std::uint64_t>& numbers);

/// A single eight-byte number whose bytes are six characters or more, padded with zeros: nothing that is measured looks like that.
bool is_word_in_a_number(ByteView bytes);

}  // namespace imprimatur::dicom
