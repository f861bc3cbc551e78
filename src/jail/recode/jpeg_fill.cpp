// 8-bit DCT JPEG (T.81 baseline, extended sequential, progressive) in the domain of its coefficients: blocks that a rectangle reaches
// become one colour, all others are carried over bit for bit. Marker segments other than JFIF and Adobe are not carried over:
// a thumbnail would show what was covered.
#include "jail/recode/dct_grid.h"
#include "jail/recode/paint.h"

#include "jail/photo/jpeg_errors.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <jerror.h>

namespace imprimatur::jail::recode {

namespace {

/// One colour for some blocks of one component.
struct Fill {
    int component = 0;
    Rect blocks;
    JCOEF dc = 0;
};

/// Owns both sides of libjpeg. Functions that may jump have only trivial locals.
class Transcoder {
public:
    Transcoder()
    {
        photo::prepare(m_errors);
        m_source.err = m_target.err = &m_errors.manager;
        m_source.client_data = m_target.client_data = &m_errors;
    }
    ~Transcoder()
    {
        jpeg_destroy_compress(&m_target);
        jpeg_destroy_decompress(&m_source);
        std::free(m_buffer);  // jpeg_mem_dest takes it with malloc
    }
    Transcoder(const Transcoder&) = delete;
    Transcoder& operator=(const Transcoder&) = delete;

    bool open(ByteView frame)
    {
        if (setjmp(m_errors.escape) != 0)
            return false;
        jpeg_create_decompress(&m_source);
        jpeg_create_compress(&m_target);
        m_source.progress = &m_errors.progress;
        jpeg_mem_src(&m_source, frame.data(), frame.size());
        return jpeg_read_header(&m_source, TRUE) == JPEG_HEADER_OK;
    }

    bool read()
    {
        if (setjmp(m_errors.escape) != 0)
            return false;
        m_arrays = jpeg_read_coefficients(&m_source);
        return m_arrays != nullptr;
    }

    bool fill(const Fill& fill)
    {
        if (setjmp(m_errors.escape) != 0)
            return false;
        const auto& component = m_source.comp_info[fill.component];
        const auto right = std::min(static_cast<JDIMENSION>(fill.blocks.x + fill.blocks.width), component.width_in_blocks);
        const auto bottom = std::min(static_cast<JDIMENSION>(fill.blocks.y + fill.blocks.height), component.height_in_blocks);
        for (auto y = static_cast<JDIMENSION>(fill.blocks.y); y < bottom; ++y) {
            JBLOCKARRAY rows
                = m_source.mem->access_virt_barray(reinterpret_cast<j_common_ptr>(&m_source), m_arrays[fill.component], y, 1, TRUE);
            for (auto x = static_cast<JDIMENSION>(fill.blocks.x); x < right; ++x) {
                std::memset(rows[0][x], 0, sizeof(JBLOCK));
                rows[0][x][0] = fill.dc;
            }
        }
        return true;
    }

    bool write(const jpeg_scan_info* scans, int count)
    {
        if (setjmp(m_errors.escape) != 0)
            return false;
        jpeg_copy_critical_parameters(&m_source, &m_target);
        m_target.write_JFIF_header = m_source.saw_JFIF_marker;
        m_target.write_Adobe_marker = m_source.saw_Adobe_marker;
        m_target.restart_interval = m_source.restart_interval;
        m_target.optimize_coding = TRUE;
        m_target.arith_code = FALSE;
        m_target.scan_info = scans;
        m_target.num_scans = count;
        jpeg_mem_dest(&m_target, &m_buffer, &m_size);
        jpeg_write_coefficients(&m_target, m_arrays);
        jpeg_finish_compress(&m_target);
        return jpeg_finish_decompress(&m_source) != FALSE;
    }

    /// Progressive: every coefficient arrived with all its bits (T.81 G.1.1); decoders smooth over blocks where some are missing.
    [[nodiscard]] bool whole() const
    {
        if (m_errors.damaged)
            return false;
        if (m_source.progressive_mode == FALSE || m_source.coef_bits == nullptr)
            return true;
        for (int c = 0; c < m_source.num_components; ++c) {
            const auto& bits = m_source.coef_bits[c];
            if (std::any_of(std::begin(bits), std::end(bits), [](int missing) { return missing != 0; }))
                return false;
        }
        return true;
    }

    [[nodiscard]] const jpeg_decompress_struct& info() const { return m_source; }
    [[nodiscard]] ByteView bytes() const { return { m_buffer, m_size }; }

    [[nodiscard]] Unreadable refusal() const
    {
        switch (m_errors.fatal) {
        case JERR_BAD_PRECISION: return unsupported("this JPEG process is filled with 8 bits a sample only");
        case JERR_SOF_UNSUPPORTED: return unsupported("the JPEG code stream is of a kind that is not filled");
        case JERR_OUT_OF_MEMORY: return { Unreadable::How::OutOfMemory, "the picture needs more memory than there is" };
        default: return malformed("the JPEG code stream is damaged");
        }
    }

private:
    jpeg_decompress_struct m_source {};
    jpeg_compress_struct m_target {};
    photo::JpegErrors m_errors {};
    jvirt_barray_ptr* m_arrays = nullptr;
    unsigned char* m_buffer = nullptr;
    unsigned long m_size = 0;
};

/// Adobe's transform flag and JFIF (which is YCbCr) speak for the stream; without either the attribute does.
bool holds_ybr(const jpeg_decompress_struct& info, const dicom::FrameShape& shape)
{
    if (info.saw_Adobe_marker != FALSE)
        return info.Adobe_transform == 1;
    return info.saw_JFIF_marker != FALSE || shape.photometric.starts_with("YBR");
}

jpeg_scan_info scan(int component, int from, int to, int high, int low) { return { 1, { component, 0, 0, 0 }, from, to, high, low }; }

/// T.81 G.1.1: DC of all components first, then bands of each; a second, finer pass where the syntax allows it.
std::vector<jpeg_scan_info> progression(int components, bool successive)
{
    std::vector<jpeg_scan_info> scans;
    if (components == 1)
        scans.push_back(scan(0, 0, 0, 0, 0));
    else
        scans.push_back({ components, { 0, 1, 2, 0 }, 0, 0, 0, 0 });
    for (int c = 0; c < components; ++c) {
        scans.push_back(scan(c, 1, 5, 0, successive ? 1 : 0));
        scans.push_back(scan(c, 6, 63, 0, successive ? 1 : 0));
    }
    for (int c = 0; successive && c < components; ++c)
        scans.push_back(scan(c, 1, 63, 1, 0));
    return scans;
}

std::vector<Sampling> samplings(const jpeg_decompress_struct& info)
{
    std::vector<Sampling> components;
    components.reserve(static_cast<std::size_t>(info.num_components));
    for (int c = 0; c < info.num_components; ++c)
        components.push_back(
            { static_cast<std::uint32_t>(info.comp_info[c].h_samp_factor), static_cast<std::uint32_t>(info.comp_info[c].v_samp_factor) });
    return components;
}

bool fits(const jpeg_decompress_struct& info, const dicom::FrameShape& shape)
{
    return info.image_width == shape.columns && info.image_height == shape.rows && info.num_components == shape.samples
        && shape.bits_allocated >= 8 && shape.bits_stored <= 8;
}

Parsed<std::vector<Fill>> plan(const jpeg_decompress_struct& info, const Job& job, const std::vector<Rect>& blocks)
{
    const auto components = samplings(info);
    const auto black = dct_black(job, holds_ybr(info, job.shape), 8);
    std::vector<Fill> fills;
    for (std::size_t c = 0; c < components.size(); ++c) {
        const auto* table = info.comp_info[c].quant_table;
        const auto dc = table == nullptr ? std::nullopt : dc_of(black[c], table->quantval[0], 8);
        if (!dc)
            return malformed("a quantisation step of the JPEG code stream passes the range of its samples");
        for (const auto& rect : blocks)
            fills.push_back({ static_cast<int>(c), blocks_of(rect, components, c), static_cast<JCOEF>(*dc) });
    }
    return fills;
}

}  // namespace

FilledOrNot fill_jpeg(const Job& job, bool successive)
{
    if (job.shape.photometric == "PALETTE COLOR")
        return unsupported("palette indices under a lossy compression are not filled");
    Transcoder transcoder;
    if (!transcoder.open(job.encoded))
        return transcoder.refusal();
    if (!fits(transcoder.info(), job.shape))
        return malformed("the JPEG code stream is not what rows, columns and samples claim");
    const auto reach = reach_of(job, samplings(transcoder.info()));
    if (!reach)
        return unsupported("JPEG components with fractional sampling are not filled");
    if (!transcoder.read())
        return transcoder.refusal();
    if (!transcoder.whole())
        return malformed("the JPEG code stream is damaged or cut");
    const auto fills = plan(transcoder.info(), job, reach->blocks);
    if (const auto* refused = std::get_if<Unreadable>(&fills))
        return *refused;
    for (const auto& fill : std::get<0>(fills)) {
        if (!transcoder.fill(fill))
            return transcoder.refusal();
    }
    std::vector<jpeg_scan_info> scans;
    if (transcoder.info().progressive_mode != FALSE)
        scans = progression(transcoder.info().num_components, successive);
    if (!transcoder.write(scans.empty() ? nullptr : scans.data(), static_cast<int>(scans.size())))
        return transcoder.refusal();
    const auto bytes = transcoder.bytes();
    FilledFrame filled { .bytes = Bytes(bytes.begin(), bytes.end()), .touched = reach->touched };
    if (filled.bytes.size() % 2 != 0)
        filled.bytes.push_back(0);
    return filled;
}

}  // namespace imprimatur::jail::recode
