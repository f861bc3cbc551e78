// The data set, element by element, into the copy.
#pragma once

#include "dicom/deidentify.h"
#include "dicom/header.h"
#include "dicom/value_filter.h"
#include "dicom/writer.h"

#include <string>
#include <vector>

namespace imprimatur::dicom {

class Walker {
public:
    Walker(const DataSet& set, const Header& header, const Library& library, const TextCleaner::Case& words,
        const DeidentifyOptions& options, const FrameFiller& filler, Sink& sink, Observer& observer);

    /// Everything after the File Meta Information.
    std::optional<Unreadable> run(Writer& writer);

private:
    /// A data set or item: the range of its elements, the sequence that holds it, and where it is.
    struct Level {
        std::size_t first = 0;
        std::size_t end = 0;
        Tag parent {};
        std::string path;
        const ProfileRow* content_concept = nullptr;  ///< of a content item (PS3.15 E.3.4-1)
    };
    void elements(const Level& level, Writer& writer);
    void element(const Node& node, const Level& level, Writer& writer);
    void treat(const Node& node, const Level& level, const Verdict& verdict, Writer& writer);
    void sequence(const Node& node, const Level& level, const Verdict& verdict, Writer& writer);
    void private_element(const Node& node, const Level& level, Writer& writer);
    [[nodiscard]] std::optional<Node> safe_private(const Node& node, const Level& level) const;
    [[nodiscard]] bool creates_something_safe(const Node& creator, const Level& level) const;
    void pixels(const Node& node, Writer& writer);
    bool prepare_pixels(Tag pixels);
    void keep(const Node& node, Writer& writer) { writer.element(node.tag, node.vr, m_set.value(node)); }
    void replace(const Node& node, Treatment treatment, Writer& writer);
    [[nodiscard]] bool is_safe(const Node& node, const Level& level) const;
    void no_value_of_concept(const Node& node, Writer& writer);
    void clean(const Node& node, const Level& level, const Verdict& verdict, Writer& writer);
    void new_uids(const Node& node, const Level& level, const Verdict& verdict, Writer& writer);
    void shift_dates(const Node& node, const Level& level, const Verdict& verdict, Writer& writer);
    void icc_profile(const Node& node, const Level& level, Writer& writer);
    [[nodiscard]] std::string pseudonym(Tag tag) const;
    [[nodiscard]] bool has_only_uids(const Node& node) const;
    [[nodiscard]] std::vector<std::size_t> children(const Level& level) const;

    void tell(const Node& node, const Level& level, Treatment treatment, bool changed, std::string_view rule);
    /// Every text value at and below the node is one that must not stand in the copy.
    void tell_removed(const Node& node, IdentifierKind kind);
    void tell_removed(IdentifierKind kind, std::string_view value);

    const DataSet& m_set;
    const Header& m_header;
    const Library& m_library;
    const DeidentifyOptions& m_options;
    const FrameFiller& m_filler;
    Sink& m_sink;
    Observer& m_observer;
    Profile m_profile;
    Pseudonyms m_pseudonyms;
    ValueFilter m_filter;
    Tag m_prepared {};  ///< whose samples m_layout describes
    PixelLayout m_layout;
    std::optional<PixelWriter> m_pixel_writer;
    std::optional<Unreadable> m_refused;
};

}  // namespace imprimatur::dicom
