// Breaks files the same way every time: what a seed and a number made once can be made again, anywhere.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace imprimatur::hostile {

using Bytes = std::vector<std::uint8_t>;

/// SplitMix64: the same numbers on every machine, which the standard's distributions do not promise.
class Chance {
public:
    explicit Chance(std::uint64_t seed)
        : m_state(seed)
    {
    }
    std::uint64_t next();
    /// 0 .. bound-1; 0 for a bound of 0.
    std::size_t below(std::size_t bound);

private:
    std::uint64_t m_state;
};

struct Mutant {
    Bytes bytes;
    std::string how;  ///< "bit flips, truncation"
};

/// A copy of `file` after one to four mutations: bit flips, runs of one byte, interesting numbers in places of two, four
/// and eight bytes (the lengths of every format), truncation, growth, a splice with `other`, a doubled or a missing piece, and
/// on DICOM a changed tag, VR or value length of an element. Never identical to `file`, unless that is empty.
Mutant mutate(const Bytes& file, const Bytes& other, Chance& chance);

}  // namespace imprimatur::hostile
