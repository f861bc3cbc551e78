// A limit on everything, each with its reason. Passing one is a named refusal, never a crash.
#pragma once

#include <cstddef>
#include <cstdint>

namespace imprimatur::limits {

/// One submitted file. The largest ordinary clinical file is an enhanced multi-frame object of about half a gigabyte.
inline constexpr std::uint64_t kMaxFileBytes = 1ULL << 30;

/// One picture: 100 million pixels, twice the largest mammography detector. Checked before anything is allocated.
inline constexpr std::uint64_t kMaxFramePixels = 100'000'000;

/// One side of a picture; keeps every product of two sides inside 64 bits and every side inside a PNG.
inline constexpr std::uint32_t kMaxSide = 65'500;

/// Frames of one file; a ten minute clip at 15 frames a second is 9,000.
inline constexpr std::uint32_t kMaxFrames = 10'000;

/// All samples of all frames of one file, as 8-bit grey or RGB.
inline constexpr std::uint64_t kMaxDecodedBytes = 1ULL << 30;

/// One metadata value that is kept as text. Longer ones are listed by length and treated as binary.
inline constexpr std::size_t kMaxAttributeValue = 64 * 1024;

/// Metadata values of one file; a large enhanced multi-frame header has some 100,000.
inline constexpr std::size_t kMaxAttributes = 400'000;

/// Nesting of sequences. Real objects stay below 8.
inline constexpr std::size_t kMaxNesting = 64;

/// Embedded objects of one file.
inline constexpr std::size_t kMaxObjects = 10'000;

/// Hidden pictures of one file that are opened, and their pixels together: a camera writes three, a preview has the size of the photo.
/// What passes this is listed and not opened.
inline constexpr std::size_t kMaxHiddenPictures = 64;
inline constexpr std::uint64_t kMaxHiddenPixels = kMaxFramePixels;

/// Lines of text in one frame; a scanned page has about 100.
inline constexpr std::size_t kMaxTextBoxes = 2'000;

/// Faces and codes in one picture; a group photograph has some tens.
inline constexpr std::size_t kMaxFaces = 500;
inline constexpr std::size_t kMaxCodes = 200;

/// Filled rectangles of one frame: a peeled head has some thousands of rows.
inline constexpr std::size_t kMaxFillsPerFrame = 20'000;

/// Decoded frames that are held at once. A longer clip is read window by window, so that memory does not grow with its length.
inline constexpr std::uint64_t kMaxWindowBytes = 96ULL << 20;

/// Wall clock for one jailed step. 12-bit JPEG multi-frames take some seconds on one slow core.
inline constexpr int kJailWallSeconds = 60;

/// CPU seconds of one jailed step.
inline constexpr int kJailCpuSeconds = 50;

/// Address space of one jailed child: decoded frames plus the inference runtime and its models.
inline constexpr std::uint64_t kJailAddressSpace = 4ULL << 30;

/// One text field of a post. Platforms stop at 40,000 characters (LinkedIn articles at 125,000).
inline constexpr std::size_t kMaxTextField = 1 << 20;

/// One policy, word rule, consent or case file.
inline constexpr std::size_t kMaxConfigBytes = 4 << 20;

}  // namespace imprimatur::limits
