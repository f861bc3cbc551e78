// The character set of every element: an item may have one of its own (PS3.3 C.12.1.1.2), in force for everything below it.
#pragma once

#include "dicom/character_set.h"
#include "dicom/data_set.h"

#include <vector>

namespace imprimatur::dicom {

class CharacterSets {
public:
    explicit CharacterSets(const DataSet& set);

    [[nodiscard]] const CharacterSet& of(const Node& node) const { return m_sets[m_of_node[node.index]]; }
    [[nodiscard]] const CharacterSet& top() const { return m_sets.front(); }

private:
    void assign(const DataSet& set, std::size_t first, std::size_t end, std::uint16_t inherited);

    std::vector<CharacterSet> m_sets;
    std::vector<std::uint16_t> m_of_node;
};

}  // namespace imprimatur::dicom
