#include "jail/photo/xmp.h"

#include "base/limits.h"
#include "base/unicode.h"
#include "jail/photo/text.h"
#include "jail/photo/xmp_namespaces.h"

#include <algorithm>
#include <array>
#include <pugixml.hpp>

namespace imprimatur::jail::photo {

namespace {

/// A packet with an embedded depth map is some megabytes; the tree takes several times the text.
constexpr std::size_t kMaxPacket = 64U << 20;

/// Names of real properties are shorter and plain; anything else is the file speaking and goes into the value.
constexpr std::size_t kMaxName = 48;

/// Longer values are encoded pictures.
constexpr std::string_view kEncodedPicture = "a picture encoded in XMP";

struct Property {
    std::string shown;  ///< "dc:creator"; "other" for a vocabulary nobody knows
    std::string raw {};  ///< the file's own name, when it is not shown
};

struct Place {
    std::string tag {};  ///< of the property at the top: "XMP:dc:creator"
    std::string path {};
    std::string raw {};
};

std::string_view namespace_of(pugi::xml_node node, std::string_view prefix)
{
    const std::string declaration = prefix.empty() ? "xmlns" : "xmlns:" + std::string(prefix);
    for (; node; node = node.parent()) {
        if (const auto attribute = node.attribute(declaration.c_str()))
            return attribute.value();
    }
    return {};
}

bool is_plain_name(std::string_view name)
{
    return !name.empty() && name.size() <= kMaxName && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    });
}

std::pair<std::string_view, std::string_view> split_name(std::string_view name)
{
    const auto colon = name.find(':');
    if (colon == std::string_view::npos)
        return { {}, name };
    return { name.substr(0, colon), name.substr(colon + 1) };
}

Property property_of(const pugi::xml_node& scope, std::string_view name)
{
    const auto [prefix, local] = split_name(name);
    const auto known = xmp_prefix(namespace_of(scope, prefix));
    if (known.empty() || !is_plain_name(local))
        return { "other", std::string(name) };
    return { std::string(known) + ":" + std::string(local) };
}

bool is_rdf(const pugi::xml_node& node, std::string_view local)
{
    return split_name(node.name()).second == local && xmp_prefix(namespace_of(node, split_name(node.name()).first)) == "rdf";
}

bool is_structure(const pugi::xml_node& node)
{
    const auto local = split_name(node.name()).second;
    return local == "xmpmeta" || local == "xapmeta" || is_rdf(node, "RDF") || is_rdf(node, "Description") || is_rdf(node, "Bag")
        || is_rdf(node, "Seq") || is_rdf(node, "Alt");
}

Place inside(const Place& place, const Property& property)
{
    Place inner = place;
    if (inner.tag.empty())
        inner.tag = inner.path = "XMP:" + property.shown;
    else
        inner.path += "/" + property.shown;
    if (!property.raw.empty())
        inner.raw += (inner.raw.empty() ? "" : "/") + property.raw;
    return inner;
}

/// Base64 that starts like a JPEG, PNG, GIF or WebP file: xmpGImg:image, GImage:Data, GDepth:Data. XML writers break its lines.
Bytes encoded_picture(std::string_view value)
{
    constexpr auto kStarts = std::to_array<std::string_view>({ "/9j/", "iVBORw0KGgo", "R0lGOD", "UklGR" });
    const auto text = trimmed(value);
    if (std::none_of(kStarts.begin(), kStarts.end(), [&](std::string_view start) { return text.starts_with(start); }))
        return {};
    constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::array<std::uint8_t, 256> digits {};
    digits.fill(64);
    for (std::size_t i = 0; i < kAlphabet.size(); ++i)
        digits[static_cast<std::uint8_t>(kAlphabet[i])] = static_cast<std::uint8_t>(i);
    Bytes bytes;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char letter : text) {
        const auto digit = digits[static_cast<std::uint8_t>(letter)];
        if (digit == 64)
            continue;
        bits = bits << 6 | digit;
        count += 6;
        if (count >= 8)
            bytes.push_back(static_cast<std::uint8_t>(bits >> (count -= 8)));
    }
    return bytes;
}

class XmpWalk {
public:
    explicit XmpWalk(Listing& listing)
        : m_listing(listing)
    {
    }

    void visit(const pugi::xml_node& node, const Place& place, std::size_t depth)
    {
        if (m_listing.stopped())
            return;
        if (depth > limits::kMaxNesting)
            return m_listing.hidden_bytes("XMP nested too deep to be read", 0);
        for (const auto& attribute : node.attributes())
            visit_attribute(node, attribute, place);
        std::string text;
        std::size_t item = 0;
        for (const auto& child : node.children()) {
            if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata)
                text += child.value();
            else if (child.type() == pugi::node_comment)
                leaf({ "XMP:comment", "XMP:comment", "" }, child.value());
            else if (child.type() == pugi::node_element)
                visit_child(child, place, item, depth);
        }
        if (!trimmed(text).empty())
            leaf(place, trimmed(text));
    }

private:
    void visit_child(const pugi::xml_node& child, const Place& place, std::size_t& item, std::size_t depth)
    {
        if (is_structure(child))
            return visit(child, place, depth + 1);
        if (!is_rdf(child, "li"))
            return visit(child, inside(place, property_of(child, child.name())), depth + 1);
        Place element = place;
        element.path += "[" + std::to_string(item++) + "]";
        visit(child, element, depth + 1);
    }

    void visit_attribute(const pugi::xml_node& node, const pugi::xml_attribute& attribute, const Place& place)
    {
        const std::string_view name = attribute.name();
        const bool declaration = name == "xmlns" || name.starts_with("xmlns:");
        if ((declaration && !xmp_prefix(attribute.value()).empty()) || name == "xml:lang" || trimmed(attribute.value()).empty())
            return;
        const auto property = property_of(node, name);
        if (property.shown != "rdf:parseType" || attribute.value() != std::string_view("Resource"))
            leaf(inside(place, property), attribute.value());
    }

    void leaf(const Place& place, std::string_view value)
    {
        const std::string tag = place.tag.empty() ? "XMP:other" : place.tag;
        const auto colon = tag.rfind(':');
        Label label { tag, tag == "XMP:other" ? "" : tag.substr(colon + 1), place.path };
        const auto encoded = encoded_picture(value);
        if (!encoded.empty())
            m_listing.hidden_file(std::string(kEncodedPicture), encoded);
        if (value.size() > limits::kMaxAttributeValue) {
            if (encoded.empty())
                m_listing.hidden_picture(std::string(kEncodedPicture), value.size());
            return m_listing.binary(std::move(label), value.size());
        }
        const std::string shown = place.raw.empty() ? std::string(value) : place.raw + ": " + std::string(value);
        if (encoded.empty() && place.path.ends_with("xmpGImg:image"))
            m_listing.hidden_picture(std::string(kEncodedPicture), value.size());
        m_listing.text(std::move(label), text_from(as_bytes(shown)), value.size());
    }

    Listing& m_listing;
};

}  // namespace

void list_xmp(ByteView packet, Listing& listing)
{
    const Nested nested(listing, packet.size());
    if (!nested)
        return;
    const auto text = trimmed(as_text(packet));
    if (text.size() > kMaxPacket)
        return listing.hidden_bytes("XMP too long to be read", packet.size());
    pugi::xml_document document;
    // No parse_doctype: a document type is skipped, so no entity but the five of XML itself is ever expanded.
    const unsigned options = pugi::parse_default | pugi::parse_comments;
    const auto parsed = document.load_buffer(text.data(), text.size(), options);
    if (!parsed)
        listing.hidden_bytes("XMP that cannot be read whole", packet.size());
    XmpWalk(listing).visit(document, {}, 0);
}

}  // namespace imprimatur::jail::photo
