// Finds and reads the writing in a picture (REQUIREMENTS IMG-TEXT). Not promised: writing below 6 pixels or 20 grey
// levels of contrast, handwriting, and scripts other than Latin and Chinese can be missed; a person still has to look.
#pragma once

#include "imprimatur/model.h"
#include "imprimatur/result.h"

#include <filesystem>
#include <memory>
#include <vector>

namespace imprimatur::jail {

/// How to look. Verification looks at other scales and at an evened-out copy, so that what the first look missed has a
/// second chance to be seen.
enum class TextScale { FirstLook, Verification };

struct TextModels {
    std::filesystem::path runtime;  ///< libonnxruntime.so
    std::filesystem::path detector;
    std::filesystem::path recogniser;
    std::filesystem::path keys;  ///< the recogniser's alphabet, one character a line
};

/// The names under which the build puts the files into share/imprimatur/models.
TextModels text_models_in(const std::filesystem::path& folder);

/// Loaded once, before the fork; `load` makes one reading so that nothing is left to be opened in the jail.
class TextReader {
public:
    static Result<std::unique_ptr<TextReader>> load(const TextModels& paths);
    ~TextReader();
    TextReader(const TextReader&) = delete;
    TextReader& operator=(const TextReader&) = delete;

    /// Every line that was found, read or not. LimitExceeded when there are more than limits::kMaxTextBoxes.
    Result<std::vector<TextBox>> find(const Frame& frame, TextScale scale) const;

private:
    struct Networks;
    explicit TextReader(std::unique_ptr<Networks> networks);
    Result<std::vector<TextBox>> find_in(const Frame& frame, TextScale scale) const;

    std::unique_ptr<Networks> m_networks;
};

}  // namespace imprimatur::jail
