// Pixel Data that carries more than pixels: bits nobody looks at, bytes behind the last sample, offset tables, empty fragments, the
// padding of items, uncompressed frames in fragments.
#include "objects.h"
#include "planted.h"

#include <algorithm>

namespace imprimatur::dicom_eval {

namespace {

/// Puts the token's halves of bytes into the four bits at `shift` of the samples, 16 bits each.
Octets with_nibbles(Octets pixels, const std::string& token, unsigned shift)
{
    for (std::size_t i = 0; i < token.size() * 2; ++i) {
        const auto c = static_cast<unsigned char>(token[i / 2]);
        const unsigned nibble = (i % 2 == 0 ? c >> 4U : c & 15U) << shift;
        const auto at = (i + 3) * 2;
        pixels[at] = static_cast<char>(static_cast<unsigned char>(pixels[at]) | (nibble & 0xFFU));
        pixels[at + 1] = static_cast<char>(static_cast<unsigned char>(pixels[at + 1]) | (nibble >> 8U));
    }
    return pixels;
}

void plant_bits(PlantedSet& all, Invent& invent)
{
    Sheet high("a_bits_above_high_bit.dcm", all, invent);
    const auto it = noted_case(high);
    auto set = object_of(Kind::Ct, it);
    set.bytes(0x7FE00010, "OW", with_nibbles(native_pixels({}), high.invent.surname(), 12));
    high.bits("four bits above High Bit", "pixel bits", 0xF000);
    high.finish(file_of_set(Kind::Ct, it, set));

    Sheet low("a_bits_below.dcm", all, invent);
    const auto other = noted_case(low);
    auto shifted = object_of(Kind::Cr, other);
    Picture picture { 32, 32, 1, 16, 12, 15, false, 1, "MONOCHROME2" };
    describe_pixels(shifted, picture);
    shifted.bytes(0x7FE00010, "OW", with_nibbles(native_pixels(picture), low.invent.surname(), 0));
    low.bits("four bits below the stored ones", "pixel bits", 0x000F);
    low.finish(file_of_set(Kind::Cr, other, shifted));

    Sheet implicit("a_bits_implicit.dcm", all, invent);
    const auto third = noted_case(implicit);
    auto flat = object_of(Kind::Ct, third, kImplicit);
    flat.bytes(0x7FE00010, "OW", with_nibbles(native_pixels({}), implicit.invent.surname(), 12));
    implicit.bits("four bits above High Bit, implicit VR", "pixel bits", 0xF000);
    implicit.finish(file_of_set(Kind::Ct, third, flat));
}

void plant_past_end(PlantedSet& all, Invent& invent)
{
    Sheet sheet("a_past_last_pixel.dcm", all, invent);
    const auto it = noted_case(sheet);
    auto set = object_of(Kind::Ct, it);
    set.bytes(0x7FE00010, "OW",
        native_pixels({}) + Octets(6, '\0') + sheet.name("bytes past the last pixel", "past the pixels") + " "
            + sheet.date("date past the last pixel", "past the pixels"));
    sheet.finish(file_of_set(Kind::Ct, it, set));

    Sheet odd("a_past_last_frame.dcm", all, invent);
    const auto other = noted_case(odd);
    auto frames = object_of(Kind::UsMultiFrame, other);
    auto picture = picture_of(Kind::UsMultiFrame);
    picture.rows = 31;
    picture.columns = 31;
    describe_pixels(frames, picture);
    frames.bytes(0x7FE00010, "OB", native_pixels(picture) + odd.name("bytes past the last of three frames", "past the pixels"));
    odd.finish(file_of_set(Kind::UsMultiFrame, other, frames));

    Sheet floats("a_float_pixels.dcm", all, invent);
    const auto third = noted_case(floats);
    auto map = object_of(Kind::SecondaryCapture, third);
    map.bytes(0x7FE00008, "OF", floats.name("Float Pixel Data beside Pixel Data", "past the pixels") + "   ").remove(0x00000000);
    floats.finish(file_of_set(Kind::SecondaryCapture, third, map));
}

void plant_fragments(PlantedSet& all, Invent& invent)
{
    // PS3.5 A.4.11: each frame a fragment, padded. What stands behind a frame's samples is no padding.
    Sheet sheet("a_encapsulated_uncompressed.dcm", all, invent);
    const auto it = noted_case(sheet);
    auto set = object_of(Kind::UsMultiFrame, it, kEncapsulated);
    const auto picture = picture_of(Kind::UsMultiFrame);
    const auto pixels = native_pixels(picture);
    const auto size = pixels.size() / picture.frames;
    std::vector<Octets> parts;
    for (std::uint32_t frame = 0; frame < picture.frames; ++frame)
        parts.push_back(pixels.substr(frame * size, size) + sheet.name("behind frame " + std::to_string(frame + 1), "past the pixels"));
    set.fragments({}, parts);
    sheet.finish(file_of_set(Kind::UsMultiFrame, it, set));
}

}  // namespace

void plant_native_pixels(PlantedSet& set, Invent& invent)
{
    plant_bits(set, invent);
    plant_past_end(set, invent);
    plant_fragments(set, invent);
}

}  // namespace imprimatur::dicom_eval
