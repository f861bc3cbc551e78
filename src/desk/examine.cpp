#include "desk/examine.h"

#include "desk/copy_maker.h"
#include "desk/parallel.h"
#include "desk/seen_pictures.h"

#include <utility>

namespace imprimatur::desk {

namespace {

enum class Round { Done, Again };

/// Makes the copies of all frames, in rounds until nothing more has to be filled.
class CopyRounds {
public:
    CopyRounds(Reader& reader, FrameWindows& windows, const Rulebook& rulebook, const ExamineOptions& options, const Opened& opened,
        ExaminedItem& item)
        : m_windows(windows)
        , m_options(options)
        , m_opened(opened)
        , m_item(item)
        , m_maker(reader, rulebook, options, opened)
    {
    }

    Result<void> verified_copies()
    {
        for (int round = 0; round < kMaxFillRounds; ++round) {
            m_item.verified.clear();
            m_item.plan = m_maker.plan(m_item.findings);
            m_maker.take_unsure();
            if (TRY(run_round()) == Round::Done) {
                if (m_item.refused)
                    m_item.verified.clear();
                add_unless_asked(m_item.findings, m_maker.take_unsure());
                answer_covered(m_item.findings, m_item.plan.fills);
                return {};
            }
        }
        m_item.verified.clear();
        m_item.refused = still_writing();
        return {};
    }

    /// Fresh files without metadata whose pixels nobody looked at.
    Result<void> uninspected_copies()
    {
        m_item.plan = m_maker.plan(m_item.findings);
        const auto ended = TRY(m_windows.each(m_opened.material, [&](const Material& window, std::uint32_t first) -> Result<void> {
            for (std::uint32_t i = 0; i < window.frames.size() && !m_item.refused; ++i) {
                auto written = TRY(m_maker.write(window.frames[i], m_item.plan, first + i));
                if (const auto* unreadable = std::get_if<Unreadable>(&written))
                    m_item.refused = unreadable->detail;
                else
                    m_item.uninspected.push_back(std::move(std::get<redact::ShareableCopy>(written)));
            }
            return {};
        }));
        if (ended)
            m_item.refused = refusal(*ended);
        return {};
    }

private:
    /// One round over all frames: all verified, something more to fill, or refused.
    Result<Round> run_round()
    {
        m_round = Round::Done;
        const auto ended = TRY(m_windows.each(
            m_opened.material, [&](const Material& window, std::uint32_t first) { return run_window(window.frames, first); }));
        if (ended)
            m_item.refused = refusal(*ended);
        return m_item.refused ? Round::Done : m_round;
    }

    Result<void> run_window(const std::vector<Frame>& frames, std::uint32_t first)
    {
        std::vector<std::optional<Checked>> results(frames.size());
        TRY(parallel_for(frames.size(), m_options.workers, [&](std::size_t i) -> Result<void> {
            results[i] = TRY(m_maker.make(frames[i], m_item.plan, first + static_cast<std::uint32_t>(i)));
            return {};
        }));
        for (std::size_t i = 0; i < results.size(); ++i)
            take(std::move(*results[i]), first + static_cast<std::uint32_t>(i));
        return {};
    }

    void take(Checked result, std::uint32_t number)
    {
        if (auto* verified = std::get_if<redact::Verified>(&result)) {
            m_item.verified.push_back(std::move(*verified));
            return;
        }
        if (const auto* unreadable = std::get_if<Unreadable>(&result)) {
            m_item.refused = "the copy could not be opened again: " + unreadable->detail;
            return;
        }
        for (const auto& residue : std::get<std::vector<redact::Residue>>(result)) {
            if (residue.what != redact::Residue::What::Writing)
                m_item.refused = residue.sentence;
            add_second_findings(residue.places, number, m_item);
            m_round = Round::Again;
        }
    }

    FrameWindows& m_windows;
    const ExamineOptions& m_options;
    const Opened& m_opened;
    ExaminedItem& m_item;
    CopyMaker m_maker;
    Round m_round = Round::Done;
};

}  // namespace

void add_second_findings(const std::vector<redact::UncoveredPlace>& places, std::uint32_t frame, ExaminedItem& item)
{
    for (const auto& place : places) {
        Finding finding { .kind = place.kind, .where = PixelPlace { frame, place.quad } };
        finding.detector = place.detector + ", second look";
        finding.confidence = 0.5;
        finding.action = Action::Fill;
        item.findings.push_back(std::move(finding));
    }
}

std::string still_writing()
{
    return "something identifying was still found after " + std::to_string(kMaxFillRounds)
        + " rounds of filling: a person has to look at this picture";
}

Effort second_effort(const Material& opened, std::size_t number, Effort wanted)
{
    return !is_clip(opened) || number % kKeyFrame == 0 ? wanted : Effort::Fast;
}

Result<ExaminedItem> examine(Reader& reader, const Source& file, const Rulebook& rulebook, const ExamineOptions& options)
{
    ExaminedItem item;
    FrameWindows windows(reader, file);
    const auto opened = TRY(open_item(reader, windows, rulebook, options, item));
    if (!item.unreadable && item.frames == 0)
        item.unreadable = Unreadable { Unreadable::How::NoPixels, "there is no picture in this file" };
    if (item.unreadable) {
        item.refused = refusal(*item.unreadable);
        return item;
    }
    if (item.refused)
        return item;
    if (options.want_slices && opened->material.kind == MediaKind::Dicom)
        item.slices = std::make_shared<const Material>(opened->material);
    if (options.want_before) {
        auto before = TRY(reader.write_image(opened->material.frames[0], ImageFormat::Png));
        if (auto* bytes = std::get_if<Bytes>(&before))
            item.before = std::move(*bytes);
    }
    CopyRounds rounds(reader, windows, rulebook, options, *opened, item);
    if (options.tags_only)
        TRY(rounds.uninspected_copies());
    else
        TRY(rounds.verified_copies());
    if (options.want_seen > 0)
        item.drawn = TRY(draw_seen(reader, windows, *opened, item));
    return item;
}

}  // namespace imprimatur::desk
