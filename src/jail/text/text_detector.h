// Where writing may stand: PP-OCRv4's differentiable-binarisation detector, adapted to writing over anatomy, gives every pixel
// of a copy a probability. It does not know what is written. Lines are made of it in text_lines.h.
#pragma once

#include "imprimatur/result.h"
#include "jail/text/onnx_runtime.h"

#include <filesystem>
#include <memory>

namespace cv {
class Mat;
}

namespace imprimatur::jail {

class TextDetector {
public:
    static Result<TextDetector> load(std::shared_ptr<const OnnxRuntime> runtime, const std::filesystem::path& model);

    /// `picture`: 8 bits, 1 or 3 channels in BGR order. The answer has its size; 255 is certain. What has no contrast at all is
    /// not looked at and has none.
    Result<cv::Mat> probabilities(const cv::Mat& picture) const;

private:
    explicit TextDetector(OnnxSession session)
        : m_session(std::move(session))
    {
    }
    Result<void> look_at(const cv::Mat& tile, int height, int width, cv::Mat target) const;

    OnnxSession m_session;
};

}  // namespace imprimatur::jail
