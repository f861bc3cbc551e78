// What the learned reader said of a post's windows, as spans and a judgement of the whole.
#pragma once

#include "caption/label.h"
#include "caption/word_sequence.h"
#include "imprimatur/result.h"

#include <array>
#include <vector>

namespace imprimatur::caption {

/// One chance a label, in the order of Label.
using LabelChances = std::array<double, kReaderLabels>;

struct LearnedSpan {
    std::size_t field = 0;  ///< index into kFieldNames
    std::size_t start = 0;  ///< code points
    std::size_t end = 0;
    Label label = Label::NamePatient;
    double chance = 0;  ///< the highest of its pieces
};

/// Everything that was said of one post.
class LearnedReading {
public:
    /// One reading a window, in their order. Error when a reading does not fit its window.
    static Result<LearnedReading> of(std::vector<WordWindow> windows, std::vector<WordReading> readings);

    [[nodiscard]] double about_patient() const { return m_about_patient; }  ///< of the window that says so most
    [[nodiscard]] double clean() const { return m_clean; }  ///< of the window that says so least
    [[nodiscard]] double worst() const { return m_worst; }

    /// Runs of pieces of at least this chance, by label.
    [[nodiscard]] std::vector<LearnedSpan> spans(const LabelChances& least) const;
    /// The highest chance that a piece of this place is inside a span of the label.
    [[nodiscard]] double chance(std::size_t field, std::size_t start, std::size_t end, Label label) const;

private:
    std::vector<WordWindow> m_windows;
    std::vector<WordReading> m_readings;
    double m_about_patient = 0;
    double m_clean = 1;
    double m_worst = 0;
};

}  // namespace imprimatur::caption
