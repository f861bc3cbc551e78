// A DICOM file written element by element, so that every corner and every lie can be written too. It knows nothing of meaning:
// what DCMTK would put right on the way out must stay wrong here.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::dicom_eval {

/// Bytes, not characters.
using Octets = std::string;

struct Syntax {
    std::string uid;
    bool explicit_vr = true;
    bool big_endian = false;
    bool deflated = false;
};

inline const Syntax kImplicit { "1.2.840.10008.1.2", false, false, false };
inline const Syntax kExplicit { "1.2.840.10008.1.2.1", true, false, false };
inline const Syntax kDeflated { "1.2.840.10008.1.2.1.99", true, false, true };
inline const Syntax kBigEndian { "1.2.840.10008.1.2.2", true, true, false };
inline const Syntax kJpeg { "1.2.840.10008.1.2.4.50", true, false, false };
inline const Syntax kJpegLossless { "1.2.840.10008.1.2.4.70", true, false, false };
inline const Syntax kJpegLs { "1.2.840.10008.1.2.4.80", true, false, false };
inline const Syntax kJpeg2000 { "1.2.840.10008.1.2.4.90", true, false, false };
inline const Syntax kRle { "1.2.840.10008.1.2.5", true, false, false };
inline const Syntax kEncapsulated { "1.2.840.10008.1.2.1.98", true, false, false };

/// PS3.5 7.5: how a sequence says where it ends. Un: an unknown sequence behind VR UN (PS3.5 6.2.2 note), implicit VR inside.
enum class Form { Undefined, Defined, UnUndefined, UnDefined };

void append_number(Octets& bytes, std::uint64_t value, int width, bool big_endian = false);
Octets number(std::uint64_t value, int width, bool big_endian = false);

/// Elements sorted by tag; setting one again replaces it.
class DataSet {
public:
    using Fill = std::function<void(DataSet&)>;

    explicit DataSet(Syntax syntax = kExplicit)
        : m_syntax(std::move(syntax))
    {
    }
    /// Padded to even length as PS3.5 6.2 says for the VR.
    DataSet& text(std::uint32_t tag, std::string_view vr, std::string_view value);
    /// As it is; an odd length stays odd only when `keep_odd`.
    DataSet& bytes(std::uint32_t tag, std::string_view vr, Octets value, bool keep_odd = false);
    DataSet& numbers(std::uint32_t tag, std::string_view vr, int width, std::initializer_list<std::uint64_t> values);
    DataSet& us(std::uint32_t tag, std::uint64_t value) { return numbers(tag, "US", 2, { value }); }
    DataSet& sequence(std::uint32_t tag, const std::vector<Fill>& items, Form form = Form::Undefined);
    DataSet& sequence(std::uint32_t tag, const Fill& item, Form form = Form::Undefined);
    /// PS3.3 8.8, the triplet of a coded concept in a sequence of its own.
    DataSet& code(std::uint32_t tag, std::string_view value, std::string_view scheme, std::string_view meaning);
    /// PS3.5 A.4: offset table and fragments, each padded to even length.
    DataSet& fragments(const Octets& offsets, const std::vector<Octets>& parts);
    /// A whole element with its header, in the place of `tag` whatever it says of itself.
    DataSet& element(std::uint32_t tag, Octets whole);
    DataSet& remove(std::uint32_t tag);
    [[nodiscard]] bool has(std::uint32_t tag) const { return m_elements.contains(tag); }

    [[nodiscard]] Octets header(std::uint32_t tag, std::string_view vr, std::uint64_t length) const;
    [[nodiscard]] Octets encoded() const;
    [[nodiscard]] const Syntax& syntax() const { return m_syntax; }

private:
    [[nodiscard]] Octets item(std::uint32_t tag, std::uint64_t length) const;
    Syntax m_syntax;
    std::map<std::uint32_t, Octets> m_elements;
};

/// PS3.10 7.1. `set` is what follows the File Meta Information, deflated when the syntax says so.
struct FileParts {
    std::string sop_class;
    std::string sop_instance;
    Syntax syntax = kExplicit;
    Octets preamble = Octets(128, '\0');
    DataSet::Fill more_meta = nullptr;
    Octets set;
    Octets after;  ///< bytes behind the data set
};
Octets file_of(const FileParts& parts);

/// RFC 1951 without a zlib header (PS3.5 A.5).
Octets deflated(const Octets& bytes);
/// Empty when it is no deflate stream, or longer than `limit`.
Octets inflated(const Octets& bytes, std::size_t limit);

}  // namespace imprimatur::dicom_eval
