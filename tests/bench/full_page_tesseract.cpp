#include "full_page_tesseract.h"

#include "picture_file.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <sstream>
#include <string>
#include <unistd.h>

namespace imprimatur::bench {

namespace {

constexpr std::uint32_t kBorder = 25;

std::uint8_t commonest(const Frame& frame)
{
    std::array<std::size_t, 256> counts {};
    for (const auto sample : frame.samples)
        ++counts[sample];
    return static_cast<std::uint8_t>(std::max_element(counts.begin(), counts.end()) - counts.begin());
}

Frame bordered(const Frame& frame)
{
    Frame out { frame.width + 2 * kBorder, frame.height + 2 * kBorder, frame.channels, {} };
    out.samples.assign(static_cast<std::size_t>(out.width) * out.height * out.channels, commonest(frame));
    const std::size_t row = static_cast<std::size_t>(frame.width) * frame.channels;
    for (std::uint32_t y = 0; y < frame.height; ++y) {
        const auto from = frame.samples.begin() + static_cast<std::ptrdiff_t>(row * y);
        const std::size_t to = (static_cast<std::size_t>(y + kBorder) * out.width + kBorder) * out.channels;
        std::copy(from, from + static_cast<std::ptrdiff_t>(row), out.samples.begin() + static_cast<std::ptrdiff_t>(to));
    }
    return out;
}

std::string output_of(const std::string& command)
{
    std::string text;
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command.c_str(), "r"), &::pclose);
    std::array<char, 4096> chunk {};
    while (pipe != nullptr) {
        const auto count = std::fread(chunk.data(), 1, chunk.size(), pipe.get());
        if (count == 0)
            break;
        text.append(chunk.data(), count);
    }
    return text;
}

}  // namespace

Result<std::vector<Rect>> tesseract_words(const Frame& frame, int page_mode)
{
    const auto file = std::filesystem::temp_directory_path() / ("text_recall_" + std::to_string(::getpid()) + ".png");
    TRY(write_png(bordered(frame), file));
    // One thread, as ours; the file's name is our own.
    const std::string table
        = output_of("OMP_THREAD_LIMIT=1 tesseract '" + file.string() + "' stdout --psm " + std::to_string(page_mode) + " tsv 2>/dev/null");
    std::filesystem::remove(file);
    if (table.empty())
        return Error { ErrorCode::Unavailable, "tesseract did not answer", "", "apt-get install tesseract-ocr" };

    std::vector<Rect> words;
    std::istringstream lines(table);
    std::string line;
    std::getline(lines, line);  // column names
    while (std::getline(lines, line)) {
        std::istringstream fields(line);
        std::array<double, 11> field {};
        for (auto& value : field)
            fields >> value;
        std::string word;
        fields >> word;
        if (field[0] != 5 || word.empty())  // level 5: a word
            continue;
        const auto whole = [](double value) { return static_cast<std::int32_t>(value); };
        words.push_back({ whole(field[6]) - static_cast<std::int32_t>(kBorder), whole(field[7]) - static_cast<std::int32_t>(kBorder),
            whole(field[8]), whole(field[9]) });
    }
    return words;
}

}  // namespace imprimatur::bench
