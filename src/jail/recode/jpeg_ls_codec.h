// ITU-T T.87 (JPEG-LS): one scan, both ways.
#pragma once

#include "jail/recode/jpeg_stream.h"

namespace imprimatur::jail::recode {

/// Table C.3 and C.2.4.1.1.1: what both sides of one scan have to agree on.
struct LsParameters {
    int maximum = 255;
    int near = 0;
    std::array<int, 3> thresholds {};
    int reset = 64;
    std::uint8_t interleave = 0;  ///< 0 none, 1 by line, 2 by sample
};

/// Defaults where `preset` has zero; nullopt: outside what T.87 allows.
std::optional<LsParameters> ls_parameters(unsigned precision, int near, std::uint8_t interleave, const LsPreset& preset);

/// Samples interleaved by pixel, `step` of them each; the scan holds `components`.
struct LsPicture {
    std::vector<std::uint16_t>& samples;
    std::size_t rows = 0;
    std::size_t columns = 0;
    std::size_t step = 1;
};

/// False: the data is damaged or ends early.
bool read_ls_scan(ByteView data, const LsParameters& parameters, const std::vector<std::size_t>& components, LsPicture picture);
/// Without loss whatever `near` is.
void write_ls_scan(Bytes& out, const LsParameters& parameters, const std::vector<std::size_t>& components, LsPicture picture);

}  // namespace imprimatur::jail::recode
