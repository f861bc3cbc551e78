// What a codec is: one file that says whether it knows some bytes, and turns them into Material. It runs in a jailed
// child and may crash; it must not write anywhere but to the sink.
#pragma once

#include "base/byte_reader.h"
#include "imprimatur/model.h"

#include <optional>
#include <string>
#include <variant>

namespace imprimatur::jail {

/// Where a codec puts what it finds. `frame` and `attribute` enforce base/limits.h.
class MaterialSink {
public:
    virtual ~MaterialSink() = default;
    /// Once, before anything else.
    virtual void describe(MediaKind kind, std::string encoding) = 0;
    virtual void dicom_context(std::string modality, std::string body_part) = 0;
    /// False when no lossy compression ever touched the pixels, as far as the file can tell. Never called: true.
    virtual void lossy_ancestor(bool lossy) = 0;
    /// Of a file whose own lossy compression has blocks, where they lie in the frames as shown.
    virtual void blocks(const BlockGrid& /*grid*/) { }
    /// A frame as model/material.h describes it. An Unreadable means: stop and return it.
    virtual std::optional<Unreadable> frame(Frame frame) = 0;
    virtual std::optional<Unreadable> attribute(Attribute attribute) = 0;
    virtual std::optional<Unreadable> object(EmbeddedObject object) = 0;
    virtual void note(std::string sentence) = 0;
    /// Whether pictures inside this one are opened too. False inside a hidden picture: what it hides in turn is listed by length.
    [[nodiscard]] virtual bool opens_hidden() const { return true; }
};

/// nullopt: everything was read. Details are our own sentences, never bytes of the file.
using Outcome = std::optional<Unreadable>;

/// Call before allocating anything: the sides are sane and width * height * channels stays below the limits.
Outcome check_frame_size(std::uint64_t width, std::uint64_t height, std::uint64_t channels);

// One pair a codec. `recognises` looks at the first bytes only.
bool recognises_jpeg(ByteView file);
Outcome decode_jpeg(ByteView file, MaterialSink& sink);
bool recognises_png(ByteView file);
Outcome decode_png(ByteView file, MaterialSink& sink);
bool recognises_tiff(ByteView file);
Outcome decode_tiff(ByteView file, MaterialSink& sink);
bool recognises_webp(ByteView file);
Outcome decode_webp(ByteView file, MaterialSink& sink);
bool recognises_gif(ByteView file);
Outcome decode_gif(ByteView file, MaterialSink& sink);
bool recognises_bmp(ByteView file);
Outcome decode_bmp(ByteView file, MaterialSink& sink);
bool recognises_dicom_preamble(ByteView file);  ///< DICM at byte 128
bool recognises_dicom(ByteView file);  ///< that, or what looks like a data set without preamble
Outcome decode_dicom(ByteView file, MaterialSink& sink);

/// Tries the codecs in turn.
Outcome decode_any(ByteView file, MaterialSink& sink);

// Writers: fresh files from pixels alone. No ancillary chunk, no APPn but JFIF, fixed tables, same bytes for same pixels.
using Written = std::variant<Bytes, Unreadable>;
Written write_png(const Frame& frame);
Written write_jpeg(const Frame& frame);

}  // namespace imprimatur::jail
