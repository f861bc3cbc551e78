#include "jail/codec.h"

#include <array>

namespace imprimatur::jail {

namespace {

struct Codec {
    bool (*recognises)(ByteView);
    Outcome (*decode)(ByteView, MaterialSink&);
};

// Formats with a signature of their own first; a DICOM data set without preamble has almost none. A new format is a row.
constexpr std::array kCodecs {
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
