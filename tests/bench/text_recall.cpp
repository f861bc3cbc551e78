// text_recall FOLDER...: how much identifying writing is covered when every box found is filled. A folder holds pictures,
// NNNN.mask.png (1 identifying, 2 marker, 3 scale, 0 everything else) and truth.json.
#include "full_page_tesseract.h"
#include "inspect/findings.h"
#include "inspect/text_class.h"
#include "jail/text/text_reader.h"
#include "picture_file.h"
#include "redact/plan.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <sys/resource.h>

namespace {

using namespace imprimatur;
using Json = nlohmann::json;

struct Item {
    Quad quad;
    std::string text;
    bool identifying = false;
};

struct Picture {
    Frame frame;
    Frame mask;
    std::vector<Item> items;
};

/// Of this process and of its ended children: the same on a busy machine. Everything here runs on one thread.
double cpu_milliseconds()
{
    double sum = 0;
    for (const auto who : { RUSAGE_SELF, RUSAGE_CHILDREN }) {
        rusage usage {};
        getrusage(who, &usage);
        for (const auto& time : { usage.ru_utime, usage.ru_stime })
            sum += static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
    }
    return sum;
}

struct Score {
    std::size_t glyphs = 0, glyphs_covered = 0;
    std::size_t strings = 0, strings_covered = 0;
    std::size_t pictures = 0, clean = 0;
    std::size_t others = 0, others_covered = 0;
    std::size_t boxes = 0;
    std::vector<double> milliseconds;
};

// A box that ends this far from the writing is as it should be.
constexpr int kBeside = 6;

using Finder = std::function<Result<std::vector<Rect>>(const Frame&)>;
struct Method {
    std::string name;
    Finder find;
    Score score {};
};

Rect around(const Quad& quad)
{
    double left = quad.corners[0].x, right = left, top = quad.corners[0].y, bottom = top;
    for (const auto& corner : quad.corners) {
        left = std::min(left, corner.x);
        right = std::max(right, corner.x);
        top = std::min(top, corner.y);
        bottom = std::max(bottom, corner.y);
    }
    const auto low = [](double v) { return static_cast<std::int32_t>(std::floor(v)); };
    const auto high = [](double v) { return static_cast<std::int32_t>(std::ceil(v)); };
    return { low(left), low(top), high(right) - low(left), high(bottom) - low(top) };
}

/// Is the pixel's centre inside the convex quad, or at most 1.5 pixels outside?
bool inside(const Quad& quad, int x, int y)
{
    bool positive = true, negative = true;
    for (std::size_t i = 0; i < 4; ++i) {
        const Point& a = quad.corners[i];
        const Point& b = quad.corners[(i + 1) % 4];
        const double side = std::hypot(b.x - a.x, b.y - a.y);
        const double distance = ((b.x - a.x) * (y + 0.5 - a.y) - (b.y - a.y) * (x + 0.5 - a.x)) / std::max(side, 1e-9);
        positive = positive && distance > -1.5;
        negative = negative && distance < 1.5;
    }
    return positive || negative;
}

std::vector<bool> covered_pixels(const Frame& frame, const std::vector<Rect>& boxes)
{
    std::vector<bool> covered(static_cast<std::size_t>(frame.width) * frame.height, false);
    for (const auto& box : boxes) {
        for (int y = std::max(0, box.y); y < std::min(static_cast<int>(frame.height), box.y + box.height); ++y) {
            for (int x = std::max(0, box.x); x < std::min(static_cast<int>(frame.width), box.x + box.width); ++x)
                covered[static_cast<std::size_t>(y) * frame.width + static_cast<std::size_t>(x)] = true;
        }
    }
    return covered;
}

/// Share of an item's glyph pixels that is covered; nothing when none of them is visible.
std::optional<double> covered_share(const Picture& picture, const Item& item, const std::vector<bool>& covered)
{
    const Rect box = around(item.quad);
    std::size_t all = 0, under = 0;
    for (int y = std::max(0, box.y - 2); y < std::min(static_cast<int>(picture.mask.height), box.y + box.height + 2); ++y) {
        for (int x = std::max(0, box.x - 2); x < std::min(static_cast<int>(picture.mask.width), box.x + box.width + 2); ++x) {
            const auto at = static_cast<std::size_t>(y) * picture.mask.width + static_cast<std::size_t>(x);
            if (picture.mask.samples[at] != 1 || !inside(item.quad, x, y))
                continue;
            ++all;
            under += covered[at] ? 1U : 0U;
        }
    }
    if (all == 0)
        return std::nullopt;
    return static_cast<double>(under) / static_cast<double>(all);
}

void add(Score& score, const Picture& picture, const std::vector<Rect>& boxes)
{
    const auto covered = covered_pixels(picture.frame, boxes);
    std::vector<Rect> written;
    for (const auto& item : picture.items) {
        const Rect box = around(item.quad);
        written.push_back({ box.x - kBeside, box.y - kBeside, box.width + 2 * kBeside, box.height + 2 * kBeside });
    }
    const auto near_writing = covered_pixels(picture.frame, written);
    for (std::size_t i = 0; i < covered.size(); ++i) {
        if (picture.mask.samples[i] != 1 && near_writing[i])
            continue;
        auto& all = picture.mask.samples[i] == 1 ? score.glyphs : score.others;
        auto& under = picture.mask.samples[i] == 1 ? score.glyphs_covered : score.others_covered;
        ++all;
        under += covered[i] ? 1U : 0U;
    }
    bool clean = true;
    for (const auto& item : picture.items) {
        const auto share = item.identifying ? covered_share(picture, item, covered) : std::nullopt;
        if (!share.has_value())
            continue;
        ++score.strings;
        score.strings_covered += *share >= 0.95 ? 1U : 0U;
        clean = clean && *share >= 0.95;
    }
    ++score.pictures;
    score.clean += clean ? 1U : 0U;
    score.boxes += boxes.size();
}

Result<Picture> load(const std::filesystem::path& folder, const Json& entry)
{
    Picture picture;
    picture.frame = TRY(bench::read_picture(folder / entry.value("file", "")));
    picture.mask = TRY(bench::read_picture(folder / entry.value("mask", "")));
    if (picture.mask.width != picture.frame.width || picture.mask.height != picture.frame.height || picture.mask.channels != 1)
        return Error { ErrorCode::Malformed, "a mask does not fit its picture", entry.value("mask", ""), "" };
    for (const auto& item : entry.at("items")) {
        const auto& corners = item.at("quad");
        if (corners.size() != 4)
            continue;
        Item read { {}, item.value("text", ""), item.value("class", "") == "phi" };
        for (std::size_t i = 0; i < 4; ++i)
            read.quad.corners[i] = { corners[i][0].get<double>(), corners[i][1].get<double>() };
        picture.items.push_back(std::move(read));
    }
    return picture;
}

/// What verification still sees in a picture whose finds of the first look are filled with black.
struct Rest {
    std::size_t pictures = 0, with_boxes = 0, boxes = 0, with_readable = 0;
    Result<void> add(const jail::TextReader& reader, Frame frame, const std::vector<Rect>& filled)
    {
        const auto covered = covered_pixels(frame, filled);
        for (std::size_t i = 0; i < frame.samples.size(); ++i)
            frame.samples[i] = covered[i / frame.channels] ? 0 : frame.samples[i];
        const auto left = TRY(reader.find(frame, jail::TextScale::Verification));
        ++pictures;
        boxes += left.size();
        with_boxes += left.empty() ? 0U : 1U;
        with_readable += std::any_of(left.begin(), left.end(), [](const auto& box) { return box.recognition >= 0.5; }) ? 1U : 0U;
        return {};
    }
};

/// Tells the reader's finds from what stood there, for the share of strings read without a mistake.
struct Reading {
    std::size_t strings = 0, exact = 0;
    void add(const std::vector<Item>& items, const std::vector<TextBox>& boxes)
    {
        const auto plain = [](std::string text) {
            std::erase(text, ' ');
            return text;
        };
        for (const auto& item : items) {
            ++strings;
            exact
                += std::any_of(boxes.begin(), boxes.end(), [&](const auto& box) { return plain(box.text) == plain(item.text); }) ? 1U : 0U;
        }
    }
};

/// Which boxes would stay uncovered as markers, and whether one of them holds identifying writing that no other box covers.
struct Kept {
    std::size_t markers = 0, kept = 0, leaked = 0;
    void add(const Picture& picture, const std::vector<TextBox>& boxes, const inspect::TextClassifier& classifier)
    {
        std::vector<Rect> filled, open;
        for (const auto& box : boxes)
            (classifier.classify(box).marker ? open : filled).push_back(around(box.quad));
        auto covered = covered_pixels(picture.frame, filled);
        const auto left = covered_pixels(picture.frame, open);
        for (std::size_t i = 0; i < covered.size(); ++i)
            covered[i] = covered[i] || !left[i];
        kept += open.size();
        for (const auto& item : picture.items) {
            markers += item.identifying ? 0U : 1U;
            leaked += item.identifying && covered_share(picture, item, covered).value_or(1) < 0.95 ? 1U : 0U;
        }
    }
};

double share(std::size_t part, std::size_t whole) { return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole); }

void print(const std::string& set, const Method& method)
{
    auto times = method.score.milliseconds;
    std::sort(times.begin(), times.end());
    const auto& score = method.score;
    fmt::print("| {} | {} | {:.4f} | {}/{} = {:.3f} | {}/{} | {:.2f} % | {} | {:.0f} | {:.0f} |\n", set, method.name,
        share(score.glyphs_covered, score.glyphs), score.strings_covered, score.strings, share(score.strings_covered, score.strings),
        score.clean, score.pictures, 100 * share(score.others_covered, score.others), score.boxes,
        times.empty() ? 0 : times[times.size() / 2], times.empty() ? 0 : times.back());
}

Result<std::vector<Rect>> rects(Result<std::vector<TextBox>> found)
{
    std::vector<Rect> result;
    for (const auto& box : TRY(std::move(found)))
        result.push_back(around(box.quad));
    return result;
}

/// What `imprimatur redact` covers: the first look's fills, then the second look at the filled picture until it is quiet.
Result<std::vector<Rect>> as_redact_does(const Frame& frame, const jail::TextReader& reader, const inspect::TextClassifier& classifier)
{
    constexpr int kRounds = 4;
    std::vector<Rect> filled;
    Frame copy = frame;
    Material material;
    material.frames = { frame };
    for (int round = 0; round < kRounds; ++round) {
        const bool first = round == 0;
        const auto boxes = TRY(reader.find(copy, first ? jail::TextScale::FirstLook : jail::TextScale::Verification));
        const auto before = filled.size();
        for (const auto& finding :
            inspect::text_findings(material, 0, boxes, classifier, false, first ? inspect::Look::First : inspect::Look::Second)) {
            const auto& quad = std::get<PixelPlace>(finding.where).quad;
            if (finding.action == Action::Fill && redact::covered_share(quad, filled) < 0.6)
                filled.push_back(redact::fill_rectangle(quad, frame.width, frame.height, true));
        }
        if (!first && filled.size() == before)
            break;
        for (const auto& rect : filled)
            redact::fill(copy, rect);
    }
    return filled;
}

Result<void> measure(
    const std::filesystem::path& folder, const jail::TextReader& reader, const inspect::TextClassifier& classifier, bool peers)
{
    std::ifstream file(folder / "truth.json");
    const Json truth = Json::parse(file, nullptr, false);
    if (truth.is_discarded() || !truth.contains("images"))
        return Error { ErrorCode::NotFound, "no truth.json", folder.string(), "" };
    std::vector<TextBox> last;
    std::vector<Method> methods;
    methods.push_back({ "first look", [&](const Frame& frame) -> Result<std::vector<Rect>> {
                           last = TRY(reader.find(frame, jail::TextScale::FirstLook));
                           return rects(last);
                       } });
    methods.push_back(
        { "verification alone", [&](const Frame& frame) { return rects(reader.find(frame, jail::TextScale::Verification)); } });
    methods.push_back({ "**imprimatur redact**", [&](const Frame& frame) { return as_redact_does(frame, reader, classifier); } });
    if (peers) {
        methods.push_back({ "tesseract 5 psm 3", [](const Frame& frame) { return bench::tesseract_words(frame, 3); } });
        methods.push_back({ "tesseract 5 psm 11", [](const Frame& frame) { return bench::tesseract_words(frame, 11); } });
    }
    Method both { "first look and verification", {} };
    Reading reading;
    Rest rest;
    Kept kept;
    for (const auto& entry : truth.at("images")) {
        const Picture picture = TRY(load(folder, entry));
        std::vector<Rect> ours;
        for (std::size_t i = 0; i < methods.size(); ++i) {
            const double start = cpu_milliseconds();
            const auto boxes = TRY(methods[i].find(picture.frame));
            methods[i].score.milliseconds.push_back(cpu_milliseconds() - start);
            add(methods[i].score, picture, boxes);
            if (i == 0)
                TRY(rest.add(reader, picture.frame, boxes));
            if (i < 2)
                ours.insert(ours.end(), boxes.begin(), boxes.end());
        }
        add(both.score, picture, ours);
        reading.add(picture.items, last);
        kept.add(picture, last, classifier);
    }
    const std::string set = folder.filename().string();
    for (const auto& method : methods)
        print(set, method);
    print(set, both);
    fmt::print(stderr, "{}: after filling, verification sees {} boxes in {} of {} pictures, one that reads at 0.5 in {}\n", set, rest.boxes,
        rest.with_boxes, rest.pictures, rest.with_readable);
    fmt::print(stderr, "{}: {} boxes kept as markers, of {} markers; identifying strings in them: {}\n", set, kept.kept, kept.markers,
        kept.leaked);
    fmt::print(stderr, "{}: {} of {} strings read without a mistake (spaces aside)\n", set, reading.exact, reading.strings);
    return {};
}

Result<void> run(int count, char** arguments)
{
    const auto reader = TRY(jail::TextReader::load(jail::text_models_in(std::filesystem::path(IMPRIMATUR_SHARE_DIR) / "models")));
    fmt::print("| set | method | identifying glyph pixels covered | strings >= 95 % covered | pictures without a rest | pixels away from "
               "writing covered "
               "| boxes | CPU ms, median | CPU ms, longest |\n|---|---|---|---|---|---|---|---|---|\n");
    std::ifstream file(std::filesystem::path(IMPRIMATUR_SHARE_DIR) / "policy/pixels/text.toml");
    const std::string rules { std::istreambuf_iterator<char>(file), {} };
    const auto classifier = TRY(inspect::TextClassifier::load(rules));
    bool peers = true;
    for (int i = 1; i < count; ++i) {
        const std::string argument = arguments[i];
        if (argument == "--no-peers")
            peers = false;
        else
            TRY(measure(argument, *reader, classifier, peers));
    }
    rusage usage {};
    getrusage(RUSAGE_SELF, &usage);
    fmt::print(stderr, "largest resident size {} MB\n", usage.ru_maxrss / 1024);
    return {};
}

}  // namespace

int main(int count, char** arguments)
{
    if (count < 2) {
        fmt::print(stderr, "text_recall [--no-peers] FOLDER...\n");
        return 2;
    }
    const auto done = run(count, arguments);
    if (!done.ok())
        fmt::print(stderr, "{}\n", done.error().line());
    return done.ok() ? 0 : 1;
}
