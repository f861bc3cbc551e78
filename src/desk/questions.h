// What a look leaves to a person, gathered from frames that are looked at side by side.
#pragma once

#include "imprimatur/model.h"

#include <mutex>
#include <vector>

namespace imprimatur::desk {

/// Places in the pixels that only a person can judge.
std::vector<Finding> questions_among(const std::vector<Finding>& findings);

/// Adds those of `more` that nobody is asked yet: both looks see the same doubtful face. A question of another kind, or about a much larger
/// place, is another question: metal, which asks for nothing more than a mark, must not hide a face.
void add_unless_asked(std::vector<Finding>& findings, std::vector<Finding> more);

/// A question whose place the fills cover is answered: it becomes what is filled. Not metal, whose fill still tells of surgery.
void answer_covered(std::vector<Finding>& findings, const std::vector<FilledArea>& fills);

/// Thread-safe.
class Questions {
public:
    void add(std::vector<Finding> asked);

    /// All there are; none are left.
    std::vector<Finding> take();

private:
    std::mutex m_mutex;
    std::vector<Finding> m_asked;
};

}  // namespace imprimatur::desk
