// A Reader that answers from memory, for the tests of what asks it.
#pragma once

#include "desk/ports.h"

#include <functional>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace imprimatur::desk {

/// A file of so many frames, handed over in windows; what a look sees is what `sees` says for the frame's first sample.
class FakeReader : public Reader {
public:
    std::vector<Frame> frames;
    std::size_t window = 1000;  ///< frames
    MediaKind kind = MediaKind::Gif;
    std::vector<EmbeddedObject> objects;  ///< stand behind the last frame
    std::function<PixelFinds(const Frame& frame, Effort effort)> sees = [](const Frame&, Effort) { return PixelFinds {}; };
    std::vector<std::pair<int, Effort>> looked;  ///< the first sample of each frame that was looked at, and how

    Result<Read<Material>> read(const Source&, std::uint32_t first) override
    {
        Material material;
        material.kind = kind;
        for (std::size_t i = first; i < frames.size() && material.frames.size() < window; ++i)
            material.frames.push_back(frames[i]);
        material.more_frames = first + material.frames.size() < frames.size();
        if (!material.more_frames)
            material.objects = objects;
        return Read<Material>(std::move(material));
    }
    Result<Read<PixelFinds>> look(const Frame& frame, const LookRequest& request) override
    {
        const std::lock_guard lock(m_mutex);
        looked.emplace_back(frame.samples[0], request.effort);
        return Read<PixelFinds>(sees(frame, request.effort));
    }
    Result<Read<std::vector<WordReading>>> read_words(const std::vector<WordSequence>&) override
    {
        return Read<std::vector<WordReading>>(Unreadable { Unreadable::How::DetectorMissing, "no reader of words in this test" });
    }
    Result<Read<std::vector<ArchiveEntry>>> list_archive(const std::filesystem::path&) override { return not_here(); }
    Result<Read<Bytes>> extract(const std::filesystem::path&, std::uint32_t) override { return not_here(); }
    Result<Read<Bytes>> write_image(const Frame&, ImageFormat) override { return not_here(); }
    Result<Read<Bytes>> draw(const Frame&, const std::vector<PictureMark>&, const std::optional<HeatMap>&) override { return not_here(); }
    Result<Read<DicomCopyReport>> deidentify(const std::filesystem::path&, const DicomCopyOptions&, const std::filesystem::path&) override
    {
        return not_here();
    }
    Result<Read<DicomProof>> prove(const std::filesystem::path&, const ProfileOptions&, const std::vector<std::string>&) override
    {
        return not_here();
    }

private:
    static Error not_here() { return { ErrorCode::Internal, "nobody asks for this here", "", "" }; }
    std::mutex m_mutex;
};

/// A small grey frame whose samples are all `level`.
inline Frame plain_frame(std::uint8_t level) { return { 64, 48, 1, Bytes(64UL * 48, level) }; }

}  // namespace imprimatur::desk
