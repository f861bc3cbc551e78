// A DICOM file as an index over its bytes: every element at every level with where its value stands. Nothing is copied, so
// an index of a half gigabyte object is as small as its header. Parsing accepts what PS3.5 Section 7 allows and refuses the
// rest with a name: nothing after the last element, no element twice, no length past its container.
#pragma once

#include "base/byte_reader.h"
#include "dicom/tables.h"
#include "dicom/tag.h"
#include "dicom/transfer_syntax.h"
#include "imprimatur/model/material.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace imprimatur::dicom {

inline constexpr Tag kItem { 0xFFFE, 0xE000 };
inline constexpr Tag kPixelData { 0x7FE0, 0x0010 };

/// In pre-order: a sequence is followed by its items, an item by its elements.
struct Node {
    Tag tag;
    Vr vr = Vr::None;  ///< as it will be written: the file's, or the dictionary's for implicit VR and UN
    bool was_unknown = false;  ///< VR UN in the file
    bool implicit = false;  ///< little endian implicit content, whatever the file's syntax (PS3.5 6.2.2)
    bool encapsulated = false;  ///< fragments instead of a value (PS3.5 A.4)
    std::uint32_t index = 0;  ///< its own, so that a copy of a node is still the same one
    std::uint32_t end = 0;  ///< index after the last node below this one
    std::uint64_t offset = 0;  ///< of the value in `bytes`
    std::uint64_t length = 0;  ///< of the value; of sequences and items: of their content
    [[nodiscard]] bool is_sequence() const { return vr == Vr::SQ; }
    [[nodiscard]] bool is_private_creator() const { return tag.is_private() && tag.element >= 0x0010 && tag.element <= 0x00FF; }
    /// Stands in the block that this creator reserves.
    [[nodiscard]] bool reserves(Tag other) const { return other.group == tag.group && other.element >> 8U == tag.element; }
};

struct Fragment {
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
};

class DataSet {
public:
    ByteView bytes;  ///< the file; of a deflated one, the inflated data set
    const TransferSyntax* syntax = nullptr;
    std::vector<Node> nodes;
    std::vector<Fragment> fragments;  ///< of the top-level Pixel Data, without the offset table
    ByteView offset_table;  ///< Basic Offset Table of the top-level Pixel Data
    std::uint64_t data_begin = 0;  ///< offset in the file of what follows the File Meta Information
    std::uint64_t unaccounted = 0;  ///< bytes behind the last element, or behind the end of the deflated stream
    Bytes inflated;  ///< what `bytes` points into when the syntax is deflated

    [[nodiscard]] ByteView value(const Node& node) const { return bytes.subspan(node.offset, node.length); }
    /// First element with this tag among the children that start at `first` and end before `end`; null: none.
    [[nodiscard]] const Node* child(std::size_t first, std::size_t end, Tag tag) const;
    [[nodiscard]] const Node* top(Tag tag) const { return child(0, nodes.size(), tag); }
    /// PS3.5 7.8.1: who reserved the block of a private element that stands among these; empty when nobody did.
    [[nodiscard]] std::string_view private_creator(std::size_t first, std::size_t end, Tag tag) const;
    /// The value as characters without padding; empty when there is none.
    [[nodiscard]] std::string_view text(const Node* node) const;
    [[nodiscard]] std::string_view text(Tag tag) const { return text(top(tag)); }
    /// An unsigned short at the top level (Rows, Bits Stored ...).
    [[nodiscard]] std::optional<std::uint16_t> number(Tag tag) const;
};

/// Blanks and NULs behind, blanks in front.
std::string_view without_padding(std::string_view value);

/// `file` must outlive the DataSet.
std::variant<DataSet, Unreadable> parse(ByteView file, const Tables& tables);

}  // namespace imprimatur::dicom
