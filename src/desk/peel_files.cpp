#include "desk/peel_files.h"

#include "base/limits.h"
#include "desk/file_list.h"
#include "desk/frame_windows.h"
#include "desk/open_item.h"
#include "desk/parallel.h"
#include "inspect/slice_geometry.h"

#include <map>
#include <utility>

namespace imprimatur::desk {

namespace {

constexpr std::string_view kSeriesUid = "(0020,000E)";

/// What of a file goes into the peel: its attributes, and its frames while they are wanted.
struct Slices {
    Material material;
    std::uint64_t bytes = 0;  ///< of all frames
    std::optional<std::string> unreadable;
};

/// With its frames as long as they fit into `room`.
Result<Slices> read_slices(Reader& reader, const std::filesystem::path& file, std::uint64_t room)
{
    Slices slices;
    std::vector<Frame> frames;
    FrameWindows windows(reader, file);
    auto read = TRY(windows.open([&](const Material& window, std::uint32_t) -> Result<void> {
        for (const auto& frame : window.frames) {
            slices.bytes += frame.samples.size();
            if (slices.bytes <= room)
                frames.push_back(frame);
        }
        return {};
    }));
    if (const auto* unreadable = std::get_if<Unreadable>(&read)) {
        slices.unreadable = refusal(*unreadable);
        return slices;
    }
    slices.material = std::move(std::get<Material>(read));
    slices.material.frames = std::move(frames);
    slices.material.objects.clear();
    return slices;
}

/// Numbers of the files of one series, and how many bytes their frames take.
struct Series {
    std::vector<std::size_t> files;
    std::uint64_t bytes = 0;
};

Result<std::vector<Series>> find_series(Office& office, const std::vector<std::filesystem::path>& files)
{
    std::vector<std::string> uids(files.size());
    std::vector<std::uint64_t> bytes(files.size());
    TRY(parallel_for(files.size(), office.workers, [&](std::size_t i) -> Result<void> {
        const auto slices = TRY(read_slices(office.reader, files[i], 0));
        uids[i] = inspect::attribute_value(slices.material, kSeriesUid);
        bytes[i] = slices.material.kind == MediaKind::Dicom ? slices.bytes : 0;
        return {};
    }));
    std::map<std::string, std::size_t> known;
    std::vector<Series> all;
    for (std::size_t i = 0; i < files.size(); ++i) {
        const auto [at, is_new] = known.try_emplace(uids[i], all.size());
        if (is_new)
            all.emplace_back();
        all[at->second].files.push_back(i);
        all[at->second].bytes += bytes[i];
    }
    return all;
}

Result<void> peel_one(Office& office, const Series& series, const std::vector<std::filesystem::path>& files, std::vector<Peel>& peels)
{
    if (series.bytes > limits::kMaxPeelBytes) {
        for (const auto file : series.files)
            peels[file] = "its series has more slices than can be peeled at once: give it in parts, or fewer slices of it";
        return {};
    }
    std::vector<Slices> slices;
    std::vector<std::size_t> readable;
    for (const auto file : series.files) {
        auto read = TRY(read_slices(office.reader, files[file], limits::kMaxPeelBytes));
        if (read.unreadable) {
            peels[file] = *std::move(read.unreadable);
            continue;
        }
        slices.push_back(std::move(read));
        readable.push_back(file);
    }
    std::vector<const Material*> materials;
    for (const auto& one : slices)
        materials.push_back(&one.material);
    auto made = TRY(peel_head(office.reader, office.random, materials));
    for (std::size_t i = 0; i < readable.size(); ++i)
        peels[readable[i]] = std::move(made[i]);
    return {};
}

}  // namespace

Result<std::vector<Peel>> peel_files(Office& office, const std::vector<std::filesystem::path>& files, const Progress& progress)
{
    std::vector<Peel> peels(files.size());
    const auto all = TRY(find_series(office, files));
    Counter counter(progress, files.size(), "taking the skin off");
    counter.begin();
    TRY(parallel_for(all.size(), office.workers, [&](std::size_t i) -> Result<void> {
        TRY(peel_one(office, all[i], files, peels));
        for (std::size_t n = 0; n < all[i].files.size(); ++n)
            counter.one_done();
        return {};
    }));
    return peels;
}

}  // namespace imprimatur::desk
