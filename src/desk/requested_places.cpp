#include "desk/requested_places.h"

#include "base/limits.h"
#include "inspect/findings.h"
#include "redact/quad_shape.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace imprimatur::desk {

namespace {

using Place = RequestedPlaces::Place;

// Far more than anybody points out by hand; a program that writes more has gone astray.
constexpr std::size_t kMostPlaces = 1000;

constexpr double kHalf = 0.5;

Error not_a_place(const std::string& word, const std::string& option)
{
    const std::string others = option == "--fill" ? "'asked', " : "";
    return { ErrorCode::InvalidArgument,
        option + " knows " + others + "X,Y,WIDTH,HEIGHT and NAME:X,Y,WIDTH,HEIGHT, in pixels from the left upper corner", word,
        "for example " + option + " 0,0,640,48 or " + option + " scan.png:0,0,640,48" };
}

std::optional<Rect> rect_of(std::string_view text)
{
    std::array<std::int32_t, 4> numbers {};
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), numbers[i]);
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
        const bool last = i + 1 == numbers.size();
        if (failed != std::errc() || numbers[i] < 0 || numbers[i] > static_cast<std::int32_t>(limits::kMaxSide)
            || (last ? !text.empty() : !text.starts_with(',')))
            return std::nullopt;
        text.remove_prefix(last ? 0 : 1);
    }
    const Rect rect { numbers[0], numbers[1], numbers[2], numbers[3] };
    return rect.width > 0 && rect.height > 0 ? std::optional(rect) : std::nullopt;
}

Result<std::vector<Place>> places_of(const std::vector<std::string>& words, const std::string& option)
{
    std::vector<Place> places;
    for (const auto& word : words) {
        const auto colon = word.rfind(':');
        const bool named = colon != std::string::npos;
        const auto rect = rect_of(named ? std::string_view(word).substr(colon + 1) : std::string_view(word));
        if (!rect || colon == 0)
            return not_a_place(word, option);
        places.push_back({ named ? word.substr(0, colon) : std::string(), *rect });
    }
    if (places.size() > kMostPlaces)
        return Error { ErrorCode::LimitExceeded, "more than " + std::to_string(kMostPlaces) + " places", option, "use larger ones" };
    return places;
}

/// Every place, to fill and to leave.
std::vector<Place> all_of(const RequestedPlaces& places)
{
    auto all = places.fill;
    all.insert(all.end(), places.leave.begin(), places.leave.end());
    return all;
}

bool is_in(const Place& place, std::string_view file) { return place.file.empty() || place.file == file; }

std::string spelled(const Rect& rect)
{
    return std::to_string(rect.x) + "," + std::to_string(rect.y) + "," + std::to_string(rect.width) + "," + std::to_string(rect.height);
}

Quad quad_of(const Rect& rect)
{
    const double left = rect.x;
    const double top = rect.y;
    const double right = left + rect.width;
    const double bottom = top + rect.height;
    return { { Point { left, top }, Point { right, top }, Point { right, bottom }, Point { left, bottom } } };
}

}  // namespace

Result<RequestedPlaces> parse_places(const std::vector<std::string>& fill, const std::vector<std::string>& leave)
{
    RequestedPlaces places;
    auto rects = fill;
    places.fill_asked = std::erase(rects, "asked") > 0;
    places.fill = TRY(places_of(rects, "--fill"));
    places.leave = TRY(places_of(leave, "--leave"));
    if (places.fill_asked && !places.leave.empty())
        return Error { ErrorCode::InvalidArgument, "--leave turns a fill into a question, and --fill asked fills every question", "--leave",
            "name the places to fill, or leave one of the two out" };
    return places;
}

Result<void> check_names(const RequestedPlaces& places, const std::vector<std::filesystem::path>& files)
{
    for (const auto& place : all_of(places)) {
        const bool known = place.file.empty()
            || std::any_of(files.begin(), files.end(), [&](const std::filesystem::path& file) { return file.filename() == place.file; });
        if (!known)
            return Error { ErrorCode::NotFound, "a place is named in a file that is not among those handed in", place.file,
                "give its name without folders, or leave the name out to mean the place in every file" };
    }
    return {};
}

std::vector<Finding> requested_findings(const RequestedPlaces& places, std::string_view file)
{
    std::vector<Finding> findings;
    for (const auto& place : places.fill) {
        if (!is_in(place, file))
            continue;
        Finding finding { .kind = IdentifierKind::OtherUniqueId, .where = PixelPlace { 0, quad_of(place.rect) } };
        finding.detector = inspect::kOnRequest;
        finding.rule = "covered on request";
        finding.confidence = 1;
        finding.action = Action::Fill;
        findings.push_back(std::move(finding));
    }
    return findings;
}

std::vector<Rect> left_open(const RequestedPlaces& places, std::string_view file)
{
    std::vector<Rect> rects;
    for (const auto& place : places.leave) {
        if (is_in(place, file))
            rects.push_back(place.rect);
    }
    return rects;
}

std::optional<std::string> misplaced(const RequestedPlaces& places, std::string_view file, const Material& material)
{
    for (const auto& place : all_of(places)) {
        const auto outside = std::find_if(material.frames.begin(), material.frames.end(), [&](const Frame& frame) {
            return std::int64_t { place.rect.x } + place.rect.width > frame.width
                || std::int64_t { place.rect.y } + place.rect.height > frame.height;
        });
        if (is_in(place, file) && outside != material.frames.end())
            return "a place on request (" + spelled(place.rect) + ") reaches outside the picture, which is "
                + std::to_string(outside->width) + " x " + std::to_string(outside->height);
    }
    return std::nullopt;
}

void fill_what_is_asked(std::vector<Finding>& findings, double picture)
{
    for (auto& finding : findings) {
        const auto* place = std::get_if<PixelPlace>(&finding.where);
        if (finding.action != Action::Ask || place == nullptr || finding.kind == IdentifierKind::DistinctiveFeature)
            continue;
        const Rect around = redact::bounding_rectangle(place->quad);
        if (static_cast<double>(around.width) * around.height < kHalf * picture)
            finding.action = Action::Fill;
    }
}

}  // namespace imprimatur::desk
