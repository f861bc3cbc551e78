// dicom_bench [--peers FOLDER] [--quick] [FOLDER]: DICOM files a second, memory and planted identifiers that stay, for `imprimatur redact
// --as dicom` and for what Debian has beside it, one after the other in one run. FOLDER holds DICOM files; without one,
// ../shared/data/dicom when it is there, and generated objects. --quick: 40 files, and a tenth of the large object.
#include "leaks.h"
#include "objects.h"
#include "process_tree.h"

#include <algorithm>
#include <fmt/format.h>
#include <fstream>
#include <optional>
#include <unistd.h>

namespace {

using namespace imprimatur;
using namespace imprimatur::dicom_eval;
namespace fs = std::filesystem;

// Times are the best of so many runs without the sampler and the one with it, for every tool alike.
constexpr int kTimedRuns = 3;

struct Wishes {
    fs::path folder;
    fs::path peers = fs::path(IMPRIMATUR_SOURCE_DIR) / "tests" / "bench" / "peers";
    std::size_t files = 200;
    std::uint32_t frames = 1000;
};

struct Tool {
    std::string name;
    std::string command;  ///< with {IN} and {OUT}
    std::size_t only = 0;  ///< of so many files; 0: all
    bool ours = false;
};

struct Row {
    std::string name;
    double seconds = 0;
    bench::TreeUse use;
    std::size_t asked = 0;
    std::size_t out = 0;
    double megabytes = 0;
    std::optional<std::size_t> leaks;
    std::size_t unwritten = 0;
    double large_seconds = 0;
    bench::TreeUse large;
    bool large_written = false;
    bool ours = false;
};

std::string quote(const fs::path& path) { return "'" + path.string() + "'"; }

std::string filled(std::string command, const fs::path& in, const fs::path& out)
{
    for (const auto& [mark, path] : { std::pair<std::string, fs::path> { "{IN}", in }, { "{OUT}", out } }) {
        for (auto at = command.find(mark); at != std::string::npos; at = command.find(mark))
            command.replace(at, mark.size(), quote(path));
    }
    return command;
}

/// Another instance of the same length, so that a server does not take two copies for one.
void rename_instance(Octets& bytes, std::size_t round)
{
    const auto tag = bytes.find(Octets("\x08\x00\x18\x00UI", 6));
    if (round == 0 || tag == Octets::npos || tag + 8 >= bytes.size())
        return;
    const std::size_t length = static_cast<unsigned char>(bytes[tag + 6]);
    auto uid = bytes.substr(tag + 8, length);
    while (!uid.empty() && (uid.back() == '\0' || uid.back() == ' '))
        uid.pop_back();
    if (uid.size() < 12)
        return;
    auto other = uid;
    other.back() = static_cast<char>('1' + (other.back() - '0' + static_cast<int>(round)) % 9);
    for (auto at = bytes.find(uid); at != Octets::npos; at = bytes.find(uid, at + uid.size()))
        bytes.replace(at, uid.size(), other);
}

std::vector<fs::path> sources(const Wishes& wishes)
{
    std::vector<fs::path> files;
    auto folder = wishes.folder;
    if (folder.empty())
        folder = fs::path(IMPRIMATUR_SOURCE_DIR).parent_path() / "shared" / "data" / "dicom";
    if (fs::is_directory(folder)) {
        for (const auto& entry : fs::recursive_directory_iterator(folder)) {
            if (entry.is_regular_file())
                files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

/// The generated objects with pictures of a usual size.
std::vector<std::pair<std::string, Octets>> generated()
{
    std::vector<std::pair<std::string, Octets>> files;
    int number = 1;
    for (const auto kind : all_kinds()) {
        Case it;
        it.number = number;
        it.instance += std::to_string(1000 + number++);
        auto set = object_of(kind, it);
        if (has_pixels(kind)) {
            auto picture = picture_of(kind);
            picture.rows = picture.columns = 512;
            describe_pixels(set, picture);
            put_native(set, picture);
        }
        files.emplace_back("made_" + name_of(kind) + ".dcm", file_of_set(kind, it, set));
    }
    return files;
}

struct Corpus {
    fs::path folder;
    std::size_t files = 0;
    double megabytes = 0;
};

Corpus write_corpus(const Wishes& wishes, const fs::path& work)
{
    Corpus corpus { work / "corpus" };
    fs::create_directories(corpus.folder);
    auto originals = wishes.folder.empty() ? generated() : std::vector<std::pair<std::string, Octets>>();
    for (const auto& path : sources(wishes))
        originals.emplace_back(path.filename().string(), read_bytes(path));
    for (std::size_t round = 0; corpus.files < wishes.files && !originals.empty(); ++round) {
        for (const auto& [name, bytes] : originals) {
            if (corpus.files == wishes.files)
                break;
            auto copy = bytes;
            rename_instance(copy, round);
            write_bytes(corpus.folder / fmt::format("{}_{}", round, name), copy);
            ++corpus.files;
            corpus.megabytes += static_cast<double>(copy.size()) / 1e6;
        }
    }
    return corpus;
}

/// 16 bits, 512 by 512, 1,000 frames: 524 MB, as an angiography run or a volume would be. Written a frame at a time.
void write_large(const fs::path& path, std::uint32_t frames)
{
    const Case it;
    auto set = object_of(Kind::Angiography, it);
    Picture picture { 512, 512, 1, 16, 12, 11, false, 1, "MONOCHROME2" };
    describe_pixels(set, picture);
    set.text(0x00280008, "IS", std::to_string(frames)).text(0x00181063, "DS", "33").numbers(0x00280009, "AT", 2, { 0x18, 0x1063 });
    const auto frame = native_pixels(picture);
    set.element(0x7FE00010, set.header(0x7FE00010, "OW", std::uint64_t { frame.size() } * frames));
    write_bytes(path, file_of_set(Kind::Angiography, it, set));
    std::ofstream out(path, std::ios::binary | std::ios::app);
    for (std::uint32_t i = 0; i < frames; ++i)
        out.write(frame.data(), static_cast<std::streamsize>(frame.size()));
}

std::size_t count_files(const fs::path& folder)
{
    std::size_t count = 0;
    if (fs::is_directory(folder)) {
        for (const auto& entry : fs::recursive_directory_iterator(folder))
            count += entry.is_regular_file() && entry.file_size() > 0 ? 1U : 0U;
    }
    return count;
}

/// A script may say how long its tool took without the preparations.
double seconds_of(const fs::path& out, const bench::TreeUse& use)
{
    double seconds = 0;
    std::ifstream in(out.string() + ".seconds");
    return in >> seconds ? seconds : use.seconds;
}

Corpus part_of(const Corpus& corpus, std::size_t count, const fs::path& folder)
{
    Corpus part { folder };
    fs::create_directories(folder);
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(corpus.folder))
        files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    for (std::size_t i = 0; i < files.size() && part.files < count; i += std::max<std::size_t>(files.size() / count, 1)) {
        fs::copy_file(files[i], folder / files[i].filename(), fs::copy_options::overwrite_existing);
        ++part.files;
        part.megabytes += static_cast<double>(fs::file_size(files[i])) / 1e6;
    }
    return part;
}

Row run(const Tool& tool, const Corpus& corpus, const fs::path& work)
{
    Row row { .name = tool.name, .ours = tool.ours };
    const auto part = tool.only > 0 && tool.only < corpus.files ? part_of(corpus, tool.only, work / "part") : corpus;
    const auto out = work / "out" / "corpus";
    row.use = bench::measure(filled(tool.command, part.folder, out), work / "log");
    row.seconds = seconds_of(out, row.use);
    for (int again = 0; again < kTimedRuns && tool.only == 0; ++again) {
        fs::remove_all(out);
        row.seconds = std::min(
            row.seconds, seconds_of(out, bench::measure(filled(tool.command, part.folder, out), work / "log", bench::Watch::TimeAlone)));
    }
    row.out = count_files(out);
    row.asked = part.files;
    row.megabytes = part.megabytes * static_cast<double>(row.out) / static_cast<double>(std::max<std::size_t>(part.files, 1));
    const auto leaks_out = work / "out" / "planted";
    bench::measure(filled(tool.command, work / "planted", leaks_out), work / "log");
    row.leaks = 0;
    for (const auto& set : { planted_by_bytes(), planted_by_dcmtk() }) {
        const auto leaks = find_leaks(set, leaks_out);
        row.leaks = *row.leaks + leaks.left.size();
        row.unwritten += leaks.missing.size();
    }
    const auto large_out = work / "out" / "large";
    if (tool.only == 0) {
        row.large = bench::measure(filled(tool.command, work / "large", large_out), work / "log");
        row.large_seconds = seconds_of(large_out, row.large);
        row.large_written = count_files(large_out) > 0;
    }
    fs::remove_all(work / "out");
    fs::remove_all(work / "part");
    return row;
}

void print(const std::vector<Row>& rows, const Corpus& corpus, std::size_t plants)
{
    fmt::print("\n{} files, {:.1f} MB; {} planted identifiers in the two sets\n\n", corpus.files, corpus.megabytes, plants);
    fmt::print("| | s | files out | files/s | MB/s | largest process MB | all processes MB | planted left | planted files not written | "
               "large object s | its largest process MB |\n");
    fmt::print("|---|---|---|---|---|---|---|---|---|---|---|\n");
    for (const auto& row : rows) {
        const auto large
            = row.large_written ? fmt::format("{:.1f} | {:.0f}", row.large_seconds, row.large.largest_mb) : std::string("- | -");
        fmt::print("| {} | {:.2f} | {} of {} | {:.0f} | {:.1f} | {:.0f} | {:.0f} | {} | {} | {} |\n", row.name, row.seconds, row.out,
            row.asked, static_cast<double>(row.out) / row.seconds, row.megabytes / row.seconds, row.use.largest_mb, row.use.together_mb,
            row.leaks.value_or(0), row.unwritten, large);
    }
    const auto ours = std::find_if(rows.begin(), rows.end(), [](const Row& row) { return row.ours && row.out > 0; });
    if (ours == rows.end())
        return;
    const auto rate = [](const Row& row) { return static_cast<double>(row.out) / row.seconds; };
    const Row* fastest = nullptr;
    const Row* as_clean = nullptr;
    for (const auto& row : rows) {
        // Who stops at the first file that is too hard is not fast.
        if (row.ours || row.out * 10 < row.asked * 9)
            continue;
        if (fastest == nullptr || rate(row) > rate(*fastest))
            fastest = &row;
        if (row.leaks <= ours->leaks && (as_clean == nullptr || rate(row) > rate(*as_clean)))
            as_clean = &row;
    }
    if (fastest != nullptr)
        fmt::print("\nRatio to the fastest peer, {}: {:.1f}\n", fastest->name, rate(*ours) / rate(*fastest));
    if (as_clean != nullptr)
        fmt::print("Ratio to the fastest peer that removes as much, {}: {:.1f}\n", as_clean->name, rate(*ours) / rate(*as_clean));
    else
        fmt::print("No peer removes as much.\n");
}

std::vector<Tool> tools(const Wishes& wishes)
{
    const auto program = quote(fs::path(IMPRIMATUR_PROGRAM));
    std::vector<Tool> all {
        { "**imprimatur redact --as dicom --tags-only**", program + " redact --as dicom --tags-only --out {OUT} {IN}", 0, true },
        { "imprimatur redact --as dicom, 20 files", program + " redact --as dicom --out {OUT} {IN}", 20, true },
    };
    const std::pair<const char*, const char*> peers[] = { { "dcmodify, Table E.1-1 as arguments", "dcmodify" },
        { "gdcmanon, a process a file", "gdcmanon" }, { "gdcmanon, the folder", "gdcmanon_folder" }, { "Orthanc, REST", "orthanc" } };
    for (const auto& [name, script] : peers) {
        const auto path = wishes.peers / (std::string(script) + ".sh");
        const std::string needed = std::string(script).substr(0, std::string(script).find('_'));
        const auto check = needed == "orthanc" ? quote(path) + " --check" : "command -v " + needed;
        if (bench::measure(check, "/dev/null").status != 0)
            fmt::print("{}: not installed, left out\n", name);
        else
            all.push_back({ name, quote(path) + " {IN} {OUT}", 0, false });
    }
    return all;
}

}  // namespace

int main(int argc, char** argv)
{
    Wishes wishes;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        if (word == "--quick") {
            wishes.files = 40;
            wishes.frames = 100;
        } else if (word == "--peers" && i + 1 < argc) {
            wishes.peers = argv[++i];
        } else {
            wishes.folder = word;
        }
    }
    const auto work = fs::temp_directory_path() / fmt::format("dicom-bench-{}", getpid());
    fs::create_directories(work / "large");
    setenv("XDG_STATE_HOME", (work / "state").c_str(), 1);
    const auto corpus = write_corpus(wishes, work);
    write_large(work / "large" / "large.dcm", wishes.frames);
    std::size_t plants = 0;
    for (const auto& set : { planted_by_bytes(), planted_by_dcmtk() }) {
        write_set(set, work / "planted");
        plants += set.plants.size();
    }
    std::vector<Row> rows;
    for (const auto& tool : tools(wishes)) {
        fs::create_directories(work / "out");
        rows.push_back(run(tool, corpus, work));
    }
    print(rows, corpus, plants);
    std::error_code error;
    fs::remove_all(work, error);
    return 0;
}
