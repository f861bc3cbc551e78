// The closed words of a consent record, and what a patient must have been told for which use.
#pragma once

#include <string_view>
#include <vector>

namespace imprimatur::consent {

/// social, teaching, publication, conference, research, record (CON-PURPOSE: consent is per use).
bool is_purpose(std::string_view word);

/// public, closed_group, institution, team.
bool is_audience(std::string_view word);

/// A platform is named, not chosen from a list: lower-case letters, digits, '-', '_' and '.', at most 40.
bool is_platform(std::string_view word);

/// The elements of ConsentRecord::informed_of.
bool is_element(std::string_view word);

/// An id of ours or of the institution: letters, digits, and "._:@/-", at most 100. Never a name, so it may be shown.
bool is_id(std::string_view word);

/// Which elements the patient must have been informed of (CON-PLATFORM, CON-FREE, CON-WITHDRAW, Montgomery).
std::vector<std::string_view> must_be_told(std::string_view purpose, std::string_view audience);

/// How wide an audience is: team 1, institution 2, closed_group 3, public 4; 0 for a word that is not an audience.
int width_of(std::string_view audience);

/// Does a grant for one audience cover another? Equality; and public covers closed_group: who agreed that everybody may
/// look agreed to a part of everybody, and was told of the worst case. It does not cover institution or team: there the
/// onlookers are those who know the patient, which is another question (the HCPC's case of the colleague's radiograph).
bool audience_covers(std::string_view granted, std::string_view asked);

}  // namespace imprimatur::consent
