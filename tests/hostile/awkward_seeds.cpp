// The bad input that a desk for pictures is sent sooner or later: bombs, loops, sizes that are lies, rare kinds, and files that hide
// others.
#include "awkward_pictures.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace imprimatur::hostile {

namespace {

constexpr std::uint32_t kFrames = 10'000;
constexpr std::uint64_t kBomb = 200'000'000;

Bytes u16_rows(std::uint32_t width, std::uint32_t height, std::uint32_t channels)
{
    Bytes rows;
    for (std::uint32_t y = 0; y < height; ++y) {
        rows.push_back(0);
        for (std::uint32_t i = 0; i < width * channels; ++i)
            append_number(rows, (y * 997 + i * 131) % 65'536, 2, true);
    }
    return deflated(rows);
}

/// Adam7 of four by four pixels: the second and third of the seven passes are empty (PNG third edition, 8.1).
Bytes interlaced_rows(std::uint32_t channels)
{
    constexpr std::array<std::pair<std::uint32_t, std::uint32_t>, 5> kPasses { { { 1, 1 }, { 1, 1 }, { 2, 1 }, { 2, 2 }, { 4, 2 } } };
    Bytes rows;
    for (const auto& [width, height] : kPasses) {
        for (std::uint32_t y = 0; y < height; ++y) {
            rows.push_back(0);
            rows.insert(rows.end(), std::size_t { width } * channels * 2, 90);
        }
    }
    return deflated(rows);
}

void png_seeds(std::vector<Seed>& seeds)
{
    const Bytes pixel = deflated({ 0, 77 });
    seeds.push_back({ "shown_1x1.png", png_file({}, { { "IDAT", pixel } }) });
    seeds.push_back({ "refused_40000x40000.png", png_file({ 40'000, 40'000 }, { { "IDAT", pixel } }) });
    for (const auto& [name, type, channels] : std::vector<std::tuple<std::string, std::uint8_t, std::uint32_t>> {
             { "grey", 0, 1 }, { "rgb", 2, 3 }, { "grey_alpha", 4, 2 }, { "rgba", 6, 4 } }) {
        seeds.push_back({ "shown_16bit_" + name + ".png", png_file({ 9, 7, 16, type }, { { "IDAT", u16_rows(9, 7, channels) } }) });
        seeds.push_back(
            { "shown_16bit_interlaced_" + name + ".png", png_file({ 4, 4, 16, type, true }, { { "IDAT", interlaced_rows(channels) } }) });
    }
    seeds.push_back({ "refused_bomb.png", png_file({ 9'000, 9'000 }, { { "IDAT", deflated_zeros(kBomb) } }) });
    seeds.push_back({ "refused_promises.png", png_file({ 10'000, 9'999, 16, 6 }, { { "IDAT", deflated_zeros(1'000'000) } }) });
    Bytes text;
    append(text, std::string_view("Comment\0\0", 9));
    append(text, deflated_zeros(kBomb));
    seeds.push_back({ "shown_text_bombs.png", png_file({}, { { "zTXt", text }, { "zTXt", text }, { "zTXt", text }, { "IDAT", pixel } }) });
    seeds.push_back({ "shown_10000_frames.png", apng_frames(kFrames) });
    seeds.push_back({ "refused_10001_frames.png", apng_frames(kFrames + 1) });
}

/// Everything from the last scan on is left out, but for the end of image.
Bytes without_last_scan(const Bytes& file)
{
    const std::array<std::uint8_t, 2> scan { 0xFF, 0xDA };
    Bytes cut(file.begin(), std::find_end(file.begin(), file.end(), scan.begin(), scan.end()));
    append(cut, Bytes { 0xFF, 0xD9 });
    return cut;
}

/// Bytes of the frame header, counted from its marker: precision at 4, height at 5, width at 7 (T.81 B.2.2).
Bytes with_frame_byte(Bytes file, std::size_t at, const Bytes& bytes)
{
    const std::array<std::uint8_t, 2> marker { 0xFF, 0xC0 };
    const auto frame = std::search(file.begin(), file.end(), marker.begin(), marker.end());
    std::copy(bytes.begin(), bytes.end(), frame + static_cast<std::ptrdiff_t>(at));
    return file;
}

void jpeg_seeds(std::vector<Seed>& seeds)
{
    const auto grey = jpeg_file(JpegKind::Grey);
    const auto progressive = jpeg_file(JpegKind::Progressive);
    seeds.push_back({ "shown_1x1.jpg", plain_jpeg(1, 1) });
    seeds.push_back({ "refused_40000x40000.jpg", with_frame_byte(grey, 5, { 0x9C, 0x40, 0x9C, 0x40 }) });
    seeds.push_back({ "refused_12bit.jpg", with_frame_byte(grey, 4, { 12 }) });
    seeds.push_back({ "shown_arithmetic.jpg", jpeg_file(JpegKind::Arithmetic) });
    seeds.push_back({ "shown_progressive.jpg", progressive });
    seeds.push_back({ "refused_missing_scans.jpg", without_last_scan(progressive) });
    seeds.push_back({ "refused_cut.jpg", Bytes(grey.begin(), grey.begin() + static_cast<std::ptrdiff_t>(grey.size() / 2)) });
    seeds.push_back({ "shown_cmyk.jpg", jpeg_file(JpegKind::Cmyk) });
    seeds.push_back({ "shown_adobe_cmyk.jpg", jpeg_file(JpegKind::AdobeCmyk) });
    seeds.push_back({ "shown_ycck.jpg", jpeg_file(JpegKind::Ycck) });
    Bytes many = grey;
    for (int i = 0; i < 200; ++i)
        append(many, grey);
    seeds.push_back({ "shown_200_hidden.jpg", many });
    Bytes claims = grey;
    for (int i = 0; i < 200; ++i)
        append(claims, with_frame_byte(grey, 5, { 0x27, 0x10, 0x27, 0x10 }));  // 10,000 by 10,000 each
    seeds.push_back({ "shown_hidden_claims.jpg", claims });
    Bytes starts = grey;
    for (int i = 0; i < 300'000; ++i)
        append(starts, Bytes { 0xFF, 0xD8, 0xFF, 0xE0 });
    seeds.push_back({ "shown_hidden_starts.jpg", starts });
}

void other_seeds(std::vector<Seed>& seeds)
{
    seeds.push_back({ "shown_1x1.tif", tiff_claim(1, 1) });
    seeds.push_back({ "refused_40000x40000.tif", tiff_claim(40'000, 40'000) });
    seeds.push_back({ "shown_1000_pages.tif", tiff_pages(1'000, false) });
    seeds.push_back({ "refused_65000_pages.tif", tiff_pages(65'000, false) });
    seeds.push_back({ "refused_loop.tif", tiff_pages(7, true) });
    seeds.push_back({ "shown_1x1.gif", gif_frames(1, 1, 1) });
    seeds.push_back({ "refused_40000x40000.gif", gif_frames(40'000, 40'000, 1) });
    seeds.push_back({ "shown_10000_frames.gif", gif_frames(1, 1, kFrames) });
    seeds.push_back({ "refused_10001_frames.gif", gif_frames(1, 1, kFrames + 1) });
    seeds.push_back({ "refused_large_frames.gif", gif_frames(1'000, 1'000, kFrames) });
    auto lying = gif_frames(1, 1, 1);
    lying[lying.size() - 11] = 9;  // a width that the data does not have
    seeds.push_back({ "refused_lying_size.gif", lying });
    const auto webp = webp_pixel();
    seeds.push_back({ "shown_1x1.webp", webp });
    seeds.push_back({ "refused_cut.webp", Bytes(webp.begin(), webp.end() - 6) });
    seeds.push_back({ "shown_1x1.dcm", dicom_picture(1, 1, "1", { 7, 0 }, 8) });
    seeds.push_back({ "refused_40000x40000.dcm", dicom_picture(40'000, 40'000, "1", Bytes(64), 8) });
    seeds.push_back({ "refused_frames.dcm", dicom_picture(8, 8, "9999", Bytes(64), 8) });
    Bytes bits;
    for (std::uint32_t i = 0; i < 64 * 64; ++i)
        append_number(bits, 700 + (i % 7 == 0 ? 0x4000U : 0U), 2, false);
    seeds.push_back({ "shown_hidden_bits.dcm", dicom_picture(64, 64, "1", bits, 12) });
    seeds.push_back({ "shown_hidden_frames.dcm", dicom_picture(16, 16, "1", bits, 12) });
}

}  // namespace

std::vector<Seed> awkward_seeds()
{
    std::vector<Seed> seeds;
    png_seeds(seeds);
    jpeg_seeds(seeds);
    other_seeds(seeds);
    return seeds;
}

}  // namespace imprimatur::hostile
