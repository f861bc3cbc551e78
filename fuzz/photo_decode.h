// What every photo codec promises, whatever the bytes are.
#pragma once

#include "base/unicode.h"
#include "jail/photo/recording_sink.h"

#include <cstdlib>

namespace imprimatur::fuzz {

inline void hold(bool promise)
{
    if (!promise)
        std::abort();
}

/// Tags, paths and values are well-formed UTF-8 within their limit.
inline void hold_attributes(const Material& material)
{
    for (const auto& attribute : material.attributes) {
        hold(decode_utf8(attribute.value).has_value() && decode_utf8(attribute.path).has_value());
        hold(attribute.value.size() <= limits::kMaxAttributeValue && !attribute.tag.empty());
        hold(!attribute.binary || attribute.value.empty());
    }
}

inline int decode_photo(jail::Outcome (*decode)(ByteView, jail::MaterialSink&), ByteView file)
{
    constexpr std::uint64_t kMostBytes = 64ULL << 20;  // enough for any bug, small enough to be fast
    jail::photo::RecordingSink sink(kMostBytes);
    const auto refused = decode(file, sink);
    hold(refused.has_value() || (!sink.material.frames.empty() && sink.described == 1));
    for (const auto& frame : sink.material.frames)
        hold((frame.channels == 1 || frame.channels == 3)
            && frame.samples.size() == std::size_t { frame.width } * frame.height * frame.channels);
    for (const auto& object : sink.material.objects)
        hold(!object.picture
            || object.picture->samples.size() == std::size_t { object.picture->width } * object.picture->height * object.picture->channels);
    hold_attributes(sink.material);
    return 0;
}

}  // namespace imprimatur::fuzz
