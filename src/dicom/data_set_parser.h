// The recursive part of parse(): elements, items, fragments (PS3.5 Sections 7.1, 7.5 and A.4).
#pragma once

#include "dicom/data_set.h"

namespace imprimatur::dicom {

class DataSetParser {
public:
    DataSetParser(DataSet& set, const Tables& tables)
        : m_set(set)
        , m_tables(tables)
        , m_reader(set.bytes)
    {
    }

    /// nullopt: every byte from `begin` on is accounted for in the index.
    std::optional<Unreadable> run(std::size_t begin);

private:
    /// How the elements at one level are written.
    struct Encoding {
        bool implicit = false;
        bool big_endian = false;
    };
    struct Header {
        Tag tag;
        Vr vr = Vr::None;
        bool was_unknown = false;
        std::uint32_t length = 0;
    };
    /// True: go on; false: m_refused says why not.
    bool elements(Encoding encoding, std::uint64_t end, bool until_delimiter, int depth);
    bool element(const Header& header, Encoding encoding, std::uint64_t end, int depth);
    bool sequence(std::size_t at, Encoding encoding, std::uint64_t length, std::uint64_t container_end, int depth);
    bool item(Encoding encoding, std::uint64_t end, int depth, bool& delimiter);
    bool fragments(bool top_level);
    bool try_unknown_as_sequence(std::size_t at, std::uint64_t length, int depth);
    std::optional<Header> header(Encoding encoding, std::uint64_t end);
    void resolve_vr(Header& header, Encoding encoding) const;
    bool in_order(Tag tag, std::size_t first_sibling);
    bool add(Node node);
    bool refuse(Unreadable::How how, std::string sentence);

    DataSet& m_set;
    const Tables& m_tables;
    ByteReader m_reader;
    std::optional<Unreadable> m_refused;
    int m_out_of_order = 0;
};

}  // namespace imprimatur::dicom
