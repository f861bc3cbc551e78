// Posts as JSON Lines: what `imprimatur screen` reads and writes.
#pragma once

#include "imprimatur/model/words.h"
#include "imprimatur/result.h"

#include <string>
#include <string_view>

namespace imprimatur::caption {

/// Missing fields are empty, unknown ones are counted in Post::unread_fields. An Error names a field of the wrong type, and tells of a post
/// without any field of words and of one that has a field twice.
Result<Post> parse_post(std::string_view json_line);

/// {"id","class","about_patient","spans":[{"field","start","end","label","rule"}],"rewrite","rewrite_passes"}, no line end.
std::string to_json_line(const Screening& screening, const Post& post);

}  // namespace imprimatur::caption
