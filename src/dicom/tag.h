// A data element's tag (PS3.5 7.1) and its value representation (PS3.5 6.2).
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace imprimatur::dicom {

struct Tag {
    std::uint16_t group = 0;
    std::uint16_t element = 0;
    friend constexpr bool operator==(const Tag&, const Tag&) = default;
    friend constexpr auto operator<=>(const Tag& a, const Tag& b) { return a.number() <=> b.number(); }
    /// PS3.5 7.8: odd groups are private.
    [[nodiscard]] constexpr bool is_private() const { return (group & 1U) != 0; }
    [[nodiscard]] constexpr std::uint32_t number() const { return (static_cast<std::uint32_t>(group) << 16U) | element; }
};

/// "(0010,0010)", upper case hexadecimal.
std::string to_string(Tag tag);

/// The two letters as they stand in the file, first letter in the high byte: readable in a debugger, cheap to compare.
enum class Vr : std::uint16_t {
    None = 0,
    AE = 'A' << 8 | 'E',
    AS = 'A' << 8 | 'S',
    AT = 'A' << 8 | 'T',
    CS = 'C' << 8 | 'S',
    DA = 'D' << 8 | 'A',
    DS = 'D' << 8 | 'S',
    DT = 'D' << 8 | 'T',
    FD = 'F' << 8 | 'D',
    FL = 'F' << 8 | 'L',
    IS = 'I' << 8 | 'S',
    LO = 'L' << 8 | 'O',
    LT = 'L' << 8 | 'T',
    OB = 'O' << 8 | 'B',
    OD = 'O' << 8 | 'D',
    OF = 'O' << 8 | 'F',
    OL = 'O' << 8 | 'L',
    OV = 'O' << 8 | 'V',
    OW = 'O' << 8 | 'W',
    PN = 'P' << 8 | 'N',
    SH = 'S' << 8 | 'H',
    SL = 'S' << 8 | 'L',
    SQ = 'S' << 8 | 'Q',
    SS = 'S' << 8 | 'S',
    ST = 'S' << 8 | 'T',
    SV = 'S' << 8 | 'V',
    TM = 'T' << 8 | 'M',
    UC = 'U' << 8 | 'C',
    UI = 'U' << 8 | 'I',
    UL = 'U' << 8 | 'L',
    UN = 'U' << 8 | 'N',
    UR = 'U' << 8 | 'R',
    US = 'U' << 8 | 'S',
    UT = 'U' << 8 | 'T',
    UV = 'U' << 8 | 'V',
};

/// None for letters that PS3.5 does not name.
Vr vr_from(std::string_view two_letters);
std::string to_string(Vr vr);

/// Values are characters (PS3.5 6.1), as opposed to binary numbers, bytes and sequences.
bool is_text(Vr vr);
/// Text in the data set's Specific Character Set: SH LO ST LT UC UT PN (PS3.5 6.1.2.3). The others are ISO 646.
bool has_character_set(Vr vr);
/// Explicit VR with a 32-bit length after two reserved bytes (PS3.5 7.1.2).
bool has_long_length(Vr vr);

}  // namespace imprimatur::dicom

template <> struct std::hash<imprimatur::dicom::Tag> {
    std::size_t operator()(imprimatur::dicom::Tag tag) const noexcept { return std::hash<std::uint32_t> {}(tag.number()); }
};
