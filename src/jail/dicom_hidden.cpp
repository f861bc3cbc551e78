#include "jail/dicom_hidden.h"

#include "jail/dicom_pixels.h"
#include "jail/dicom_samples.h"

#include "base/limits.h"

#include <algorithm>
#include <dcmtk/dcmdata/dcpixel.h>

namespace imprimatur::jail {

namespace {

constexpr Uint16 kOverlayData = 0x3000;
constexpr Uint16 kOverlayBitPosition = 0x0102;

/// Smaller than any picture that shows somebody.
constexpr std::size_t kSmallestRawCopy = 1'024;

class FirstFrame final : public MaterialSink {
public:
    void describe(MediaKind, std::string) override { }
    void dicom_context(std::string, std::string) override { }
    void lossy_ancestor(bool) override { }
    Outcome frame(Frame frame) override
    {
        if (picture)
            return Unreadable { Unreadable::How::Unsupported, "one picture is enough" };
        picture = std::move(frame);
        return std::nullopt;
    }
    Outcome attribute(Attribute) override { return std::nullopt; }
    Outcome object(EmbeddedObject) override { return std::nullopt; }
    void note(std::string) override { }
    [[nodiscard]] bool opens_hidden() const override { return false; }

    std::optional<Frame> picture {};
};

std::uint64_t number_of(DcmItem& item, const DcmTagKey& tag)
{
    Uint16 value = 0;
    return item.findAndGetUint16(tag, value).good() ? value : 0;
}

bool in_repeating_group(unsigned group, unsigned first) { return group >= first && group <= first + 0xFFU && group % 2 == 0; }

/// The syntax in which this very pixel data stands: an icon may be native in a file whose own pixels are compressed.
E_TransferSyntax syntax_of(DcmItem& holder)
{
    DcmElement* element = nullptr;
    E_TransferSyntax syntax = EXS_LittleEndianExplicit;
    const DcmRepresentationParameter* parameter = nullptr;
    holder.findAndGetElement(DCM_PixelData, element);
    if (auto* pixels = dynamic_cast<DcmPixelData*>(element))
        pixels->getOriginalRepresentationKey(syntax, parameter);
    return syntax;
}

std::optional<ByteView> bytes_of(DcmElement& element)
{
    switch (element.ident()) {
    case EVR_OB:
    case EVR_OW:
    case EVR_UN:
    case EVR_ox:
    case EVR_OverlayData:
    case EVR_UNKNOWN:
    case EVR_UNKNOWN2B: break;
    default: return std::nullopt;
    }
    Uint8* bytes = nullptr;
    if (element.getUint8Array(bytes).bad() || bytes == nullptr)
        return std::nullopt;
    return ByteView(bytes, element.getLength());
}

}  // namespace

DicomPictures::DicomPictures(MaterialSink& sink, DcmItem& top)
    : m_sink(sink)
    , m_hidden(sink)
    , m_rows(number_of(top, DCM_Rows))
    , m_columns(number_of(top, DCM_Columns))
{
}

Outcome DicomPictures::put(std::string part, std::uint64_t length, std::optional<Frame> picture)
{
    return m_sink.object({ std::move(part), length, IdentifierKind::HiddenPicture, std::move(picture) });
}

Outcome DicomPictures::look(DcmItem& holder, DcmElement& element, const std::string& path, std::size_t depth)
{
    const DcmTagKey key = element.getTag().getXTag();
    const unsigned group = key.getGroup();
    const std::uint64_t length = element.getLengthField();
    if (key == DCM_IconImageSequence)
        return put("icon image", 0);
    if (key == DCM_PixelData && depth > 0) {
        m_holders.push_back(&holder);
        return put("picture in " + path, length, nested(holder, "picture in " + path));
    }
    if (in_repeating_group(group, 0x6000) && key.getElement() == kOverlayData) {
        const std::string part = "overlay " + path;
        return put(part, length, overlay(holder, static_cast<std::uint16_t>(group), element, part));
    }
    if (in_repeating_group(group, 0x6000) && key.getElement() == kOverlayBitPosition && number_of(holder, key) != 0)
        return put("overlay in the unused bits of the pixels " + path, length);
    if (in_repeating_group(group, 0x5000) && key.getElement() == 0x3000)
        return put("curve " + path, length);
    if (key == DCM_GraphicAnnotationSequence)
        return put("graphic annotations", 0);
    if (key == DCM_EncapsulatedDocument)
        return put("encapsulated document", length);
    return key == DCM_PixelData ? std::nullopt : bytes(element, path);
}

/// PS3.3 C.9.2: one bit a pixel, the first in the lowest bit; of several frames, whatever is set in any of them.
std::optional<Frame> DicomPictures::overlay(DcmItem& holder, std::uint16_t group, DcmElement& data, const std::string& part)
{
    const auto rows = number_of(holder, DcmTagKey(group, 0x0010));
    const auto columns = number_of(holder, DcmTagKey(group, 0x0011));
    const auto bytes = bytes_of(data);
    const std::uint64_t pixels = rows * columns;
    if (!bytes || bytes->empty() || pixels == 0) {
        m_hidden.say(part, "it has no size or no data");
        return std::nullopt;
    }
    if (!m_hidden.room(part, columns, rows))
        return std::nullopt;
    Frame frame { static_cast<std::uint32_t>(columns), static_cast<std::uint32_t>(rows), 1, Bytes(pixels) };
    const std::uint64_t bits = std::min<std::uint64_t>(bytes->size() * 8, limits::kMaxFrames * pixels);
    std::uint64_t at = 0;
    for (std::uint64_t bit = 0; bit < bits; ++bit, at = at + 1 < pixels ? at + 1 : 0) {
        if (((*bytes)[bit / 8] >> (bit % 8) & 1U) != 0)
            frame.samples[at] = 255;
    }
    return frame;
}

/// An item with pixel data of its own is treated as an object of its own.
std::optional<Frame> DicomPictures::nested(DcmItem& holder, const std::string& part)
{
    if (!m_hidden.opens())
        return std::nullopt;
    DcmDataset alone;
    for (unsigned long i = 0; i < holder.card(); ++i) {
        DcmElement* element = holder.getElement(i);
        if (element == nullptr || element->ident() == EVR_SQ)
            continue;
        auto* copy = static_cast<DcmElement*>(element->clone());
        if (copy == nullptr || alone.insert(copy).bad())
            delete copy;
    }
    PixelClaim claim;
    auto refused = read_claim(alone, claim);
    if (!refused && !m_hidden.room(part, claim.columns, claim.rows * claim.frames))
        return std::nullopt;
    FirstFrame first;
    photo::HiddenPictures none(first);
    if (!refused)
        refused = render(alone, syntax_of(holder), none, first);
    if (refused && !first.picture)
        m_hidden.say(part, "a picture that could not be shown: " + refused->detail);
    return std::move(first.picture);
}

Outcome DicomPictures::bytes(DcmElement& element, const std::string& path)
{
    const auto content = bytes_of(element);
    if (!content)
        return std::nullopt;
    if (auto refused = search("picture in " + path, *content))
        return refused;
    const std::string part = "copy of the pixels in " + path;
    if (element.getTag().getXTag().getGroup() % 2 == 0)
        return std::nullopt;
    auto picture = raw_copy(*content, part);
    return picture ? put(part, content->size(), std::move(picture)) : std::nullopt;
}

/// Private bytes that have exactly the length of a picture of this size are taken for one.
std::optional<Frame> DicomPictures::raw_copy(ByteView bytes, const std::string& part)
{
    const std::uint64_t pixels = m_rows * m_columns;
    if (bytes.size() < kSmallestRawCopy || pixels == 0
        || (bytes.size() != pixels && bytes.size() != 2 * pixels && bytes.size() != 3 * pixels))
        return std::nullopt;
    if (std::all_of(bytes.begin(), bytes.end(), [&](std::uint8_t byte) { return byte == bytes[0]; }))
        return std::nullopt;
    if (!m_hidden.room(part, m_columns, m_rows))
        return std::nullopt;
    return raw_picture(bytes, static_cast<std::uint32_t>(m_columns), static_cast<std::uint32_t>(m_rows));
}

Outcome DicomPictures::search(const std::string& part, ByteView bytes)
{
    for (const auto file : m_hidden.find(bytes)) {
        if (auto refused = put(part, file.size(), m_hidden.open(part, file)))
            return refused;
    }
    return std::nullopt;
}

Outcome DicomPictures::preamble(ByteView file)
{
    if (!recognises_tiff(file))
        return std::nullopt;
    const std::string part = "TIFF file that the preamble makes of this one";
    return put(part, file.size(), m_hidden.open(part, file));
}

void DicomPictures::forget_nested_pixels()
{
    for (auto* holder : m_holders)
        delete holder->remove(DCM_PixelData);
    m_holders.clear();
}

}  // namespace imprimatur::jail
