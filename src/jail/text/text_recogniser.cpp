#include "jail/text/text_recogniser.h"

#include "base/unicode.h"
#include "jail/text/upright.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <opencv2/imgproc.hpp>

namespace imprimatur::jail {

namespace {

constexpr int kHeight = 48;  // the network's own

// Lines are padded to one of these steps, because the network reads very short inputs badly.
constexpr int kWidthStep = 32;
constexpr int kShortest = 320;
constexpr int kLongest = 2048;

// Above this a reading is taken at once; below it the line is tried upside down and with dark and light exchanged.
constexpr double kSure = 0.8;

// The detector's rectangle is wider than the lines the recogniser learnt from; this share of its height comes off again.
constexpr double kTrim = 0.04;

// A box whose sides differ less holds a letter or two: its longer side does not say which way it is written, and around an L or a
// J the smallest rectangle lies askew.
constexpr double kLetter = 2.2;

// More lines than the alphabet can have means that the file is not the alphabet.
constexpr std::size_t kMaxCharacters = 20'000;

double distance(const Point& a, const Point& b) { return std::hypot(a.x - b.x, a.y - b.y); }

cv::Point2f at(const Point& point) { return { static_cast<float>(point.x), static_cast<float>(point.y) }; }

Quad started_at(const Quad& quad, std::size_t first)
{
    Quad turned = quad;
    std::rotate(turned.corners.begin(), turned.corners.begin() + static_cast<std::ptrdiff_t>(first), turned.corners.end());
    return turned;
}

Quad trimmed_by(const Quad& quad, double pixels)
{
    Quad result = quad;
    for (std::size_t i = 0; i < 4; ++i) {
        for (const std::size_t other : { (i + 1) % 4, (i + 3) % 4 }) {
            const double side = distance(quad.corners[i], quad.corners[other]);
            if (side < 1)
                continue;
            result.corners[i].x += (quad.corners[other].x - quad.corners[i].x) / side * pixels;
            result.corners[i].y += (quad.corners[other].y - quad.corners[i].y) / side * pixels;
        }
    }
    return result;
}

/// The writing, straight and 48 pixels high; the quad's first side is its upper edge.
cv::Mat straightened(const cv::Mat& picture, const Quad& quad)
{
    const double height = distance(quad.corners[0], quad.corners[3]);
    const Quad tight = trimmed_by(quad, height * kTrim);
    const double wide = std::max(1.0, distance(tight.corners[0], tight.corners[1]));
    const double tall = std::max(1.0, distance(tight.corners[0], tight.corners[3]));
    // At its own size first: a warp that shrinks skips pixels.
    const cv::Size own(
        static_cast<int>(std::clamp(std::ceil(wide), 1.0, 16384.0)), static_cast<int>(std::clamp(std::ceil(tall), 1.0, 16384.0)));
    const std::array<cv::Point2f, 4> from { at(tight.corners[0]), at(tight.corners[1]), at(tight.corners[2]), at(tight.corners[3]) };
    const auto right = static_cast<float>(own.width);
    const auto bottom = static_cast<float>(own.height);
    const std::array<cv::Point2f, 4> to { cv::Point2f(0, 0), cv::Point2f(right, 0), cv::Point2f(right, bottom), cv::Point2f(0, bottom) };
    cv::Mat line;
    cv::warpPerspective(picture, line, cv::getPerspectiveTransform(from.data(), to.data()), own, cv::INTER_CUBIC, cv::BORDER_REPLICATE);
    const int width = std::clamp(static_cast<int>(std::lround(wide / tall * kHeight)), 8, kLongest);
    cv::resize(line, line, cv::Size(width, kHeight), 0, 0, own.height > kHeight ? cv::INTER_AREA : cv::INTER_CUBIC);
    if (line.channels() == 1)
        cv::cvtColor(line, line, cv::COLOR_GRAY2BGR);
    return line;
}

}  // namespace

Result<TextRecogniser> TextRecogniser::load(
    std::shared_ptr<const OnnxRuntime> runtime, const std::filesystem::path& model, const std::filesystem::path& keys)
{
    std::ifstream file(keys);
    std::vector<std::string> characters { "" };
    for (std::string line; std::getline(file, line) && characters.size() <= kMaxCharacters;)
        characters.push_back(sanitize_utf8(line));
    characters.emplace_back(" ");
    if (characters.size() < 3 || characters.size() > kMaxCharacters)
        return Error { ErrorCode::NotFound, "the text models' alphabet is missing or too long", keys.string(),
            "build again, or name the models' folder" };
    return TextRecogniser(TRY(OnnxSession::load(std::move(runtime), model)), std::move(characters));
}

Result<TextRecogniser::Reading> TextRecogniser::decoded(const Tensor& answer) const
{
    if (answer.shape.size() != 3 || answer.shape[0] != 1 || answer.shape[2] != static_cast<std::int64_t>(m_characters.size()))
        return Error { ErrorCode::Malformed, "the text recogniser and its alphabet do not belong together", "", "" };
    const std::size_t classes = m_characters.size();
    Reading reading;
    std::size_t last = 0;
    double sum = 0;
    int count = 0;
    for (auto step = answer.values.begin(); step != answer.values.end(); step += static_cast<std::ptrdiff_t>(classes)) {
        const auto best = std::max_element(step, step + static_cast<std::ptrdiff_t>(classes));
        const auto index = static_cast<std::size_t>(best - step);
        if (index != 0 && index != last) {
            reading.text += m_characters[index];
            sum += static_cast<double>(*best);
            ++count;
        }
        last = index;
    }
    reading.confidence = count == 0 ? 0 : std::clamp(sum / count, 0.0, 1.0);
    reading.text = std::string(trimmed(reading.text));
    return reading;
}

Result<TextRecogniser::Reading> TextRecogniser::read_line(const cv::Mat& line) const
{
    const int width = std::max(kShortest, (line.cols + kWidthStep - 1) / kWidthStep * kWidthStep);
    const std::size_t plane = static_cast<std::size_t>(kHeight) * static_cast<std::size_t>(width);
    std::vector<float> input(3 * plane, 0.0F);
    for (int channel = 0; channel < 3; ++channel) {
        cv::Mat single;
        cv::extractChannel(line, single, channel);
        cv::Mat out(kHeight, width, CV_32F, input.data() + plane * static_cast<std::size_t>(channel));
        cv::Mat inside = out(cv::Rect(0, 0, line.cols, kHeight));
        single.convertTo(inside, CV_32F, 1 / 127.5, -1);
    }
    const std::array<std::int64_t, 4> shape { 1, 3, kHeight, width };
    return decoded(TRY(m_session.run(input, shape)));
}

Result<void> TextRecogniser::read(const cv::Mat& picture, TextBox& box, Tries tries) const
{
    const Quad found = box.quad;
    const double wide = distance(found.corners[0], found.corners[1]);
    const double tall = distance(found.corners[0], found.corners[3]);
    // Writing that runs upwards starts at the lower left corner, writing that runs downwards at the upper right.
    const bool turned = tall >= 1.5 * wide;
    const std::array<std::size_t, 2> starts = turned ? std::array<std::size_t, 2> { 3, 1 } : std::array<std::size_t, 2> { 0, 2 };
    if (std::max(wide, tall) <= kLetter * std::min(wide, tall)) {
        Reading reading = TRY(read_line(straightened(picture, upright(found))));
        if (reading.confidence >= kSure && !reading.text.empty()) {
            box.text = std::move(reading.text);
            box.recognition = reading.confidence;
            return {};
        }
    }
    for (const bool inverted : { false, true }) {
        for (const std::size_t start : starts) {
            cv::Mat line = straightened(picture, started_at(found, start));
            if (inverted)
                cv::bitwise_not(line, line);
            Reading reading = TRY(read_line(line));
            if (reading.confidence > box.recognition && !reading.text.empty()) {
                box.text = std::move(reading.text);
                box.recognition = reading.confidence;
                box.quad = started_at(found, start);
            }
            // Upright writing is the rule, so that its first reading will do; of a tall line nobody knows the upper side.
            if (tries == Tries::Once || (box.recognition >= kSure && !turned))
                return {};
        }
        if (tries == Tries::Turned || box.recognition >= kSure)
            return {};
    }
    return {};
}

}  // namespace imprimatur::jail
