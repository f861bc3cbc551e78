// Small whole files of every kind that is read, made from nothing: the ground that mutations start from.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::hostile {

using Bytes = std::vector<std::uint8_t>;

struct Seed {
    std::string name;
    Bytes bytes;
};

/// Stands in every text that a seed carries (names, comments, descriptions). It is nobody's name, and it must never
/// come out of the program: findings show the shape of a value, not the value.
inline constexpr std::string_view kCanary = "Zqcanary";

/// DICOM: explicit and implicit, little and big endian, sequences, private elements, RLE, JPEG, several frames.
std::vector<Seed> dicom_seeds();

/// One DICOM picture of `bits` stored values in 16-bit words or bytes, with a size that may be a lie.
Bytes dicom_picture(std::uint16_t rows, std::uint16_t columns, const std::string& frames, const Bytes& pixels, std::uint16_t bits);

/// JPEG with EXIF and a comment, PNG with text, TIFF, WebP, GIF of two frames, BMP, and a text that is no picture.
std::vector<Seed> photo_seeds();

/// Files at the edge of what is read. Their names say what has to come of them: "shown_..." is a picture, "refused_..." a reason.
std::vector<Seed> awkward_seeds();

/// A grey gradient with a bright bar, as a baseline JPEG without metadata.
Bytes plain_jpeg(std::uint32_t width, std::uint32_t height);

/// The samples of that picture.
Bytes gradient(std::uint32_t width, std::uint32_t height);

void append(Bytes& bytes, std::string_view text);
void append(Bytes& bytes, const Bytes& more);
void append_number(Bytes& bytes, std::uint64_t value, int width, bool big_endian);

}  // namespace imprimatur::hostile
