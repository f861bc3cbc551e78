#include "clip.h"
#include "paint.h"

namespace imprimatur::pixels {

namespace {

struct Actor {
    ClipText text;
    Lettering lettering;
    cv::Point2d from, to;
    double contrast = 200;
};

/// Breathing: the middle of the picture swells and shrinks, the border stands.
cv::Mat breathed(const cv::Mat& picture, double phase)
{
    cv::Mat map_x(picture.size(), CV_32FC1), map_y(picture.size(), CV_32FC1), moved;
    const double w = picture.cols, h = picture.rows, depth = 0.02 * std::sin(phase);
    for (int y = 0; y < picture.rows; ++y) {
        for (int x = 0; x < picture.cols; ++x) {
            const double u = x / w - 0.5, v = y / h - 0.5, pull = depth * std::max(0.0, 1 - 4 * (u * u + v * v));
            map_x.at<float>(y, x) = static_cast<float>(x + u * w * pull);
            map_y.at<float>(y, x) = static_cast<float>(y + v * h * pull);
        }
    }
    cv::remap(picture, moved, map_x, map_y, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    return moved;
}

Result<std::vector<Actor>> cast(Random& random, cv::Size size, int frames)
{
    const double w = size.width, h = size.height, cap = std::max(10.0, std::round(h * 0.018));
    const Face device { "Liberation Sans", "fonts-liberation" }, wide { "DejaVu Sans", "fonts-dejavu-core" };
    std::vector<Actor> actors;
    const auto add = [&](Text text, const std::string& motion, int first, int last) -> Result<void> {
        Actor actor { { std::move(text), motion, first, last } };
        auto lettering = letter(actor.text.text.text, device, cap);
        actor.lettering = TRY(lettering.ok() ? lettering : letter(actor.text.text.text, wide, cap));
        actors.push_back(std::move(actor));
        return {};
    };
    double y = 4 + cap;
    for (auto& text : patient_block(random)) {
        TRY(add(std::move(text), "static", 0, frames - 1));
        auto& actor = actors.back();
        actor.from = actor.to = { 10 + actor.lettering.coverage.cols / 2.0, y };
        y += 1.9 * cap;
    }
    const auto of_field = [&](const std::string& field) {
        Text text = identifying_text(random);
        while (text.field != field)
            text = identifying_text(random);
        return text;
    };
    const int only = random.between(frames > 1 ? 1 : 0, frames - 1);
    TRY(add(of_field("date"), "single", only, only));
    actors.back().from = actors.back().to = { w - 16 - actors.back().lettering.coverage.cols / 2.0, h - 10 - cap };
    TRY(add(of_field("name"), "moving", 0, frames - 1));
    auto& mover = actors.back();
    const double half = mover.lettering.coverage.cols / 2.0 + 40;
    mover.from = { half, h * random.real(0.5, 0.6) };
    mover.to = { w - half, h * random.real(0.7, 0.8) };
    return actors;
}

}  // namespace

Result<Clip> make_clip(const Job& job, int frames)
{
    Random random(job.seed);
    Base base = job.bases.empty() ? random.chance(0.6) ? ultrasound(random)
            : random.chance(0.5)                       ? angiogram(random)
                                                       : endoscopy(random)
                                  : job.bases[job.seed % job.bases.size()];
    const auto actors = TRY(cast(random, base.image.size(), frames));
    Clip clip;
    for (const auto& actor : actors)
        clip.texts.push_back(actor.text);
    for (int i = 0; i < frames; ++i) {
        Base now = base;
        now.image = breathed(base.image, 0.5 * i) + cv::Scalar::all(0);
        Burned burned = start(now);
        for (const auto& ruler : base.rulers)
            burn_ruler(burned, ruler);
        const double share = frames > 1 ? static_cast<double>(i) / (frames - 1) : 0;
        for (const auto& actor : actors) {
            if (i < actor.text.first || i > actor.text.last)
                continue;
            Stroke stroke { actor.text.text, actor.lettering, actor.from + (actor.to - actor.from) * share };
            stroke.look = Look::Light;
            if (!burn(burned, stroke))
                return Error { ErrorCode::InvalidArgument, "the picture is too small for a clip's writing", base.name, "" };
        }
        Finish end;
        end.noise = 2;
        Random grain = random.branch(static_cast<std::uint64_t>(i));
        clip.frames.push_back(finish(std::move(burned), end, grain));
        clip.frames.back().base = base.name;
    }
    return clip;
}

nlohmann::ordered_json frames_of(const Clip& clip)
{
    auto texts = nlohmann::ordered_json::array();
    for (const auto& shown : clip.texts) {
        auto seen = nlohmann::ordered_json::array();
        for (std::size_t i = 0; i < clip.frames.size(); ++i) {
            for (const auto& item : clip.frames[i].items) {
                if (item.text != shown.text.text || item.field != shown.text.field)
                    continue;
                auto quad = nlohmann::ordered_json::array();
                for (const auto& corner : item.quad)
                    quad.push_back({ corner.x, corner.y });
                seen.push_back({ { "frame", i }, { "quad", quad } });
            }
        }
        texts.push_back({ { "class", shown.text.identifying ? "phi" : "marker" }, { "field", shown.text.field },
            { "text", shown.text.text }, { "motion", shown.motion }, { "frames", seen } });
    }
    return { { "frames", clip.frames.size() }, { "texts", texts } };
}

}  // namespace imprimatur::pixels
