// One post of the surveyed body, and all that came out of reading it.
#pragma once

#include "imprimatur/model/survey.h"
#include "imprimatur/model/words.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace imprimatur::survey {

struct SurveyPost {
    std::size_t number = 0;  ///< line, row or entry of the input, from 1: how problems and results name it
    Post post;
    std::string posted;  ///< "2019-03-04", "" when it is not known
    std::vector<std::string> images;  ///< names relative to the image folder or the archive's root
};

/// What an input turned out to hold. Posts stand in the order of their numbers.
struct PostList {
    std::string unit = "entry";  ///< what is counted: "line", "row", "entry"
    std::vector<SurveyPost> posts;
    std::vector<SurveyProblem> problems;
    std::vector<std::string> notes;  ///< what was left out on purpose, for the report
};

/// The problem of a post without words and pictures.
inline constexpr const char* kNothingToScreen = "has no caption, no alt_text, no hashtags and no images: nothing to screen";

/// Adds a post with the day it was posted on. Where that is not known the post counts without its year, and `unknown` says so.
void add_dated(PostList& list, SurveyPost post, std::optional<std::string> day, std::string unknown);

/// Takes out every post whose id stood there before on the same platform; each becomes a problem. Posts without an id stay.
void drop_repeated(PostList& list);

}  // namespace imprimatur::survey
