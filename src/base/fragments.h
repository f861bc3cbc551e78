// Parts of regular expressions that rule files name: "{{name}}" stands for the fragment of that name.
#pragma once

#include "imprimatur/result.h"

#include <map>
#include <string>
#include <string_view>

namespace imprimatur {

class Fragments {
public:
    /// A fragment may hold others that stand before it. Error: no name, no pattern, a name that is there already, or as unfold().
    Result<void> add(const std::string& name, std::string_view pattern);

    /// The pattern with every name replaced. Error: a name that stands for nothing (yet), or a pattern of more than 64 KB; `where` is
    /// left to the caller.
    [[nodiscard]] Result<std::string> unfold(std::string_view pattern) const;

private:
    std::map<std::string, std::string, std::less<>> m_patterns;
};

}  // namespace imprimatur
