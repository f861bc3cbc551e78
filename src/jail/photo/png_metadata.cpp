#include "base/limits.h"
#include "base/unicode.h"
#include "jail/photo/exif.h"
#include "jail/photo/icc.h"
#include "jail/photo/inflate.h"
#include "jail/photo/photoshop.h"
#include "jail/photo/png_chunks.h"
#include "jail/photo/text.h"
#include "jail/photo/xmp.h"

#include <algorithm>
#include <array>

namespace imprimatur::jail::photo {

namespace {

/// Compressed text and profiles: XMP with an edit history is some megabytes.
constexpr std::size_t kMaxInflated = 16U << 20;

/// Keywords that the standard or a common program defines; any other keyword is the file's own word and goes into the value.
constexpr auto kKeywords = std::to_array<std::string_view>({ "Title", "Author", "Description", "Copyright", "Creation Time", "Software",
    "Disclaimer", "Warning", "Source", "Comment", "Collection", "Artist", "Document", "Label", "Make", "Model", "Timestamp", "URL",
    "XML:com.adobe.xmp", "date:create", "date:modify", "date:timestamp", "Thumb::URI", "Thumb::MTime", "Thumb::Mimetype", "Thumb::Size",
    "Thumb::Image::Width", "Thumb::Image::Height", "Thumb::Document::Pages", "CreationTime", "parameters", "prompt", "workflow" });

/// Chunks that describe how to show the picture and hold nothing a person wrote.
constexpr auto kTechnical = std::to_array<std::string_view>({ "PLTE", "tRNS", "cHRM", "gAMA", "sBIT", "sRGB", "bKGD", "hIST", "pHYs",
    "oFFs", "sTER", "cICP", "mDCV", "cLLI", "sCAL", "gIFg", "gIFx" });

template <typename List> bool holds(const List& list, std::string_view word)
{
    return std::find(list.begin(), list.end(), word) != list.end();
}

/// Splits at the first NUL; the second half is nothing when there is none.
std::pair<ByteView, std::optional<ByteView>> until_nul(ByteView bytes)
{
    const auto nul = as_text(bytes).find('\0');
    if (nul == std::string_view::npos)
        return { bytes, std::nullopt };
    return { bytes.first(nul), bytes.subspan(nul + 1) };
}

/// ImageMagick writes "\n<name>\n<length>\n<hexadecimal digits>" under the keyword "Raw profile type <name>".
Bytes bytes_of_raw_profile(ByteView text)
{
    ByteReader reader(text);
    for (int newlines = 0; newlines < 3;) {
        const auto byte = reader.u8();
        if (!byte)
            return {};
        newlines += *byte == '\n' ? 1 : 0;
    }
    Bytes bytes;
    unsigned nibble = 0;
    bool half = false;
    for (const auto byte : reader.rest()) {
        const unsigned digit = byte >= '0' && byte <= '9' ? byte - '0' : byte >= 'a' && byte <= 'f' ? byte - 'a' + 10U : 16U;
        if (digit == 16)
            continue;
        if (half)
            bytes.push_back(static_cast<std::uint8_t>(nibble << 4 | digit));
        nibble = digit;
        half = !half;
    }
    return bytes;
}

class PngListing {
public:
    explicit PngListing(Listing& listing)
        : m_listing(listing)
    {
    }

    void chunk(const PngChunk& chunk)
    {
        if (chunk.type == "tEXt")
            return plain_text(chunk.data);
        if (chunk.type == "zTXt")
            return compressed_text(chunk.data);
        if (chunk.type == "iTXt")
            return international_text(chunk.data);
        if (chunk.type == "eXIf") {
            exif(chunk.data);
        } else if (chunk.type == "iCCP") {
            profile(chunk.data);
        } else if (chunk.type == "tIME") {
            time(chunk.data);
        } else if (chunk.type == "acTL" || chunk.type == "fcTL" || chunk.type == "fdAT") {
            m_animation += chunk.data.size();
        } else if (holds(kTechnical, chunk.type)) {
            m_listing.binary({ "PNG:" + std::string(chunk.type), "" }, chunk.data.size());
        } else if (chunk.type == "caBX") {
            m_listing.unknown({ "PNG:caBX", "ContentCredentials" }, "content credentials (C2PA)", chunk.data);
        } else if (chunk.type != "IHDR" && chunk.type != "IDAT" && chunk.type != "IEND") {
            m_listing.unknown({ "PNG:chunk", "" }, "PNG chunk of unknown kind", chunk.data);
        }
    }

    [[nodiscard]] std::uint64_t animation() const { return m_animation; }
    [[nodiscard]] unsigned orientation() const { return m_orientation.value_or(1); }

private:
    void exif(ByteView block)
    {
        const auto orientation = list_exif(block, m_listing);
        if (!m_orientation)
            m_orientation = orientation;
    }

    void plain_text(ByteView data)
    {
        const auto [keyword, text] = until_nul(data);
        keyed("tEXt", keyword, text.value_or(ByteView {}), data.size());
    }

    void compressed_text(ByteView data)
    {
        const auto [keyword, rest] = until_nul(data);
        const auto text = rest && !rest->empty() ? inflate_bounded(rest->subspan(1), kMaxInflated) : std::nullopt;
        if (!text)
            return unreadable("zTXt", data.size());
        keyed("zTXt", keyword, *text, data.size());
    }

    /// 11.3.3.4: keyword, compression flag and method, language, translated keyword, text.
    void international_text(ByteView data)
    {
        const auto [keyword, rest] = until_nul(data);
        if (!rest || rest->size() < 2)
            return unreadable("iTXt", data.size());
        const auto [language, translated_on] = until_nul(rest->subspan(2));
        const auto [translated, text] = until_nul(translated_on.value_or(ByteView {}));
        if (!translated_on || !text)
            return unreadable("iTXt", data.size());
        if (!translated.empty())
            m_listing.bytes_as_text({ "PNG:iTXt:TranslatedKeyword", "TranslatedKeyword" }, translated);
        if (!language.empty())
            m_listing.bytes_as_text({ "PNG:iTXt:Language", "Language" }, language);
        if ((*rest)[0] == 0)
            return keyed("iTXt", keyword, *text, data.size());
        const auto inflated = inflate_bounded(*text, kMaxInflated);
        if (!inflated)
            return unreadable("iTXt", data.size());
        keyed("iTXt", keyword, *inflated, data.size());
    }

    void unreadable(const std::string& type, std::uint64_t length)
    {
        m_listing.hidden_bytes("PNG text that cannot be read", length);
        m_listing.binary({ "PNG:" + type, "" }, length);
    }

    void keyed(const std::string& type, ByteView keyword, ByteView text, std::uint64_t length)
    {
        const auto word = as_text(keyword);
        if (word == "XML:com.adobe.xmp")
            return list_xmp(text, m_listing);
        if (word.starts_with("Raw profile type "))
            return raw_profile(type, word.substr(17), text);
        const std::string tag = "PNG:" + type;
        if (holds(kKeywords, word))
            return with_length({ tag + ":" + std::string(word), std::string(word) }, text_from(text), length);
        with_length({ tag, "" }, text_from(keyword) + ": " + text_from(text), length);
    }

    void with_length(Label label, std::string value, std::uint64_t length) { m_listing.text(std::move(label), std::move(value), length); }

    void raw_profile(const std::string& type, std::string_view name, ByteView text)
    {
        constexpr std::string_view kExif { "Exif\0\0", 6 };
        const auto bytes = bytes_of_raw_profile(text);
        const ByteView view(bytes);
        if (name == "exif" || (name == "APP1" && as_text(view).starts_with(kExif)))
            return exif(as_text(view).starts_with(kExif) ? view.subspan(kExif.size()) : view);
        if (name == "xmp")
            return list_xmp(view, m_listing);
        if (name == "icc" || name == "icm")
            return list_icc(view, m_listing);
        if (name == "8bim" || name == "iptc")
            return as_text(view).starts_with("8BIM") ? list_photoshop(view, m_listing) : list_iptc(view, m_listing);
        m_listing.unknown({ "PNG:" + type, "" }, "PNG profile of unknown kind", view);
    }

    void profile(ByteView data)
    {
        const auto [name, rest] = until_nul(data);
        m_listing.bytes_as_text({ "PNG:iCCP", "ProfileName" }, name);
        const auto inflated = rest && !rest->empty() ? inflate_bounded(rest->subspan(1), kMaxInflated) : std::nullopt;
        if (!inflated)
            return m_listing.hidden_bytes("a colour profile that cannot be read", data.size());
        list_icc(*inflated, m_listing);
    }

    /// 11.3.6.1: year, month, day, hour, minute, second.
    void time(ByteView data)
    {
        ByteReader reader(data);
        std::string text = std::to_string(reader.u16(true).value_or(0));
        for (const auto* separator : { "-", "-", " ", ":", ":" }) {
            const auto part = std::to_string(reader.u8().value_or(0));
            text += separator + (part.size() < 2 ? "0" + part : part);
        }
        m_listing.text({ "PNG:tIME", "ModifyDate" }, text, data.size());
    }

    Listing& m_listing;
    std::uint64_t m_animation = 0;
    std::optional<unsigned> m_orientation {};
};

}  // namespace

unsigned list_png(const PngFile& file, bool animation_shown, Listing& listing)
{
    PngListing chunks(listing);
    for (const auto& chunk : file.chunks) {
        if (listing.stopped())
            return 1;
        listing.spend(chunk.data.size());
        chunks.chunk(chunk);
    }
    if (chunks.animation() > 0 && !animation_shown)
        listing.hidden_picture("animation frames that are not shown", chunks.animation());
    if (file.behind_pixels > 0)
        listing.hidden_bytes("bytes behind the picture inside its own chunk", file.behind_pixels);
    if (!file.trailing.empty()) {
        const auto whole = listing.search("second picture after the end of the image", file.trailing);
        if (whole == 0 && as_text(file.trailing).find("IDAT") != std::string_view::npos)
            listing.hidden_picture("remains of another picture after the end of the image", file.trailing.size());
        listing.hidden_bytes("bytes after the end of the image", file.trailing.size());
    }
    return chunks.orientation();
}

}  // namespace imprimatur::jail::photo
