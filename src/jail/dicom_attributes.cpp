#include "jail/dicom_attributes.h"

#include "base/limits.h"
#include "base/unicode.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace imprimatur::jail {

namespace {

std::string tag_text(const DcmTagKey& tag)
{
    std::array<char, 16> text {};
    std::snprintf(text.data(), text.size(), "(%04X,%04X)", tag.getGroup(), tag.getElement());
    return text.data();
}

bool printable(std::string_view bytes)
{
    return std::all_of(
        bytes.begin(), bytes.end(), [](char c) { return (c >= 0x20 && c < 0x7F) || c == '\t' || c == '\r' || c == '\n' || c == '\0'; });
}

bool is_binary_vr(DcmEVR vr)
{
    switch (vr) {
    case EVR_OB:
    case EVR_OW:
    case EVR_OF:
    case EVR_OD:
    case EVR_OL:
    case EVR_OV:
    case EVR_ox:
    case EVR_px:
    case EVR_lt:
    case EVR_UN:
    case EVR_UNKNOWN:
    case EVR_UNKNOWN2B:
    case EVR_PixelData:
    case EVR_OverlayData:
    case EVR_pixelItem: return true;
    default: return false;
    }
}

/// Bytes that say something in letters are text whatever their VR claims: private elements often arrive as UN.
void read_binary_value(DcmElement& element, Attribute& attribute)
{
    constexpr std::size_t kLongestHiddenText = 1024;
    Uint8* bytes = nullptr;
    attribute.binary = true;
    if (attribute.length == 0 || attribute.length > kLongestHiddenText || element.getUint8Array(bytes).bad() || bytes == nullptr)
        return;
    const std::string_view text(reinterpret_cast<const char*>(bytes), attribute.length);
    if (!printable(text))
        return;
    attribute.binary = false;
    attribute.value = std::string(trimmed(text));
}

void read_value(DcmElement& element, Attribute& attribute)
{
    if (is_binary_vr(element.ident())) {
        read_binary_value(element, attribute);
        return;
    }
    OFString value;
    if (attribute.length > limits::kMaxAttributeValue || element.getOFStringArray(value, OFFalse).bad()) {
        attribute.binary = true;
        return;
    }
    attribute.value = sanitize_utf8(trimmed(std::string_view(value.c_str(), value.size())));
}

class Walker {
public:
    Walker(DicomPictures& pictures, MaterialSink& sink)
        : m_sink(sink)
        , m_pictures(pictures)
    {
    }

    Outcome walk(DcmItem& item, const std::string& prefix, std::size_t depth)
    {
        if (depth > limits::kMaxNesting)
            return Unreadable { Unreadable::How::TooLarge, "sequences are nested deeper than the limit" };
        for (unsigned long i = 0; i < item.card(); ++i) {
            DcmElement* element = item.getElement(i);
            if (element == nullptr)
                continue;
            if (auto refused = visit(item, *element, prefix, depth))
                return refused;
        }
        return std::nullopt;
    }

private:
    Outcome visit(DcmItem& holder, DcmElement& element, const std::string& prefix, std::size_t depth)
    {
        Attribute attribute;
        const DcmTagKey key = element.getTag().getXTag();
        attribute.tag = tag_text(key);
        attribute.path = prefix + attribute.tag;
        DcmTag named(element.getTag());
        attribute.name = named.getTagName();
        if (attribute.name == DcmTag_ERROR_TagName)
            attribute.name.clear();
        attribute.vr = DcmVR(element.ident()).getValidVRName();
        attribute.length = element.getLengthField();
        const bool sequence = element.ident() == EVR_SQ || element.ident() == EVR_pixelSQ;
        if (sequence || key == DCM_PixelData) {
            attribute.binary = true;
            attribute.length = sequence ? 0 : attribute.length;
        } else {
            read_value(element, attribute);
        }
        if (auto refused = m_sink.attribute(attribute))
            return refused;
        if (auto refused = m_pictures.look(holder, element, attribute.path, depth))
            return refused;
        if (element.ident() != EVR_SQ)
            return std::nullopt;
        return descend(static_cast<DcmSequenceOfItems&>(element), attribute.path, depth);
    }

    Outcome descend(DcmSequenceOfItems& sequence, const std::string& path, std::size_t depth)
    {
        for (unsigned long i = 0; i < sequence.card(); ++i) {
            DcmItem* item = sequence.getItem(i);
            if (item == nullptr)
                continue;
            if (auto refused = walk(*item, path + "[" + std::to_string(i) + "]/", depth + 1))
                return refused;
        }
        return std::nullopt;
    }

    MaterialSink& m_sink;
    DicomPictures& m_pictures;
};

}  // namespace

Outcome list_elements(DcmFileFormat& file, DicomPictures& pictures, MaterialSink& sink)
{
    // Text in another character set is searched for in its decoded form. Where the conversion fails the bytes stay as
    // they are and what is not UTF-8 in them is replaced.
    if (file.getDataset()->convertToUTF8().bad())
        sink.note("the declared character set could not be converted; text is listed as it stands");
    Walker walker(pictures, sink);
    if (auto refused = walker.walk(*file.getMetaInfo(), "", 0))
        return refused;
    return walker.walk(*file.getDataset(), "", 0);
}

}  // namespace imprimatur::jail
