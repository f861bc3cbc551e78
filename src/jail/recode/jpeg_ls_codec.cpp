#include "jail/recode/jpeg_ls_codec.h"
#include "jail/recode/jpeg_ls_bits.h"

#include <algorithm>
#include <cstdlib>

namespace imprimatur::jail::recode {

namespace {

using Line = std::vector<int>;  ///< one more on either side: what stands beyond the edges (A.2.1)

/// J of A.7.1.2: run lengths are coded in blocks of 2^J.
constexpr std::array<unsigned, 32> kRunOrder { 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13,
    14, 15 };

struct Context {
    int a = 0;  ///< sum of error sizes
    int b = 0;  ///< bias
    int c = 0;  ///< prediction correction
    int n = 1;
    int negative = 0;  ///< Nn of run interruption
};

/// The four neighbours: left, above, above left, above right.
struct Causal {
    int a = 0;
    int b = 0;
    int c = 0;
    int d = 0;
};

inline Causal causal(const Line& above, const Line& line, std::size_t x) { return { line[x - 1], above[x], above[x - 1], above[x + 1] }; }

/// One scan. `Bits` is LsReader or LsWriter; a writer is given the sample, a reader finds it.
template <typename Bits> class Coder {
public:
    Coder(Bits& bits, const LsParameters& parameters)
        : m_bits(bits)
        , m_p(parameters)
        , m_near(Bits::kWrites ? 0 : parameters.near)
        , m_width(2 * m_near + 1)
        , m_range((m_p.maximum + 2 * m_near) / m_width + 1)
    {
        while ((1 << m_size) < m_range)
            ++m_size;
        unsigned sample_bits = 0;
        while ((1 << sample_bits) < m_p.maximum + 1)
            ++sample_bits;
        sample_bits = std::max(2U, sample_bits);
        m_limit = static_cast<int>(2 * (sample_bits + std::max(8U, sample_bits)));
        Context start;
        start.a = std::max(2, (m_range + 32) / 64);
        m_contexts.assign(365, start);
        m_run_contexts.fill(start);
    }

    /// One line of one component (A.7 included). `line` holds the samples when writing.
    bool line(const Line& above, Line& line, int& run_index)
    {
        const std::size_t columns = line.size() - 2;
        for (std::size_t x = 1; x <= columns;) {
            const auto near = causal(above, line, x);
            const int context = quantised(near);
            if (context != 0) {
                line[x] = regular(near, context, line[x]);
                ++x;
                continue;
            }
            const std::size_t run = run_length(
                near.a, columns - x + 1, [&](std::size_t i) { return line[x + i]; }, run_index);
            if (run > columns - x + 1)
                return false;
            std::fill_n(line.begin() + static_cast<std::ptrdiff_t>(x), run, near.a);
            x += run;
            if (x > columns)
                break;
            line[x] = interruption(near.a, above[x], line[x], run_index, false);
            leave_run(run_index);
            ++x;
        }
        return true;
    }

    /// One line of pixels of several samples (B.2.3, ILV 2): a run is of pixels that are flat in every component.
    bool pixels(const std::vector<Line>& above, std::vector<Line>& lines, int& run_index)
    {
        const std::size_t columns = lines[0].size() - 2;
        std::array<int, 4> context {};
        for (std::size_t x = 1; x <= columns;) {
            bool flat = true;
            for (std::size_t c = 0; c < lines.size(); ++c) {
                context[c] = quantised(causal(above[c], lines[c], x));
                flat = flat && context[c] == 0;
            }
            if (!flat) {
                for (std::size_t c = 0; c < lines.size(); ++c)
                    lines[c][x] = regular(causal(above[c], lines[c], x), context[c], lines[c][x]);
                ++x;
                continue;
            }
            // All components have to stay the same; a writer asks for the worst of them.
            const auto change = [&](std::size_t i) {
                for (const auto& own : lines) {
                    if (own[x + i] != own[x - 1])
                        return 1;
                }
                return 0;
            };
            const std::size_t run = run_length(0, columns - x + 1, change, run_index);
            if (run > columns - x + 1)
                return false;
            for (auto& own : lines)
                std::fill_n(own.begin() + static_cast<std::ptrdiff_t>(x), run, own[x - 1]);
            x += run;
            if (x > columns)
                break;
            for (std::size_t c = 0; c < lines.size(); ++c)
                lines[c][x] = interruption(lines[c][x - 1], above[c][x], lines[c][x], run_index, true);
            leave_run(run_index);
            ++x;
        }
        return true;
    }

private:
    /// A.3.3: -4..4.
    [[nodiscard]] int region(int d) const
    {
        const int size = d < 0 ? -d : d;
        int r = 4;
        if (size <= m_near)
            r = 0;
        else if (size < m_p.thresholds[0])
            r = 1;
        else if (size < m_p.thresholds[1])
            r = 2;
        else if (size < m_p.thresholds[2])
            r = 3;
        return d < 0 ? -r : r;
    }
    /// A.3.4: 0 is flat; contexts of opposite sign are merged, the sign kept.
    [[nodiscard]] int quantised(const Causal& near) const
    {
        return (region(near.d - near.b) * 9 + region(near.b - near.c)) * 9 + region(near.c - near.a);
    }
    static unsigned golomb_order(int n, int a)
    {
        unsigned k = 0;
        while (k < 24 && (std::int64_t { n } << k) < a)
            ++k;
        return k;
    }
    /// A.4.4, A.4.5: a prediction error and back to a sample.
    [[nodiscard]] int reduced(int error) const
    {
        if (error < 0)
            error += m_range;
        return error >= (m_range + 1) / 2 ? error - m_range : error;
    }
    [[nodiscard]] int rebuilt(int prediction, int error) const
    {
        int sample = prediction + error * m_width;
        if (sample < -m_near)
            sample += m_range * m_width;
        else if (sample > m_p.maximum + m_near)
            sample -= m_range * m_width;
        return std::clamp(sample, 0, m_p.maximum);
    }

    int regular(const Causal& near, int quantised_context, int sample)
    {
        const int sign = quantised_context < 0 ? -1 : 1;
        auto& context = m_contexts[static_cast<std::size_t>(std::abs(quantised_context))];
        int prediction = near.a + near.b - near.c;  // A.4.1: the median edge detector
        if (near.c >= std::max(near.a, near.b))
            prediction = std::min(near.a, near.b);
        else if (near.c <= std::min(near.a, near.b))
            prediction = std::max(near.a, near.b);
        prediction = std::clamp(prediction + sign * context.c, 0, m_p.maximum);
        const unsigned k = golomb_order(context.n, context.a);
        const bool turned = m_near == 0 && k == 0 && 2 * context.b <= -context.n;
        int error = 0;
        if constexpr (Bits::kWrites) {
            error = reduced(sign * (sample - prediction));
            const int mapped = turned ? (error >= 0 ? 2 * error + 1 : -2 * (error + 1)) : (error >= 0 ? 2 * error : -2 * error - 1);
            m_bits.golomb(mapped, k, m_limit, m_size);
        } else {
            const int mapped = m_bits.golomb(k, m_limit, m_size);
            const bool odd = (mapped & 1) != 0;
            error = turned ? (odd ? mapped >> 1 : -(mapped >> 1) - 1) : (odd ? -(mapped >> 1) - 1 : mapped >> 1);
            error = std::clamp(error, -m_range, m_range);  // damaged data may say more than there is
        }
        update(context, error);
        return Bits::kWrites ? sample : rebuilt(prediction, sign * error);
    }

    /// A.6.1, A.6.2.
    void update(Context& context, int error) const
    {
        context.b += error * m_width;
        context.a += std::abs(error);
        if (context.n == m_p.reset) {
            context.a >>= 1;
            context.b = context.b >= 0 ? context.b >> 1 : -((1 - context.b) >> 1);
            context.n >>= 1;
        }
        ++context.n;
        if (context.b <= -context.n) {
            context.b = std::max(context.b + context.n, 1 - context.n);
            context.c = std::max(context.c - 1, -128);
        } else if (context.b > 0) {
            context.b = std::min(context.b - context.n, 0);
            context.c = std::min(context.c + 1, 127);
        }
    }

    /// A.7.1: how many of the `left` samples of this line are the run's. More than `left`: damaged.
    template <typename At> std::size_t run_length(int value, std::size_t left, At&& at, int& index)
    {
        const auto block = [&] { return std::size_t { 1 } << kRunOrder[static_cast<std::size_t>(index)]; };
        std::size_t run = 0;
        if constexpr (Bits::kWrites) {
            while (run < left && at(run) == value)
                ++run;
            std::size_t rest = run;
            for (; rest >= block(); index = std::min(index + 1, 31)) {
                rest -= block();
                m_bits.bits(1, 1);
            }
            if (run == left) {
                if (rest > 0)
                    m_bits.bits(1, 1);
            } else {
                m_bits.bits(0, 1);
                m_bits.bits(static_cast<unsigned>(rest), kRunOrder[static_cast<std::size_t>(index)]);
            }
        } else {
            while (m_bits.bits(1) == 1) {
                const std::size_t size = block();
                const std::size_t take = std::min(size, left - run);
                run += take;
                if (take == size)
                    index = std::min(index + 1, 31);
                if (run == left)
                    return run;
            }
            run += m_bits.bits(kRunOrder[static_cast<std::size_t>(index)]);
            if (run >= left)  // an interrupted run has the sample that ends it
                return left + 1;
        }
        return run;
    }
    static void leave_run(int& index) { index = std::max(index - 1, 0); }

    /// A.7.2. By sample (ILV 2) the components share the first context and are always predicted from above.
    int interruption(int a, int b, int sample, int run_index, bool by_sample)
    {
        const bool same = !by_sample && std::abs(a - b) <= m_near;
        const int prediction = same ? a : b;
        const int sign = !same && a > b ? -1 : 1;
        auto& context = m_run_contexts[same ? 1 : 0];
        const unsigned k = golomb_order(context.n, same ? context.a + (context.n >> 1) : context.a);
        const int limit = m_limit - static_cast<int>(kRunOrder[static_cast<std::size_t>(run_index)]) - 1;
        const int type = same ? 1 : 0;
        int error = 0;
        int mapped = 0;
        if constexpr (Bits::kWrites) {
            error = reduced(sign * (sample - prediction));
            const bool map
                = error != 0 && (error > 0 ? k == 0 && 2 * context.negative < context.n : k != 0 || 2 * context.negative >= context.n);
            mapped = 2 * std::abs(error) - type - (map ? 1 : 0);
            m_bits.golomb(mapped, k, limit, m_size);
        } else {
            mapped = std::min(m_bits.golomb(k, limit, m_size), 2 * m_range);
            const int odd = (mapped + type) & 1;
            error = (mapped + type + odd) / 2;
            if ((k != 0 || 2 * context.negative >= context.n) == (odd == 1))
                error = -error;
        }
        if (error < 0)
            ++context.negative;
        context.a += (mapped + 1 - type) >> 1;
        if (context.n == m_p.reset) {
            context.a >>= 1;
            context.n >>= 1;
            context.negative >>= 1;
        }
        ++context.n;
        return Bits::kWrites ? sample : rebuilt(prediction, sign * error);
    }

    Bits& m_bits;
    LsParameters m_p;
    int m_near;
    int m_width;
    int m_range;
    unsigned m_size = 0;  ///< bits of an error
    int m_limit = 0;
    std::vector<Context> m_contexts;
    std::array<Context, 2> m_run_contexts;
};

/// A.2.1: left of a line stands what is above its first sample, right of the line above its last sample again.
void close_edges(Line& above, Line& line)
{
    above.back() = above[above.size() - 2];
    line.front() = above[1];
}

template <typename Bits>
bool code_scan(Bits& bits, const LsParameters& parameters, const std::vector<std::size_t>& components, LsPicture picture)
{
    Coder<Bits> coder(bits, parameters);
    const std::size_t count = components.size();
    std::vector<Line> above(count, Line(picture.columns + 2)), lines = above;
    std::array<int, 4> run_index {};
    for (std::size_t y = 0; y < picture.rows; ++y) {
        for (std::size_t c = 0; c < count; ++c) {
            close_edges(above[c], lines[c]);
            std::uint16_t* sample = picture.samples.data() + y * picture.columns * picture.step + components[c];
            for (std::size_t x = 1; Bits::kWrites && x <= picture.columns; ++x, sample += picture.step)
                lines[c][x] = *sample;
        }
        if (parameters.interleave == 2 && count > 1) {
            if (!coder.pixels(above, lines, run_index[0]))
                return false;
        } else {
            for (std::size_t c = 0; c < count; ++c) {
                if (!coder.line(above[c], lines[c], run_index[c]))
                    return false;
            }
        }
        if constexpr (!Bits::kWrites) {
            for (std::size_t c = 0; c < count; ++c) {
                std::uint16_t* sample = picture.samples.data() + y * picture.columns * picture.step + components[c];
                for (std::size_t x = 1; x <= picture.columns; ++x, sample += picture.step)
                    *sample = static_cast<std::uint16_t>(lines[c][x]);
            }
            if (bits.overdrawn())
                return false;
        }
        std::swap(above, lines);
    }
    return true;
}

}  // namespace

std::optional<LsParameters> ls_parameters(unsigned precision, int near, std::uint8_t interleave, const LsPreset& preset)
{
    LsParameters p;
    p.maximum = preset.maximum != 0 ? preset.maximum : (1 << precision) - 1;
    p.near = near;
    p.interleave = interleave;
    p.reset = preset.reset != 0 ? preset.reset : 64;
    if (p.maximum < 1 || p.maximum >= 1 << precision || near > std::min(255, p.maximum / 2) || p.reset < 3
        || p.reset > std::max(255, p.maximum) || interleave > 2)
        return std::nullopt;
    // C.2.4.1.1.1
    const auto bounded = [&](int value, int least) { return value > p.maximum || value < least ? least : value; };
    constexpr std::array<int, 3> kBasic { 3, 7, 21 };
    int least = near + 1;
    for (std::size_t i = 0; i < 3; ++i) {
        const auto n = static_cast<int>(i);
        int usual = 0;
        if (p.maximum >= 128) {
            const int factor = (std::min(p.maximum, 4095) + 128) / 256;
            usual = factor * (kBasic[i] - (n + 2)) + (n + 2) + (2 * n + 3) * near;
        } else {
            const int factor = 256 / (p.maximum + 1);
            usual = std::max(n + 2, kBasic[i] / factor + (2 * n + 3) * near);
        }
        p.thresholds[i] = preset.thresholds[i] != 0 ? preset.thresholds[i] : bounded(usual, least);
        if (p.thresholds[i] < least || p.thresholds[i] > p.maximum)
            return std::nullopt;
        least = p.thresholds[i];
    }
    return p;
}

bool read_ls_scan(ByteView data, const LsParameters& parameters, const std::vector<std::size_t>& components, LsPicture picture)
{
    LsReader bits(data);
    return code_scan(bits, parameters, components, picture);
}

void write_ls_scan(Bytes& out, const LsParameters& parameters, const std::vector<std::size_t>& components, LsPicture picture)
{
    LsWriter bits(out);
    code_scan(bits, parameters, components, picture);
    bits.flush();
}

}  // namespace imprimatur::jail::recode
