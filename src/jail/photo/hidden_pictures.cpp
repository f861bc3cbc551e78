#include "jail/photo/hidden_pictures.h"

#include "base/limits.h"
#include "jail/photo/gif_blocks.h"
#include "jail/photo/jpeg_segments.h"
#include "jail/photo/picture_sizes.h"
#include "jail/photo/png_chunks.h"
#include "jail/photo/riff.h"

#include <algorithm>
#include <array>

namespace imprimatur::jail::photo {

namespace {

/// Bytes that are walked to find where pictures end, each attempt from its start on.
constexpr std::uint64_t kMaxSearched = 2 * limits::kMaxFileBytes;

struct Codec {
    bool (*recognises)(ByteView);
    Outcome (*decode)(ByteView, MaterialSink&);
};
constexpr std::array kCodecs {
    Codec { recognises_jpeg, decode_jpeg },
    Codec { recognises_png, decode_png },
    Codec { recognises_gif, decode_gif },
    Codec { recognises_webp, decode_webp },
    Codec { recognises_tiff, decode_tiff },
    Codec { recognises_bmp, decode_bmp },
};

const Codec* codec_of(ByteView bytes)
{
    const auto* found = std::find_if(kCodecs.begin(), kCodecs.end(), [&](const Codec& codec) { return codec.recognises(bytes); });
    return found == kCodecs.end() ? nullptr : found;
}

/// Keeps the first picture and passes on what is written in the file, under the name of the part that it stands in.
class InnerSink final : public MaterialSink {
public:
    InnerSink(MaterialSink& outer, std::string_view part)
        : m_outer(outer)
        , m_part(part)
    {
    }
    void describe(MediaKind, std::string) override { }
    void dicom_context(std::string, std::string) override { }
    void lossy_ancestor(bool) override { }
    Outcome frame(Frame frame) override
    {
        if (!picture)
            picture = std::move(frame);
        else
            more = true;
        return more ? Outcome(unsupported("one picture is enough")) : std::nullopt;
    }
    Outcome attribute(Attribute attribute) override
    {
        attribute.path = m_part + "/" + attribute.path;
        return m_outer.attribute(std::move(attribute));
    }
    Outcome object(EmbeddedObject object) override
    {
        object.part += " inside " + m_part;
        return m_outer.object(std::move(object));
    }
    void note(std::string) override { }
    [[nodiscard]] bool opens_hidden() const override { return false; }

    std::optional<Frame> picture {};
    bool more = false;

private:
    MaterialSink& m_outer;
    std::string m_part;
};

std::optional<ByteView> leading_png(ByteView bytes)
{
    ByteReader reader(bytes);
    if (!reader.skip(8))
        return std::nullopt;
    while (true) {
        const auto length = reader.u32(true);
        const auto typed = length ? reader.take(std::size_t { *length } + 4) : std::nullopt;
        if (!typed || !reader.skip(4))
            return std::nullopt;
        if (as_text(typed->first(4)) == "IEND")
            return bytes.first(reader.position());
    }
}

bool starts_picture(ByteView bytes)
{
    return recognises_jpeg(bytes) || recognises_png(bytes) || recognises_gif(bytes) || recognises_webp(bytes);
}

}  // namespace

std::optional<ByteView> leading_picture(ByteView bytes)
{
    const auto without = [&](std::size_t trailing) { return bytes.first(bytes.size() - trailing); };
    if (recognises_jpeg(bytes)) {
        const auto split = split_jpeg(bytes);
        const auto* file = std::get_if<JpegFile>(&split);
        return file != nullptr ? std::optional(without(file->trailing.size())) : std::nullopt;
    }
    if (recognises_png(bytes))
        return leading_png(bytes);
    if (recognises_gif(bytes)) {
        const auto split = split_gif(bytes);
        const auto* file = std::get_if<GifFile>(&split);
        return file != nullptr ? std::optional(without(file->trailing.size())) : std::nullopt;
    }
    if (recognises_webp(bytes)) {
        const auto split = split_webp(bytes);
        const auto* file = std::get_if<WebpFile>(&split);
        return file != nullptr ? std::optional(without(file->trailing.size())) : std::nullopt;
    }
    return std::nullopt;
}

HiddenPictures::HiddenPictures(MaterialSink& sink)
    : m_sink(sink)
    , m_opens(sink.opens_hidden())
{
}

void HiddenPictures::say(std::string_view part, std::string_view what) { m_sink.note(std::string(part) + ": " + std::string(what)); }

bool HiddenPictures::room(std::string_view part, std::uint64_t width, std::uint64_t height)
{
    if (!m_opens)
        return false;
    const bool sides = width <= limits::kMaxSide && height <= limits::kMaxSide;
    const bool fits = sides && width * height <= limits::kMaxHiddenPixels - m_pixels && m_pictures < limits::kMaxHiddenPictures;
    if (!fits) {
        say(part, "not opened, because the hidden pictures of the file pass their limit");
        return false;
    }
    ++m_pictures;
    m_pixels += width * height;
    return true;
}

std::optional<Frame> HiddenPictures::open(std::string_view part, ByteView bytes)
{
    const auto* codec = m_opens ? codec_of(bytes) : nullptr;
    if (codec == nullptr)
        return std::nullopt;
    const auto pixels = claimed_pixels(bytes);
    if (!pixels) {
        say(part, "a picture that is damaged or cut");
        return std::nullopt;
    }
    if (*pixels > limits::kMaxHiddenPixels - m_pixels || m_pictures >= limits::kMaxHiddenPictures) {
        say(part, "not opened, because the hidden pictures of the file pass their limit");
        return std::nullopt;
    }
    ++m_pictures;
    m_pixels += *pixels;
    InnerSink inner(m_sink, part);
    const auto refused = codec->decode(bytes, inner);
    if (refused && !inner.more)
        say(part, "a picture that could not be opened: " + refused->detail);
    if (inner.more)
        say(part, "an animation or several pages, of which the first was opened");
    return std::move(inner.picture);
}

std::vector<ByteView> HiddenPictures::find(ByteView bytes)
{
    std::vector<ByteView> found;
    for (std::size_t at = 0; m_opens && at < bytes.size(); ++at) {
        const auto byte = bytes[at];
        if ((byte != 0xFF && byte != 0x89 && byte != 'G' && byte != 'R') || !starts_picture(bytes.subspan(at)))
            continue;
        const auto rest = bytes.subspan(at);
        m_searched += rest.size();
        if (m_searched > kMaxSearched || found.size() == limits::kMaxHiddenPictures)
            break;
        if (const auto picture = leading_picture(rest)) {
            found.push_back(*picture);
            at += picture->size() - 1;
        }
    }
    return found;
}

}  // namespace imprimatur::jail::photo
