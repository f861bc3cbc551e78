// Pictures, their encoding and decoding by other means than ours (DCMTK), and the three promises that every family is held to.
#pragma once

#include "jail/recode/recode.h"

#include <dcmtk/dcmdata/dctk.h>

#include <functional>

namespace imprimatur::jail::recode::support {

/// Values interleaved by pixel, as stored (cells of Bits Allocated).
using Values = std::vector<std::uint32_t>;

dicom::FrameShape grey(
    std::uint32_t columns, std::uint32_t rows, unsigned stored, bool is_signed = false, const char* photometric = "MONOCHROME2");
dicom::FrameShape colour(std::uint32_t columns, std::uint32_t rows, unsigned stored = 8, const char* photometric = "RGB");

/// Smooth with some noise; pixels for which `hidden` says so depend on `secret` as well.
Values picture(const dicom::FrameShape& shape, unsigned secret, const std::vector<Rect>& hidden);
bool within(const std::vector<Rect>& rects, std::uint32_t x, std::uint32_t y);

/// Little endian, by pixel or by plane as the shape says.
Bytes native(const Values& values, const dicom::FrameShape& shape);
Values values_of(const Bytes& native, const dicom::FrameShape& shape);

/// One frame through DCMTK's codecs; empty when it refuses.
Bytes dcmtk_encode(
    const Values& values, const dicom::FrameShape& shape, E_TransferSyntax syntax, const DcmRepresentationParameter* parameter);
Values dcmtk_decode(ByteView frame, const dicom::FrameShape& shape, E_TransferSyntax syntax);

/// Also the source of truth for what each test fills: edges, overlaps, a single pixel.
std::vector<std::vector<Rect>> rectangles(const dicom::FrameShape& shape);

struct Family {
    const char* syntax;
    std::function<Bytes(const Values&, const dicom::FrameShape&)> encode;
    std::function<Values(ByteView, const dicom::FrameShape&)> decode;
};
/// Inside: `black` everywhere. Outside `touched`: bit-identical. Two sources that differ only below: the same bytes.
void expect_promises(const Family& family, const dicom::FrameShape& shape, const std::vector<Rect>& rects, const Values& black);
void expect_promises_everywhere(const Family& family, const dicom::FrameShape& shape, const Values& black);

/// Every truncation and some thousand mutations are answered, by a frame or a refusal.
void expect_survives(const Family& family, const dicom::FrameShape& shape, const Bytes& frame);

const FilledFrame& filled(const FilledOrNot& outcome);

}  // namespace imprimatur::jail::recode::support
