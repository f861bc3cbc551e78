#include "dicom/codestream/jpeg_scan_length.h"

namespace imprimatur::dicom {

using namespace jpeg;

namespace {
std::uint64_t divided_up(std::uint64_t value, std::uint64_t by) { return (value + by - 1) / by; }

struct Sampling {
    unsigned horizontal = 1;
    unsigned vertical = 1;
};
Sampling largest(const FrameHeader& frame)
{
    Sampling most;
    for (const auto& component : frame.components)
        most = { std::max<unsigned>(most.horizontal, component.horizontal), std::max<unsigned>(most.vertical, component.vertical) };
    return most;
}

// T.81 A.2.2 and A.2.3: a scan of one component has one data unit an MCU and none in the margin.
std::uint64_t mcus(const FrameHeader& frame, const ScanHeader& scan)
{
    const std::uint64_t side = frame.lossless() ? 1 : 8;
    const auto most = largest(frame);
    if (scan.parts.size() > 1)
        return divided_up(frame.columns, side * most.horizontal) * divided_up(frame.lines, side * most.vertical);
    const auto& only = frame.components[scan.parts[0].component];
    const auto columns = divided_up(std::uint64_t { frame.columns } * only.horizontal, most.horizontal);
    const auto lines = divided_up(std::uint64_t { frame.lines } * only.vertical, most.vertical);
    return divided_up(columns, side) * divided_up(lines, side);
}
}  // namespace

ScanLength::ScanLength(const FrameHeader& frame, const ScanHeader& scan, const HuffmanTables& tables, ProgressiveHistory& history)
    : m_units(mcus(frame, scan))
{
    m_possible = frame.progressive() ? prepare_progressive(frame, scan, tables, history) : prepare_sequential(frame, scan, tables);
}

bool ScanLength::prepare_sequential(const FrameHeader& frame, const ScanHeader& scan, const HuffmanTables& tables)
{
    m_kind = frame.lossless() ? Kind::Lossless : Kind::Sequential;
    for (const auto& part : scan.parts) {
        const auto& component = frame.components[part.component];
        if (component.scanned || part.dc > 3 || tables.dc[part.dc] == nullptr)
            return false;
        const bool with_ac = m_kind == Kind::Sequential;
        if (with_ac && (part.ac > 3 || tables.ac[part.ac] == nullptr))
            return false;
        const auto count = scan.parts.size() == 1 ? 1U : std::size_t { component.horizontal } * component.vertical;
        m_blocks.insert(m_blocks.end(), count, { tables.dc[part.dc], with_ac ? tables.ac[part.ac] : nullptr });
    }
    return true;
}

bool ScanLength::prepare_progressive(
    const FrameHeader& frame, const ScanHeader& scan, const HuffmanTables& tables, ProgressiveHistory& history)
{
    m_first = scan.first;
    m_last = scan.last;
    const bool dc = m_first == 0;
    const bool refinement = scan.high != 0;
    if (m_last > 63 || m_first > m_last || scan.low > 13 || (dc ? m_last != 0 : scan.parts.size() != 1)
        || (refinement && scan.high != scan.low + 1))
        return false;
    if (dc)
        m_kind = refinement ? Kind::DcRefinement : Kind::DcFirst;
    else
        m_kind = refinement ? Kind::AcRefinement : Kind::AcFirst;
    if (history.low.empty()) {
        std::array<std::int8_t, 64> nothing {};
        nothing.fill(-1);
        history.low.assign(frame.components.size(), nothing);
        history.nonzero.resize(frame.components.size());
    }
    for (const auto& part : scan.parts) {
        auto& low = history.low[part.component];
        for (auto k = m_first; k <= m_last; ++k) {
            if (low[k] != (refinement ? static_cast<int>(scan.high) : -1))
                return false;
            low[k] = static_cast<std::int8_t>(scan.low);
        }
        const auto& component = frame.components[part.component];
        const auto count = scan.parts.size() == 1 ? 1U : std::size_t { component.horizontal } * component.vertical;
        if ((m_kind == Kind::DcFirst && (part.dc > 3 || tables.dc[part.dc] == nullptr))
            || (!dc && (part.ac > 3 || tables.ac[part.ac] == nullptr)))
            return false;
        m_blocks.insert(m_blocks.end(), count, { dc ? tables.dc[part.dc & 3] : nullptr, dc ? nullptr : tables.ac[part.ac] });
    }
    if (!dc) {
        auto& nonzero = history.nonzero[scan.parts[0].component];
        nonzero.resize(static_cast<std::size_t>(m_units));  // at most kMaxFramePixels / 64 and the margin
        m_nonzero = nonzero.data();
    }
    return true;
}

ScanLength::End ScanLength::read(EntropyBits& bits, std::uint64_t units)
{
    m_run = 0;  // T.81 G.1.2.2: an end-of-band run does not cross a restart
    const auto end = m_at + units;
    auto state = End::Complete;
    switch (m_kind) {
    case Kind::Sequential:
        for (; m_at < end && state == End::Complete; ++m_at)
            state = read_sequential(bits);
        break;
    case Kind::Lossless:
    case Kind::DcFirst:
    case Kind::DcRefinement:
        for (; m_at < end && state == End::Complete; ++m_at)
            state = read_dc(bits);
        break;
    case Kind::AcFirst:
        while (m_at < end && state == End::Complete)
            state = read_first(bits, m_at);
        break;
    case Kind::AcRefinement:
        while (m_at < end && state == End::Complete)
            state = read_refinement(bits, m_at);
        break;
    }
    m_at = end;
    return state;
}

inline ScanLength::End ScanLength::symbol(EntropyBits& bits, const HuffmanCode& code, std::uint8_t& symbol) const
{
    bits.refill();
    const auto word = code.look(bits.next16());
    // Behind the end stand zeros, so that what is no code there is an end and not an error.
    if (word.length == 0)
        return bits.drop(16) ? End::NoSuchCode : End::DataEnded;
    symbol = word.symbol;
    return bits.drop(word.length) ? End::Complete : End::DataEnded;
}

ScanLength::End ScanLength::read_sequential(EntropyBits& bits)
{
    for (const auto& block : m_blocks) {
        std::uint8_t value = 0;
        if (const auto end = symbol(bits, *block.dc, value); end != End::Complete)
            return end;
        if (value > 16)
            return End::NoSuchCode;
        if (!bits.drop(value))
            return End::DataEnded;
        for (unsigned k = 1; k < 64; ++k) {
            if (const auto end = symbol(bits, *block.ac, value); end != End::Complete)
                return end;
            const unsigned size = value & 15;
            if (size == 0 && value != 0xF0)
                break;  // EOB
            k += value >> 4;
            if (!bits.drop(size))
                return End::DataEnded;
        }
    }
    return End::Complete;
}

ScanLength::End ScanLength::read_dc(EntropyBits& bits) const
{
    for (const auto& block : m_blocks) {
        std::uint8_t size = 1;
        if (m_kind == Kind::DcRefinement) {
            bits.refill();
        } else if (const auto end = symbol(bits, *block.dc, size); end != End::Complete) {
            return end;
        }
        if (size > 16)
            return End::NoSuchCode;
        const bool no_more_bits = size == 16 && m_kind == Kind::Lossless;  // T.81 H.1.2.2: 32768 is coded by its category alone
        if (!no_more_bits && !bits.drop(size))
            return End::DataEnded;
    }
    return End::Complete;
}

ScanLength::End ScanLength::band_run(EntropyBits& bits, unsigned exponent)
{
    m_run = (1U << exponent) + bits.next(exponent);
    return bits.drop(exponent) ? End::Complete : End::DataEnded;
}

ScanLength::End ScanLength::read_first(EntropyBits& bits, std::uint64_t& block)
{
    auto& nonzero = m_nonzero[block];
    for (auto k = m_first; k <= m_last; ++k) {
        std::uint8_t value = 0;
        if (const auto end = symbol(bits, *m_blocks[0].ac, value); end != End::Complete)
            return end;
        const unsigned size = value & 15;
        if (size == 0 && value != 0xF0) {
            const auto end = band_run(bits, value >> 4);
            block += std::min<std::uint64_t>(m_run, m_units - block);  // this block and the next ones hold nothing more
            return end;
        }
        k += value >> 4;
        if (k > m_last)
            return End::NoSuchCode;
        if (size != 0)
            nonzero |= 1ULL << k;
        if (!bits.drop(size))
            return End::DataEnded;
    }
    ++block;
    return End::Complete;
}

// T.81 G.1.2.3 and figure G.7.
ScanLength::End ScanLength::read_refinement(EntropyBits& bits, std::uint64_t& block)
{
    auto& nonzero = m_nonzero[block];
    auto k = m_first;
    for (; m_run == 0 && k <= m_last; ++k) {
        std::uint8_t value = 0;
        if (const auto end = symbol(bits, *m_blocks[0].ac, value); end != End::Complete)
            return end;
        const unsigned size = value & 15;
        unsigned zeros = value >> 4;
        if (size > 1)
            return End::NoSuchCode;
        if (size == 0 && zeros != 15) {
            if (const auto end = band_run(bits, zeros); end != End::Complete)
                return end;
            break;
        }
        if (!bits.drop(size))
            return End::DataEnded;
        for (; k <= m_last; ++k) {
            const bool old = (nonzero >> k & 1) != 0;
            if (!old && zeros-- == 0)
                break;
            bits.refill();
            if (old && !bits.drop(1))
                return End::DataEnded;
        }
        if (size != 0) {
            if (k > m_last)
                return End::NoSuchCode;
            nonzero |= 1ULL << k;
        }
    }
    if (m_run > 0) {
        // At most 63 correction bits, and a refill promises 32.
        auto corrections = k > m_last ? 0U : static_cast<unsigned>(__builtin_popcountll(nonzero >> k << k & (~0ULL >> (63 - m_last))));
        for (; corrections > 0; --corrections) {
            bits.refill();
            if (!bits.drop(1))
                return End::DataEnded;
        }
        --m_run;
    }
    ++block;
    return End::Complete;
}

}  // namespace imprimatur::dicom
