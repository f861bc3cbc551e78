#include "desk/dicom_copy.h"

#include "desk/examine.h"
#include "desk/frame_looks.h"
#include "desk/parallel.h"
#include "desk/questions.h"
#include "inspect/recognisable.h"

#include <algorithm>

namespace imprimatur::desk {

namespace {

bool has_left_open(const std::vector<Finding>& findings)
{
    return std::any_of(findings.begin(), findings.end(), [](const Finding& finding) { return finding.rule == kLeftOpen; });
}

class DicomCopyMaker {
public:
    DicomCopyMaker(
        Office& office, const std::filesystem::path& source, std::filesystem::path temporary, const DicomCopyPlan& plan, const Peel* peel)
        : m_office(office)
        , m_source(source)
        , m_temporary(std::move(temporary))
        , m_plan(plan)
        , m_peel(peel)
        , m_options(plan.options)
        , m_windows(office.reader, m_temporary, source.filename().string())
        , m_second_look(office.reader, LookRequest::Pass::Verification)
    {
    }

    /// The pixels are looked at in a copy that has nothing but pixels left to give away: what DCMTK cannot parse in the original
    /// is no reason to refuse it.
    Result<MadeCopy> make()
    {
        m_options.prove_at_once = m_plan.examine.tags_only;
        if (!TRY(write()) || m_plan.examine.tags_only) {
            object(m_made.report.objections);
            return std::move(m_made);
        }
        if (!TRY(look_at_pixels()))
            return std::move(m_made);
        for (int round = 0; round < kMaxFillRounds; ++round) {
            if (m_opened && !TRY(write()))
                return std::move(m_made);
            const bool proven = TRY(prove());
            m_made.verified = proven;
            if (!proven || !m_opened)
                return std::move(m_made);
            m_unsure.take();
            const auto again = TRY(look_again());
            if (m_made.refused || !again) {
                ask_a_person();
                return std::move(m_made);
            }
        }
        m_made.refused = still_writing();
        return std::move(m_made);
    }

private:
    /// False: there is nothing to go on with, and m_made says why.
    Result<bool> look_at_pixels()
    {
        m_opened = TRY(open_item(m_office.reader, m_windows, m_office.rulebook, m_plan.examine, m_item));
        if (m_item.unreadable && m_item.unreadable->how != Unreadable::How::NoPixels) {
            m_made.refused = refusal(*m_item.unreadable);
            return false;
        }
        if (m_item.refused) {
            m_made.refused = m_item.refused;
            return false;
        }
        // Reports and plans have no picture: there is nothing in them that was not looked at.
        if (m_opened && m_opened->material.frames.empty())
            m_opened.reset();
        // A copy in which a person left a place open is not said to be free of writing (PS3.3 C.7.6.1.1.8).
        m_options.pixels_inspected = m_opened.has_value() && !has_left_open(m_item.findings);
        m_options.nobody_recognisable = m_opened && !inspect::may_show_a_person(m_opened->material);
        if (const auto* why = m_opened && m_peel != nullptr ? std::get_if<std::string>(m_peel) : nullptr) {
            m_made.refused = *why;
            return false;
        }
        plan_fills();
        return true;
    }

    void ask_a_person()
    {
        m_made.asked = questions_among(m_item.findings);
        add_unless_asked(m_made.asked, m_unsure.take());
        answer_covered(m_made.asked, m_options.fills);
        m_made.asked = questions_among(m_made.asked);
    }

    void plan_fills()
    {
        m_options.fills.clear();
        if (!m_opened)
            return;
        m_item.plan = redact::plan(m_opened->material, m_item.findings);
        m_options.fills = m_item.plan.fills;
        if (m_peel == nullptr)
            return;
        const auto& peeled = std::get<std::vector<FilledArea>>(*m_peel);
        m_options.fills.insert(m_options.fills.end(), peeled.begin(), peeled.end());
    }

    Result<bool> write()
    {
        auto written = TRY(m_office.reader.deidentify(m_source, m_options, m_temporary));
        if (const auto* unreadable = std::get_if<Unreadable>(&written)) {
            m_made.not_dicom = unreadable->how == Unreadable::How::NotRecognised;
            m_made.refused = refusal(*unreadable);
            return false;
        }
        m_made.report = std::move(std::get<DicomCopyReport>(written));
        m_made.fills = m_options.fills;
        return true;
    }

    Result<bool> prove()
    {
        const auto proof = TRY(m_office.reader.prove(m_temporary, m_options.profile, m_made.report.needles));
        if (const auto* unreadable = std::get_if<Unreadable>(&proof)) {
            m_made.refused = "the copy could not be opened again: " + unreadable->detail;
            return false;
        }
        object(std::get<DicomProof>(proof).objections);
        return !m_made.refused;
    }

    void object(const std::vector<Objection>& objections)
    {
        if (!objections.empty() && !m_made.refused)
            m_made.refused = "the proof of the copy failed at " + objections.front().path + ": " + objections.front().what
                + (objections.size() > 1 ? ", and at " + std::to_string(objections.size() - 1) + " more places" : "");
    }

    /// True: something more has to be filled.
    Result<bool> look_again()
    {
        m_found_again = false;
        m_not_constant = false;
        // The copy from its own bytes: what was opened before is another file by now.
        FrameWindows windows(m_office.reader, m_temporary);
        const auto read = TRY(windows.open([&](const Material& window, std::uint32_t first) -> Result<void> {
            if (first + window.frames.size() > m_opened->material.frames.size())
                return {};
            return look_again_at(window.frames, first);
        }));
        const auto* material = std::get_if<Material>(&read);
        if (material == nullptr || material->frames.size() != m_opened->material.frames.size()) {
            m_made.refused = "the copy could not be opened again, or not with all its frames";
            return false;
        }
        for (const auto& object : material->objects) {
            if (object.picture && object.part == kOutsideWindow)
                remember(TRY(uncovered(*object.picture, 0)), 0);
        }
        if (m_found_again)
            plan_fills();
        else if (m_not_constant)
            m_made.refused = "a filled area is not one constant in the copy";
        return m_found_again;
    }

    Result<void> look_again_at(const std::vector<Frame>& frames, std::uint32_t first)
    {
        std::vector<std::vector<redact::UncoveredPlace>> found(frames.size());
        TRY(parallel_for(frames.size(), m_plan.examine.workers, [&](std::size_t i) -> Result<void> {
            found[i] = TRY(uncovered(frames[i], first + static_cast<std::uint32_t>(i)));
            return {};
        }));
        for (std::size_t i = 0; i < found.size(); ++i) {
            const auto number = first + static_cast<std::uint32_t>(i);
            remember(found[i], number);
            const auto fills = redact::fills_of(m_options.fills, number);
            m_not_constant = m_not_constant
                || !std::all_of(fills.begin(), fills.end(), [&](const Rect& rect) { return redact::is_constant(frames[i], rect); });
        }
        return {};
    }

    void remember(const std::vector<redact::UncoveredPlace>& found, std::uint32_t number)
    {
        add_second_findings(found, number, m_item);
        m_found_again = m_found_again || !found.empty();
    }

    Result<std::vector<redact::UncoveredPlace>> uncovered(const Frame& frame, std::uint32_t number)
    {
        const auto fills = redact::fills_of(m_options.fills, number);
        const Effort effort = second_effort(m_opened->material, number, m_plan.examine.effort);
        const auto look = TRY(m_second_look.look(frame, effort, fills));
        const auto* finds = std::get_if<PixelFinds>(&look);
        if (finds == nullptr)
            return Error { ErrorCode::Unavailable, "a detector did not run on the copy", {}, "nothing was written" };
        const auto findings = second_findings(*m_opened, number, *finds, m_office.rulebook, m_plan.examine);
        m_unsure.add(questions_among(findings));
        return redact::uncovered_places(findings, fills, m_item.plan.kept);
    }

    Office& m_office;
    const std::filesystem::path& m_source;
    std::filesystem::path m_temporary;
    const DicomCopyPlan& m_plan;
    const Peel* m_peel;
    DicomCopyOptions m_options;
    FrameWindows m_windows;
    FrameLooks m_second_look;
    bool m_found_again = false;
    bool m_not_constant = false;
    ExaminedItem m_item;
    Questions m_unsure;  ///< of the second look, in its last round
    std::optional<Opened> m_opened;
    MadeCopy m_made;
};

}  // namespace

Result<MadeCopy> make_dicom_copy(
    Office& office, const std::filesystem::path& source, const std::filesystem::path& beside, const DicomCopyPlan& plan, const Peel* peel)
{
    const auto temporary = TRY(office.files.temporary_beside(beside));
    auto made = DicomCopyMaker(office, source, temporary, plan, peel).make();
    if (!made.ok() || made->refused) {
        office.files.discard(temporary);
        return made;
    }
    made->temporary = temporary;
    return made;
}

}  // namespace imprimatur::desk
