// New identifiers for old ones, under a key (PS3.15 E.3.9, E.1.1 on "trivial dictionary based attacks"): without the key nothing
// in the copy can be computed from the original or held against a list of names.
#pragma once

#include "imprimatur/model/dicom_copy.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace imprimatur::dicom {

class Pseudonyms {
public:
    explicit Pseudonyms(const PseudonymKey& key)
        : m_key(key)
    {
    }

    /// The same new UID for the same old one under the same key: below 2.25, from 128 bits of keyed BLAKE2b in the form of a UUID
    /// (PS3.5 B.2, RFC 9562 version 8).
    [[nodiscard]] std::string uid(std::string_view old) const;
    /// "IMP-" and 12 characters of Crockford's base 32; the same patient gets the same one.
    [[nodiscard]] std::string patient(std::string_view old_id) const;
    /// Days that every date of this patient is moved by: -3650..-30, never zero (PS3.15 E.3.6).
    [[nodiscard]] int days(std::string_view patient_id) const;

private:
    [[nodiscard]] std::array<std::uint8_t, 16> digest(std::string_view purpose, std::string_view value) const;
    PseudonymKey m_key;
};

/// What uid() and patient() make, and nothing else.
bool is_new_uid(std::string_view value);
bool is_pseudonym(std::string_view value);

/// One value of DA ("19930822"), or of DT ("1993082210+0100": the date part moves, time and zone stay), moved by `days`. Also the old
/// form "1993.08.22". Ranges and values that are no date: nullopt.
std::optional<std::string> shift_date(std::string_view value, int days);

}  // namespace imprimatur::dicom
