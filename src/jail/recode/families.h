// One function a family of transfer syntaxes. The dispatcher has checked shape and rectangles: 1 or 3 samples a pixel, bits allocated
// 1, 8, 16 or 32, rectangles inside the picture and not empty, sizes below base/limits.h.
#pragma once

#include "jail/recode/recode.h"

namespace imprimatur::jail::recode {

struct Job {
    ByteView encoded;
    const dicom::FrameShape& shape;
    const std::vector<Rect>& rects;
    std::uint32_t palette_black = 0;
};

FilledOrNot fill_native(const Job& job, bool big_endian);
FilledOrNot fill_rle(const Job& job);
/// 8-bit DCT processes of T.81; `successive`: the syntax allows successive approximation (full progression).
FilledOrNot fill_jpeg(const Job& job, bool successive);
/// 12-bit sequential DCT with Huffman coding.
FilledOrNot fill_jpeg_12bit(const Job& job);
/// `first_order`: the syntax allows predictor 1 only.
FilledOrNot fill_jpeg_lossless(const Job& job, bool first_order);
FilledOrNot fill_jpeg_ls(const Job& job);
/// With no rectangles: what a frame beside a filled one has to become (see FilledFrame::photometric).
FilledOrNot fill_jpeg2000(const Job& job);

}  // namespace imprimatur::jail::recode
