// The Reader port: every call is one jailed child; whatever becomes of it is told as data.
#pragma once

#include "desk/ports.h"
#include "open/jail_process.h"

#include <condition_variable>
#include <mutex>

namespace imprimatur::open {

/// Thread-safe: keeps up to `servers` fork servers, starts one when it is first needed and again when one was lost.
class JailReader final : public desk::Reader {
public:
    JailReader(JailPaths paths, unsigned servers);

    Result<desk::Read<Material>> read(const desk::Source& file, std::uint32_t first) override;
    Result<desk::Read<PixelFinds>> look(const Frame& frame, const LookRequest& request) override;
    Result<desk::Read<std::vector<WordReading>>> read_words(const std::vector<WordSequence>& sequences) override;
    Result<desk::Read<std::vector<ArchiveEntry>>> list_archive(const std::filesystem::path& archive) override;
    Result<desk::Read<Bytes>> extract(const std::filesystem::path& archive, std::uint32_t index) override;
    Result<desk::Read<Bytes>> write_image(const Frame& frame, desk::ImageFormat format) override;
    Result<desk::Read<Bytes>> draw(const Frame& frame, const std::vector<PictureMark>& marks, const std::optional<HeatMap>& heat) override;
    Result<desk::Read<DicomCopyReport>> deidentify(
        const std::filesystem::path& source, const DicomCopyOptions& options, const std::filesystem::path& copy) override;
    Result<desk::Read<DicomProof>> prove(
        const std::filesystem::path& copy, const ProfileOptions& profile, const std::vector<std::string>& needles) override;

private:
    Result<JailAnswer> ask(const jail::RequestHeader& request, const std::vector<ByteView>& input, JailFiles files = {});
    Result<std::unique_ptr<JailProcess>> take();
    void give_back(std::unique_ptr<JailProcess> process);

    JailPaths m_paths;
    unsigned m_free_slots;
    std::vector<std::unique_ptr<JailProcess>> m_idle;
    std::mutex m_mutex;
    std::condition_variable m_returned;
};

}  // namespace imprimatur::open
