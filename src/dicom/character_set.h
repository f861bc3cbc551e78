// Specific Character Set (PS3.3 C.12.1.1.2, PS3.5 6.1): values to UTF-8 and back. Uses iconv; whoever runs this where no file
// may be opened calls preload() first.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::dicom {

class CharacterSet {
public:
    /// The value of (0008,0005), "\" between its terms; empty is the default repertoire. An unknown term: only ISO 646 is understood.
    explicit CharacterSet(std::string_view value);

    /// Escape sequences of ISO 2022 resolved, bytes without meaning become U+FFFD. Never fails: what it cannot read is not kept.
    [[nodiscard]] std::string to_utf8(std::string_view value) const;
    /// nullopt: not all of it can be written in this character set without escape sequences.
    [[nodiscard]] std::optional<std::string> from_utf8(std::string_view text) const;
    /// All terms are known ones.
    [[nodiscard]] bool known() const { return m_known; }
    /// The terms as PS3.3 writes them: "ISO-IR 100" is a common slip for "ISO_IR 100".
    [[nodiscard]] const std::string& terms() const { return m_terms; }
    /// Splits at "\" where it separates values: not inside a two-byte character (PS3.5 6.1.2.5.3).
    [[nodiscard]] std::vector<std::string_view> split(std::string_view value) const;

    /// Loads the converters of every character set that DICOM names.
    static void preload();

private:
    std::string m_terms;
    std::string m_single;  ///< iconv name of the first term, for bytes before any escape sequence
    bool m_iso_2022 = false;
    bool m_multi_byte = false;  ///< GB18030 or GBK: a trailing byte may be a backslash
    bool m_known = true;
};

}  // namespace imprimatur::dicom
