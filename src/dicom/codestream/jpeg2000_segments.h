// Marker segments of T.800 and T.814: which are known, where they may stand, and how long they have to be.
#pragma once

#include "base/byte_reader.h"

namespace imprimatur::dicom::j2k {

// T.800 table A.2
inline constexpr std::uint16_t kSoc = 0xFF4F;
inline constexpr std::uint16_t kCap = 0xFF50;
inline constexpr std::uint16_t kSiz = 0xFF51;
inline constexpr std::uint16_t kCod = 0xFF52;
inline constexpr std::uint16_t kCoc = 0xFF53;
inline constexpr std::uint16_t kTlm = 0xFF55;
inline constexpr std::uint16_t kPrf = 0xFF56;
inline constexpr std::uint16_t kPlm = 0xFF57;
inline constexpr std::uint16_t kPlt = 0xFF58;
inline constexpr std::uint16_t kCpf = 0xFF59;
inline constexpr std::uint16_t kQcd = 0xFF5C;
inline constexpr std::uint16_t kQcc = 0xFF5D;
inline constexpr std::uint16_t kRgn = 0xFF5E;
inline constexpr std::uint16_t kPoc = 0xFF5F;
inline constexpr std::uint16_t kPpm = 0xFF60;
inline constexpr std::uint16_t kPpt = 0xFF61;
inline constexpr std::uint16_t kCrg = 0xFF63;
inline constexpr std::uint16_t kCom = 0xFF64;
inline constexpr std::uint16_t kSot = 0xFF90;
inline constexpr std::uint16_t kSop = 0xFF91;
inline constexpr std::uint16_t kEph = 0xFF92;
inline constexpr std::uint16_t kSod = 0xFF93;
inline constexpr std::uint16_t kEoc = 0xFFD9;

enum class Treatment { Keep, Drop, Refuse };

/// What happens to a segment of the main header or of a tile-part header. Only lengths that follow from the segment's own fields are
/// accepted, so that nothing can stand behind them.
Treatment treatment(std::uint16_t marker, ByteView body, bool in_tile, std::uint16_t components);

}  // namespace imprimatur::dicom::j2k
