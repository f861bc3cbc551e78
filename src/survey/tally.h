// Records counted: the numbers of the report, once, for every form in which it is written.
#pragma once

#include "survey/categories.h"
#include "survey/kappa.h"
#include "survey/record.h"
#include "survey/statistics.h"

#include <array>
#include <map>
#include <string>
#include <vector>

namespace imprimatur::survey {

/// compliant, at risk, non-compliant, in the order of PostClass.
using ClassCounts = std::array<std::size_t, kClasses>;
std::size_t total(const ClassCounts& counts);

struct AccountTally {
    std::string platform;
    ClassCounts posts {};  ///< words and pictures together
    std::size_t with_images = 0;  ///< posts that name a picture
    std::size_t consent_mentioned = 0;
};

struct CategoryTally {
    std::string name;
    std::size_t posts = 0;
    std::size_t in_words = 0;
    std::size_t on_images = 0;
    std::optional<double> study;
};

struct Tally {
    std::size_t posts = 0;
    std::size_t about_patients = 0;
    std::size_t by_rules_alone = 0;  ///< the learned reader did not read these
    std::size_t in_foreign_scripts = 0;  ///< nor did anybody, really: none of them is Compliant
    ClassCounts words {};
    ClassCounts together {};
    ClassCounts consent {};  ///< posts that mention consent, by class together
    std::map<std::string, ClassCounts> platforms;  ///< "" is unknown
    std::map<std::string, ClassCounts> years;
    std::map<std::string, AccountTally> accounts;  ///< by pseudonym
    std::size_t without_account = 0;
    std::vector<CategoryTally> categories;  ///< in the order of the data file
    Counts labels;  ///< posts that have it
    ImageCounts images;  ///< sums; kinds and rules count pictures
    std::size_t posts_with_images = 0;
    std::size_t unclassified_writing = 0;  ///< pictures with writing that could not be classified
    Study study;

    /// Accounts with a post at risk or worse, of all, and of those that post pictures.
    [[nodiscard]] Share risky_accounts() const;
    [[nodiscard]] Share risky_image_accounts() const;
};

Tally tally(const std::vector<PostRecord>& records, const Categories& categories);

}  // namespace imprimatur::survey
