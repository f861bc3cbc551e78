#include "jail/recode/huffman.h"

#include <algorithm>
#include <numeric>

namespace imprimatur::jail::recode {

bool HuffmanReader::define(const HuffmanSpec& spec)
{
    m_table.assign(std::size_t { 1 } << 16U, 0);
    std::size_t next = 0;
    std::size_t symbol = 0;
    for (unsigned length = 1; length <= 16; ++length) {
        for (unsigned i = 0; i < spec.counts[length - 1]; ++i, ++symbol) {
            const std::size_t span = std::size_t { 1 } << (16U - length);
            if (next + span > m_table.size() || symbol >= spec.symbols.size())
                return false;
            std::fill_n(
                m_table.begin() + static_cast<std::ptrdiff_t>(next), span, static_cast<std::uint16_t>(length << 8U | spec.symbols[symbol]));
            next += span;
        }
    }
    return symbol > 0;
}

void BitReader::refill()
{
    while (m_count <= 48) {
        std::uint8_t byte = 0;
        const bool there = m_at < m_data.size();
        const bool stuffed = there && m_data[m_at] == 0xFF;
        if (there && (!stuffed || (m_at + 1 < m_data.size() && m_data[m_at + 1] == 0))) {
            byte = m_data[m_at];
            m_at += stuffed ? 2 : 1;
        } else {
            m_padding += 8;
        }
        m_bits = m_bits << 8U | byte;
        m_count += 8;
    }
}

bool BitReader::restart(unsigned number)
{
    if (overdrawn() || m_count - m_padding >= 8)  // whole bytes that nobody asked for
        return false;
    while (m_at + 1 < m_data.size() && m_data[m_at] == 0xFF && m_data[m_at + 1] == 0xFF)
        ++m_at;
    if (m_at + 1 >= m_data.size() || m_data[m_at] != 0xFF || m_data[m_at + 1] != 0xD0 + number % 8)
        return false;
    m_at += 2;
    m_count = 0;
    m_padding = 0;
    return true;
}

namespace {

// One symbol more than there are, so that no code is all ones; it is the rarest and gets a longest code.
constexpr std::size_t kReserved = 256;
using Depths = std::array<unsigned, kReserved + 1>;
using Lengths = std::array<unsigned, kReserved + 2>;

/// Huffman's tree over the symbols that occur; 0 for those that do not.
Depths depths_of(const std::array<std::uint64_t, 256>& frequency)
{
    std::array<std::uint64_t, kReserved + 1> weight {};
    std::copy(frequency.begin(), frequency.end(), weight.begin());
    weight[kReserved] = 1;
    std::array<std::vector<std::uint16_t>, kReserved + 1> members;
    std::vector<std::uint16_t> trees;
    for (std::uint16_t i = 0; i <= kReserved; ++i) {
        members[i] = { i };
        if (weight[i] != 0)
            trees.push_back(i);
    }
    Depths depth {};
    while (trees.size() > 1) {
        // The two lightest to the back; of equal ones those with the larger number, which keeps the reserved symbol deepest.
        std::partial_sort(trees.rbegin(), trees.rbegin() + 2, trees.rend(),
            [&](auto a, auto b) { return weight[a] != weight[b] ? weight[a] < weight[b] : a > b; });
        const auto kept = trees.back();
        trees.pop_back();
        const auto gone = trees.back();
        trees.back() = kept;
        weight[kept] += weight[gone];
        members[kept].insert(members[kept].end(), members[gone].begin(), members[gone].end());
        for (const auto member : members[kept])
            ++depth[member];
    }
    return depth;
}

/// How many codes have each length, none above 16 (T.81 Figure K.3), the reserved one taken out.
Lengths lengths_of(const Depths& depth)
{
    Lengths lengths {};
    for (const auto d : depth)
        ++lengths[d];
    for (std::size_t i = lengths.size() - 1; i > 16; --i) {
        // A pair gives up its place: one half moves up, the other splits a shorter leaf.
        while (lengths[i] > 0) {
            std::size_t shorter = i - 2;
            while (lengths[shorter] == 0)
                --shorter;
            lengths[i] -= 2;
            ++lengths[i - 1];
            lengths[shorter + 1] += 2;
            --lengths[shorter];
        }
    }
    std::size_t longest = 16;
    while (longest > 1 && lengths[longest] == 0)
        --longest;
    if (lengths[longest] > 0)
        --lengths[longest];
    return lengths;
}

}  // namespace

HuffmanSpec HuffmanWriter::settle()
{
    const auto depth = depths_of(m_frequency);
    const auto lengths = lengths_of(depth);
    std::vector<std::uint16_t> order(kReserved);
    std::iota(order.begin(), order.end(), std::uint16_t { 0 });
    std::erase_if(order, [&](auto i) { return depth[i] == 0; });
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return depth[a] < depth[b]; });
    HuffmanSpec spec;
    std::uint32_t code = 0;
    std::size_t next = 0;
    for (std::size_t length = 1; length <= 16; ++length, code <<= 1U) {
        spec.counts[length - 1] = static_cast<std::uint8_t>(lengths[length]);
        for (unsigned i = 0; i < lengths[length] && next < order.size(); ++i, ++next) {
            spec.symbols.push_back(static_cast<std::uint8_t>(order[next]));
            m_code[order[next]] = static_cast<std::uint16_t>(code++);
            m_length[order[next]] = static_cast<std::uint8_t>(length);
        }
    }
    return spec;
}

void HuffmanWriter::put(std::uint32_t value, unsigned count)
{
    auto& s = *m_target;
    s.bits = s.bits << count | value;
    s.count += count;
    while (s.count >= 8) {
        s.count -= 8;
        const auto byte = static_cast<std::uint8_t>(s.bits >> s.count);
        s.out.push_back(byte);
        if (byte == 0xFF)
            s.out.push_back(0);
    }
}

void HuffmanWriter::Stream::flush()
{
    if (count == 0)
        return;
    const auto byte = static_cast<std::uint8_t>((bits << (8U - count)) | ((1U << (8U - count)) - 1U));
    out.push_back(byte);
    if (byte == 0xFF)
        out.push_back(0);
    count = 0;
}

Bytes huffman_payload(std::uint8_t head, const HuffmanSpec& spec)
{
    Bytes payload(1 + spec.counts.size() + spec.symbols.size());
    payload[0] = head;
    std::copy(spec.counts.begin(), spec.counts.end(), payload.begin() + 1);
    std::copy(spec.symbols.begin(), spec.symbols.end(), payload.begin() + 17);
    return payload;
}

}  // namespace imprimatur::jail::recode
