// The file that says "this folder is ours". It lists what we wrote, so that a folder is replaced only when nothing of
// anybody else's stands in it, and so that nothing can be smuggled into a package under the marker's name.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur {

inline constexpr std::string_view kFolderMarker = ".imprimatur";

/// The marker's only valid content for a folder with these files: a title, then one name a line, sorted.
inline std::string folder_marker(std::vector<std::string> names)
{
    std::sort(names.begin(), names.end());
    std::string text = "written by imprimatur; replaced as a whole\n";
    for (const auto& name : names)
        text += name + "\n";
    return text;
}

}  // namespace imprimatur
