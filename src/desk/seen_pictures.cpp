#include "desk/seen_pictures.h"

#include <cmath>

namespace imprimatur::desk {

namespace {

PictureMark::Colour colour_of(Action action)
{
    return action == Action::Keep ? PictureMark::Colour::Kept
        : action == Action::Ask   ? PictureMark::Colour::Asked
                                  : PictureMark::Colour::Filled;
}

/// "text in pixels 93": the rule's words would say no more, and a reading is patient data.
std::string label_of(const Finding& finding)
{
    std::string label(to_string(finding.kind));
    for (char& c : label)
        c = c == '_' ? ' ' : c;
    return label + " " + std::to_string(std::lround(finding.confidence * 100));
}

std::vector<PictureMark> marks_of(const std::vector<Finding>& findings, std::uint32_t frame)
{
    std::vector<PictureMark> marks;
    for (const auto& finding : findings) {
        const auto* place = std::get_if<PixelPlace>(&finding.where);
        if (place != nullptr && place->frame == frame)
            marks.push_back({ place->quad, colour_of(finding.action), label_of(finding) });
    }
    return marks;
}

}  // namespace

Result<std::vector<SeenPicture>> draw_seen(Reader& reader, FrameWindows& windows, const Opened& opened, const ExaminedItem& item)
{
    std::vector<SeenPicture> pictures;
    TRY(windows.each(opened.material, [&](const Material& window, std::uint32_t first) -> Result<void> {
        for (std::uint32_t i = 0; i < window.frames.size(); ++i) {
            const auto seen = item.seen.find(first + i);
            if (seen == item.seen.end())
                continue;
            auto drawn = TRY(reader.draw(window.frames[i], marks_of(item.findings, first + i), seen->second));
            if (auto* png = std::get_if<Bytes>(&drawn))
                pictures.push_back({ first + i, std::move(*png) });
        }
        return {};
    }));
    return pictures;
}

}  // namespace imprimatur::desk
