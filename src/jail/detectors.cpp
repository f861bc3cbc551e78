#include "jail/detectors.h"

#include <utility>

namespace imprimatur::jail {

namespace {

// What is opened lazily (kernels, locale, processor data) is opened by a first look, before there is a jail.
constexpr std::uint32_t kBlankSide = 96;

}  // namespace

Result<std::unique_ptr<Detectors>> Detectors::load(const std::filesystem::path& models)
{
    auto text = TRY(TextReader::load(text_models_in(models)));
    auto runtime = TRY(OnnxRuntime::open(models / "libonnxruntime.so"));
    auto faces = TRY(FaceDetector::load(std::move(runtime), models / "face_detector.onnx"));
    auto second = TRY(SecondReader::load(second_reader_folders()));
    std::unique_ptr<Detectors> detectors(new Detectors(std::move(text), std::move(faces), std::move(second)));
    const Frame blank { kBlankSide, kBlankSide, 1, Bytes(kBlankSide * kBlankSide, 0) };
    TRY(detectors->look(blank, { .pass = LookRequest::Pass::Verification, .effort = Effort::Standard, .heat = false, .covered = {} }));
    return detectors;
}

Result<PixelFinds> Detectors::look(const Frame& frame, const LookRequest& request) const
{
    const bool verifies = request.pass == LookRequest::Pass::Verification;
    PixelFinds finds;
    auto writing
        = TRY(m_text->find(frame, { verifies ? TextScale::Verification : TextScale::FirstLook, request.effort, request.heat }));
    finds.writing = std::move(writing.boxes);
    finds.heat = std::move(writing.heat);
    finds.faces = TRY(m_faces.find(frame, request.effort));
    finds.codes = TRY(m_codes.find(frame, request.effort));
    if (verifies)
        finds.second_reading = TRY(m_second->find(frame, request.covered, request.effort));
    return finds;
}

}  // namespace imprimatur::jail
