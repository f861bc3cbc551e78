// What the standard says about attributes: dictionary (PS3.6), confidentiality (PS3.15 Annex E), Types (PS3.3). Data from
// policy/dicom, written by scripts/make_dicom_tables.py; loaded once, before any file is seen.
#pragma once

#include "dicom/tag.h"
#include "imprimatur/model/dicom_copy.h"
#include "imprimatur/model/identifier.h"
#include "imprimatur/result.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::dicom {

struct DictionaryEntry {
    std::array<Vr, 3> vrs {};  ///< those the dictionary allows ("US or SS or OW"), None after the last
    std::string keyword;  ///< "PatientName"
    std::uint32_t max_values = 1;  ///< VM; 0: any number
    [[nodiscard]] bool allows(Vr vr) const { return vr != Vr::None && (vrs[0] == vr || vrs[1] == vr || vrs[2] == vr); }
    /// Characters in the file, characters in the dictionary, and yet another VR: a name stored as LO is still a name.
    [[nodiscard]] bool is_other_text(Vr vr) const { return !allows(vr) && is_text(vr) && is_text(vrs[0]); }
    /// Readers that go by the file and readers that go by the dictionary would see two different values.
    [[nodiscard]] bool contradicts(Vr vr) const { return !allows(vr) && !is_other_text(vr); }
};

/// One cell of Table E.1-1, compound codes as a set: "X/Z/U*" is x, z and u.
struct ActionCodes {
    bool x = false, z = false, d = false, k = false, c = false, u = false;
    [[nodiscard]] bool any() const { return x || z || d || k || c || u; }
};

struct ProfileRow {
    ActionCodes basic;
    std::array<ActionCodes, kProfileOptions> options;
    IdentifierKind kind = IdentifierKind::FreeText;
};

/// PS3.3 and PS3.5 7.4. NotInIod: no module of the SOP class names it at this place.
enum class AttributeType : std::uint8_t { NotInIod, Type3, Type2C, Type2, Type1C, Type1 };

class Tables {
public:
    struct Texts {  ///< contents of the files of policy/dicom with these names
        std::string_view dictionary;  ///< dictionary.tsv
        std::string_view confidentiality;  ///< confidentiality.tsv
        std::string_view safe_private;  ///< safe_private.tsv
        std::string_view concepts;  ///< sr_concepts.tsv
        std::string_view types;  ///< iod_types.tsv
        std::string_view uids;  ///< uids.tsv
    };
    static Result<Tables> load(const Texts& texts);
    Tables(Tables&&) noexcept;
    Tables& operator=(Tables&&) noexcept;
    ~Tables();

    /// Repeating groups (50xx, 60xx) and elements (0020,31xx; 0028,04x0 ...) included; null: the standard does not know it.
    [[nodiscard]] const DictionaryEntry* dictionary(Tag tag) const;
    /// Row of Table E.1-1; null: the table does not name it. "(50xx,xxxx)" and "(gggg,eeee) where gggg is odd" included.
    [[nodiscard]] const ProfileRow* profile(Tag tag) const;
    /// E.3.10-1: VR of a safe private attribute (element: the low byte of its number); None: not safe. Creator without padding.
    [[nodiscard]] Vr safe_private(std::string_view creator, std::uint16_t group, std::uint8_t element) const;
    /// Row of E.3.4-1 for a content item's concept name; null: not named.
    [[nodiscard]] const ProfileRow* concept_row(std::string_view scheme, std::string_view code) const;
    /// The strictest Type that any module of the SOP class gives the attribute, in `parent` (the sequence that directly holds
    /// it) or at the top level (Tag{}). A SOP class that nobody knows: Type1 for what any IOD has as Type 1, and so on.
    [[nodiscard]] AttributeType type_of(std::string_view sop_class, Tag parent, Tag tag) const;
    /// PS3.6 Annex A: registered below 1.2.840.10008. Anything else there is not what it pretends to be.
    [[nodiscard]] bool is_registered_uid(std::string_view uid) const;
    /// Registered as a SOP class, or a vendor's private one that uids.tsv names.
    [[nodiscard]] bool is_sop_class(std::string_view uid) const;

private:
    struct Data;
    explicit Tables(std::unique_ptr<Data> data);
    std::unique_ptr<Data> m_data;
};

}  // namespace imprimatur::dicom
