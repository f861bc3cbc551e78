// Pictures inside a DICOM object that are not its pixels: overlays, icons, pixel data of nested items, files and raw copies in private
// elements. PS3.15 E.3.3 asks to clean them; here they are shown, so that somebody can say what had to be cleaned.
#pragma once

#include "jail/codec.h"
#include "jail/photo/hidden_pictures.h"

#include <dcmtk/dcmdata/dctk.h>

namespace imprimatur::jail {

class DicomPictures {
public:
    DicomPictures(MaterialSink& sink, DcmItem& top);

    /// What one element hides, listed. `holder` is the item that it stands in.
    Outcome look(DcmItem& holder, DcmElement& element, const std::string& path, std::size_t depth);

    /// Bytes outside of all elements.
    Outcome search(const std::string& part, ByteView bytes);

    /// The preamble of a file may make it a TIFF file as well (PS3.10 7.1).
    Outcome preamble(ByteView file);

    /// Nested pixel data, shown by now, away: damaged, it would keep DCMTK from decoding the picture itself.
    void forget_nested_pixels();

    [[nodiscard]] photo::HiddenPictures& hidden() { return m_hidden; }

private:
    Outcome put(std::string part, std::uint64_t length, std::optional<Frame> picture = std::nullopt);
    std::optional<Frame> overlay(DcmItem& holder, std::uint16_t group, DcmElement& data, const std::string& part);
    std::optional<Frame> nested(DcmItem& holder, const std::string& part);
    Outcome bytes(DcmElement& element, const std::string& path);
    std::optional<Frame> raw_copy(ByteView bytes, const std::string& part);

    MaterialSink& m_sink;
    photo::HiddenPictures m_hidden;
    std::uint64_t m_rows;
    std::uint64_t m_columns;
    std::vector<DcmItem*> m_holders {};
};

}  // namespace imprimatur::jail
