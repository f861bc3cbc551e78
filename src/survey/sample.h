// A random sample for a second reader, and what the second reader made of it.
#pragma once

#include "imprimatur/result.h"
#include "survey/kappa.h"
#include "survey/post.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::survey {

/// A simple random sample without replacement of `size` of these post numbers, in ascending order; all of them when there are fewer. It is
/// the posts whose keyed hash is smallest, so that the same seed draws the same posts, and the sample of a whole is drawn from the samples
/// of its parts. Simple and not stratified by class: kappa then speaks of the posts as they are.
std::vector<std::size_t> draw(std::vector<std::size_t> numbers, std::size_t size, std::string_view seed);

/// The sheet for the second reader: post, id, the words, and an empty column human_class. It holds the texts, because they must be read,
/// and not the program's class, which the reader must not know.
std::string sheet_header();
std::string sheet_row(const SurveyPost& post);

/// A sheet that came back.
struct FilledSheet {
    std::map<std::size_t, PostClass> human;  ///< by post number
    std::size_t empty = 0;  ///< rows without a class
    std::vector<SurveyProblem> problems;  ///< rows that cannot be used
};
/// An Error when the columns post and human_class are not there.
Result<FilledSheet> read_sheet(std::string_view csv);

/// The program's class from the words by post number, out of posts.csv.
Result<std::map<std::size_t, PostClass>> read_classes(std::string_view posts_csv);

/// Rows of a sheet by post number, as they stand, for merging.
Result<std::map<std::size_t, std::string>> sheet_rows(std::string_view csv);

}  // namespace imprimatur::survey
