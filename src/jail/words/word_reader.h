// The learned reader of words: numbers of word pieces to chances of labels. It runs where the other networks run, and never sees text.
#pragma once

#include "imprimatur/model/word_reading.h"
#include "imprimatur/result.h"
#include "jail/text/onnx_runtime.h"

#include <filesystem>

namespace imprimatur::jail {

/// Loaded once, before the fork; `load` makes one reading so that nothing is left to be opened in the jail.
class WordReader {
public:
    /// `models`: the folder with words_reader.onnx and the runtime. Error when one is missing or is not the network we know.
    static Result<WordReader> load(const std::filesystem::path& models);

    /// Error for an empty sequence, or one longer than kMaxReaderTokens.
    [[nodiscard]] Result<WordReading> read(const WordSequence& sequence) const;

private:
    explicit WordReader(OnnxSession session)
        : m_session(std::move(session))
    {
    }
    OnnxSession m_session;
};

}  // namespace imprimatur::jail
