#include "jail/dicom_planes.h"

#include <algorithm>

namespace imprimatur::jail {

namespace {

/// Frames behind the last one that are shown.
constexpr std::uint64_t kMaxSurplusFrames = 8;

struct Projections {
    std::vector<std::uint16_t> any;  ///< bits that are set in some frame
    std::vector<std::uint16_t> all;  ///< bits that are set in every frame
};

/// The bits around the stored value.
std::uint16_t outside(const StoredPixels& pixels)
{
    const std::uint32_t allocated = (1U << pixels.allocated) - 1;
    const std::uint32_t stored = ((1U << pixels.stored) - 1) << (pixels.high + 1 - pixels.stored);
    return static_cast<std::uint16_t>(allocated & ~stored);
}

/// Which of these bits say something: they differ between pixels, and above the value they are not merely its sign (PS3.5 8.1.1 leaves
/// them open, and most writers extend the sign).
std::uint16_t speaking(const StoredPixels& pixels, std::uint16_t mask)
{
    const auto above = static_cast<std::uint16_t>(mask & ~((2U << pixels.high) - 1U));
    std::uint16_t any = 0;
    std::uint16_t all = 0xFFFF;
    std::uint16_t against_sign = 0;
    const std::uint64_t count = pixels.frames * pixels.samples_in_frame;
    for (std::uint64_t i = 0; i < count; ++i) {
        const auto word = pixels.word(i);
        any = static_cast<std::uint16_t>(any | word);
        all = static_cast<std::uint16_t>(all & word);
        const bool negative = pixels.is_signed && (word >> pixels.high & 1U) != 0;
        against_sign = static_cast<std::uint16_t>(against_sign | (negative ? ~word & above : word & above));
    }
    const auto varies = static_cast<std::uint16_t>(any & ~all & mask);
    return static_cast<std::uint16_t>(varies & (against_sign | ~above));
}

Projections project(const StoredPixels& pixels, const PixelClaim& claim, std::uint16_t mask)
{
    const std::uint64_t count = claim.rows * claim.columns;
    Projections projections { std::vector<std::uint16_t>(count, 0), std::vector<std::uint16_t>(count, mask) };
    for (std::uint64_t i = 0; i < pixels.frames * pixels.samples_in_frame; ++i) {
        const auto bits = static_cast<std::uint16_t>(pixels.word(i) & mask);
        const auto at = i % pixels.samples_in_frame / claim.samples;  // planar colour is a picture of thirds then, and still one
        projections.any[at] = static_cast<std::uint16_t>(projections.any[at] | bits);
        projections.all[at] = static_cast<std::uint16_t>(projections.all[at] & bits);
    }
    return projections;
}

Frame plane(const std::vector<std::uint16_t>& words, unsigned bit, const PixelClaim& claim)
{
    Frame frame { static_cast<std::uint32_t>(claim.columns), static_cast<std::uint32_t>(claim.rows), 1, Bytes(words.size()) };
    for (std::size_t i = 0; i < words.size(); ++i)
        frame.samples[i] = (words[i] >> bit & 1U) != 0 ? 255 : 0;
    return frame;
}

/// Less than a letter: broken sensor elements overflow into the bits above.
bool is_empty(const Bytes& samples)
{
    constexpr std::ptrdiff_t kFewest = 30;
    const auto set = std::count(samples.begin(), samples.end(), std::uint8_t { 255 });
    return set < kFewest || static_cast<std::ptrdiff_t>(samples.size()) - set < kFewest;
}

class Planes {
public:
    Planes(const PixelClaim& claim, photo::HiddenPictures& hidden, MaterialSink& sink)
        : m_claim(claim)
        , m_hidden(hidden)
        , m_sink(sink)
    {
    }

    Outcome list(const Projections& projections, std::uint16_t bits)
    {
        for (unsigned bit = 0; bit < 16; ++bit) {
            if ((bits >> bit & 1U) == 0)
                continue;
            if (auto refused = list(plane(projections.any, bit, m_claim), bit))
                return refused;
            if (auto refused = list(plane(projections.all, bit, m_claim), bit))
                return refused;
        }
        return std::nullopt;
    }

private:
    /// A padding value sets several bits at the same places.
    Outcome list(Frame frame, unsigned bit)
    {
        const std::string part = "bit " + std::to_string(bit) + " of the pixels, which belongs to no value";
        const auto known = std::find_if(m_listed.begin(), m_listed.end(), [&](const Bytes& samples) { return samples == frame.samples; });
        if (is_empty(frame.samples) || known != m_listed.end() || !m_hidden.room(part, frame.width, frame.height))
            return std::nullopt;
        m_listed.push_back(frame.samples);
        return m_sink.object({ part, frame.samples.size() / 8, IdentifierKind::HiddenPicture, std::move(frame) });
    }

    const PixelClaim& m_claim;
    photo::HiddenPictures& m_hidden;
    MaterialSink& m_sink;
    std::vector<Bytes> m_listed {};
};

/// The header may say that there are fewer frames than there are.
Outcome list_surplus(const StoredPixels& pixels, const PixelClaim& claim, photo::HiddenPictures& hidden, MaterialSink& sink)
{
    const std::string part = "pixel data behind the last frame";
    auto surplus = pixels.bytes.subspan(pixels.bytes_needed());
    if (std::all_of(surplus.begin(), surplus.end(), [](std::uint8_t byte) { return byte == 0; }))
        return std::nullopt;
    const std::uint64_t frame_bytes = pixels.samples_in_frame * (pixels.allocated / 8);
    if (surplus.size() < frame_bytes)
        return sink.object({ part, surplus.size(), IdentifierKind::HiddenBytes });
    for (std::uint64_t i = 0; i < kMaxSurplusFrames && surplus.size() >= frame_bytes; ++i) {
        std::optional<Frame> picture;
        if (hidden.room(part, claim.columns, claim.rows))
            picture = raw_picture(
                surplus.first(frame_bytes), static_cast<std::uint32_t>(claim.columns), static_cast<std::uint32_t>(claim.rows));
        if (auto refused = sink.object({ part, frame_bytes, IdentifierKind::HiddenPicture, std::move(picture) }))
            return refused;
        surplus = surplus.subspan(frame_bytes);
    }
    return surplus.empty() ? std::nullopt : sink.object({ part, surplus.size(), IdentifierKind::HiddenBytes });
}

}  // namespace

Outcome list_planes(const StoredPixels& pixels, const PixelClaim& claim, photo::HiddenPictures& hidden, MaterialSink& sink)
{
    if (!hidden.opens())
        return std::nullopt;
    const auto mask = outside(pixels);
    const auto bits = mask == 0 ? std::uint16_t { 0 } : speaking(pixels, mask);
    if (bits != 0) {
        if (auto refused = Planes(claim, hidden, sink).list(project(pixels, claim, bits), bits))
            return refused;
    }
    return list_surplus(pixels, claim, hidden, sink);
}

}  // namespace imprimatur::jail
