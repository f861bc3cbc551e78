// What the readers of a post have to say, as numbers that can be weighed.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace imprimatur::caption {

/// The keys of policy/reader/reader.toml and of train/words/fit.py:
/// - about_patient, not_clean: the log odds that the post is about a patient and that it is not compliant, between -6 and 6;
/// - span_in_words, span_in_account: the chance of the best span in caption, tags, reply, alt text and file name, and in the account;
/// - rules_in_words, rules_in_account: how many kinds rules standing alone found, at most two;
/// - weak_rules: how many kinds other rules found in the words, at most two;
/// - gate: the gate rules' sum, between -1 and 1;
/// - grams_about_patient, grams_not_clean: the same log odds as the bag of n-grams has them, between -1 and 6.
inline constexpr std::array<std::string_view, 10> kEvidenceNames { "about_patient", "not_clean", "span_in_words", "span_in_account",
    "rules_in_words", "rules_in_account", "weak_rules", "gate", "grams_about_patient", "grams_not_clean" };

/// Log odds are held between this and its negative (the bag's: and -1).
inline constexpr double kMostOdds = 6;

/// One number a name, in their order.
using Evidence = std::array<double, kEvidenceNames.size()>;

/// A logistic judgement: evidence times weight, added up.
struct Weights {
    double bias = 0;
    Evidence by_name {};
    double threshold = 0.5;  ///< from this chance on, yes
};

}  // namespace imprimatur::caption
