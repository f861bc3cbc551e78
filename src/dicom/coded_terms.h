// Code Sequence Macro (PS3.3 Table 8.8-1): a code of a public scheme says what it says to everybody; a local one may be anything.
#pragma once

#include "dicom/tables.h"

#include <string_view>

namespace imprimatur::dicom {

inline constexpr Tag kCodeValue { 0x0008, 0x0100 };
inline constexpr Tag kCodingSchemeDesignator { 0x0008, 0x0102 };
/// PS3.16 8.2: a local scheme that says nothing about whose it is.
inline constexpr std::string_view kLocalScheme = "99LOCAL";
inline constexpr Tag kCodeMeaning { 0x0008, 0x0104 };

/// Code Value, Long Code Value, URN Code Value, Coding Scheme Designator.
bool is_code_value(Tag tag);

/// PS3.16 Table 8-1.
bool is_public_scheme(std::string_view designator);

/// `code` has the form that the public scheme gives its codes. A form is no lookup: a number of the right length passes.
bool is_public_code(std::string_view scheme, std::string_view code);

/// PS3.5 9.1 as far as it keeps words out: digits and dots, 64 at most.
bool is_well_formed_uid(std::string_view uid);

/// Registered, a known vendor's SOP class, the UID of a context group of PS3.16 (1.2.840.10008.6.1.N), or empty: it says what an object
/// is, not whose it is (PS3.15 E.1.1).
bool is_public_uid(std::string_view uid, const Tables& tables);

}  // namespace imprimatur::dicom
