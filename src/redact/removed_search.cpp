#include "redact/removed_search.h"

#include "model/written_forms.h"

#include <set>
#include <utility>

namespace imprimatur::redact {

RemovedSearch::RemovedSearch(const std::vector<inspect::RemovedValue>& removed)
    : RemovedSearch(forms_of(removed))
{
}

RemovedSearch::RemovedSearch(Forms forms)
    : m_kinds(std::move(forms.kinds))
    , m_search(std::move(forms.needles))
{
}

RemovedSearch::Forms RemovedSearch::forms_of(const std::vector<inspect::RemovedValue>& removed)
{
    Forms forms;
    // What stands in every frame of a clip was read in every one.
    std::set<std::pair<IdentifierKind, std::string_view>> known;
    for (const auto& value : removed) {
        if (!known.emplace(value.kind, value.value).second)
            continue;
        for (auto& form : written_forms(value.kind, value.value)) {
            forms.needles.push_back(std::move(form));
            forms.kinds.push_back(value.kind);
        }
    }
    return forms;
}

std::optional<IdentifierKind> RemovedSearch::kind_in(ByteView bytes) const
{
    const auto hits = m_search.find_in(bytes);
    return hits.empty() ? std::nullopt : std::optional(m_kinds[hits.front()]);
}

}  // namespace imprimatur::redact
