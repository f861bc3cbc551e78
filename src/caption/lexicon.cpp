#include "caption/rule.h"
#include "caption/segment.h"

namespace imprimatur::caption {

namespace {

/// FNV-1a, folded: the keys are short and come from our own lists.
std::uint32_t hash_of(std::string_view key)
{
    std::uint64_t hash = 0xCBF29CE484222325U;
    for (const char letter : key)
        hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001B3U;
    return static_cast<std::uint32_t>(hash ^ (hash >> 32U));
}

}  // namespace

/// The slot that holds the key, or the empty one where it belongs. The number of slots is a power of two.
std::size_t Lexicon::slot_of(std::string_view key, std::uint32_t hash) const
{
    const std::size_t mask = m_slots.size() - 1;
    std::size_t at = hash & mask;
    for (;; at = (at + 1) & mask) {
        const Slot& slot = m_slots[at];
        if (slot.length == 0 || (slot.hash == hash && std::string_view(m_keys).substr(slot.key, slot.length) == key))
            return at;
    }
}

void Lexicon::grow()
{
    std::vector<Slot> old(m_slots.size() * 2);
    old.swap(m_slots);
    for (const auto& slot : old) {
        if (slot.length != 0)
            m_slots[slot_of(std::string_view(m_keys).substr(slot.key, slot.length), slot.hash)] = slot;
    }
}

Lexicon::Entry& Lexicon::at(std::string_view key)
{
    if (m_used * 2 >= m_slots.size())
        grow();
    const auto hash = hash_of(key);
    Slot& slot = m_slots[slot_of(key, hash)];
    if (slot.length == 0) {
        slot = { static_cast<std::uint32_t>(m_keys.size()), static_cast<std::uint32_t>(key.size()), hash, {} };
        m_keys += key;
        ++m_used;
    }
    return slot.entry;
}

void Lexicon::add(std::string_view entry, std::uint32_t list)
{
    const std::string key = word_key(entry);
    if (key.empty())
        return;
    for (std::size_t blank = key.find(' '); blank != std::string::npos; blank = key.find(' ', blank + 1))
        at(std::string_view(key).substr(0, blank)).longer = true;
    at(key).lists |= list;
}

const Lexicon::Entry* Lexicon::find(std::string_view key) const
{
    if (key.empty())
        return nullptr;
    const Slot& slot = m_slots[slot_of(key, hash_of(key))];
    return slot.length == 0 ? nullptr : &slot.entry;
}

}  // namespace imprimatur::caption
