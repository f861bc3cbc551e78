// What a copy is called. A file name can hold a patient's name as well as any other text (REQUIREMENTS TXT-ID).
#pragma once

#include "caption/word_rules.h"
#include "inspect/findings.h"

#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace imprimatur::desk {

/// Keeps the tree and the names of what was handed in, part by part, unless a part holds a value that was removed from the
/// file or something the word rules know: such a part becomes "item-0001". Thread-compatible, not thread-safe.
class CopyNames {
public:
    explicit CopyNames(const caption::WordRules& words)
        : m_words(words)
    {
    }

    /// `relative` without its extension, every part safe, and not given twice.
    std::filesystem::path stem_for(const std::filesystem::path& relative, const std::vector<inspect::RemovedValue>& removed);

private:
    [[nodiscard]] bool identifies(const std::string& part, const std::vector<inspect::RemovedValue>& removed) const;

    const caption::WordRules& m_words;
    std::set<std::filesystem::path> m_given;
    unsigned m_replaced = 0;
};

}  // namespace imprimatur::desk
