#include "caption/learned_reading.h"

#include <algorithm>

namespace imprimatur::caption {

namespace {

constexpr std::size_t kRow = 2 * kReaderLabels;
constexpr double kFull = 255;
constexpr double kAround = 0.5;
constexpr double kBegins = 0.5;  ///< a piece more likely than not to be the first of a span begins one

static_assert(
    static_cast<std::size_t>(Label::Disparaging) + 1 == kReaderLabels, "the reader's labels are the first of ours, in their order");

/// Grows the spans of one label, piece by piece. A span goes on while the chance is at least half of what it needs: what stands between two
/// sure words of a sentence belongs to it.
class Runs {
public:
    Runs(Label label, double least, std::vector<LearnedSpan>& out)
        : m_label(label)
        , m_least(least)
        , m_out(out)
    {
    }
    ~Runs() { close(); }
    Runs(const Runs&) = delete;
    Runs& operator=(const Runs&) = delete;

    void piece(const std::optional<TokenPlace>& place, double inside, double begins)
    {
        const bool here = place && inside >= m_least * kAround;
        if (!here || (m_run && (place->field != m_run->field || (begins >= kBegins && !place->goes_on))))
            close();
        if (!here)
            return;
        if (!m_run)
            m_run = LearnedSpan { place->field, place->start, place->end, m_label, inside };
        m_run->end = place->end;
        m_run->chance = std::max(m_run->chance, inside);
    }

private:
    void close()
    {
        if (m_run && m_run->chance >= m_least)
            m_out.push_back(*m_run);
        m_run.reset();
    }

    Label m_label;
    double m_least;
    std::vector<LearnedSpan>& m_out;
    std::optional<LearnedSpan> m_run;
};

/// The chance of every piece is the best of its word's.
std::vector<double> by_words(const WordWindow& window, const WordReading& reading, std::size_t label)
{
    std::vector<double> chances(window.places.size());
    std::size_t start = 0;
    double best = 0;
    for (std::size_t i = 0; i < chances.size(); ++i) {
        if (!window.places[i] || !window.places[i]->goes_on) {
            start = i;
            best = 0;
        }
        best = std::max(best, reading.labels[i * kRow + label] / kFull);
        std::fill(chances.begin() + static_cast<std::ptrdiff_t>(start), chances.begin() + static_cast<std::ptrdiff_t>(i) + 1, best);
    }
    return chances;
}

bool same_place(const LearnedSpan& one, const LearnedSpan& other)
{
    return one.field == other.field && one.label == other.label && one.start < other.end && other.start < one.end;
}

/// What two windows show of the same words is one span.
std::vector<LearnedSpan> united(const std::vector<LearnedSpan>& spans)
{
    std::vector<LearnedSpan> out;
    for (const auto& span : spans) {
        const auto known = std::find_if(out.begin(), out.end(), [&](const LearnedSpan& other) { return same_place(span, other); });
        if (known == out.end()) {
            out.push_back(span);
            continue;
        }
        known->start = std::min(known->start, span.start);
        known->end = std::max(known->end, span.end);
        known->chance = std::max(known->chance, span.chance);
    }
    return out;
}

}  // namespace

Result<LearnedReading> LearnedReading::of(std::vector<WordWindow> windows, std::vector<WordReading> readings)
{
    LearnedReading out;
    bool fits = windows.size() == readings.size() && !windows.empty();
    for (std::size_t i = 0; fits && i < windows.size(); ++i)
        fits = readings[i].labels.size() == windows[i].places.size() * kRow;
    if (!fits)
        return Error { ErrorCode::Malformed, "the reader's answer does not fit what it was asked", "", "install the models again" };
    for (const auto& reading : readings) {
        out.m_about_patient = std::max(out.m_about_patient, reading.about_patient);
        out.m_clean = std::min(out.m_clean, reading.post_class[0]);
        out.m_worst = std::max(out.m_worst, reading.post_class[2]);
    }
    out.m_windows = std::move(windows);
    out.m_readings = std::move(readings);
    return out;
}

std::vector<LearnedSpan> LearnedReading::spans(const LabelChances& least) const
{
    std::vector<LearnedSpan> out;
    for (std::size_t window = 0; window < m_windows.size(); ++window) {
        const auto& places = m_windows[window].places;
        for (std::size_t label = 0; label < kReaderLabels; ++label) {
            const auto chances = by_words(m_windows[window], m_readings[window], label);
            Runs runs(static_cast<Label>(label), least[label], out);
            for (std::size_t i = 0; i < places.size(); ++i)
                runs.piece(places[i], chances[i], m_readings[window].labels[i * kRow + kReaderLabels + label] / kFull);
        }
    }
    return m_windows.size() == 1 ? out : united(out);
}

double LearnedReading::chance(std::size_t field, std::size_t start, std::size_t end, Label label) const
{
    double most = 0;
    if (static_cast<std::size_t>(label) >= kReaderLabels)
        return most;
    for (std::size_t window = 0; window < m_windows.size(); ++window) {
        const auto& places = m_windows[window].places;
        for (std::size_t i = 0; i < places.size(); ++i) {
            if (places[i] && places[i]->field == field && places[i]->start < end && start < places[i]->end)
                most = std::max(most, m_readings[window].labels[i * kRow + static_cast<std::size_t>(label)] / kFull);
        }
    }
    return most;
}

}  // namespace imprimatur::caption
