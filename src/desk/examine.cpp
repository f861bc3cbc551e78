#include "desk/examine.h"

#include "desk/frame_text.h"
#include "desk/parallel.h"

#include <algorithm>
#include <iterator>
#include <mutex>
#include <utility>

namespace imprimatur::desk {

namespace {

// Shorter readings are found by chance in any bytes; longer ones are searched for in the copy like every removed value.
constexpr double kSureReading = 0.8;

void describe(ExaminedItem& item, const Material& material)
{
    item.kind = material.kind;
    item.frames = material.frames.size();
    item.width = material.frames.empty() ? 0 : material.frames[0].width;
    item.height = material.frames.empty() ? 0 : material.frames[0].height;
    item.modality = material.modality;
    item.body_part = material.body_part;
    item.notes = material.notes;
}

/// Looks for writing in every frame; findings in frame order whatever order the workers finish in.
Result<void> find_writing(Reader& reader, const Rulebook& rulebook, const ExamineOptions& options, Opened& opened, ExaminedItem& item)
{
    const auto& frames = opened.material.frames;
    FrameText text(reader, TextSearch::FirstLook);
    std::vector<Read<std::vector<TextBox>>> found(frames.size());
    TRY(parallel_for(frames.size(), options.workers, [&](std::size_t i) -> Result<void> {
        found[i] = TRY(text.find(frames[i]));
        return {};
    }));
    for (std::size_t i = 0; i < frames.size(); ++i) {
        if (auto* unreadable = std::get_if<Unreadable>(&found[i])) {
            item.unreadable = std::move(*unreadable);
            return {};
        }
        const auto& boxes = std::get<std::vector<TextBox>>(found[i]);
        auto findings = inspect::text_findings(opened.material, i, boxes, rulebook.writing, options.keep_markers, inspect::Look::First);
        item.findings.insert(item.findings.end(), std::make_move_iterator(findings.begin()), std::make_move_iterator(findings.end()));
        for (const auto& box : boxes) {
            const auto said = rulebook.writing.classify(box);
            if (!said.marker && box.recognition >= kSureReading)
                opened.removed.push_back({ said.kind, box.text });
        }
    }
    return {};
}

using Checked = std::variant<redact::Verified, std::vector<redact::Residue>, Unreadable>;

class CopyMaker {
public:
    CopyMaker(Reader& reader, const Rulebook& rulebook, const ExamineOptions& options, const Opened& opened)
        : m_reader(reader)
        , m_rulebook(rulebook)
        , m_options(options)
        , m_opened(opened)
        , m_text(reader, TextSearch::Verification)
    {
    }

    /// A fresh file of one frame with the plan's areas filled.
    Result<Read<redact::ShareableCopy>> write(const redact::RedactionPlan& plan, std::uint32_t number)
    {
        Frame frame = m_opened.material.frames[number];
        const bool jpeg = m_options.same_format && m_opened.material.kind == MediaKind::Jpeg;
        redact::ShareableCopy copy { {}, jpeg ? "jpg" : "png", number, redact::fills_of(plan.fills, number), plan.kept };
        for (const auto& rect : copy.filled)
            redact::fill(frame, rect);
        auto written = TRY(m_reader.write_image(frame, jpeg ? ImageFormat::Jpeg : ImageFormat::Png));
        if (auto* unreadable = std::get_if<Unreadable>(&written))
            return Read<redact::ShareableCopy>(std::move(*unreadable));
        copy.bytes = std::move(std::get<Bytes>(written));
        return Read<redact::ShareableCopy>(std::move(copy));
    }

    /// Fill, write, open again, look again, hold against everything that must be gone.
    Result<Checked> make(const redact::RedactionPlan& plan, std::uint32_t number)
    {
        auto written = TRY(write(plan, number));
        if (auto* unreadable = std::get_if<Unreadable>(&written))
            return Checked(std::move(*unreadable));
        return check(std::move(std::get<redact::ShareableCopy>(written)));
    }

    /// What the second look could not read, for a person to look at; forgotten when a new round begins.
    std::vector<Finding> take_unsure() { return std::exchange(m_unsure, {}); }

private:
    void remember_unsure(const std::vector<Finding>& writing)
    {
        const std::lock_guard lock(m_mutex);
        std::copy_if(
            writing.begin(), writing.end(), std::back_inserter(m_unsure), [](const Finding& f) { return f.action == Action::Ask; });
    }

    Result<Checked> check(redact::ShareableCopy copy)
    {
        auto read = TRY(m_reader.read(copy.bytes));
        if (auto* unreadable = std::get_if<Unreadable>(&read))
            return Checked(std::move(*unreadable));
        redact::Reopened reopened { std::move(std::get<Material>(read)), {} };
        for (const auto& frame : reopened.material.frames) {
            auto found = TRY(m_text.find(frame));
            if (auto* unreadable = std::get_if<Unreadable>(&found))
                return Checked(std::move(*unreadable));
            // Motion is judged on the original clip: the copy is one picture of it.
            reopened.writing = inspect::text_findings(m_opened.material, copy.frame, std::get<std::vector<TextBox>>(found),
                m_rulebook.writing, m_options.keep_markers, inspect::Look::Second);
        }
        remember_unsure(reopened.writing);
        auto verdict = redact::verify(std::move(copy), reopened, m_opened.removed);
        if (auto* verified = std::get_if<redact::Verified>(&verdict))
            return Checked(std::move(*verified));
        return Checked(std::move(std::get<std::vector<redact::Residue>>(verdict)));
    }

    Reader& m_reader;
    const Rulebook& m_rulebook;
    const ExamineOptions& m_options;
    const Opened& m_opened;
    FrameText m_text;
    std::mutex m_mutex;
    std::vector<Finding> m_unsure;
};

enum class Round { Done, Again };

/// One round over all frames: all verified, something more to fill, or refused.
Result<Round> run_round(CopyMaker& maker, const ExamineOptions& options, ExaminedItem& item)
{
    std::vector<std::optional<Checked>> results(item.frames);
    TRY(parallel_for(item.frames, options.workers, [&](std::size_t i) -> Result<void> {
        results[i] = TRY(maker.make(item.plan, static_cast<std::uint32_t>(i)));
        return {};
    }));
    Round round = Round::Done;
    for (std::size_t i = 0; i < results.size(); ++i) {
        if (auto* verified = std::get_if<redact::Verified>(&*results[i])) {
            item.verified.push_back(std::move(*verified));
        } else if (const auto* unreadable = std::get_if<Unreadable>(&*results[i])) {
            item.refused = "the copy could not be opened again: " + unreadable->detail;
        } else {
            for (const auto& residue : std::get<std::vector<redact::Residue>>(*results[i])) {
                if (residue.what != redact::Residue::What::Writing)
                    item.refused = residue.sentence;
                add_second_findings(residue.places, static_cast<std::uint32_t>(i), item);
                round = Round::Again;
            }
        }
    }
    return item.refused ? Round::Done : round;
}

/// Fresh files without metadata whose pixels nobody looked at.
Result<void> make_uninspected(CopyMaker& maker, const Opened& opened, ExaminedItem& item)
{
    item.plan = redact::plan(opened.material, item.findings);
    for (std::uint32_t i = 0; i < item.frames && !item.refused; ++i) {
        auto written = TRY(maker.write(item.plan, i));
        if (const auto* unreadable = std::get_if<Unreadable>(&written))
            item.refused = unreadable->detail;
        else
            item.uninspected.push_back(std::move(std::get<redact::ShareableCopy>(written)));
    }
    return {};
}

Result<void> make_copies(Reader& reader, const Rulebook& rulebook, const ExamineOptions& options, const Opened& opened, ExaminedItem& item)
{
    CopyMaker maker(reader, rulebook, options, opened);
    if (options.tags_only)
        return make_uninspected(maker, opened, item);
    for (int round = 0; round < kMaxFillRounds; ++round) {
        item.verified.clear();
        item.plan = redact::plan(opened.material, item.findings);
        maker.take_unsure();
        if (TRY(run_round(maker, options, item)) == Round::Done) {
            if (item.refused)
                item.verified.clear();
            auto unsure = maker.take_unsure();
            item.findings.insert(item.findings.end(), std::make_move_iterator(unsure.begin()), std::make_move_iterator(unsure.end()));
            return {};
        }
    }
    item.verified.clear();
    item.refused = still_writing();
    return {};
}

}  // namespace

void add_second_findings(const std::vector<Quad>& places, std::uint32_t frame, ExaminedItem& item)
{
    for (const auto& quad : places) {
        Finding finding { .kind = IdentifierKind::TextInPixels, .where = PixelPlace { frame, quad } };
        finding.detector = "pp-ocrv4, second look";
        finding.confidence = 0.5;
        finding.action = Action::Fill;
        item.findings.push_back(std::move(finding));
    }
}

std::string still_writing()
{
    return "writing was still found after " + std::to_string(kMaxFillRounds) + " rounds of filling: a person has to look at this picture";
}

std::string refusal(const Unreadable& unreadable) { return std::string(to_string(unreadable.how)) + ": " + unreadable.detail; }

Result<std::optional<Opened>> open_item(
    Reader& reader, ByteView file, const Rulebook& rulebook, const ExamineOptions& options, ExaminedItem& item)
{
    auto read = TRY(reader.read(file));
    if (auto* unreadable = std::get_if<Unreadable>(&read)) {
        item.unreadable = std::move(*unreadable);
        return std::optional<Opened> {};
    }
    Opened opened { std::move(std::get<Material>(read)), {} };
    describe(item, opened.material);
    item.findings = inspect::metadata_findings(opened.material, rulebook.attributes);
    opened.removed = inspect::removed_values(opened.material, rulebook.attributes);
    if (!options.tags_only)
        TRY(find_writing(reader, rulebook, options, opened, item));
    item.removed = opened.removed;
    return std::optional<Opened>(std::move(opened));
}

Result<ExaminedItem> inspect_item(Reader& reader, ByteView file, const Rulebook& rulebook, const ExamineOptions& options)
{
    ExaminedItem item;
    TRY(open_item(reader, file, rulebook, options, item));
    return item;
}

Result<ExaminedItem> examine(Reader& reader, ByteView file, const Rulebook& rulebook, const ExamineOptions& options)
{
    ExaminedItem item;
    const auto opened = TRY(open_item(reader, file, rulebook, options, item));
    if (!item.unreadable && item.frames == 0)
        item.unreadable = Unreadable { Unreadable::How::NoPixels, "there is no picture in this file" };
    if (item.unreadable) {
        item.refused = refusal(*item.unreadable);
        return item;
    }
    if (options.want_before) {
        auto before = TRY(reader.write_image(opened->material.frames[0], ImageFormat::Png));
        if (auto* bytes = std::get_if<Bytes>(&before))
            item.before = std::move(*bytes);
    }
    TRY(make_copies(reader, rulebook, options, *opened, item));
    return item;
}

}  // namespace imprimatur::desk
