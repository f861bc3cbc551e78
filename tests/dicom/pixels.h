// Decoded pixels of a file and of its copy.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace imprimatur::dicom_eval {

/// Every byte of Pixel Data after decoding by DCMTK (JPEG, JPEG-LS, RLE) or OpenJPEG (JPEG 2000), without what stands behind the last
/// sample and with unused bits cleared. Nullopt: it cannot be decoded, or there is none.
std::optional<std::string> decoded_pixels(const std::filesystem::path& path);

/// Equal after decoding. Where neither of the two decoders knows the encoding: equal fragments.
bool same_pixels(const std::filesystem::path& original, const std::filesystem::path& copy);

/// `box` is left,top,width,height: every pixel of it has the same value in each frame of a native copy.
bool one_colour_in(const std::filesystem::path& copy, const std::string& box);

}  // namespace imprimatur::dicom_eval
