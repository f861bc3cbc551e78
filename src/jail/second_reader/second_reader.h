// A second reader that shares no network, no training data and no code with the first (text/): it reads a filled copy and
// says which words it still sees. What it reads, a person has to look at; that it reads nothing proves nothing by itself.
// Not promised: writing below 7 pixels, turned writing (unless Thorough), other scripts than Latin.
#pragma once

#include "imprimatur/model.h"
#include "imprimatur/result.h"

#include <filesystem>
#include <memory>
#include <vector>

namespace imprimatur::jail {

/// Where Debian and Tesseract's own build put eng.traineddata.
std::vector<std::filesystem::path> second_reader_folders();

/// Loaded once, before the fork; `load` makes one reading so that nothing is left to be opened in the jail.
class SecondReader {
public:
    static Result<std::unique_ptr<SecondReader>> load(const std::vector<std::filesystem::path>& folders);
    ~SecondReader();
    SecondReader(const SecondReader&) = delete;
    SecondReader& operator=(const SecondReader&) = delete;

    /// Words of three and more letters or digits, surely read, outside `covered`. `recognition` is Tesseract's confidence.
    Result<std::vector<TextBox>> find(const Frame& frame, const std::vector<Rect>& covered, Effort effort) const;

private:
    struct Parts;
    explicit SecondReader(std::unique_ptr<Parts> parts);
    Result<std::vector<TextBox>> find_in(const Frame& frame, const std::vector<Rect>& covered, Effort effort) const;
    std::unique_ptr<Parts> m_parts;
};

}  // namespace imprimatur::jail
