// One reader a platform, for layout.cpp alone.
#pragma once

#include "survey/layout.h"

namespace imprimatur::survey {

struct LayoutInput {
    const Layout& layout;
    const std::map<std::string, std::string>& texts;
    const std::vector<std::string>& names;
};

PostList read_x(const LayoutInput& input);
PostList read_instagram(const LayoutInput& input);
PostList read_facebook(const LayoutInput& input);
PostList read_linkedin(const LayoutInput& input);

}  // namespace imprimatur::survey
