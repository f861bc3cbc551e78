// Check digits and sanity of what a pattern found: they separate an identifier from any other number.
#pragma once

#include "caption/rule.h"

#include <string_view>

namespace imprimatur::caption {

bool check_passes(Check check, std::string_view text);

/// Modulo 11 check digit of the ten-digit NHS number (NHS Data Dictionary, "NHS NUMBER").
bool valid_nhs_number(std::string_view digits);

/// Verhoeff's dihedral check of the twelve-digit Aadhaar number, which never begins with 0 or 1 (UIDAI).
bool valid_aadhaar(std::string_view digits);

/// Luhn's check digit of cards, devices (IMEI), Canadian and Swedish personal numbers (ISO/IEC 7812-1 Annex B); nine digits or more.
bool valid_luhn(std::string_view digits);

}  // namespace imprimatur::caption
