#include "desk/open_item.h"

#include "desk/examination_date.h"
#include "desk/frame_looks.h"
#include "inspect/metal.h"
#include "inspect/priors.h"
#include "redact/resample.h"

#include <algorithm>
#include <iterator>
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
    item.examined_on = examination_date(material);
    item.notes = material.notes;
}

void append(std::vector<Finding>& findings, std::vector<Finding> more)
{
    findings.insert(findings.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

double pixels_of(const Material& material, std::size_t number)
{
    return number < material.frames.size() ? static_cast<double>(material.frames[number].width) * material.frames[number].height : 0;
}

class ItemOpener {
public:
    ItemOpener(Reader& reader, const Rulebook& rulebook, const ExamineOptions& options, ExaminedItem& item)
        : m_rulebook(rulebook)
        , m_options(options)
        , m_item(item)
        , m_looks(reader, LookRequest::Pass::First, options.want_seen > 0)
    {
    }

    Result<std::optional<Opened>> open(FrameWindows& windows)
    {
        auto read = TRY(windows.open([this](const Material& window, std::uint32_t) { return look_at(window); }));
        if (auto* unreadable = std::get_if<Unreadable>(&read)) {
            m_item.unreadable = std::move(*unreadable);
            return std::optional<Opened> {};
        }
        Opened opened { std::move(std::get<Material>(read)), {}, {}, {}, {}, {} };
        describe(m_item, opened.material);
        opened.expected = inspect::ExpectedWords::from(opened.material, m_rulebook.attributes);
        m_item.findings = inspect::metadata_findings(opened.material, m_rulebook.attributes);
        opened.removed = inspect::removed_values(opened.material, m_rulebook.attributes);
        if (!m_options.tags_only && !m_item.unreadable) {
            opened.left_open = left_open(m_options.requested, windows.file_name());
            add_pixel_findings(opened);
            TRY(look_at_hidden(opened));
            m_item.refused = misplaced(m_options.requested, windows.file_name(), opened.material);
            append(m_item.findings, requested_findings(m_options.requested, windows.file_name()));
            if (m_options.requested.fill_asked)
                fill_what_is_asked(m_item.findings, pixels_of(opened.material, 0));
        }
        if (m_item.refused)
            return std::optional<Opened> {};
        m_item.removed = opened.removed;
        return std::optional<Opened>(std::move(opened));
    }

private:
    /// Finds in frame order whatever order the workers finish in.
    Result<void> look_at(const Material& window)
    {
        if (m_options.tags_only || m_item.unreadable)
            return {};
        for (auto& found : TRY(m_looks.look_at_window(window, m_options.effort, m_options.workers))) {
            if (auto* unreadable = std::get_if<Unreadable>(&found)) {
                m_item.unreadable = std::move(*unreadable);
                return {};
            }
            m_finds.push_back(std::move(std::get<PixelFinds>(found)));
            remember_seen(m_finds.back());
        }
        return {};
    }

    /// Heat maps are as large as pictures: only those that will be drawn are kept.
    void remember_seen(PixelFinds& finds)
    {
        const bool empty = finds.writing.empty() && finds.faces.empty() && finds.codes.empty();
        if (m_item.seen.size() < m_options.want_seen && (m_finds.size() == 1 || !empty))
            m_item.seen.emplace(static_cast<std::uint32_t>(m_finds.size() - 1), std::move(finds.heat));
        finds.heat.reset();
    }

    void add_pixel_findings(Opened& opened)
    {
        for (std::size_t i = 0; i < m_finds.size(); ++i) {
            append(m_item.findings,
                inspect::pixel_findings(opened.material, i, m_finds[i], m_rulebook.writing, opened.expected,
                    { m_options.keep_markers, inspect::Look::First, {}, 1, opened.left_open }));
            if (!opened.material.frames[i].samples.empty())
                append(m_item.findings, inspect::prior_findings(opened.material, i, m_rulebook.layouts, m_options.keep_markers));
            add_readings(static_cast<std::uint32_t>(i), opened);
            for (const auto& face : m_finds[i].faces) {
                if (face.score < kSureFace)
                    opened.asked_faces.push_back(face.quad);
            }
            add_metal(opened.material, i);
        }
    }

    void add_metal(const Material& material, std::size_t number)
    {
        if (material.frames[number].samples.empty())
            return;
        std::vector<Quad> writing;
        for (const auto& box : m_finds[number].writing)
            writing.push_back(box.quad);
        append(m_item.findings, inspect::look_for_metal(material, number, writing).findings);
    }

    void add_readings(std::uint32_t frame, Opened& opened) const
    {
        const auto& finds = m_finds[frame];
        const auto said = m_rulebook.writing.classify(finds.writing, opened.expected);
        for (std::size_t i = 0; i < finds.writing.size(); ++i) {
            if (said[i].marker && m_options.keep_markers)
                opened.kept.push_back({ finds.writing[i].quad, finds.writing[i].text, frame });
            else if (!said[i].marker && finds.writing[i].recognition >= kSureReading)
                opened.removed.push_back({ said[i].kind, finds.writing[i].text });
        }
    }

    /// Thumbnails, icons, overlays: they are not in the copy, and a person is told what they would have given away. Only what a window
    /// hides is still in a copy that keeps the stored values.
    Result<void> look_at_hidden(const Opened& opened)
    {
        for (const auto& object : opened.material.objects) {
            if (!object.picture)
                continue;
            auto found = TRY(m_looks.look(*object.picture, Effort::Standard));
            if (auto* unreadable = std::get_if<Unreadable>(&found)) {
                m_item.unreadable = std::move(*unreadable);
                return {};
            }
            const auto& finds = std::get<PixelFinds>(found);
            if (m_options.stored_values && object.part == kOutsideWindow)
                append(m_item.findings,
                    inspect::pixel_findings(
                        opened.material, 0, finds, m_rulebook.writing, opened.expected, { false, inspect::Look::First }));
            else
                append(m_item.findings, inspect::hidden_findings(object.part, finds, m_rulebook.writing, opened.expected));
        }
        return {};
    }

    const Rulebook& m_rulebook;
    const ExamineOptions& m_options;
    ExaminedItem& m_item;
    FrameLooks m_looks;
    std::vector<PixelFinds> m_finds;
};

}  // namespace

std::vector<Finding> second_findings(const Opened& opened, std::uint32_t number, const PixelFinds& finds, const Rulebook& rulebook,
    const ExamineOptions& options, double scale)
{
    constexpr double kSamePlace = 0.5;
    auto findings = inspect::pixel_findings(opened.material, number, finds, rulebook.writing, opened.expected,
        { options.keep_markers, inspect::Look::Second, inspect::markers_of(opened.kept, number), scale, opened.left_open });
    std::vector<Rect> asked;
    for (const auto& quad : opened.asked_faces)
        asked.push_back(redact::bounding_rectangle(quad));
    for (auto& finding : findings) {
        const auto* place = std::get_if<PixelPlace>(&finding.where);
        if (place != nullptr && finding.kind == IdentifierKind::FullFacePhoto
            && redact::covered_share(redact::in_original(place->quad, scale), asked) >= kSamePlace)
            finding.action = Action::Ask;
    }
    if (options.requested.fill_asked)
        fill_what_is_asked(findings, pixels_of(opened.material, number) * scale * scale);
    return findings;
}

std::string refusal(const Unreadable& unreadable) { return std::string(to_string(unreadable.how)) + ": " + unreadable.detail; }

Result<std::optional<Opened>> open_item(
    Reader& reader, FrameWindows& windows, const Rulebook& rulebook, const ExamineOptions& options, ExaminedItem& item)
{
    return ItemOpener(reader, rulebook, options, item).open(windows);
}

}  // namespace imprimatur::desk
