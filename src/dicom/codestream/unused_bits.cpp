#include "dicom/codestream/unused_bits.h"

#include <bit>
#include <cstring>

namespace imprimatur::dicom {

namespace {

template <typename Word> Word swapped(Word word)
{
    Word result = 0;
    for (std::size_t i = 0; i < sizeof(Word); ++i)
        result = static_cast<Word>(result | static_cast<Word>((word >> (8 * i) & 0xFF) << (8 * (sizeof(Word) - 1 - i))));
    return result;
}

// (v ^ sign) - sign copies the sign bit upwards and leaves the bits below it alone; with sign 0 it changes nothing.
template <typename Word, bool kSwap> Word canonical(Word stored, Word mask, Word sign)
{
    const Word word = kSwap ? swapped(stored) : stored;
    const auto value = static_cast<Word>(static_cast<Word>((word & mask) ^ sign) - sign);
    return kSwap ? swapped(value) : value;
}

// Blocks of a constant size, so that the compiler makes vector instructions of both loops; most blocks are only read.
template <typename Word, bool kSwap, std::size_t kCount> bool clear_block(std::uint8_t* samples, Word mask, Word sign)
{
    Word words[kCount];
    std::memcpy(words, samples, sizeof words);
    Word changed = 0;
    for (std::size_t i = 0; i < kCount; ++i)
        changed = static_cast<Word>(changed | static_cast<Word>(words[i] ^ canonical<Word, kSwap>(words[i], mask, sign)));
    if (changed == 0)
        return false;
    for (std::size_t i = 0; i < kCount; ++i)
        words[i] = canonical<Word, kSwap>(words[i], mask, sign);
    std::memcpy(samples, words, sizeof words);
    return true;
}

template <typename Word, bool kSwap> bool clear(std::span<std::uint8_t> samples, Word mask, Word sign)
{
    constexpr std::size_t kCount = 2048 / sizeof(Word);
    bool changed = false;
    std::size_t at = 0;
    for (; samples.size() - at >= kCount * sizeof(Word); at += kCount * sizeof(Word))
        changed = clear_block<Word, kSwap, kCount>(samples.data() + at, mask, sign) || changed;
    for (; samples.size() - at >= sizeof(Word); at += sizeof(Word))
        changed = clear_block<Word, kSwap, 1>(samples.data() + at, mask, sign) || changed;
    return changed;
}

template <typename Word> bool clear_in_order(std::span<std::uint8_t> samples, const UsedBits& used, bool big_endian)
{
    static_assert(std::endian::native == std::endian::little);
    const auto mask = static_cast<Word>(used.mask);
    const auto sign = static_cast<Word>(used.sign);
    if (!big_endian)
        return clear<Word, false>(samples, mask, sign);
    // Unsigned samples need no arithmetic: a mask in the order of the file does.
    return sign == 0 ? clear<Word, false>(samples, swapped(mask), sign) : clear<Word, true>(samples, mask, sign);
}

}  // namespace

bool clear_unused_bits(std::span<std::uint8_t> samples, const FrameShape& shape, bool big_endian)
{
    if (!has_unused_bits(shape))
        return false;
    const auto used = used_bits(shape);
    switch (shape.bits_allocated) {
    case 8: return clear_in_order<std::uint8_t>(samples, used, big_endian);
    case 16: return clear_in_order<std::uint16_t>(samples, used, big_endian);
    default: return clear_in_order<std::uint32_t>(samples, used, big_endian);
    }
}

}  // namespace imprimatur::dicom
