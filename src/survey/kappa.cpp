#include "survey/kappa.h"

#include "survey/statistics.h"

#include <algorithm>
#include <cmath>

namespace imprimatur::survey {

namespace {

/// Above this the share that chance explains is 1 but for rounding.
constexpr double kAllChance = 1 - 1e-12;

using Matrix = std::array<std::array<double, kClasses>, kClasses>;
using Margin = std::array<double, kClasses>;

struct Shares {
    Matrix cells {};
    Margin rows {};
    Margin columns {};
};

Shares shares_of(const Confusion& table, double total)
{
    Shares shares;
    for (std::size_t i = 0; i < kClasses; ++i) {
        for (std::size_t j = 0; j < kClasses; ++j) {
            const double cell = static_cast<double>(table[i][j]) / total;
            shares.cells[i][j] = cell;
            shares.rows[i] += cell;
            shares.columns[j] += cell;
        }
    }
    return shares;
}

Matrix weights(bool linear)
{
    Matrix w {};
    for (std::size_t i = 0; i < kClasses; ++i) {
        for (std::size_t j = 0; j < kClasses; ++j) {
            const auto apart = static_cast<double>(i > j ? i - j : j - i);
            w[i][j] = linear ? 1 - apart / (kClasses - 1) : (i == j ? 1 : 0);
        }
    }
    return w;
}

std::optional<Kappa> kappa_of(const Shares& p, const Matrix& w, double total)
{
    double observed = 0;
    double expected = 0;
    Margin by_row {};  // mean weight of a row against the columns' margin, and of a column against the rows'
    Margin by_column {};
    for (std::size_t i = 0; i < kClasses; ++i) {
        for (std::size_t j = 0; j < kClasses; ++j) {
            observed += w[i][j] * p.cells[i][j];
            expected += w[i][j] * p.rows[i] * p.columns[j];
            by_row[i] += w[i][j] * p.columns[j];
            by_column[j] += w[i][j] * p.rows[i];
        }
    }
    if (expected >= kAllChance)
        return std::nullopt;
    double sum = 0;
    for (std::size_t i = 0; i < kClasses; ++i) {
        for (std::size_t j = 0; j < kClasses; ++j) {
            const double term = w[i][j] * (1 - expected) - (by_row[i] + by_column[j]) * (1 - observed);
            sum += p.cells[i][j] * term * term;
        }
    }
    const double rest = observed * expected - 2 * expected + observed;
    const double variance = std::max(0.0, sum - rest * rest) / (total * std::pow(1 - expected, 4));
    Kappa kappa { .value = (observed - expected) / (1 - expected), .standard_error = std::sqrt(variance) };
    kappa.low = std::max(-1.0, kappa.value - kZ95 * kappa.standard_error);
    kappa.high = std::min(1.0, kappa.value + kZ95 * kappa.standard_error);
    return kappa;
}

}  // namespace

Agreement agreement(const Confusion& table)
{
    Agreement result;
    for (const auto& row : table) {
        for (const auto cell : row)
            result.posts += cell;
    }
    if (result.posts == 0)
        return result;
    const auto total = static_cast<double>(result.posts);
    const auto shares = shares_of(table, total);
    for (std::size_t i = 0; i < kClasses; ++i)
        result.observed += shares.cells[i][i];
    result.kappa = kappa_of(shares, weights(false), total);
    result.weighted = kappa_of(shares, weights(true), total);
    return result;
}

}  // namespace imprimatur::survey
