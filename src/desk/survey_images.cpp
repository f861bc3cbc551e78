#include "desk/survey_images.h"

#include "base/unicode.h"
#include "desk/frame_windows.h"
#include "desk/open_item.h"

#include <algorithm>
#include <array>
#include <set>

namespace imprimatur::desk {

namespace {

/// What platforms hand out beside pictures. GIF is read; X stores it as MP4.
constexpr std::array<std::string_view, 7> kNoPictures { ".mp4", ".mov", ".m4v", ".webm", ".srt", ".mp3", ".m4a" };

bool is_no_picture(const std::string& name)
{
    const auto lower = ascii_lower(name);
    return std::ranges::any_of(kNoPictures, [&](auto ending) { return lower.ends_with(ending); });
}

bool is_told(const Finding& finding)
{
    return finding.kind != IdentifierKind::Technical && finding.kind != IdentifierKind::Marker && finding.action != Action::Keep;
}

/// Every kind and rule once a picture.
void count(const std::vector<Finding>& findings, survey::ImageCounts& images)
{
    std::set<std::string> kinds;
    std::set<std::string> rules;
    bool metadata = false;
    for (const auto& finding : findings) {
        if (!is_told(finding))
            continue;
        metadata = metadata || std::holds_alternative<AttributePlace>(finding.where);
        if (!std::holds_alternative<PixelPlace>(finding.where))
            continue;
        kinds.emplace(to_string(finding.kind));
        if (!finding.rule.empty())
            rules.insert(finding.rule);
    }
    for (const auto& kind : kinds)
        ++images.kinds[kind];
    for (const auto& rule : rules)
        ++images.rules[rule];
    images.with_metadata += metadata ? 1 : 0;
}

}  // namespace

Result<void> look_at_images(
    Office& office, const PostPictures& pictures, const survey::SurveyPost& post, Effort effort, survey::PostRecord& record)
{
    auto& images = record.images;
    for (std::size_t i = 0; i < post.images.size(); ++i) {
        const auto& name = post.images[i];
        const auto problem = [&](const std::string& what) { record.problems.push_back("image " + std::to_string(i + 1) + " " + what); };
        if (is_no_picture(name)) {
            ++images.not_pictures;
            continue;
        }
        if (!pictures.has(name)) {
            ++images.missing;
            problem("is not there");
            continue;
        }
        const auto read = TRY(pictures.read(office, name));
        if (const auto* unreadable = std::get_if<Unreadable>(&read)) {
            ++images.unreadable;
            problem("cannot be read: " + unreadable->detail);
            continue;
        }
        ExamineOptions options;
        options.effort = effort;
        ExaminedItem item;
        FrameWindows windows(office.reader, ByteView(std::get<Bytes>(read)));
        TRY(open_item(office.reader, windows, office.rulebook, options, item));
        if (item.unreadable) {
            ++images.unreadable;
            problem("cannot be read: " + item.unreadable->detail);
            continue;
        }
        ++images.inspected;
        count(item.findings, images);
    }
    return {};
}

}  // namespace imprimatur::desk
