// Raw deflate (RFC 1951), as the deflated transfer syntaxes have it (PS3.5 A.5).
#pragma once

#include "base/byte_reader.h"
#include "imprimatur/model/material.h"

#include <optional>

namespace imprimatur::dicom {

struct Inflated {
    Bytes bytes;
    std::size_t consumed = 0;  ///< of the deflated bytes
};

/// At most limits::kMaxDecodedBytes; nullopt: broken, or more than that. The whole data set is held in memory: deflated
/// objects are the one kind whose copy needs as much memory as the object.
std::optional<Inflated> inflate_raw(ByteView deflated);
Bytes deflate_raw(ByteView bytes);

}  // namespace imprimatur::dicom
