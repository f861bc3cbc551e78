#include "desk/watched.h"

#include <mutex>
#include <string>

namespace imprimatur::desk {

/// The step that was last told, and the looks since the beginning; one caller at a time.
class Watched::Teller {
public:
    explicit Teller(const Progress& progress)
        : m_progress(progress)
    {
    }

    void step(std::size_t done, std::size_t total, std::string_view what)
    {
        const std::lock_guard lock(m_mutex);
        m_done = done;
        m_total = total;
        m_what = what;
        tell();
    }

    void looked()
    {
        const std::lock_guard lock(m_mutex);
        ++m_looks;
        if (m_total > 0)
            tell();
    }

private:
    void tell() const
    {
        m_progress(m_done, m_total, m_looks == 0 ? m_what : m_what + ", " + std::to_string(m_looks) + (m_looks == 1 ? " look" : " looks"));
    }

    const Progress& m_progress;
    std::mutex m_mutex;
    std::size_t m_done = 0;
    std::size_t m_total = 0;
    std::size_t m_looks = 0;
    std::string m_what;
};

class Watched::CountingReader final : public Reader {
public:
    CountingReader(Reader& reader, Teller& teller)
        : m_reader(reader)
        , m_teller(teller)
    {
    }

    Result<Read<PixelFinds>> look(const Frame& frame, const LookRequest& request) override
    {
        auto found = m_reader.look(frame, request);
        m_teller.looked();
        return found;
    }
    Result<Read<Material>> read(const Source& file, std::uint32_t first) override { return m_reader.read(file, first); }
    Result<Read<std::vector<WordReading>>> read_words(const std::vector<WordSequence>& sequences) override
    {
        return m_reader.read_words(sequences);
    }
    Result<Read<Bytes>> write_image(const Frame& frame, ImageFormat format) override { return m_reader.write_image(frame, format); }
    Result<Read<std::vector<ArchiveEntry>>> list_archive(const std::filesystem::path& archive) override
    {
        return m_reader.list_archive(archive);
    }
    Result<Read<Bytes>> extract(const std::filesystem::path& archive, std::uint32_t index) override
    {
        return m_reader.extract(archive, index);
    }
    Result<Read<Bytes>> draw(const Frame& frame, const std::vector<PictureMark>& marks, const std::optional<HeatMap>& heat) override
    {
        return m_reader.draw(frame, marks, heat);
    }
    Result<Read<DicomCopyReport>> deidentify(
        const std::filesystem::path& source, const DicomCopyOptions& options, const std::filesystem::path& copy) override
    {
        return m_reader.deidentify(source, options, copy);
    }
    Result<Read<DicomProof>> prove(
        const std::filesystem::path& copy, const ProfileOptions& profile, const std::vector<std::string>& needles) override
    {
        return m_reader.prove(copy, profile, needles);
    }

private:
    Reader& m_reader;
    Teller& m_teller;
};

Watched::Watched(const Office& office, const Progress& progress)
    : m_teller(std::make_unique<Teller>(progress))
    , m_reader(std::make_unique<CountingReader>(office.reader, *m_teller))
    , m_office { progress ? static_cast<Reader&>(*m_reader) : office.reader, office.ledger, office.signer, office.random, office.files,
        office.clock, office.rulebook, office.workers }
{
    if (progress)
        m_told = [this](std::size_t done, std::size_t total, std::string_view what) { m_teller->step(done, total, what); };
}

Watched::~Watched() = default;

}  // namespace imprimatur::desk
