// Types of attributes (PS3.3, PS3.5 7.4) by SOP class, from policy/dicom/iod_types.tsv.
#pragma once

#include "dicom/tables_reader.h"

#include <bitset>

namespace imprimatur::dicom {

/// What each module says of each place, as one set of modules a Type: an answer is one search and one intersection.
class TypeTable {
public:
    static Result<TypeTable> load(std::string_view text);
    [[nodiscard]] AttributeType find(std::string_view sop_class, Tag parent, Tag tag) const;

    /// PS3.3 has some 440 modules.
    static constexpr std::size_t kMaxModules = 512;
    using Modules = std::bitset<kMaxModules>;

private:
    friend class TypeLoader;
    struct Claim {
        std::uint64_t place;  ///< the sequence's tag, then the attribute's
        AttributeType type;
        Modules modules;
    };
    std::vector<Claim> m_claims;  ///< by place, the strictest first
    std::vector<Modules> m_iods;
    std::vector<std::pair<std::string, std::size_t>> m_classes;  ///< SOP class and its place in m_iods, by UID
    Modules m_any;
};

}  // namespace imprimatur::dicom
