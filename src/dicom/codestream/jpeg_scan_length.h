// How long a Huffman-coded scan is: sequential (T.81 annex F), progressive (annex G) and lossless (annex H).
#pragma once

#include "dicom/codestream/jpeg_huffman.h"
#include "dicom/codestream/jpeg_markers.h"

namespace imprimatur::dicom {

/// DHT destinations as they stand when a scan starts; null where nothing was defined.
struct HuffmanTables {
    std::array<const HuffmanCode*, 4> dc {};
    std::array<const HuffmanCode*, 4> ac {};
};

/// What the scans before this one have coded of a progressive picture.
struct ProgressiveHistory {
    /// For each component and coefficient the bit that was sent last (Al), -1 before the first.
    std::vector<std::array<std::int8_t, 64>> low;
    /// For each component and block the coefficients that are not zero: a refinement sends one bit for each (T.81 G.1.2.3).
    std::vector<std::vector<std::uint64_t>> nonzero;
};

class ScanLength {
public:
    /// `history` is only used for progressive frames.
    ScanLength(const jpeg::FrameHeader& frame, const jpeg::ScanHeader& scan, const HuffmanTables& tables, ProgressiveHistory& history);

    /// False when a table is missing or the scan repeats or forgets what T.81 G.1.1.1 orders.
    [[nodiscard]] bool possible() const { return m_possible; }
    /// MCUs of the whole scan (T.81 A.2).
    [[nodiscard]] std::uint64_t units() const { return m_units; }

    enum class End { Complete, DataEnded, NoSuchCode };
    /// The next `units` MCUs from one restart interval.
    End read(EntropyBits& bits, std::uint64_t units);

private:
    struct Block {
        const HuffmanCode* dc = nullptr;
        const HuffmanCode* ac = nullptr;
    };
    bool prepare_sequential(const jpeg::FrameHeader& frame, const jpeg::ScanHeader& scan, const HuffmanTables& tables);
    bool prepare_progressive(
        const jpeg::FrameHeader& frame, const jpeg::ScanHeader& scan, const HuffmanTables& tables, ProgressiveHistory& history);
    End read_sequential(EntropyBits& bits);
    End read_dc(EntropyBits& bits) const;
    End read_first(EntropyBits& bits, std::uint64_t& block);
    End read_refinement(EntropyBits& bits, std::uint64_t& block);
    End symbol(EntropyBits& bits, const HuffmanCode& code, std::uint8_t& symbol) const;
    End band_run(EntropyBits& bits, unsigned exponent);

    enum class Kind { Sequential, Lossless, DcFirst, DcRefinement, AcFirst, AcRefinement };
    Kind m_kind = Kind::Sequential;
    bool m_possible = false;
    std::uint64_t m_units = 0;
    std::vector<Block> m_blocks;  // of one MCU
    unsigned m_first = 0;
    unsigned m_last = 63;
    std::uint64_t m_at = 0;  // blocks read of an AC scan
    std::uint32_t m_run = 0;  // EOBRUN
    std::uint64_t* m_nonzero = nullptr;
};

}  // namespace imprimatur::dicom
