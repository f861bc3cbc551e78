#include "caption/rule.h"
#include "caption/segment.h"

namespace imprimatur::caption {

void Lexicon::add(std::string_view entry, std::uint32_t list)
{
    const std::string key = word_key(entry);
    if (key.empty())
        return;
    for (std::size_t blank = key.find(' '); blank != std::string::npos; blank = key.find(' ', blank + 1))
        m_entries[key.substr(0, blank)].longer = true;
    m_entries[key].lists |= list;
}

const Lexicon::Entry* Lexicon::find(std::string_view key) const
{
    const auto found = m_entries.find(key);
    return found == m_entries.end() ? nullptr : &found->second;
}

}  // namespace imprimatur::caption
