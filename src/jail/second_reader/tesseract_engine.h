// One instance of libtesseract (Apache-2.0), opened by dlopen: LSTM only, no dictionaries, one thread, no file opened after
// the start.
#pragma once

#include "base/byte_reader.h"
#include "imprimatur/result.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace imprimatur::jail {

/// A word of one line of writing, in pixels of the picture that was given.
struct EngineWord {
    int left = 0;
    int top = 0;
    int right = 0;
    int bottom = 0;
    std::string text;
    double confidence = 0;  ///< 0..1
};

class TesseractEngine {
public:
    /// `language` is a traineddata file.
    static Result<std::unique_ptr<TesseractEngine>> open(const std::filesystem::path& language);
    ~TesseractEngine();
    TesseractEngine(const TesseractEngine&) = delete;
    TesseractEngine& operator=(const TesseractEngine&) = delete;

    /// One line of dark writing on light ground, 8-bit grey, `stride` bytes a row.
    Result<std::vector<EngineWord>> read_line(const unsigned char* samples, int width, int height, int stride) const;

private:
    struct Library;
    explicit TesseractEngine(std::unique_ptr<Library> library);
    std::unique_ptr<Library> m_library;
};

}  // namespace imprimatur::jail
