// Everything that looks at a picture, loaded once before the fork: writing, faces, codes, and the second reader.
#pragma once

#include "imprimatur/model.h"
#include "imprimatur/result.h"
#include "jail/codes/code_finder.h"
#include "jail/faces/face_detector.h"
#include "jail/second_reader/second_reader.h"
#include "jail/text/text_reader.h"

#include <filesystem>
#include <memory>

namespace imprimatur::jail {

/// All of them or none: a picture that one detector did not look at was not looked at.
class Detectors {
public:
    /// `models`: the folder with the networks and the runtime. One look is made, so that nothing is left to be opened in the jail.
    static Result<std::unique_ptr<Detectors>> load(const std::filesystem::path& models);

    /// Verification also asks the second reader.
    [[nodiscard]] Result<PixelFinds> look(const Frame& frame, const LookRequest& request) const;

private:
    Detectors(std::unique_ptr<TextReader> text, FaceDetector faces, std::unique_ptr<SecondReader> second)
        : m_text(std::move(text))
        , m_faces(std::move(faces))
        , m_second(std::move(second))
    {
    }
    std::unique_ptr<TextReader> m_text;
    FaceDetector m_faces;
    CodeFinder m_codes;
    std::unique_ptr<SecondReader> m_second;
};

}  // namespace imprimatur::jail
