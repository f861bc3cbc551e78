#include "cli/nearest.h"

#include <algorithm>
#include <numeric>

namespace imprimatur::cli {

namespace {

/// Levenshtein's distance.
std::size_t slips(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t { 0 });
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const auto replaced = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({ replaced, row[j] + 1, diagonal + 1 });
        }
    }
    return row.back();
}

}  // namespace

std::string nearest(std::string_view word, const std::vector<std::string>& known)
{
    // Longer than any name: no slip of the finger.
    constexpr std::size_t kLongestWord = 40;
    if (word.size() < 3 || word.size() > kLongestWord)
        return {};
    std::string best;
    std::size_t fewest = 3;
    for (const auto& candidate : known) {
        const auto count = slips(word, candidate);
        if (count < fewest) {
            fewest = count;
            best = candidate;
        }
    }
    return best;
}

}  // namespace imprimatur::cli
