// Posts as JSON Lines: the format of `screen`, with "posted" and "images".
#pragma once

#include "survey/post.h"

#include <string_view>

namespace imprimatur::survey {

/// One post a line; blank lines are skipped, a line that is no post becomes a problem and the rest goes on. A date that is not understood
/// is a problem too, but its post stays.
PostList read_jsonl(std::string_view text);

}  // namespace imprimatur::survey
