// The two operations on whole DICOM files: the de-identified copy, and the proof of one.
#pragma once

#include "dicom/deidentify.h"
#include "imprimatur/result.h"
#include "jail/child.h"
#include "jail/output.h"

#include <filesystem>
#include <memory>

namespace imprimatur::jail {

/// Tables of the standard and the text cleaner, loaded once by the fork server.
class CopyLibrary {
public:
    static Result<CopyLibrary> load(const std::filesystem::path& policy);
    [[nodiscard]] dicom::Library view() const { return { m_tables, m_words, m_plain }; }

private:
    CopyLibrary(dicom::Tables tables, dicom::TextCleaner words)
        : m_tables(std::move(tables))
        , m_words(std::move(words))
        , m_plain(m_words.for_case({}))
    {
    }
    dicom::Tables m_tables;
    dicom::TextCleaner m_words;
    dicom::TextCleaner::Case m_plain;
};

/// All of a file, read-only; empty when it is empty or cannot be mapped.
ByteView map_file(int fd);

/// `request`: copy_request() of protocol.h. Reads files.source, writes files.copy; pages already used are given back, so that
/// a large object never stands in memory as a whole.
void deidentify_file(ByteView request, const Descriptors& files, const CopyLibrary* library, Output& output);

/// `request`: proof_request(). Reads files.source.
void prove_file(ByteView request, const Descriptors& files, const CopyLibrary* library, Output& output);

}  // namespace imprimatur::jail
