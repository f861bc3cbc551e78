// The downloads that platforms hand to their members: which one it is, which of its files hold posts, and what is in them.
// docs/survey.md says where each layout was looked up.
#pragma once

#include "imprimatur/result.h"
#include "survey/post.h"

#include <map>
#include <string>
#include <vector>

namespace imprimatur::survey {

enum class LayoutKind { X, Instagram, Facebook, LinkedIn };
std::string_view to_string(LayoutKind kind);

struct Layout {
    LayoutKind kind = LayoutKind::X;
    std::string root;  ///< in front of every name of the layout: "" or "twitter-2024-05-01/"
    std::vector<std::string> posts;  ///< files that hold posts, in the order of their numbers
    std::vector<std::string> profiles;  ///< files that tell the account, as far as they are there
};

/// From the names of all files, '/' between their parts. The Error says what was looked for.
Result<Layout> recognise_layout(const std::vector<std::string>& names);

/// Texts of the layout's files by name. `names` are all files of the archive, for the pictures that belong to posts. Entries are numbered
/// through all files. A file that is no JSON or CSV is a problem with the number 0.
PostList read_layout(const Layout& layout, const std::map<std::string, std::string>& texts, const std::vector<std::string>& names);

}  // namespace imprimatur::survey
