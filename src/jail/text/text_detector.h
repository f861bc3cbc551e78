// Finds where writing stands: PP-OCRv4's differentiable-binarisation detector gives each pixel a probability, and the
// shapes of those become rectangles. It does not know what is written, and a rectangle is not dropped for that.
#pragma once

#include "imprimatur/model.h"
#include "jail/text/onnx_runtime.h"

#include <filesystem>
#include <memory>
#include <vector>

namespace cv {
class Mat;
}

namespace imprimatur::jail {

class TextDetector {
public:
    static Result<TextDetector> load(std::shared_ptr<const OnnxRuntime> runtime, const std::filesystem::path& model);

    /// Looks at `picture` (8 bits, 1 or 3 channels in BGR order) enlarged by `scale`. Boxes are in the picture's own
    /// coordinates, can reach a little outside it, and have no text yet.
    Result<std::vector<TextBox>> find(const cv::Mat& picture, double scale) const;

private:
    explicit TextDetector(OnnxSession session)
        : m_session(std::move(session))
    {
    }
    Result<cv::Mat> probabilities(const cv::Mat& scaled) const;

    OnnxSession m_session;
};

}  // namespace imprimatur::jail
