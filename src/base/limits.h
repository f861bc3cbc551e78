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

/// Slices of one series whose skin is taken off together: 1,000 of 512 x 512, with as much again for what is worked out of them.
inline constexpr std::uint64_t kMaxPeelBytes = 256ULL << 20;

/// Wall clock for one jailed step. 12-bit JPEG multi-frames take some seconds on one slow core.
inline constexpr int kJailWallSeconds = 60;

/// CPU seconds of one jailed step.
inline constexpr int kJailCpuSeconds = 50;

/// Address space of one jailed child: decoded frames plus the inference runtime and its models.
inline constexpr std::uint64_t kJailAddressSpace = 4ULL << 30;

/// One text field of a post. Platforms stop at 40,000 characters (LinkedIn articles at 125,000).
inline constexpr std::size_t kMaxTextField = 1 << 20;

/// Windows of words that one child reads: some hundred posts, and far below its limit of time.
inline constexpr std::size_t kMaxReaderWindows = 256;

/// One policy, word rule, consent or case file.
inline constexpr std::size_t kMaxConfigBytes = 4 << 20;

/// Texts of a survey's input: a million posts of 270 bytes, with room. Read as a whole, because posts are sampled and counted by account.
inline constexpr std::uint64_t kMaxSurveyBytes = 512ULL << 20;

/// Posts of one survey; more are split into several inputs.
inline constexpr std::size_t kMaxSurveyPosts = 2'000'000;

/// One line or row of it, as for `screen`: nine text fields at the limits of the longest platforms, escaped, stay far below.
inline constexpr std::size_t kMaxSurveyLine = 10'000'000;

/// One archive of a platform. It is mapped into the jail as a whole, beside what comes out of it.
inline constexpr std::uint64_t kMaxArchiveBytes = 2ULL << 30;

/// Files of one archive; ten years of daily posts with four pictures each are 15,000.
inline constexpr std::size_t kMaxArchiveEntries = 250'000;

/// One file of it: tweets.js of the busiest accounts stays below 200 MB, because X cuts it into parts.
inline constexpr std::uint64_t kMaxEntryBytes = 256ULL << 20;

/// All files of it together, as it states them: videos are stored hardly smaller than they are.
inline constexpr std::uint64_t kMaxArchiveTotal = 16ULL << 30;

/// Bytes that one byte of an entry may become. The JSON of the downloads shrinks to a thirtieth; a bomb to a thousandth.
inline constexpr std::uint64_t kMaxEntryRatio = 200;

/// Below this size the ratio says nothing: a small file of blanks is no bomb.
inline constexpr std::uint64_t kRatioMatters = 1ULL << 20;

}  // namespace imprimatur::limits
