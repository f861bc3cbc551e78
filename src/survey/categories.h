// What was found, in groups that a study can compare with another one.
#pragma once

#include "imprimatur/result.h"
#include "survey/record.h"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::survey {

struct Category {
    std::string id;
    std::string name;
    std::set<std::string> labels;  ///< of words
    std::set<std::string> rules;  ///< of words or of writing in pictures
    std::set<std::string> kinds;  ///< of findings in pictures
    std::optional<double> study;  ///< per cent of the study's posts
    [[nodiscard]] bool holds(const PostRecord& record) const;
};

/// Figures to compare with, per cent.
struct Study {
    std::string name;
    std::size_t posts = 0;
    double at_risk = 0;
    double non_compliant = 0;
    double accounts_at_risk = 0;
};

struct Categories {
    std::vector<Category> all;
    Study study;
    /// policy/survey/categories.toml.
    static Result<Categories> load(std::string_view toml);
};

}  // namespace imprimatur::survey
