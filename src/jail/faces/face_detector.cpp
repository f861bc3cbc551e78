#include "jail/faces/face_detector.h"

#include "jail/faces/face_boxes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace imprimatur::jail {

namespace {

// First looks hand on what reaches this; whether it counts, closer looks decide.
constexpr double kCandidate = 0.5;

// Each candidate costs about a dozen closer looks of 5 ms. What a picture of noise makes beyond this is asked about
// unconfirmed, at no more than this score.
constexpr std::size_t kMaxCandidates = 60;
constexpr double kUnconfirmed = 0.5;
constexpr std::size_t kMaxFaces = 500;

// A closer look means the candidate when their boxes share this much; below the second its box is no better.
constexpr double kSameFace = 0.3;
constexpr double kWellSeen = 0.5;

// The network marks brows to chin and ear to ear; this part of a side is added on each side.
constexpr double kGrown = 0.25;

// The whole picture is reduced to this before anything else: the smallest part looked at is a third of it.
constexpr int kLongestSide = 2400;

std::vector<float> network_input(const cv::Mat& seen)
{
    const std::size_t plane = seen.total();
    std::vector<float> input(3 * plane);
    for (int channel = 0; channel < 3; ++channel) {
        cv::Mat single;
        cv::extractChannel(seen, single, channel);
        cv::Mat out(seen.rows, seen.cols, CV_32F, input.data() + plane * static_cast<std::size_t>(channel));
        single.convertTo(out, CV_32F, 1 / 128.0, -127 / 128.0);
    }
    return input;
}

/// Reduced, with three channels in the order of the frame: red first, as the network was trained.
cv::Mat reduced(const Frame& frame)
{
    const cv::Mat whole(static_cast<int>(frame.height), static_cast<int>(frame.width), frame.channels == 3 ? CV_8UC3 : CV_8UC1,
        const_cast<std::uint8_t*>(frame.samples.data()));
    cv::Mat picture = whole;
    const int longest = std::max(whole.cols, whole.rows);
    if (longest > kLongestSide) {
        const double scale = static_cast<double>(kLongestSide) / longest;
        const cv::Size size(
            std::max(1, static_cast<int>(std::lround(whole.cols * scale))), std::max(1, static_cast<int>(std::lround(whole.rows * scale))));
        cv::resize(whole, picture, size, 0, 0, cv::INTER_AREA);
    }
    if (picture.channels() == 1)
        cv::cvtColor(picture, picture, cv::COLOR_GRAY2RGB);
    return picture;
}

std::string name_of(const FaceLook& look)
{
    const auto degrees = std::lround(look.degrees);
    return (degrees == 0 ? "upright" : "turned " + std::to_string(degrees)) + (look.brightened ? ", brightened" : "");
}

/// With forehead, chin and ears, in the frame's own pixels.
Quad whole_head(const cv::Rect2d& rect, double scale_x, double scale_y, const Frame& frame)
{
    const cv::Rect2d grown((rect.x - kGrown * rect.width) * scale_x, (rect.y - kGrown * rect.height) * scale_y,
        (1 + 2 * kGrown) * rect.width * scale_x, (1 + 2 * kGrown) * rect.height * scale_y);
    const cv::Rect2d inside = grown & cv::Rect2d(0, 0, frame.width, frame.height);
    const cv::Point2d end = inside.br();
    return { { { { inside.x, inside.y }, { end.x, inside.y }, { end.x, end.y }, { inside.x, end.y } } } };
}

}  // namespace

/// The picture that is looked at, as it is and brightened.
struct FaceDetector::Pictures {
    cv::Mat plain;
    cv::Mat lit;
};

Result<FaceDetector> FaceDetector::load(std::shared_ptr<const OnnxRuntime> runtime, const std::filesystem::path& model)
{
    FaceDetector detector(TRY(OnnxSession::load(std::move(runtime), model)));
    // Once through everything, so that nothing is left to be opened in the jail.
    const Frame grey { 64, 64, 1, Bytes(64 * 64, 127) };
    TRY(detector.find(grey, Effort::Fast));
    return detector;
}

Result<std::vector<FaceCandidate>> FaceDetector::look_at(const Pictures& pictures, const FaceLook& look) const
{
    auto input = network_input(seen_through(look.brightened ? pictures.lit : pictures.plain, look));
    constexpr std::array<std::int64_t, 4> kShape { 1, 3, kLookHeight, kLookWidth };
    const auto answer = TRY(m_session.run_all(input, kShape));
    return candidates_of(answer, look, kCandidate);
}

Result<FaceCandidate> FaceDetector::seen_at(const Pictures& pictures, const FaceLook& look, const FaceCandidate& candidate) const
{
    FaceCandidate best;
    for (auto& seen : TRY(look_at(pictures, look))) {
        if (seen.score > best.score && overlap(seen.rect, candidate.rect) > kSameFace)
            best = std::move(seen);
    }
    return best;
}

/// A face is a face in each of eight closer looks, a likeness in bones or vessels in some of them: the mean is the score.
/// Looks that cannot reach a mean of `beat` any more are not taken.
Result<FaceCandidate> FaceDetector::seen_closer(const Pictures& pictures, const FaceCandidate& candidate, double degrees, double beat) const
{
    const auto looks = closer_looks(candidate.rect, candidate.look, degrees);
    const auto all = static_cast<double>(looks.size());
    std::vector<cv::Rect2d> boxes;
    double lost = 0;
    for (const auto& look : looks) {
        const auto seen = TRY(seen_at(pictures, look, candidate));
        lost += 1 - seen.score;
        if (1 - lost / all <= beat)
            return FaceCandidate {};
        if (seen.score >= kWellSeen)
            boxes.push_back(seen.rect);
    }
    FaceCandidate closer { boxes.empty() ? candidate.rect : middle_of(boxes), 1 - lost / all, candidate.look };
    closer.look.degrees = degrees;
    return closer;
}

/// In its own orientation first: an upside-down face is seen upright too, but not as well. The tilts are for heads on
/// shoulders, which the quarter turns see with less certainty.
Result<FaceCandidate> FaceDetector::confirmed(const Pictures& pictures, const FaceCandidate& candidate) const
{
    FaceCandidate best;
    for (const double more : { 0.0, 180.0, 90.0, 270.0, 30.0, 330.0 }) {
        auto closer = TRY(seen_closer(pictures, candidate, std::fmod(candidate.look.degrees + more, 360), best.score));
        if (closer.score > best.score)
            best = std::move(closer);
        if (best.score >= kSureFace)
            break;
    }
    return best;
}

Result<std::vector<FaceBox>> FaceDetector::find(const Frame& frame, Effort effort) const
{
    const std::uint64_t needed = std::uint64_t { frame.width } * frame.height * frame.channels;
    if (frame.width == 0 || frame.height == 0 || (frame.channels != 1 && frame.channels != 3) || frame.samples.size() != needed)
        return Error { ErrorCode::InvalidArgument, "a frame's samples do not fit its sides", "", "" };
    const cv::Mat plain = reduced(frame);
    const Pictures pictures { plain, effort == Effort::Fast ? cv::Mat() : brightened(plain) };

    std::vector<FaceCandidate> candidates;
    for (const auto& look : face_looks(plain.size(), effort)) {
        for (auto& candidate : TRY(look_at(pictures, look)))
            candidates.push_back(std::move(candidate));
    }
    candidates = best_of_overlapping(std::move(candidates), kMaxFaces);
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        if (i < kMaxCandidates)
            candidates[i] = TRY(confirmed(pictures, candidates[i]));
        else
            candidates[i].score = std::min(candidates[i].score, kUnconfirmed);
    }
    std::erase_if(candidates, [](const FaceCandidate& candidate) { return candidate.score < kAskedFace; });

    const double scale_x = static_cast<double>(frame.width) / plain.cols, scale_y = static_cast<double>(frame.height) / plain.rows;
    std::vector<FaceBox> faces;
    for (const auto& candidate : best_of_overlapping(std::move(candidates), kMaxFaces))
        faces.push_back({ whole_head(candidate.rect, scale_x, scale_y, frame), candidate.score, name_of(candidate.look) });
    return faces;
}

}  // namespace imprimatur::jail
