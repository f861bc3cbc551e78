#include "jail/codec.h"

#include <array>

namespace imprimatur::jail {

namespace {

struct Codec {
    bool (*recognises)(ByteView);
    Outcome (*decode)(ByteView, MaterialSink&);
};

// The preamble of a DICOM file may make it a TIFF as well (PS3.10 7.1), so DICM at byte 128 is asked first; a data set
// without preamble has hardly a signature and is asked last. A new format is a row.
constexpr std::array kCodecs {
    Codec { recognises_dicom_preamble, decode_dicom },
    Codec { recognises_jpeg, decode_jpeg },
    Codec { recognises_png, decode_png },
    Codec { recognises_gif, decode_gif },
    Codec { recognises_webp, decode_webp },
    Codec { recognises_tiff, decode_tiff },
    Codec { recognises_bmp, decode_bmp },
    Codec { recognises_dicom, decode_dicom },
};

}  // namespace

Outcome decode_any(ByteView file, MaterialSink& sink)
{
    for (const auto& codec : kCodecs) {
        if (codec.recognises(file))
            return codec.decode(file, sink);
    }
    return Unreadable { Unreadable::How::NotRecognised, "not a DICOM, JPEG, PNG, TIFF, WebP, GIF or BMP file" };
}

}  // namespace imprimatur::jail
