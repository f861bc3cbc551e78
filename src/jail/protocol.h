// What travels between imprimatur and imprimatur-jail. Both sides include this; the reply is validated like any other
// input, because the child that wrote it may have been taken over by the file that it read.
//
//   request  := RequestHeader, with four descriptors (SCM_RIGHTS): input memfd, output memfd, and the two files that Deidentify reads
//               and writes, of which Prove reads the first; other operations get the memfds again in their place
//   reply    := ReplyHeader                     how the child ended, told by the fork server
//   output   := record* end                     written by the child into the output memfd
//   record   := type:u8 length:u64 payload      little endian
//   string   := length:u32 bytes
#pragma once

#include "base/byte_reader.h"
#include "imprimatur/model.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace imprimatur::jail {

inline constexpr std::uint32_t kRequestMagic = 0x494D5051;  // "IMPQ"
inline constexpr std::uint32_t kReplyMagic = 0x494D5052;  // "IMPR"

enum class Operation : std::uint32_t {
    Decode = 1,
    Look = 2,
    WriteImage = 3,
    Deidentify = 4,
    Prove = 5,
    Draw = 6,
    ReadWords = 7,
    ListArchive = 8,
    ExtractEntry = 9
};

inline constexpr std::size_t kDescriptors = 4;

/// Argument of Decode: the first frame that is wanted. Those before it are decoded and not sent.
/// Argument of ExtractEntry: which entry of the list.
/// Argument of WriteImage.
enum class Format : std::uint32_t { Png = 0, Jpeg = 1 };

struct RequestHeader {
    std::uint32_t magic = kRequestMagic;
    Operation operation = Operation::Decode;
    std::uint32_t argument = 0;
};

enum class ChildEnd : std::uint32_t { Exited = 0, Signalled = 1, TimedOut = 2, NotStarted = 3 };

struct ReplyHeader {
    std::uint32_t magic = kReplyMagic;
    ChildEnd end = ChildEnd::NotStarted;
    std::int32_t status = 0;  ///< exit status or signal number
};

// Exit statuses of a child.
inline constexpr int kExitDone = 0;  ///< the output is complete
inline constexpr int kExitOutOfMemory = 77;  ///< an allocation failed
inline constexpr int kExitNoLockdown = 78;  ///< a restriction could not be put on; nothing was read
inline constexpr int kExitOutput = 79;  ///< the output could not be written (its size limit)

enum class RecordType : std::uint8_t {
    Describe = 1,
    DicomContext = 2,
    Lossy = 3,
    Frame = 4,
    Attribute = 5,
    Object = 6,
    Note = 7,
    TextBox = 8,
    File = 9,
    Unreadable = 10,
    End = 11,
    Needle = 12,
    Element = 13,
    Removed = 14,
    Objection = 15,
    ObjectPicture = 16,  ///< a frame: what the object before it shows
    More = 17,  ///< there are frames that did not fit into the window
    SecondReading = 18,
    Face = 19,
    Code = 20,
    Heat = 21,
    Blocks = 22,
    WordReading = 23,
    ArchiveEntry = 24,
};

/// Builds payloads.
class Payload {
public:
    Payload& u8(std::uint8_t value);
    Payload& u32(std::uint32_t value);
    Payload& u64(std::uint64_t value);
    Payload& f64(double value);
    Payload& text(std::string_view value);
    [[nodiscard]] const Bytes& bytes() const { return m_bytes; }

private:
    Bytes m_bytes;
};

/// A record's head: type and payload length.
Bytes record_head(RecordType type, std::uint64_t payload_length);

/// A frame as Look and WriteImage take it: width:u32 height:u32 channels:u32 samples.
Bytes frame_head(const Frame& frame);
std::optional<Frame> parse_frame(ByteView bytes);

// Parsers of the output. nullopt: it does not validate, the child lied.
template <typename T> using Parsed = std::optional<std::variant<T, Unreadable>>;
Parsed<Material> parse_material(ByteView output);
Parsed<PixelFinds> parse_finds(ByteView output);
Parsed<Bytes> parse_file(ByteView output);
Parsed<DicomCopyReport> parse_copy_report(ByteView output);
Parsed<DicomProof> parse_proof(ByteView output);
Parsed<std::vector<ArchiveEntry>> parse_entries(ByteView output);

/// Input of Look: the request, then a frame.
struct LookAt {
    LookRequest request;
    Frame frame;
};
Bytes look_head(const LookRequest& look);
std::optional<LookAt> parse_look(ByteView input);

// One find as its record's payload.
Payload find_payload(const TextBox& box);
Payload find_payload(const FaceBox& face);
Payload find_payload(const CodeBox& code);

/// One entry of an archive as its record's payload.
Payload entry_payload(const ArchiveEntry& entry);

/// Input of Draw: what to draw, then a frame.
struct Drawing {
    std::vector<PictureMark> marks;
    std::optional<HeatMap> heat;
    Frame frame;
};
Bytes drawing_head(const std::vector<PictureMark>& marks, const std::optional<HeatMap>& heat);  ///< all but the frame
std::optional<Drawing> parse_drawing(ByteView input);

// Input of ReadWords, one reading's payload (the rows of chances follow it), and the readings in the order of the sequences.
Bytes words_request(const std::vector<WordSequence>& sequences);
std::optional<std::vector<WordSequence>> parse_words_request(ByteView input);
Payload reading_payload(const WordReading& reading);
Parsed<std::vector<WordReading>> parse_readings(ByteView output);

// Inputs of Deidentify and Prove. nullopt: not what this program writes.
Bytes copy_request(const DicomCopyOptions& options);
std::optional<DicomCopyOptions> parse_copy_request(ByteView input);

struct ProofRequest {
    ProfileOptions profile;
    std::vector<std::string> needles;
};
Bytes proof_request(const ProofRequest& request);
std::optional<ProofRequest> parse_proof_request(ByteView input);

}  // namespace imprimatur::jail
