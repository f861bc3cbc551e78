#include "jail/photo/transparency.h"

#include "jail/photo/pixels.h"

#include <algorithm>

namespace imprimatur::jail::photo {

namespace {

/// Frames of one animation whose hidden colours are shown; the shapes of all of them are in two pictures anyway.
constexpr std::size_t kMaxColourPictures = 8;

/// Alpha under which a viewer shows little of a colour.
constexpr unsigned kHardlySeen = 128;

/// From the least to the most opaque: a shape of 254 in 255 is one as well.
void stretch(Bytes& shape)
{
    const auto [least, most] = std::minmax_element(shape.begin(), shape.end());
    const unsigned from = *least;
    const unsigned range = *most - from;
    for (auto& sample : shape)
        sample = static_cast<std::uint8_t>((sample - from) * 255U / range);
}

bool is_constant(const Bytes& shape)
{
    return std::all_of(shape.begin(), shape.end(), [&](std::uint8_t sample) { return sample == shape.front(); });
}

}  // namespace

Transparency::Seen Transparency::look(ByteView samples, std::size_t colours)
{
    Seen seen;
    const std::uint8_t* first = nullptr;
    for (const auto* in = samples.data(); in != samples.data() + samples.size(); in += colours + 1) {
        const unsigned alpha = in[colours];
        seen.transparent += alpha < 255 ? 1 : 0;
        if (alpha >= kHardlySeen)
            continue;
        first = first == nullptr ? in : first;
        seen.varies |= !std::equal(in, in + colours, first);
    }
    return seen;
}

void Transparency::lay_on_white(ByteView samples, Frame& onto)
{
    const auto seen = look(samples, onto.channels);
    flatten(samples, onto);
    m_transparent += seen.transparent;
    if (!m_listing.hidden().opens())
        return;
    if (seen.transparent > 0 && seen.varies && m_colours.size() < kMaxColourPictures)
        keep_colours(samples, onto);
    if (m_transparent > 0)
        keep_shape(samples, onto);
}

void Transparency::keep_colours(ByteView samples, const Frame& like)
{
    if (!m_listing.hidden().room("colour under transparency", like.width, like.height))
        return;
    Frame frame { like.width, like.height, like.channels, Bytes(like.samples.size()) };
    auto* out = frame.samples.data();
    for (const auto* in = samples.data(); in != samples.data() + samples.size(); in += like.channels + 1)
        out = std::copy_n(in, like.channels, out);
    m_colours.push_back(std::move(frame));
}

void Transparency::keep_shape(ByteView samples, const Frame& like)
{
    const std::size_t step = like.channels + std::size_t { 1 };
    const std::size_t pixels = samples.size() / step;
    if (m_least.empty() && m_listing.hidden().room("alpha", like.width, like.height)) {
        m_width = like.width;
        m_height = like.height;
        m_least.assign(pixels, 255);
        m_most.assign(pixels, 0);
    }
    if (m_least.size() != pixels)
        return;
    const auto* alpha = samples.data() + like.channels;
    for (std::size_t i = 0; i < pixels; ++i, alpha += step) {
        m_least[i] = std::min(m_least[i], *alpha);
        m_most[i] = std::max(m_most[i], *alpha);
    }
}

void Transparency::list_shape(std::vector<std::uint8_t> shape, std::uint64_t length, unsigned orientation)
{
    if (shape.empty() || is_constant(shape))
        return m_listing.hidden_picture("alpha", length);
    stretch(shape);
    m_listing.hidden_picture("alpha", length, upright(Frame { m_width, m_height, 1, std::move(shape) }, orientation));
}

Outcome Transparency::report(unsigned orientation)
{
    if (m_transparent == 0)
        return std::nullopt;
    m_listing.note("transparency was laid on white");
    const bool moves = m_least != m_most && !m_most.empty() && !is_constant(m_most);
    Bytes most = moves ? std::move(m_most) : Bytes {};
    list_shape(std::move(m_least), m_transparent, orientation);
    if (moves)
        list_shape(std::move(most), m_transparent, orientation);
    for (auto& colours : m_colours) {
        const auto length = colours.samples.size();
        m_listing.hidden_picture("colour under transparency", length, upright(std::move(colours), orientation));
    }
    return m_listing.outcome();
}

}  // namespace imprimatur::jail::photo
