#include "jail/photo/listing.h"

#include "base/limits.h"
#include "jail/photo/pixels.h"
#include "jail/photo/text.h"

namespace imprimatur::jail::photo {

namespace {

/// EXIF, in it Photoshop resources, in them XMP: real files stop at three.
constexpr std::size_t kMaxBlockDepth = 6;

/// All text of one file. Only values that overlap on purpose come near.
constexpr std::uint64_t kMaxTextBytes = 64ULL << 20;

/// Bytes of metadata blocks that are walked, counted again each time one is opened.
constexpr std::uint64_t kMaxBlockBytes = 2 * limits::kMaxFileBytes;

}  // namespace

void Listing::put(Attribute attribute)
{
    m_text_bytes += attribute.value.size();
    if (stopped())
        return;
    if (++m_attributes > limits::kMaxAttributes || m_text_bytes > kMaxTextBytes)
        m_refusal = too_large("the file has more metadata than the limit");
    else
        m_refusal = m_sink.attribute(std::move(attribute));
}

void Listing::put(EmbeddedObject object)
{
    if (stopped())
        return;
    if (++m_objects > limits::kMaxObjects)
        m_refusal = too_large("the file has more embedded objects than the limit");
    else
        m_refusal = m_sink.object(std::move(object));
}

void Listing::text(Label label, std::string value, std::uint64_t length)
{
    if (value.size() > limits::kMaxAttributeValue) {
        hidden_bytes("a metadata value too long to be read", length);
        return binary(std::move(label), length);
    }
    std::string path = label.path.empty() ? label.tag : std::move(label.path);
    put(Attribute { std::move(label.tag), std::move(path), std::move(label.name), "", std::move(value), length, false });
}

void Listing::binary(Label label, std::uint64_t length)
{
    std::string path = label.path.empty() ? label.tag : std::move(label.path);
    put(Attribute { std::move(label.tag), std::move(path), std::move(label.name), "", "", length, true });
}

void Listing::bytes_as_text(Label label, ByteView bytes)
{
    if (bytes.size() <= limits::kMaxAttributeValue)
        return text(std::move(label), text_from(bytes), bytes.size());
    hidden_bytes("a metadata value too long to be read", bytes.size());
    binary(std::move(label), bytes.size());
}

void Listing::unknown(Label label, std::string part, ByteView bytes)
{
    hidden_bytes(part, bytes.size());
    search("picture in a " + part, bytes);
    if (bytes.size() <= limits::kMaxAttributeValue && is_plain_text(bytes))
        return text(std::move(label), text_from(bytes), bytes.size());
    binary(std::move(label), bytes.size());
}

void Listing::hidden_bytes(std::string part, std::uint64_t length)
{
    put(EmbeddedObject { std::move(part), length, IdentifierKind::HiddenBytes });
}

void Listing::hidden_picture(std::string part, std::uint64_t length, std::optional<Frame> picture)
{
    put(EmbeddedObject { std::move(part), length, IdentifierKind::HiddenPicture, std::move(picture) });
}

void Listing::hidden_file(std::string part, ByteView bytes, unsigned orientation)
{
    auto picture = m_hidden.open(part, bytes);
    if (picture)
        picture = upright(std::move(*picture), orientation);
    hidden_picture(std::move(part), bytes.size(), std::move(picture));
}

std::size_t Listing::search(const std::string& part, ByteView bytes)
{
    const auto pictures = m_hidden.find(bytes);
    for (const auto picture : pictures) {
        if (!stopped() && !m_hidden.was_met(picture))
            hidden_file(part, picture);
    }
    return pictures.size();
}

void Listing::spend(std::uint64_t bytes)
{
    m_read_bytes += bytes;
    if (m_read_bytes > kMaxBlockBytes)
        refuse(too_large("the metadata blocks of the file point into each other too often"));
}

void Listing::refuse(Unreadable refusal)
{
    if (!stopped())
        m_refusal = std::move(refusal);
}

Nested::Nested(Listing& listing, std::uint64_t bytes)
    : m_listing(listing)
    , m_open(false)
{
    ++listing.m_depth;
    listing.spend(bytes);
    if (listing.m_depth > kMaxBlockDepth)
        listing.hidden_bytes("metadata nested too deep to be read", bytes);
    else
        m_open = !listing.stopped();
}

Nested::~Nested() { --m_listing.m_depth; }

}  // namespace imprimatur::jail::photo
