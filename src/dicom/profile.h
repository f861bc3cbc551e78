// Which action an attribute gets, before anybody looks at its value: PS3.15 Table E.1-1 with the chosen options, the IOD's Type of the
// attribute for compound codes, and for what the table does not name its value representation.
#pragma once

#include "dicom/data_set.h"
#include "dicom/tables.h"

#include <array>
#include <string_view>

namespace imprimatur::dicom {

enum class Treatment {
    Keep,  ///< as it is; of sequences: every item is treated in turn (E.1-1a: "cleaned for Sequences")
    Clean,  ///< text by the text cleaner, coded terms by their scheme, dates shifted when that was asked for
    Remove,
    Empty,  ///< zero length
    Dummy,  ///< a value that fits the VR and says nothing
    NewUid,
    ShiftDate,
};

struct Verdict {
    Treatment treatment = Treatment::Remove;
    std::string_view rule;  ///< "PS3.15 E.1-1", "E.3.6", "not in E.1-1: by VR PN" ...
    IdentifierKind kind = IdentifierKind::FreeText;
};

class Profile {
public:
    Profile(const Tables& tables, const ProfileOptions& options, std::string_view sop_class)
        : m_tables(tables)
        , m_options(options)
        , m_sop_class(sop_class)
    {
    }

    /// `parent`: the sequence that directly holds it, Tag{} at the top level. Private attributes are not asked for here.
    [[nodiscard]] Verdict verdict(Tag tag, Vr vr, Tag parent) const;
    /// For an element as it stands in a file: by the dictionary's VR when it is stored as other text, and by its concept when it is the
    /// value of a content item whose `concept_row` Table E.3.4-1 names (content_item.h; null: it does not).
    [[nodiscard]] Verdict verdict(const Node& node, Tag parent, const ProfileRow* concept_row) const;
    /// For a content item of a structured report whose concept Table E.3.4-1 names.
    [[nodiscard]] Verdict concept_verdict(const ProfileRow& row, Tag value_tag, Vr vr) const;
    [[nodiscard]] const ProfileOptions& options() const { return m_options; }
    /// What becomes of a value that cleaning emptied, so that the IOD stays whole.
    [[nodiscard]] Treatment without_value(Tag tag, Tag parent) const;

private:
    [[nodiscard]] Verdict from_codes(const ActionCodes& codes, Tag tag, Vr vr, Tag parent) const;
    [[nodiscard]] Verdict by_vr(Tag tag, Vr vr, Tag parent) const;
    [[nodiscard]] Verdict row_verdict(const ProfileRow& row, Tag tag, Vr vr, Tag parent) const;

    const Tables& m_tables;
    const ProfileOptions& m_options;
    std::string_view m_sop_class;
};

}  // namespace imprimatur::dicom
