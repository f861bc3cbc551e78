// The sentences of the photo codecs: why a file is refused. Never a byte of the file in them.
#pragma once

#include "jail/codec.h"

#include <new>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>

namespace imprimatur::jail::photo {

template <typename T> using Parsed = std::variant<T, Unreadable>;

inline Unreadable malformed(std::string sentence) { return { Unreadable::How::Malformed, std::move(sentence) }; }
inline Unreadable unsupported(std::string sentence) { return { Unreadable::How::Unsupported, std::move(sentence) }; }
inline Unreadable too_large(std::string sentence) { return { Unreadable::How::TooLarge, std::move(sentence) }; }

/// Runs one codec; memory that cannot be had is a refusal like any other and no exception leaves the folder.
template <typename Work> auto within_memory(Work&& work) -> decltype(work())
{
    try {
        return work();
    } catch (const std::bad_alloc&) {
        return Unreadable { Unreadable::How::OutOfMemory, "the picture needs more memory than there is" };
    } catch (const std::length_error&) {
        return Unreadable { Unreadable::How::OutOfMemory, "the picture needs more memory than there is" };
    }
}

}  // namespace imprimatur::jail::photo
