// Material: what a submitted file contains once the jail has read it. Unreadable: why it could not be read.
#pragma once

#include "imprimatur/model/finding.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace imprimatur {

using Bytes = std::vector<std::uint8_t>;

enum class MediaKind { Dicom, Jpeg, Png, Tiff, WebP, Gif, Bmp };
std::string_view to_string(MediaKind kind);

/// One picture as a person sees it: 8 bits a sample, grey or RGB interleaved, no padding, opaque, upright, window applied.
struct Frame {
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::uint32_t channels = 0;  ///< 1 or 3
    Bytes samples;  ///< width * height * channels bytes
};

/// One metadata value. `value` is patient data: it is searched for in the copy and never written to a log.
struct Attribute {
    std::string tag;  ///< "(0010,0010)", "EXIF:GPSLatitude", "XMP:dc:creator", "JPEG:COM"
    std::string path;  ///< full path for nested ones, otherwise equal to tag
    std::string name;  ///< "PatientName"; empty when no dictionary knows it
    std::string vr;  ///< DICOM value representation; "" for photos
    std::string value;  ///< UTF-8, at most kMaxAttributeValue bytes; empty for binary values
    std::uint64_t length = 0;  ///< bytes in the file
    bool binary = false;
};

/// Something that can carry a second picture or hidden bytes: thumbnail, icon, overlay, trailing bytes, alpha.
struct EmbeddedObject {
    std::string part;
    std::uint64_t length = 0;
    IdentifierKind kind = IdentifierKind::HiddenBytes;
    std::optional<Frame> picture = std::nullopt;  ///< what it shows, when it is a picture that could be decoded
};

/// Blocks of the lossy compression that the file itself holds, as they lie in the frames shown: one begins at column x, row y.
struct BlockGrid {
    std::uint32_t x = 0;
    std::uint32_t y = 0;
    std::uint32_t luma_width = 8;  ///< pixels of the picture that one block of brightness covers
    std::uint32_t luma_height = 8;
    std::uint32_t chroma_width = 8;  ///< 16 or more where colour is subsampled
    std::uint32_t chroma_height = 8;
    friend bool operator==(const BlockGrid&, const BlockGrid&) = default;
};

struct Material {
    MediaKind kind = MediaKind::Dicom;
    std::string encoding;  ///< transfer syntax UID or "progressive JPEG"; technical, never patient data
    std::string modality;  ///< DICOM (0008,0060), empty otherwise
    std::string body_part;  ///< DICOM (0018,0015), empty otherwise
    std::vector<Frame> frames;
    bool more_frames = false;  ///< these are not all: the others did not fit into one window (limits::kMaxWindowBytes)
    std::vector<Attribute> attributes;
    std::vector<EmbeddedObject> objects;
    bool lossy_ancestor = true;  ///< compression ringing may surround what is filled; true unless known otherwise
    std::optional<BlockGrid> blocks = std::nullopt;  ///< of a JPEG file
    std::vector<std::string> notes;  ///< what was done while reading: "window from the file", "alpha flattened"
};

/// A file, frame or step that could not be read. Content, not an Error: the run goes on and the decision refuses.
struct Unreadable {
    enum class How {
        NotRecognised,  ///< no codec knows these bytes
        Malformed,  ///< the bytes contradict their format
        Unsupported,  ///< well formed, but of a kind that is not read
        NoPixels,  ///< a DICOM object without a picture
        TooLarge,  ///< passes a limit of base/limits.h
        Crashed,  ///< the jailed child died of a signal
        TimedOut,  ///< it passed its wall clock or CPU limit
        OutOfMemory,
        ForbiddenCall,  ///< seccomp killed it
        Lied,  ///< its reply did not validate
        DetectorMissing  ///< models or runtime are not there
    };
    How how = How::NotRecognised;
    std::string detail;  ///< one of our own sentences, never bytes of the file
};
std::string_view to_string(Unreadable::How how);

/// One line of writing found in a picture.
struct TextBox {
    Quad quad {};
    std::string text;  ///< what the recogniser read: patient data
    double detection = 0;  ///< mean probability of the detector inside the box, 0..1
    double recognition = 0;  ///< mean probability of the characters, 0..1
};

}  // namespace imprimatur
