#include "cli/findings_report.h"

#include "cli/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace imprimatur::cli {

namespace {

/// A page of writing is told in full by --json; a person needs to see what kind of page it is.
constexpr std::size_t kShownLines = 20;
constexpr std::size_t kShownTags = 3;
constexpr std::size_t kShownQuestions = 5;

/// The attributes that a clinician would ask about by name (PS3.6); the others are shown by tag.
constexpr std::array<std::pair<std::string_view, std::string_view>, 16> kNames { {
    { "(0008,0050)", "AccessionNumber" },
    { "(0008,0080)", "InstitutionName" },
    { "(0008,0090)", "ReferringPhysicianName" },
    { "(0008,1030)", "StudyDescription" },
    { "(0008,0020)", "StudyDate" },
    { "(0008,103E)", "SeriesDescription" },
    { "(0010,0010)", "PatientName" },
    { "(0010,0020)", "PatientID" },
    { "(0010,0030)", "PatientBirthDate" },
    { "(0010,0040)", "PatientSex" },
    { "(0010,1010)", "PatientAge" },
    { "(0010,1040)", "PatientAddress" },
    { "(0010,2154)", "PatientTelephoneNumbers" },
    { "(0018,1000)", "DeviceSerialNumber" },
    { "(0020,000D)", "StudyInstanceUID" },
    { "(0008,0018)", "SOPInstanceUID" },
} };

std::string named(const AttributePlace& place)
{
    const auto* found = std::find_if(kNames.begin(), kNames.end(), [&](const auto& row) { return row.first == place.tag; });
    const auto tag = printable(place.tag);
    return found == kNames.end() ? tag : std::string(found->second) + " " + tag;
}

std::string_view fate(Action action)
{
    switch (action) {
    case Action::Fill: return "to be covered";
    case Action::Remove: return "to be left out";
    case Action::Replace: return "to be replaced";
    case Action::Keep: return "kept";
    case Action::Ask: break;
    }
    return "a person has to decide";
}

/// "x 20-200, y 30-52"
std::string extent(const Quad& quad)
{
    const auto [left, right] = std::minmax_element(quad.corners.begin(), quad.corners.end(), [](auto a, auto b) { return a.x < b.x; });
    const auto [top, bottom] = std::minmax_element(quad.corners.begin(), quad.corners.end(), [](auto a, auto b) { return a.y < b.y; });
    return fmt::format("x {:.0f}-{:.0f}, y {:.0f}-{:.0f}", left->x, right->x, top->y, bottom->y);
}

std::string writing_report(const World& world, const std::vector<const Finding*>& writing)
{
    auto text = "  " + toned(world, Tone::Strong, "In the picture") + "\n";
    const auto shown = std::min(writing.size(), kShownLines);
    const auto shape = [](const Finding& finding) {
        const bool unread = finding.kind == IdentifierKind::TextInPixels || finding.rule.empty();
        return !finding.masked.empty() ? printable(finding.masked) : unread ? "(not readable)" : printable(finding.rule);
    };
    std::size_t column = 0;
    for (std::size_t i = 0; i < shown; ++i)
        column = std::max(column, columns(shape(*writing[i])));
    for (std::size_t i = 0; i < shown; ++i) {
        const auto& finding = *writing[i];
        const auto& place = std::get<PixelPlace>(finding.where);
        auto masked = shape(finding);
        masked.append(column - columns(masked), ' ');
        text += fmt::format("    {}  {:<22} frame {}, {}  {:.0f} % sure, {}\n", masked, spoken(to_string(finding.kind)), place.frame + 1,
            extent(place.quad), finding.confidence * 100, fate(finding.action));
    }
    if (writing.size() > kShownLines)
        text += fmt::format("    and {} (--json shows all)\n", counted(writing.size() - kShownLines, "more line"));
    return text;
}

std::string metadata_report(const World& world, const std::vector<const Finding*>& metadata)
{
    // In the order of 45 CFR 164.514(b)(2)(i): names first.
    std::map<IdentifierKind, std::vector<std::string>> kinds;
    for (const auto* finding : metadata)
        kinds[finding->kind].push_back(named(std::get<AttributePlace>(finding->where)));
    auto text = "  " + toned(world, Tone::Strong, "Metadata") + "\n";
    for (auto& [kind, tags] : kinds) {
        const auto count = tags.size();
        // Named ones first; the same tag in forty nested places is one thing to know.
        std::stable_partition(tags.begin(), tags.end(), [](const auto& tag) { return !tag.starts_with('('); });
        tags.erase(std::unique(tags.begin(), tags.end()), tags.end());
        std::string list;
        for (std::size_t i = 0; i < tags.size() && i < kShownTags; ++i)
            list += (i == 0 ? "" : ", ") + tags[i];
        if (tags.size() > kShownTags)
            list += " ...";
        text += wrapped(list, world.width, fmt::format("    {:<24} {:>4}  ", spoken(to_string(kind)), count)) + "\n";
    }
    return text;
}

std::string hidden_report(const World& world, const std::vector<const Finding*>& hidden)
{
    auto text = "  " + toned(world, Tone::Strong, "Hidden content") + "\n";
    std::map<std::string, std::size_t> parts;
    for (const auto* finding : hidden)
        ++parts[printable(std::get<PartPlace>(finding->where).part) + " (" + spoken(to_string(finding->kind)) + ")"];
    for (const auto& [part, count] : parts)
        text += "    " + part + (count > 1 ? ", " + std::to_string(count) + " times" : "") + "\n";
    return text;
}

/// Technical values say nothing about anybody; --json lists them too.
bool is_told(const Finding& finding)
{
    return finding.kind != IdentifierKind::Technical && (finding.kind != IdentifierKind::Marker || finding.action != Action::Keep);
}

}  // namespace

std::string findings_report(const World& world, const std::vector<Finding>& findings)
{
    std::vector<const Finding*> writing;
    std::vector<const Finding*> metadata;
    std::vector<const Finding*> hidden;
    std::vector<const Finding*> words;
    for (const auto& finding : findings) {
        if (!is_told(finding))
            continue;
        if (std::holds_alternative<PixelPlace>(finding.where))
            writing.push_back(&finding);
        else if (std::holds_alternative<AttributePlace>(finding.where))
            metadata.push_back(&finding);
        else if (std::holds_alternative<PartPlace>(finding.where))
            hidden.push_back(&finding);
        else
            words.push_back(&finding);
    }
    std::string text;
    if (!writing.empty())
        text += writing_report(world, writing);
    if (!metadata.empty())
        text += metadata_report(world, metadata);
    if (!hidden.empty())
        text += hidden_report(world, hidden);
    if (!words.empty())
        text += "  " + toned(world, Tone::Strong, "Words beside it") + "\n";
    for (const auto* finding : words)
        text += "    " + spoken(std::get<TextPlace>(finding->where).field) + ": " + spoken(to_string(finding->kind)) + "\n";
    if (text.empty())
        text = "  Nothing that identifies was found. That is what was looked for, not a permission.\n";
    return text;
}

std::string questions_report(std::vector<Finding> asked, bool others_filled)
{
    if (asked.empty())
        return {};
    // What a person opened against a detector is what another person should see first.
    std::stable_partition(asked.begin(), asked.end(), [](const Finding& finding) { return finding.rule == kLeftOpen; });
    std::string text = "  Look yourself at " + counted(asked.size(), "place") + ", not filled for what may be there:\n";
    for (std::size_t i = 0; i < asked.size() && i < kShownQuestions; ++i) {
        const auto& place = std::get<PixelPlace>(asked[i].where);
        const auto why = asked[i].rule.empty() ? spoken(to_string(asked[i].kind)) : printable(asked[i].rule);
        text += fmt::format("    frame {}, {}: {}\n", place.frame + 1, extent(place.quad), why);
    }
    if (asked.size() > kShownQuestions)
        text += fmt::format("    and {} (--json shows all)\n", counted(asked.size() - kShownQuestions, "more place"));
    return text
        + (others_filled
                ? "    To cover one of them: --fill X,Y,WIDTH,HEIGHT\n"
                : "    To cover one of them: --fill X,Y,WIDTH,HEIGHT; all but metal and what takes up half of the picture: --fill asked\n");
}

}  // namespace imprimatur::cli
