// How far two readers agree beyond chance: Cohen's kappa, plain and linearly weighted.
#pragma once

#include "imprimatur/model/words.h"

#include <array>
#include <cstddef>
#include <optional>

namespace imprimatur::survey {

inline constexpr std::size_t kClasses = 3;

/// table[program][person]: compliant, at risk, non-compliant, in the order of PostClass.
using Confusion = std::array<std::array<std::size_t, kClasses>, kClasses>;

struct Kappa {
    double value = 0;  ///< 1 is perfect, 0 what chance alone would give
    double standard_error = 0;  ///< for intervals, not for the test against 0
    double low = 0;  ///< 95 %, at most 1, at least -1
    double high = 0;
};

struct Agreement {
    std::size_t posts = 0;
    double observed = 0;  ///< share of posts on which both say the same
    std::optional<Kappa> kappa;  ///< Cohen 1960; nullopt when chance alone would give full agreement, or there are no posts
    std::optional<Kappa> weighted;  ///< Cohen 1968 with weights 1, 0.5, 0: one class apart is half an agreement
};

/// Standard errors after Fleiss, Cohen and Everitt 1969 (Psychol Bull 72:323), for large samples: below some 30 posts the intervals are
/// too narrow.
Agreement agreement(const Confusion& table);

}  // namespace imprimatur::survey
