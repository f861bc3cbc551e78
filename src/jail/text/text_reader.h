// Finds and reads the writing in a picture (REQUIREMENTS IMG-TEXT). Not promised: writing below 6 pixels, or below 20 grey
// levels of contrast where the ground is not flat (faint_writing.h), handwriting, and scripts other than Latin and Chinese can be missed; a
// person still has to look.
#pragma once

#include "imprimatur/model.h"
#include "imprimatur/model/pixel_finds.h"
#include "imprimatur/result.h"
#include "jail/text/text_looks.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

namespace cv {
class Mat;
}

namespace imprimatur::jail {

struct TextModels {
    std::filesystem::path runtime;  ///< libonnxruntime.so
    std::filesystem::path detector;
    std::filesystem::path recogniser;
    std::filesystem::path keys;  ///< the recogniser's alphabet, one character a line
};

/// The names under which the build puts the files into share/imprimatur/models.
TextModels text_models_in(const std::filesystem::path& folder);

struct TextLook {
    TextScale scale = TextScale::FirstLook;
    Effort effort = Effort::Standard;
    bool want_heat = false;
};

struct Writing {
    std::vector<TextBox> boxes;  ///< every line that was found, read or not
    std::optional<HeatMap> heat;  ///< the most that any copy said of a pixel; the longest side is at most 1,000
};

/// Loaded once, before the fork; `load` makes one reading so that nothing is left to be opened in the jail.
class TextReader {
public:
    static Result<std::unique_ptr<TextReader>> load(const TextModels& paths);
    ~TextReader();
    TextReader(const TextReader&) = delete;
    TextReader& operator=(const TextReader&) = delete;

    /// LimitExceeded when there are more lines than limits::kMaxTextBoxes.
    Result<Writing> find(const Frame& frame, const TextLook& look) const;

private:
    struct Networks;
    class Heat;
    explicit TextReader(std::unique_ptr<Networks> networks);
    Result<Writing> find_in(const Frame& frame, const TextLook& look) const;
    /// Of one picture, found and read.
    Result<std::vector<TextBox>> lines_of(const cv::Mat& picture, const TextLook& look, Heat& heat) const;
    Result<std::vector<TextBox>> read(const cv::Mat& picture, std::vector<TextBox> boxes, const TextLook& look) const;

    std::unique_ptr<Networks> m_networks;
};

}  // namespace imprimatur::jail
