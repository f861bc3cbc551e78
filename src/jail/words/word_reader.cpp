#include "jail/words/word_reader.h"

#include <algorithm>
#include <cmath>

namespace imprimatur::jail {

namespace {

constexpr std::size_t kRow = 2 * kReaderLabels;
constexpr std::size_t kPostAnswers = 4;  ///< about a patient, and the three classes

std::uint8_t in_255(float chance) { return static_cast<std::uint8_t>(std::lround(std::clamp(chance, 0.0F, 1.0F) * 255.0F)); }

}  // namespace

Result<WordReader> WordReader::load(const std::filesystem::path& models)
{
    auto runtime = TRY(OnnxRuntime::open(models / "libonnxruntime.so"));
    WordReader reader(TRY(OnnxSession::load(std::move(runtime), models / "words_reader.onnx")));
    const WordSequence two { { 101, 102 }, { 0, 0 }, { 0, 0 } };  // what is opened lazily is opened now
    TRY(reader.read(two));
    return reader;
}

Result<WordReading> WordReader::read(const WordSequence& sequence) const
{
    const std::size_t count = sequence.pieces.size();
    if (count == 0 || count > kMaxReaderTokens || sequence.segments.size() != count || sequence.marks.size() != count)
        return Error { ErrorCode::Malformed, "the word pieces are none or too many", "", "" };
    // The network takes floats, as the others do; a piece's number is exact in one.
    std::vector<float> input;
    input.reserve(3 * count);
    for (std::size_t i = 0; i < count; ++i) {
        input.push_back(sequence.pieces[i]);
        input.push_back(sequence.segments[i]);
        input.push_back(sequence.marks[i]);
    }
    const std::int64_t shape[] = { 1, static_cast<std::int64_t>(count), 3 };
    const auto answers = TRY(m_session.run_all(input, shape));
    if (answers.size() != 2 || answers[0].values.size() != count * kRow || answers[1].values.size() != kPostAnswers)
        return Error { ErrorCode::Malformed, "the reader's network is not the one we know", "", "" };
    WordReading reading;
    reading.labels.resize(count * kRow);
    std::transform(answers[0].values.begin(), answers[0].values.end(), reading.labels.begin(), in_255);
    const auto& post = answers[1].values;
    if (!std::all_of(post.begin(), post.end(), [](float chance) { return chance >= 0 && chance <= 1.0001F; }))
        return Error { ErrorCode::Malformed, "the reader's network answered with no chances", "", "" };
    reading.about_patient = std::min(1.0F, post[0]);
    for (std::size_t i = 0; i < reading.post_class.size(); ++i)
        reading.post_class[i] = std::min(1.0F, post[i + 1]);
    return reading;
}

}  // namespace imprimatur::jail
