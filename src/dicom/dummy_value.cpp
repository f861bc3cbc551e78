#include "dicom/dummy_value.h"

#include "dicom/coded_terms.h"

#include <algorithm>
#include <array>

namespace imprimatur::dicom {

namespace {

struct Fixed {
    Tag tag;
    std::string_view value;
};

// Where only an enumerated value is legal (PS3.3), the most neutral one.
constexpr std::array<Fixed, 12> kEnumerated { {
    { { 0x0008, 0x0060 }, "OT" },  // Modality
    { { 0x0008, 0x0068 }, "FOR PRESENTATION" }, { { 0x0010, 0x0040 }, "O" },  // Patient's Sex
    { { 0x0020, 0x0060 }, "U" },  // Laterality
    { { 0x0020, 0x0062 }, "U" },  // Image Laterality
    { { 0x0040, 0xA040 }, "TEXT" },  // Value Type
    { { 0x0040, 0xA493 }, "UNVERIFIED" }, { { 0x0040, 0xA491 }, "PARTIAL" }, { { 0x0070, 0x0001 }, "" },
    { { 0x0008, 0x0102 }, kLocalScheme },  // Coding Scheme Designator
    { { 0x0054, 0x0220 }, "UNKNOWN" }, { { 0x3006, 0x00A4 }, "ORGAN" },  // RT ROI Interpreted Type
} };

// Binary values are replaced by zeros; a length somebody made up must not make us write gigabytes of them.
constexpr std::size_t kMostZeros = 64 * 1024;

}  // namespace

std::string dummy_value(Tag tag, Vr vr, std::size_t length)
{
    const auto* fixed = std::find_if(kEnumerated.begin(), kEnumerated.end(), [&](const Fixed& f) { return f.tag == tag; });
    if (fixed != kEnumerated.end())
        return std::string(fixed->value);
    switch (vr) {
    case Vr::PN: return "ANONYMIZED";
    case Vr::DA: return "19000101";
    case Vr::DT: return "19000101000000";
    case Vr::TM: return "000000";
    case Vr::AS: return "000Y";
    case Vr::IS:
    case Vr::DS: return "0";
    case Vr::CS: return "OTHER";
    case Vr::UR: return "urn:removed";
    case Vr::UI: return {};
    case Vr::AE:
    case Vr::SH:
    case Vr::LO:
    case Vr::ST:
    case Vr::LT:
    case Vr::UC:
    case Vr::UT: return "REMOVED";
    default: return std::string(std::min(length, kMostZeros), '\0');
    }
}

bool is_dummy(std::string_view value)
{
    static constexpr std::array<Vr, 8> kTextVrs { Vr::PN, Vr::DA, Vr::DT, Vr::TM, Vr::AS, Vr::CS, Vr::UR, Vr::LO };
    return value == "[removed]" || std::any_of(kEnumerated.begin(), kEnumerated.end(), [&](const Fixed& f) { return f.value == value; })
        || std::any_of(kTextVrs.begin(), kTextVrs.end(), [&](Vr vr) { return dummy_value({}, vr, 0) == value; });
}

}  // namespace imprimatur::dicom
