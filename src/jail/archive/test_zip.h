// Makes archives for tests, also ones that lie. Header only: the end-to-end tests use it too.
#pragma once

#include <zlib.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::jail {

class TestZip {
public:
    using Buffer = std::vector<std::uint8_t>;
    struct Entry {
        std::string name;
        Buffer packed;
        std::uint64_t size = 0;  ///< as the archive states it
        std::uint32_t checksum = 0;
        std::uint16_t method = 0;
        std::optional<std::uint32_t> offset_lie;
        std::optional<std::uint32_t> packed_lie;
    };
    std::vector<Entry> entries;
    std::uint16_t flags = 1U << 11;  ///< names are UTF-8
    std::uint32_t attributes = 0100644U << 16;
    std::uint16_t disk = 0;
    bool large_form = false;  ///< Zip64 records for everything

    void add(const std::string& name, std::string_view text)
    {
        entries.push_back({ name, Buffer(text.begin(), text.end()), text.size(), checksum(text), 0, {}, {} });
    }
    void add_deflated(const std::string& name, std::string_view text)
    {
        z_stream stream {};
        deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
        Buffer packed(deflateBound(&stream, text.size()));
        stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
        stream.avail_in = static_cast<uInt>(text.size());
        stream.next_out = packed.data();
        stream.avail_out = static_cast<uInt>(packed.size());
        deflate(&stream, Z_FINISH);
        packed.resize(stream.total_out);
        deflateEnd(&stream);
        entries.push_back({ name, packed, text.size(), checksum(text), Z_DEFLATED, {}, {} });
    }

    [[nodiscard]] Buffer bytes(std::string_view comment = {}) const
    {
        Buffer out;
        Buffer list;
        for (const auto& entry : entries) {
            const auto offset = entry.offset_lie.value_or(static_cast<std::uint32_t>(out.size()));
            local_header(out, entry);
            central_header(list, entry, offset);
        }
        const auto start = out.size();
        out.insert(out.end(), list.begin(), list.end());
        end_records(out, start, list.size(), comment);
        return out;
    }

private:
    static std::uint32_t checksum(std::string_view text)
    {
        return static_cast<std::uint32_t>(crc32(0, reinterpret_cast<const Bytef*>(text.data()), static_cast<uInt>(text.size())));
    }
    static void put(Buffer& into, std::uint64_t value, int width)
    {
        for (int i = 0; i < width; ++i)
            into.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
    }
    static void put(Buffer& into, std::string_view text) { into.insert(into.end(), text.begin(), text.end()); }

    void common(Buffer& into, const Entry& entry, bool in_list) const
    {
        put(into, 20, 2);
        put(into, flags, 2);
        put(into, entry.method, 2);
        put(into, 0, 4);
        put(into, entry.checksum, 4);
        const bool large = large_form && in_list;
        put(into, large ? 0xffffffff : entry.packed_lie.value_or(static_cast<std::uint32_t>(entry.packed.size())), 4);
        put(into, large ? 0xffffffff : entry.size, 4);
        put(into, entry.name.size(), 2);
        put(into, large ? 28 : 0, 2);
    }
    void local_header(Buffer& into, const Entry& entry) const
    {
        put(into, 0x04034b50, 4);
        common(into, entry, false);
        put(into, entry.name);
        into.insert(into.end(), entry.packed.begin(), entry.packed.end());
    }
    void central_header(Buffer& into, const Entry& entry, std::uint32_t offset) const
    {
        put(into, 0x02014b50, 4);
        put(into, 3U << 8 | 20U, 2);
        common(into, entry, true);
        put(into, 0, 2);
        put(into, disk, 2);
        put(into, 0, 2);
        put(into, attributes, 4);
        put(into, large_form ? 0xffffffff : offset, 4);
        put(into, entry.name);
        if (!large_form)
            return;
        put(into, 1, 2);
        put(into, 24, 2);
        put(into, entry.size, 8);
        put(into, entry.packed.size(), 8);
        put(into, offset, 8);
    }
    void end_records(Buffer& into, std::size_t start, std::size_t size, std::string_view comment) const
    {
        const auto end = into.size();
        if (large_form) {
            put(into, 0x06064b50, 4);
            put(into, 44, 8);
            put(into, 45, 2);
            put(into, 45, 2);
            put(into, 0, 8);
            put(into, entries.size(), 8);
            put(into, entries.size(), 8);
            put(into, size, 8);
            put(into, start, 8);
            put(into, 0x07064b50, 4);
            put(into, 0, 4);
            put(into, end, 8);
            put(into, 1, 4);
        }
        put(into, 0x06054b50, 4);
        put(into, disk, 2);
        put(into, disk, 2);
        put(into, large_form ? 0xffff : entries.size(), 2);
        put(into, large_form ? 0xffff : entries.size(), 2);
        put(into, large_form ? 0xffffffff : size, 4);
        put(into, large_form ? 0xffffffff : start, 4);
        put(into, comment.size(), 2);
        put(into, comment);
    }
};

}  // namespace imprimatur::jail
