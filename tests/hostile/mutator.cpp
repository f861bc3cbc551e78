#include "mutator.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace imprimatur::hostile {

std::uint64_t Chance::next()
{
    m_state += 0x9E3779B97F4A7C15ULL;
    std::uint64_t z = m_state;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

std::size_t Chance::below(std::size_t bound) { return bound == 0 ? 0 : static_cast<std::size_t>(next() % bound); }

namespace {

/// No mutant outgrows its file by more: the tests are about lies, not about volume.
constexpr std::size_t kMaxGrowth = 64 * 1024;

/// Around the borders of signed and unsigned 8, 16, 32 and 64 bits, and DICOM's undefined length.
constexpr std::array<std::uint64_t, 16> kInteresting { 0, 1, 2, 0x7F, 0x80, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFFE, 0xFFFF, 0x10000,
    0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0xFFFFFFFFFFFFFFFF };

constexpr std::array<std::string_view, 31> kVrs { "AE", "AS", "AT", "CS", "DA", "DS", "DT", "FD", "FL", "IS", "LO", "LT", "OB", "OD", "OF",
    "OL", "OV", "OW", "PN", "SH", "SL", "SQ", "SS", "ST", "TM", "UC", "UI", "UL", "UN", "US", "UT" };

void store(Bytes& bytes, std::size_t at, std::size_t width, std::uint64_t value, bool big_endian)
{
    for (std::size_t i = 0; i < width; ++i) {
        const auto shift = 8 * (big_endian ? width - 1 - i : i);
        bytes[at + i] = static_cast<std::uint8_t>(value >> shift);
    }
}

void flip_bits(Bytes& bytes, const Bytes& /*other*/, Chance& chance)
{
    const auto count = 1 + chance.below(16);
    for (std::size_t i = 0; i < count && !bytes.empty(); ++i)
        bytes[chance.below(bytes.size())] ^= static_cast<std::uint8_t>(1U << chance.below(8));
}

void run_of_bytes(Bytes& bytes, const Bytes& /*other*/, Chance& chance)
{
    const auto at = chance.below(bytes.size());
    const auto length = std::min(bytes.size() - at, 1 + chance.below(64));
    const auto value = static_cast<std::uint8_t>(chance.below(2) == 0 ? 0xFF * chance.below(2) : chance.below(256));
    std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(at), length, value);
}

/// Headers hold the lengths, so half of the lies are told in the first kilobyte.
void lie_about_a_length(Bytes& bytes, const Bytes& /*other*/, Chance& chance)
{
    const std::size_t width = std::size_t { 2 } << chance.below(3);
    if (bytes.size() < width)
        return;
    const auto reach = chance.below(2) == 0 ? std::min<std::size_t>(bytes.size(), 1024) : bytes.size();
    const auto at = std::min(chance.below(reach), bytes.size() - width);
    store(bytes, at, width, kInteresting[chance.below(kInteresting.size())], chance.below(2) == 0);
}

void truncate(Bytes& bytes, const Bytes& /*other*/, Chance& chance) { bytes.resize(chance.below(bytes.size())); }

void grow(Bytes& bytes, const Bytes& /*other*/, Chance& chance)
{
    const auto length = 1 + chance.below(1024);
    for (std::size_t i = 0; i < length; ++i)
        bytes.push_back(static_cast<std::uint8_t>(chance.next()));
}

void splice(Bytes& bytes, const Bytes& other, Chance& chance)
{
    if (other.empty())
        return;
    bytes.resize(chance.below(bytes.size() + 1));
    const auto from = chance.below(other.size());
    const auto length = std::min(other.size() - from, bytes.size() + kMaxGrowth);
    bytes.insert(
        bytes.end(), other.begin() + static_cast<std::ptrdiff_t>(from), other.begin() + static_cast<std::ptrdiff_t>(from + length));
}

void double_a_piece(Bytes& bytes, const Bytes& /*other*/, Chance& chance)
{
    const auto at = chance.below(bytes.size());
    const auto length = std::min(bytes.size() - at, 1 + chance.below(4096));
    const Bytes piece(bytes.begin() + static_cast<std::ptrdiff_t>(at), bytes.begin() + static_cast<std::ptrdiff_t>(at + length));
    bytes.insert(bytes.begin() + static_cast<std::ptrdiff_t>(at), piece.begin(), piece.end());
}

void lose_a_piece(Bytes& bytes, const Bytes& /*other*/, Chance& chance)
{
    const auto at = chance.below(bytes.size());
    const auto length = std::min(bytes.size() - at, 1 + chance.below(256));
    bytes.erase(bytes.begin() + static_cast<std::ptrdiff_t>(at), bytes.begin() + static_cast<std::ptrdiff_t>(at + length));
}

/// Where an element with an explicit VR begins: four bytes of tag, then two letters that are a VR (PS3.5 7.1.2).
std::vector<std::size_t> dicom_elements(const Bytes& bytes)
{
    std::vector<std::size_t> elements;
    for (std::size_t at = 0; at + 8 <= bytes.size() && elements.size() < 4096; at += 2) {
        const std::string_view vr(reinterpret_cast<const char*>(bytes.data()) + at + 4, 2);
        if (std::find(kVrs.begin(), kVrs.end(), vr) != kVrs.end())
            elements.push_back(at);
    }
    return elements;
}

void edit_dicom_element(Bytes& bytes, const Bytes& other, Chance& chance)
{
    const auto elements = dicom_elements(bytes);
    if (elements.size() < 4)
        return lie_about_a_length(bytes, other, chance);
    const auto at = elements[chance.below(elements.size())];
    switch (chance.below(4)) {
    case 0: store(bytes, at + 2 * chance.below(2), 2, chance.next(), false); break;
    case 1: {
        const auto vr = kVrs[chance.below(kVrs.size())];
        std::copy(vr.begin(), vr.end(), bytes.begin() + static_cast<std::ptrdiff_t>(at + 4));
        break;
    }
    case 2: store(bytes, at + 6, 2, kInteresting[chance.below(kInteresting.size())], false); break;
    default:
        // The long form has its length behind two reserved bytes.
        if (at + 12 <= bytes.size())
            store(bytes, at + 8, 4, kInteresting[chance.below(kInteresting.size())], false);
    }
}

struct Mutation {
    std::string_view name;
    void (*apply)(Bytes&, const Bytes&, Chance&);
};
constexpr std::array<Mutation, 9> kMutations { {
    { "bit flips", flip_bits },
    { "byte run", run_of_bytes },
    { "length lie", lie_about_a_length },
    { "truncation", truncate },
    { "growth", grow },
    { "splice", splice },
    { "doubled piece", double_a_piece },
    { "lost piece", lose_a_piece },
    { "DICOM element", edit_dicom_element },
} };

}  // namespace

Mutant mutate(const Bytes& file, const Bytes& other, Chance& chance)
{
    Mutant mutant { file, "" };
    const auto count = 1 + chance.below(4);
    for (std::size_t i = 0; i < count && !mutant.bytes.empty(); ++i) {
        const auto& mutation = kMutations[chance.below(kMutations.size())];
        mutation.apply(mutant.bytes, other, chance);
        mutant.how += (mutant.how.empty() ? "" : ", ") + std::string(mutation.name);
    }
    if (mutant.bytes == file && !file.empty()) {
        mutant.bytes[chance.below(file.size())] ^= 0x80;
        mutant.how += ", one bit";
    }
    return mutant;
}

}  // namespace imprimatur::hostile
