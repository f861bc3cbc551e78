// The words of posts, read by the rules and by the learned reader: the one place where every verb asks what a post is.
#pragma once

#include "caption/screen.h"
#include "desk/office.h"
#include "imprimatur/desk.h"

#include <span>
#include <vector>

namespace imprimatur::desk {

struct ScreenOptions {
    bool rules_alone = false;  ///< the learned reader is not asked
    caption::Occasion occasion;
};

/// One answer a post, in their order. An Error in it is about that post alone (not UTF-8, too long); an Error of the whole means that
/// nothing could be asked. Where the learned reader is not installed or did not answer, the rules decide alone and Screening::read_twice
/// says so. A proposed caption is read again by both, and mended again, before it is said to pass.
Result<std::vector<Result<Screening>>> screen_posts(const Office& office, std::span<const Post> posts, const ScreenOptions& options = {});

/// The same from JSON lines to JSON lines.
Result<std::vector<Result<ScreenedLine>>> screen_lines(const Office& office, const std::vector<std::string>& json_lines, bool rules_alone);

}  // namespace imprimatur::desk
