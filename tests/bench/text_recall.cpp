// text_recall FOLDER...: how much identifying writing is covered when every box found is filled. A folder holds pictures,
// NNNN.mask.png (1 identifying, 2 marker, 3 scale, 0 everything else) and truth.json.
#include "full_page_tesseract.h"
#include "inspect/text_class.h"
#include "jail/text/text_reader.h"
#include "recall_misses.h"
#include "recall_score.h"

#include <algorithm>
#include <fmt/format.h>
#include <fstream>
#include <functional>
#include <sys/resource.h>

namespace {

using namespace imprimatur;
using namespace imprimatur::bench;

struct Options {
    std::filesystem::path models = std::filesystem::path(IMPRIMATUR_SHARE_DIR) / "models";
    std::vector<Effort> efforts { Effort::Fast, Effort::Standard, Effort::Thorough };
    bool peers = true;
    std::filesystem::path worst;
    std::vector<std::filesystem::path> folders;
};

using Finder = std::function<Result<std::vector<Rect>>(const Frame&)>;
struct Method {
    std::string name;
    Finder find;
    Score score {};
    std::vector<std::vector<Rect>> boxes {};  ///< of each picture
};

/// Tells the reader's finds from what stood there, for the share of strings read without a mistake, and which boxes would stay
/// uncovered as markers: one of them could hold identifying writing that no other box covers.
struct Readings {
    std::size_t strings = 0, exact = 0, markers = 0, kept = 0, leaked = 0;

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
            ++strings;
            exact
                += std::any_of(boxes.begin(), boxes.end(), [&](const auto& box) { return plain(box.text) == plain(item.text); }) ? 1U : 0U;
        }
    }
    static std::string plain(std::string text)
    {
        std::erase(text, ' ');
        return text;
    }
};

std::vector<Rect> rects(const std::vector<TextBox>& boxes)
{
    std::vector<Rect> result;
    for (const auto& box : boxes)
        result.push_back(around(box.quad));
    return result;
}

/// The first look, and one second look at the picture with its finds filled.
Result<std::vector<Rect>> verified(const jail::TextReader& reader, const Frame& frame)
{
    const auto first = TRY(reader.find(frame, jail::TextLook { jail::TextScale::FirstLook, Effort::Standard, false }));
    auto filled = rects(first.boxes);
    Frame copy = frame;
    const auto covered = covered_pixels(frame, filled);
    for (std::size_t i = 0; i < copy.samples.size(); ++i)
        copy.samples[i] = covered[i / copy.channels] ? 0 : copy.samples[i];
    const auto second = TRY(reader.find(copy, jail::TextLook { jail::TextScale::Verification, Effort::Standard, false }));
    for (const auto& rect : rects(second.boxes))
        filled.push_back(rect);
    return filled;
}

std::vector<Method> methods_of(const Options& options, const jail::TextReader& reader, std::vector<TextBox>& last)
{
    std::vector<Method> methods;
    for (const auto effort : options.efforts) {
        methods.push_back({ std::string(to_string(effort)), [&reader, &last, effort](const Frame& frame) -> Result<std::vector<Rect>> {
                               auto found = TRY(reader.find(frame, jail::TextLook { jail::TextScale::FirstLook, effort, false }));
                               if (effort == Effort::Standard)
                                   last = found.boxes;
                               return rects(found.boxes);
                           } });
        if (effort == Effort::Standard)
            methods.push_back({ "standard, verified", [&reader](const Frame& frame) { return verified(reader, frame); } });
    }
    if (options.peers) {
        for (const int psm : { 3, 11 })
            methods.push_back(
                { fmt::format("tesseract 5 psm {}", psm), [psm](const Frame& frame) { return tesseract_words(frame, psm); } });
    }
    return methods;
}

void print(const std::string& set, const Method& method)
{
    auto times = method.score.milliseconds;
    std::sort(times.begin(), times.end());
    const auto& score = method.score;
    fmt::print("| {} | {} | {:.4f} | {}/{} = {:.3f} | {}/{} | {:.2f} % | {:.2f} % | {} | {:.0f} | {:.0f} |\n", set, method.name,
        share(score.glyphs_covered, score.glyphs), score.strings_covered, score.strings, share(score.strings_covered, score.strings),
        score.clean, score.pictures, 100 * share(score.away_covered, score.away), 100 * share(score.unwritten_covered, score.pixels),
        score.boxes, times.empty() ? 0 : times[times.size() / 2], times.empty() ? 0 : times.back());
}

Result<void> measure(
    const std::filesystem::path& folder, const Options& options, const jail::TextReader& reader, const inspect::TextClassifier& classifier)
{
    const auto pictures = TRY(load_set(folder));
    std::vector<TextBox> last;
    auto methods = methods_of(options, reader, last);
    Readings readings;
    for (const auto& picture : pictures) {
        last.clear();
        for (auto& method : methods) {
            const double start = cpu_milliseconds();
            auto boxes = TRY(method.find(picture.frame));
            method.score.milliseconds.push_back(cpu_milliseconds() - start);
            method.score.add(picture, boxes);
            method.boxes.push_back(std::move(boxes));
        }
        readings.add(picture, last, classifier);
    }
    const std::string set = folder.filename().string();
    for (const auto& method : methods)
        print(set, method);
    fmt::print(stderr, "{}: {} boxes kept as markers, of {} markers; identifying strings in them: {}\n", set, readings.kept,
        readings.markers, readings.leaked);
    fmt::print(stderr, "{}: {} of {} strings read without a mistake (spaces aside)\n", set, readings.exact, readings.strings);
    for (const auto& method : methods) {
        if (method.name != "standard")
            continue;
        print_causes(pictures, method.score.missed);
        if (!options.worst.empty())
            TRY(show_worst(pictures, method.score.missed, method.boxes, set, options.worst));
    }
    return {};
}

Result<void> run(const Options& options)
{
    const auto reader = TRY(jail::TextReader::load(jail::text_models_in(options.models)));
    std::ifstream file(std::filesystem::path(IMPRIMATUR_SHARE_DIR) / "policy/pixels/text.toml");
    const std::string rules { std::istreambuf_iterator<char>(file), {} };
    const auto classifier = TRY(inspect::TextClassifier::load(rules));
    fmt::print("| set | method | identifying glyph pixels covered | strings >= 95 % covered | pictures without a rest | covered away from "
               "writing | covered where no glyph is, of all pixels | boxes | CPU ms, median | CPU ms, longest |\n"
               "|---|---|---|---|---|---|---|---|---|---|\n");
    for (const auto& folder : options.folders)
        TRY(measure(folder, options, *reader, classifier));
    rusage usage {};
    getrusage(RUSAGE_SELF, &usage);
    fmt::print(stderr, "largest resident size {} MB\n", usage.ru_maxrss / 1024);
    return {};
}

std::optional<Options> options_of(int count, char** arguments)
{
    Options options;
    for (int i = 1; i < count; ++i) {
        const std::string argument = arguments[i];
        const bool has_value = argument == "--models" || argument == "--worst" || argument == "--effort";
        if (has_value && ++i == count)
            return std::nullopt;
        if (argument == "--no-peers")
            options.peers = false;
        else if (argument == "--models")
            options.models = arguments[i];
        else if (argument == "--worst")
            options.worst = arguments[i];
        else if (argument == "--effort")
            std::erase_if(options.efforts, [&](Effort effort) { return to_string(effort) != arguments[i]; });
        else
            options.folders.emplace_back(argument);
    }
    if (options.folders.empty())
        return std::nullopt;
    return options;
}

}  // namespace

int main(int count, char** arguments)
{
    const auto options = options_of(count, arguments);
    if (!options) {
        fmt::print(stderr, "text_recall [--no-peers] [--effort fast|standard|thorough] [--models DIR] [--worst DIR] FOLDER...\n");
        return 2;
    }
    const auto done = run(*options);
    if (!done.ok())
        fmt::print(stderr, "{}\n", done.error().line());
    return done.ok() ? 0 : 1;
}
