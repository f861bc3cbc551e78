// What the tests of this folder share: the promises that hold for every frame, whole, cut short or damaged.
#pragma once

#include "dicom/codestream/codestream.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <random>

namespace imprimatur::dicom::testing {

using Clean = std::function<CleanedStream(ByteView)>;

inline const CleanStream* clean_part(const CleanedStream& result) { return std::get_if<CleanStream>(&result); }

/// Refused, or clean: of even length, and the second time nothing is taken out and nothing changes.
inline void expect_settled(const Clean& clean, ByteView frame)
{
    const auto once = clean(frame);
    const auto* stream = clean_part(once);
    if (stream == nullptr)
        return;
    EXPECT_EQ(stream->bytes.size() % 2, 0U);
    const auto twice = clean(stream->bytes);
    const auto* again = clean_part(twice);
    ASSERT_NE(again, nullptr);
    EXPECT_EQ(again->bytes, stream->bytes);
    EXPECT_TRUE(again->removed.empty()) << again->removed[0].what;
}

/// The clean stream of a frame that must not be refused.
inline CleanStream cleaned(const Clean& clean, ByteView frame)
{
    const auto result = clean(frame);
    if (const auto* refused = std::get_if<Unreadable>(&result)) {
        ADD_FAILURE() << refused->detail;
        return {};
    }
    expect_settled(clean, frame);
    return std::get<CleanStream>(result);
}

inline bool refused(const CleanedStream& result) { return std::holds_alternative<Unreadable>(result); }

inline bool holds(ByteView bytes, std::string_view text) { return as_text(bytes).find(text) != std::string_view::npos; }

inline bool names(const CleanStream& stream, std::string_view what)
{
    return std::any_of(stream.removed.begin(), stream.removed.end(), [&](const StreamResidue& residue) { return residue.what == what; });
}

/// The bytes taken out under this name.
inline Bytes taken(const CleanStream& stream, std::string_view what)
{
    for (const auto& residue : stream.removed)
        if (residue.what == what)
            return residue.bytes;
    return {};
}

inline Bytes joined(std::initializer_list<ByteView> parts)
{
    Bytes all;
    for (const auto part : parts)
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

/// A marker segment as JPEG, JPEG-LS and JPEG 2000 have it.
inline Bytes segment(std::uint8_t marker, ByteView body)
{
    const auto length = body.size() + 2;
    const Bytes head { 0xFF, marker, static_cast<std::uint8_t>(length >> 8), static_cast<std::uint8_t>(length) };
    return joined({ head, body });
}

/// Every truncation, and many changed bytes with a fixed seed.
inline void expect_settled_when_damaged(const Clean& clean, const Bytes& frame, int mutations = 3000)
{
    for (std::size_t length = 0; length < frame.size(); ++length)
        expect_settled(clean, ByteView(frame).first(length));
    std::mt19937 chance(20261122);
    for (int i = 0; i < mutations; ++i) {
        auto damaged = frame;
        for (auto changes = 1 + chance() % 4; changes > 0; --changes)
            damaged[chance() % damaged.size()] = static_cast<std::uint8_t>(chance());
        if (i % 3 == 0)
            damaged.insert(damaged.begin() + static_cast<std::ptrdiff_t>(chance() % damaged.size()), 1 + chance() % 5,
                static_cast<std::uint8_t>(chance()));
        expect_settled(clean, damaged);
    }
}

}  // namespace imprimatur::dicom::testing
