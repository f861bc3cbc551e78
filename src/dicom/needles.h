// The written forms of everything that was removed: what the proof looks for in the copy.
#pragma once

#include "dicom/text/text_cleaner.h"
#include "imprimatur/model/identifier.h"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::dicom {

class Needles {
public:
    /// `harmless`: a case without seeds, which knows the words that stand in everybody's files.
    explicit Needles(const TextCleaner::Case& harmless)
        : m_harmless(harmless)
    {
    }
    void add(IdentifierKind kind, std::string_view value);
    /// A value that an option of PS3.15 E.3 keeps. What stands in it is no secret, wherever else it was removed.
    void keep(std::string_view value);
    [[nodiscard]] std::vector<std::string> all() const;

private:
    const TextCleaner::Case& m_harmless;
    std::set<std::string, std::less<>> m_needles;
    std::set<std::string, std::less<>> m_seen;
    std::set<std::string, std::less<>> m_kept;  ///< in lower case
};

}  // namespace imprimatur::dicom
