// Reads one line of writing: PP-OCRv4's recogniser with greedy CTC decoding. A reading is a hint for classification and
// for the person who reviews; nothing is ever uncovered because it could not be read.
#pragma once

#include "imprimatur/model.h"
#include "jail/text/onnx_runtime.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace cv {
class Mat;
}

namespace imprimatur::jail {

/// What is not read surely is tried again: Turned, upside down; All, also with dark and light exchanged.
enum class Tries { Once, Turned, All };

class TextRecogniser {
public:
    static Result<TextRecogniser> load(
        std::shared_ptr<const OnnxRuntime> runtime, const std::filesystem::path& model, const std::filesystem::path& keys);

    /// Fills in `text`, `recognition` and the order of the corners. `picture`: 8 bits, 1 or 3 channels in BGR order.
    Result<void> read(const cv::Mat& picture, TextBox& box, Tries tries) const;

private:
    struct Reading {
        std::string text;
        double confidence = 0;
    };
    TextRecogniser(OnnxSession session, std::vector<std::string> characters)
        : m_session(std::move(session))
        , m_characters(std::move(characters))
    {
    }
    Result<Reading> read_line(const cv::Mat& line) const;
    Result<Reading> decoded(const Tensor& answer) const;

    OnnxSession m_session;
    std::vector<std::string> m_characters;  // index 0 is CTC's blank
};

}  // namespace imprimatur::jail
