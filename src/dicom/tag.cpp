#include "dicom/tag.h"

#include <algorithm>
#include <array>

namespace imprimatur::dicom {

namespace {

constexpr std::array kVrs { Vr::AE, Vr::AS, Vr::AT, Vr::CS, Vr::DA, Vr::DS, Vr::DT, Vr::FD, Vr::FL, Vr::IS, Vr::LO, Vr::LT, Vr::OB, Vr::OD,
    Vr::OF, Vr::OL, Vr::OV, Vr::OW, Vr::PN, Vr::SH, Vr::SL, Vr::SQ, Vr::SS, Vr::ST, Vr::SV, Vr::TM, Vr::UC, Vr::UI, Vr::UL, Vr::UN, Vr::UR,
    Vr::US, Vr::UT, Vr::UV };

void append_hex(std::string& text, std::uint16_t number)
{
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    for (int shift = 12; shift >= 0; shift -= 4)
        text += kDigits[(number >> shift) & 0xFU];
}

}  // namespace

std::string to_string(Tag tag)
{
    std::string text = "(";
    append_hex(text, tag.group);
    text += ',';
    append_hex(text, tag.element);
    text += ')';
    return text;
}

Vr vr_from(std::string_view two_letters)
{
    if (two_letters.size() != 2)
        return Vr::None;
    const auto letters = static_cast<std::uint16_t>(
        static_cast<unsigned>(static_cast<unsigned char>(two_letters[0])) << 8U | static_cast<unsigned char>(two_letters[1]));
    const auto* const found
        = std::find_if(kVrs.begin(), kVrs.end(), [letters](Vr vr) { return static_cast<std::uint16_t>(vr) == letters; });
    return found == kVrs.end() ? Vr::None : *found;
}

std::string to_string(Vr vr)
{
    if (vr == Vr::None)
        return {};
    const auto letters = static_cast<std::uint16_t>(vr);
    return { static_cast<char>(letters >> 8U), static_cast<char>(letters & 0xFFU) };
}

bool is_text(Vr vr)
{
    switch (vr) {
    case Vr::AE:
    case Vr::AS:
    case Vr::CS:
    case Vr::DA:
    case Vr::DS:
    case Vr::DT:
    case Vr::IS:
    case Vr::TM:
    case Vr::UI:
    case Vr::UR: return true;
    default: return has_character_set(vr);
    }
}

bool has_character_set(Vr vr)
{
    switch (vr) {
    case Vr::LO:
    case Vr::LT:
    case Vr::PN:
    case Vr::SH:
    case Vr::ST:
    case Vr::UC:
    case Vr::UT: return true;
    default: return false;
    }
}

bool has_long_length(Vr vr)
{
    switch (vr) {
    case Vr::OB:
    case Vr::OD:
    case Vr::OF:
    case Vr::OL:
    case Vr::OV:
    case Vr::OW:
    case Vr::SQ:
    case Vr::SV:
    case Vr::UC:
    case Vr::UN:
    case Vr::UR:
    case Vr::UT:
    case Vr::UV: return true;
    default: return false;
    }
}

}  // namespace imprimatur::dicom
