// Many places of the fields of a post, asked whether another one overlaps any of them: in the logarithm of their number,
// because whoever writes a post decides how many there are.
#pragma once

#include "caption/sweep.h"

#include <vector>

namespace imprimatur::caption {

class Places {
public:
    void add(const Found& one) { m_all.push_back({ one.field, one.start, one.end }); }
    /// Joins what overlaps; `touch` may be asked after that.
    void close();
    [[nodiscard]] bool touch(const Found& one) const;

private:
    struct Place {
        std::size_t field;
        std::size_t start;
        std::size_t end;
    };
    std::vector<Place> m_all;
};

}  // namespace imprimatur::caption
