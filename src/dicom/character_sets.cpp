#include "dicom/character_sets.h"

namespace imprimatur::dicom {

namespace {

constexpr Tag kSpecificCharacterSet { 0x0008, 0x0005 };

// More different ones than DICOM has terms and combinations in use; what is beyond is read as its parent's.
constexpr std::size_t kMostSets = 1'000;

}  // namespace

CharacterSets::CharacterSets(const DataSet& set)
    : m_sets { CharacterSet(set.text(kSpecificCharacterSet)) }
    , m_of_node(set.nodes.size(), 0)
{
    assign(set, 0, set.nodes.size(), 0);
}

void CharacterSets::assign(const DataSet& set, std::size_t first, std::size_t end, std::uint16_t inherited)
{
    std::uint16_t here = inherited;
    const Node* own = set.child(first, end, kSpecificCharacterSet);
    if (own != nullptr && CharacterSet(set.text(own)).terms() != m_sets[inherited].terms() && m_sets.size() < kMostSets) {
        here = static_cast<std::uint16_t>(m_sets.size());
        m_sets.emplace_back(set.text(own));
    }
    for (std::size_t i = first; i < end; i = set.nodes[i].end) {
        m_of_node[i] = here;
        for (std::size_t item = i + 1; set.nodes[i].is_sequence() && item < set.nodes[i].end; item = set.nodes[item].end) {
            m_of_node[item] = here;
            assign(set, item + 1, set.nodes[item].end, here);
        }
    }
}

}  // namespace imprimatur::dicom
