#include "burn.h"
#include "paint.h"

#include <algorithm>

namespace imprimatur::pixels {

namespace {

bool right_angle(double degrees) { return std::abs(std::remainder(degrees, 90.0)) < 1e-9; }

/// How far ink reaches beyond the letters.
int spill(const Stroke& stroke) { return stroke.look == Look::Outlined ? std::max(1, cvRound(stroke.lettering.cap / 12)) : 0; }

int shadow_step(const Stroke& stroke) { return stroke.look == Look::Shadowed ? std::max(1, cvRound(stroke.lettering.cap / 12)) : 0; }

/// The letters turned, and where the corners of their rectangle went.
struct Turned {
    cv::Mat coverage;
    Corners corners;
};

Turned turn(const cv::Mat& letters, double degrees)
{
    const double w = letters.cols, h = letters.rows, angle = degrees * CV_PI / 180, c = std::cos(angle), s = std::sin(angle);
    double width = std::abs(w * c) + std::abs(h * s), height = std::abs(w * s) + std::abs(h * c);
    if (!right_angle(degrees)) {
        width = std::ceil(width) + 2;
        height = std::ceil(height) + 2;
    }
    const cv::Size size(cvRound(width), cvRound(height));
    Turned turned;
    const cv::Point2d middle(size.width / 2.0, size.height / 2.0);
    const std::array<cv::Point2d, 4> of { { { -w / 2, -h / 2 }, { w / 2, -h / 2 }, { w / 2, h / 2 }, { -w / 2, h / 2 } } };
    for (std::size_t i = 0; i < 4; ++i)
        turned.corners[i] = middle + cv::Point2d(of[i].x * c - of[i].y * s, of[i].x * s + of[i].y * c);
    if (right_angle(degrees)) {
        const int quarter = ((cvRound(degrees / 90) % 4) + 4) % 4;
        if (quarter == 0)
            turned.coverage = letters.clone();
        else
            cv::rotate(letters, turned.coverage,
                quarter == 1       ? cv::ROTATE_90_CLOCKWISE
                    : quarter == 2 ? cv::ROTATE_180
                                   : cv::ROTATE_90_COUNTERCLOCKWISE);
        return turned;
    }
    // Pixel centres are at whole numbers for OpenCV, at halves here.
    const cv::Matx23d map(
        c, -s, middle.x - 0.5 - ((w - 1) / 2 * c - (h - 1) / 2 * s), s, c, middle.y - 0.5 - ((w - 1) / 2 * s + (h - 1) / 2 * c));
    cv::warpAffine(letters, turned.coverage, map, size, cv::INTER_LINEAR, cv::BORDER_CONSTANT, cv::Scalar(0));
    return turned;
}

cv::Mat padded(const cv::Mat& letters, int margin)
{
    cv::Mat wide;
    cv::copyMakeBorder(letters, wide, margin, margin, margin, margin, cv::BORDER_CONSTANT, cv::Scalar(0));
    return wide;
}

cv::Mat padded_letters(const Stroke& stroke) { return padded(stroke.lettering.coverage, 1 + std::max(spill(stroke), shadow_step(stroke))); }

/// Towards the side with room; as strong as asked when the grey range allows it.
cv::Scalar ink_on(const cv::Scalar& ground, const Stroke& stroke, int channels)
{
    double level = 0;
    for (int c = 0; c < channels; ++c)
        level += ground[c] / channels;
    const double up = 255 - level;
    bool light = stroke.look != Look::Dark;
    if (stroke.look == Look::Auto)
        light = up >= level;
    const double room = light ? up : level;
    if (room < std::min(stroke.contrast, 60.0) * 0.8)
        light = !light;
    cv::Scalar ink;
    for (int c = 0; c < channels; ++c)
        ink[c] = std::clamp(ground[c] + (light ? 1 : -1) * stroke.contrast * (light && channels == 3 ? stroke.tint[c] : 1), 0.0, 255.0);
    return ink;
}

double difference(const cv::Scalar& a, const cv::Scalar& b, int channels)
{
    double most = 0;
    for (int c = 0; c < channels; ++c)
        most = std::max(most, std::abs(a[c] - b[c]));
    return most;
}

bool free_place(const Burned& burned, const cv::Rect& place)
{
    const cv::Rect all(2, 2, burned.with.cols - 4, burned.with.rows - 4);
    if (place.empty() || (place & all) != place)
        return false;
    return std::none_of(burned.taken.begin(), burned.taken.end(), [&](const cv::Rect& other) { return !(other & place).empty(); });
}

/// A plate behind the letters is no writing: it goes into both pictures.
void lay_plate(Burned& burned, const cv::Rect& place, double level)
{
    for (auto* picture : { &burned.without, &burned.with })
        (*picture)(place) = cv::Scalar::all(level);
}

void invert_under(cv::Mat& part, const cv::Mat& coverage, double contrast)
{
    const int channels = part.channels();
    for (int y = 0; y < part.rows; ++y) {
        for (int x = 0; x < part.cols; ++x) {
            auto* sample = part.ptr<float>(y) + x * channels;
            const auto by = coverage.at<float>(y, x);
            for (int c = 0; c < channels; ++c)
                sample[c] += by * static_cast<float>(sample[c] < 128 ? contrast : -contrast);
        }
    }
}

void draw(cv::Mat& part, const cv::Mat& coverage, const Stroke& stroke, const cv::Scalar& ink)
{
    if (stroke.look == Look::Xor) {
        invert_under(part, coverage, stroke.contrast);
        return;
    }
    const cv::Scalar other = cv::Scalar::all(ink[0] > 127 ? 0 : 255);
    if (const int reach = spill(stroke); reach > 0) {
        cv::Mat thick;
        cv::dilate(coverage, thick, cv::getStructuringElement(cv::MORPH_ELLIPSE, { 2 * reach + 1, 2 * reach + 1 }));
        blend(part, thick, other);
    }
    if (const int step = shadow_step(stroke); step > 0) {
        cv::Mat moved;
        const cv::Matx23d by(1, 0, step, 0, 1, step);
        cv::warpAffine(coverage, moved, by, coverage.size(), cv::INTER_NEAREST, cv::BORDER_CONSTANT, cv::Scalar(0));
        blend(part, moved, other, 0.8);
    }
    blend(part, coverage, ink);
}

}  // namespace

std::string name_of(Look look)
{
    switch (look) {
    case Look::Light: return "light";
    case Look::Dark: return "dark";
    case Look::Auto: return "auto";
    case Look::Boxed: return "boxed";
    case Look::Inverted: return "inverted";
    case Look::Outlined: return "outline";
    case Look::Shadowed: return "shadow";
    case Look::Xor: return "xor";
    }
    return "";
}

Burned start(const Base& base) { return { base.image.clone(), base.image.clone(), {}, base.closed }; }

cv::Rect footprint(const Stroke& stroke)
{
    const auto turned = turn(padded_letters(stroke), stroke.degrees);
    const cv::Size size = turned.coverage.size();
    return { cvFloor(stroke.centre.x - size.width / 2.0), cvFloor(stroke.centre.y - size.height / 2.0), size.width, size.height };
}

bool burn(Burned& burned, const Stroke& stroke)
{
    const auto turned = turn(padded_letters(stroke), stroke.degrees);
    const cv::Rect place = footprint(stroke);
    const int apart = std::max(3, cvRound(stroke.lettering.cap * 0.25));
    if (!free_place(burned, place))
        return false;
    cv::Mat part = burned.with(place);
    const int channels = part.channels();
    cv::Scalar ground = cv::mean(part);
    const bool plate = stroke.look == Look::Boxed || stroke.look == Look::Inverted;
    if (plate) {
        const double dark = std::max(0.0, ground[0] * 0.15), level = stroke.look == Look::Boxed ? dark : 255 - dark;
        lay_plate(burned, place, level);
        ground = cv::Scalar::all(level);
    }
    const cv::Scalar ink = ink_on(ground, stroke, channels);
    draw(part, turned.coverage, stroke, ink);
    clamp(burned.with);
    Item item { stroke.text.identifying ? Kind::Identifying : Kind::Marker, stroke.text.field, stroke.text.text, turned.corners,
        stroke.lettering.cap, stroke.degrees, stroke.look == Look::Xor ? stroke.contrast : difference(ink, ground, channels), stroke.look,
        stroke.lettering.font };
    for (auto& corner : item.quad)
        corner += cv::Point2d(place.x, place.y);
    const double near = 0.12;
    item.at_edge = place.x < near * burned.with.cols || place.y < near * burned.with.rows || place.br().x > (1 - near) * burned.with.cols
        || place.br().y > (1 - near) * burned.with.rows;
    item.on_black = !plate && difference(ground, cv::Scalar::all(0), channels) < 12;
    burned.items.push_back(std::move(item));
    burned.taken.emplace_back(place.x - apart, place.y - apart, place.width + 2 * apart, place.height + 2 * apart);
    return true;
}

void burn_ruler(Burned& burned, const Ruler& ruler)
{
    const cv::Rect box = ruler.box;
    if ((box & cv::Rect(0, 0, burned.with.cols, burned.with.rows)) != box)
        return;
    const double ground = cv::mean(burned.with(box))[0];
    const cv::Scalar ink = cv::Scalar::all(ground > 127 ? 20 : 220);
    const double length = ruler.horizontal ? box.width : box.height;
    const int ticks = std::max(1, cvCeil((length - 1) / ruler.tick));
    for (int index = 0; index < ticks; ++index) {
        const double at = index * ruler.tick;
        const int reach = cvRound((ruler.horizontal ? box.height : box.width) * (index % 10 == 0 ? 1.0 : index % 5 == 0 ? 0.75 : 0.5));
        const cv::Rect tick = ruler.horizontal ? cv::Rect(box.x + cvFloor(at), box.y, 1, reach)
                                               : cv::Rect(box.br().x - reach, box.y + cvFloor(at), reach, 1);
        burned.with(tick) = ink;
    }
    Item item { Kind::Scale, "ruler", "", {}, 0, 0, std::abs(ground - ink[0]), Look::Auto, "" };
    item.quad = { cv::Point2d(box.x, box.y), cv::Point2d(box.br().x, box.y), cv::Point2d(box.br().x, box.br().y),
        cv::Point2d(box.x, box.br().y) };
    item.at_edge = true;
    burned.items.push_back(std::move(item));
    burned.taken.emplace_back(box.x - 3, box.y - 3, box.width + 6, box.height + 6);
}

}  // namespace imprimatur::pixels
