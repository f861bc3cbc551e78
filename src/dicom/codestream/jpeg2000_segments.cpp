#include "dicom/codestream/jpeg2000_segments.h"

#include <bit>

namespace imprimatur::dicom::j2k {

namespace {

// T.800 A.6.1: after the number of decomposition levels come four bytes, and one a resolution when the precincts are given.
bool coding_style(ByteView style, bool precincts)
{
    constexpr std::size_t kFixed = 5;
    constexpr std::uint8_t kMostLevels = 32;
    return style.size() >= kFixed && style[0] <= kMostLevels && style.size() == kFixed + (precincts ? style[0] + 1U : 0U);
}

// T.800 A.6.4: one number a subband, at most 32 levels.
bool quantisation(ByteView steps)
{
    constexpr std::size_t kMostBands = 3 * 32 + 1;
    if (steps.empty())
        return false;
    const auto left = steps.size() - 1;
    switch (steps[0] & 31) {
    case 0: return left <= kMostBands && left % 3 == 1;
    case 1: return left == 2;
    case 2: return left <= 2 * kMostBands && left % 6 == 2;
    default: return false;
    }
}

bool right_length(std::uint16_t marker, ByteView body, std::uint16_t components)
{
    const std::size_t index = components < 257 ? 1 : 2;
    const auto size = body.size();
    switch (marker) {
    case kCod: return size >= 5 && coding_style(body.subspan(5), (body[0] & 1) != 0);
    case kCoc: return size > index && coding_style(body.subspan(index + 1), (body[index] & 1) != 0);
    case kQcd: return quantisation(body);
    case kQcc: return size > index && quantisation(body.subspan(index));
    case kRgn: return size == index + 2;
    case kPoc: return size > 0 && size % (5 + 2 * index) == 0;
    // T.814 A.3: Pcap, and 16 bits for each part that its bits name.
    case kCap: {
        ByteReader reader(body);
        const auto parts = reader.u32(true);
        return parts && reader.remaining() == 2U * static_cast<unsigned>(std::popcount(*parts));
    }
    // Numbers of profiles; all that are registered fit into one or two.
    case kPrf:
    case kCpf: return size >= 2 && size <= 4 && size % 2 == 0;
    default: return true;
    }
}

}  // namespace

Treatment treatment(std::uint16_t marker, ByteView body, bool in_tile, std::uint16_t components)
{
    switch (marker) {
    case kCom:
    case kPlt: return Treatment::Drop;
    case kCrg:
    case kPlm: return in_tile ? Treatment::Refuse : Treatment::Drop;
    case kCap:
    case kPrf:
    case kCpf:
    case kPpm:
        if (in_tile)
            return Treatment::Refuse;
        break;
    case kPpt:
        if (!in_tile)
            return Treatment::Refuse;
        break;
    case kCod:
    case kCoc:
    case kQcd:
    case kQcc:
    case kRgn:
    case kPoc: break;
    default: return Treatment::Refuse;
    }
    return right_length(marker, body, components) ? Treatment::Keep : Treatment::Refuse;
}

}  // namespace imprimatur::dicom::j2k
