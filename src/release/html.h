// Text into HTML, safely, and the small words that all parts of the page share.
#pragma once

#include "base/byte_reader.h"
#include "imprimatur/model.h"

#include <string>
#include <string_view>

namespace imprimatur::release {

/// For element content and quoted attributes. Well-formed UTF-8 without control characters, whatever comes in.
std::string escape(std::string_view text);

std::string base64(ByteView bytes);

enum class Pictures { None, InPage };
/// Everything up to <body>: nothing is loaded, and of styles only this one counts. Style with "</" or "<!--" in it is left out: it must not
/// be able to leave its element.
std::string page_head(std::string_view title, std::string_view css, Pictures pictures);

/// "data:image/png;base64,..." or image/jpeg by the first bytes; empty for anything else.
std::string image_address(const Bytes& image);

/// "12.3": fixed, `decimals` digits, a point in every locale; "not a number" words for what is none.
std::string fixed(double value, int decimals);
/// "97 %"; never "0 %" or "100 %" for what is only close to it.
std::string percent(double share);

/// "medical_record_number", "AGE_EXACT" -> "medical record number", "age exact"
std::string plain_words(std::string_view name);
std::string capitalised(std::string text);

/// "3 images", "1 image"
std::string count(std::size_t number, std::string_view singular, std::string_view plural);

/// <time datetime="...">21 November 2026, 09:30 UTC</time>; the text as it is when it is no time.
std::string time_element(std::string_view iso8601);

enum class Icon { Yes, No, Person, Condition };
/// A drawn sign, hidden from screen readers: the word beside it says the same.
std::string icon(Icon which);

}  // namespace imprimatur::release
