// Posts as a table: one row a post, a header row that says what is what (csv_columns.h).
#pragma once

#include "imprimatur/result.h"
#include "survey/post.h"

#include <string_view>

namespace imprimatur::survey {

/// An Error when there is no header that names a caption or images. A row that is no post becomes a problem and the rest goes on. Images
/// are separated by ';' or '|'.
Result<PostList> read_csv(std::string_view text);

}  // namespace imprimatur::survey
