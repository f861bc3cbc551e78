// What a look leaves to a person, gathered from frames that are looked at side by side.
#pragma once

#include "imprimatur/model.h"

#include <mutex>
#include <vector>

namespace imprimatur::desk {

/// Places in the pixels that only a person can judge.
std::vector<Finding> questions_among(const std::vector<Finding>& findings);

/// Adds those of `more` whose place nobody is asked about yet: both looks see the same doubtful face.
void add_unless_asked(std::vector<Finding>& findings, std::vector<Finding> more);

/// Thread-safe.
class Questions {
public:
    void add(const std::vector<Finding>& findings);

    /// All there are; none are left.
    std::vector<Finding> take();

private:
    std::mutex m_mutex;
    std::vector<Finding> m_asked;
};

}  // namespace imprimatur::desk
