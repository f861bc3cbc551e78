#include "caption/places.h"

#include <algorithm>
#include <tuple>

namespace imprimatur::caption {

void Places::close()
{
    std::sort(
        m_all.begin(), m_all.end(), [](const Place& a, const Place& b) { return std::tie(a.field, a.start) < std::tie(b.field, b.start); });
    std::vector<Place> joined;
    for (const auto& place : m_all) {
        if (!joined.empty() && joined.back().field == place.field && place.start < joined.back().end)
            joined.back().end = std::max(joined.back().end, place.end);
        else
            joined.push_back(place);
    }
    m_all = std::move(joined);
}

bool Places::touch(const Found& one) const
{
    const auto after = std::partition_point(
        m_all.begin(), m_all.end(), [&](const Place& place) { return std::tie(place.field, place.start) < std::tie(one.field, one.end); });
    return after != m_all.begin() && std::prev(after)->field == one.field && std::prev(after)->end > one.start;
}

}  // namespace imprimatur::caption
