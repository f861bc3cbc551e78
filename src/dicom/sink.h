// Where the copy is written to. Pure code sees this; the jail gives it a file.
#pragma once

#include "base/byte_reader.h"
#include "imprimatur/model/material.h"

#include <cstdint>
#include <string_view>

namespace imprimatur::dicom {

class Sink {
public:
    virtual ~Sink() = default;
    virtual void write(ByteView bytes) = 0;
    /// Everything of the original before `offset` has been used and need not stay in memory.
    virtual void done_with(std::uint64_t offset) = 0;
};

class MemorySink final : public Sink {
public:
    Bytes bytes;
    void write(ByteView more) override { bytes.insert(bytes.end(), more.begin(), more.end()); }
    void done_with(std::uint64_t) override { }
};

}  // namespace imprimatur::dicom
