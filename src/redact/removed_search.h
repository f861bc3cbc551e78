// The values that must not be in any copy of a file, in every form they may be written in, prepared once for all its copies.
#pragma once

#include "base/byte_search.h"
#include "inspect/findings.h"

#include <optional>
#include <vector>

namespace imprimatur::redact {

class RemovedSearch {
public:
    RemovedSearch()
        : RemovedSearch(std::vector<inspect::RemovedValue>())
    {
    }
    explicit RemovedSearch(const std::vector<inspect::RemovedValue>& removed);

    /// What kind of value stands in the bytes; of several, the one removed first.
    [[nodiscard]] std::optional<IdentifierKind> kind_in(ByteView bytes) const;

private:
    struct Forms {
        std::vector<std::string> needles;
        std::vector<IdentifierKind> kinds;
    };
    static Forms forms_of(const std::vector<inspect::RemovedValue>& removed);
    explicit RemovedSearch(Forms forms);

    std::vector<IdentifierKind> m_kinds;  ///< of each needle
    ByteSearch m_search;
};

}  // namespace imprimatur::redact
