// Posts as JSON Lines: what `imprimatur screen` reads and writes.
#pragma once

#include "imprimatur/model/words.h"
#include "imprimatur/result.h"

#include <string>
#include <string_view>

namespace imprimatur::caption {

/// Missing fields are empty, unknown ones are ignored, a field of the wrong type is an Error that names it.
Result<Post> parse_post(std::string_view json_line);

/// {"id","class","about_patient","spans":[{"field","start","end","label","rule"}],"rewrite","rewrite_passes"}, no line end.
std::string to_json_line(const Screening& screening, const Post& post);

}  // namespace imprimatur::caption
