#include "dicom/numbers.h"
#include "dicom/walker.h"

#include <algorithm>

namespace imprimatur::dicom {

/// PS3.15 E.3.10: with the option, exactly what Table E.3.10-1 names by its creator; without it nothing.
std::optional<Node> Walker::safe_private(const Node& node, const Level& level) const
{
    const Vr vr = m_library.tables.safe_private(
        m_set.private_creator(level.first, level.end, node.tag), node.tag.group, static_cast<std::uint8_t>(node.tag.element & 0xFFU));
    if (!m_options.profile.has(ProfileOption::RetainSafePrivate) || vr == Vr::None || vr == Vr::SQ || node.is_sequence())
        return std::nullopt;
    Node safe = node;
    safe.vr = node.vr == Vr::UN ? vr : node.vr;
    return safe.vr == vr && (vr == Vr::UI || is_safe(safe, level)) ? std::optional(safe) : std::nullopt;
}

/// A creator stays when something safe stays in its block: alone its text would say what nobody asked for.
bool Walker::creates_something_safe(const Node& creator, const Level& level) const
{
    for (std::size_t i = level.first; i < level.end; i = m_set.nodes[i].end) {
        if (creator.reserves(m_set.nodes[i].tag) && safe_private(m_set.nodes[i], level))
            return true;
    }
    return false;
}

void Walker::private_element(const Node& node, const Level& level, Writer& writer)
{
    static constexpr std::string_view kRule = "PS3.15 E.3.10";
    const bool creator = node.is_private_creator();
    const auto safe = creator ? std::nullopt : safe_private(node, level);
    if (safe && safe->vr == Vr::UI) {
        new_uids(*safe, level, { Treatment::NewUid, kRule, IdentifierKind::OtherUniqueId }, writer);
    } else if (safe || (creator && creates_something_safe(node, level))) {
        keep(safe ? *safe : node, writer);
        tell(node, level, Treatment::Keep, false, kRule);
    } else {
        tell_removed(node, IdentifierKind::FreeText);
        tell(node, level, Treatment::Remove, true, "PS3.15 E.1-1: private");
    }
}

/// The table vouches for the attribute, not for what a site wrote into it: numbers, ratios of numbers, harmless words. Not promised: a
/// value of OB or OW is kept when no writing shows in it.
bool Walker::is_safe(const Node& node, const Level& level) const
{
    constexpr std::size_t kShortestWriting = 6;
    if (node.vr == Vr::OB || node.vr == Vr::OW || node.vr == Vr::UN)
        return !holds_writing(m_set.value(node), kShortestWriting);
    auto text = m_set.text(&node);
    if (!is_text(node.vr) || text.empty())
        return m_filter.filter(node, level.first, level.end).unchanged;
    if (m_header.seed_digits.contains(digits_of_identifier(text)))
        return false;
    // "0.938:1", "1\\2.5": what GE writes as LO.
    bool numbers = true;
    while (numbers && !text.empty()) {
        const auto cut = std::min(text.find_first_of(":\\"), text.size());
        numbers = cut <= kShortestWriting && is_decimal(text.substr(0, cut), false);
        text.remove_prefix(std::min(cut + 1, text.size()));
    }
    return numbers || m_filter.filter(node, level.first, level.end).unchanged;
}

}  // namespace imprimatur::dicom
