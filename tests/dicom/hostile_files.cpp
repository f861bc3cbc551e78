#include "hostile_files.h"

#include "codestreams.h"
#include "objects.h"

namespace imprimatur::dicom_eval {

namespace {

constexpr std::uint64_t kUndefined = 0xFFFFFFFF;

Case hostile_case()
{
    return { .patient = "Krumbholtz^Walburga", .patient_id = "HX-55180-221", .birth_date = "19430821", .accession = "A19XR771203" };
}

Octets item_tag(std::uint16_t element, std::uint64_t length) { return number(0xFFFE, 2) + number(element, 2) + number(length, 4); }

Octets file_with(const Octets& set, const Syntax& syntax = kExplicit)
{
    return file_of({ .sop_class = sop_class_of(Kind::Ct), .sop_instance = hostile_case().instance, .syntax = syntax, .set = set });
}

DataSet plain(const Syntax& syntax = kExplicit) { return object_of(Kind::Ct, hostile_case(), syntax); }

DataSet compressed(const Octets& offsets, const std::vector<Octets>& parts, const Syntax& syntax = kJpegLossless)
{
    auto set = object_of(Kind::SecondaryCapture, hostile_case(), syntax);
    describe_pixels(set, {});
    set.fragments(offsets, parts);
    return set;
}

Octets capture(const DataSet& set) { return file_of_set(Kind::SecondaryCapture, hostile_case(), set); }

Octets nested(unsigned depth, bool defined)
{
    Octets inner = DataSet().text(0x00100010, "PN", hostile_case().patient).encoded();
    const DataSet head;
    for (unsigned i = 0; i < depth; ++i) {
        const auto item = item_tag(0xE000, defined ? inner.size() : kUndefined) + inner + (defined ? Octets() : item_tag(0xE00D, 0));
        inner = head.header(0x00409096, "SQ", defined ? item.size() : kUndefined) + item + (defined ? Octets() : item_tag(0xE0DD, 0));
    }
    return inner;
}

void add_structure(std::vector<HostileFile>& files)
{
    const auto with = [](std::uint32_t tag, const Octets& whole) { return file_with(plain().element(tag, whole).encoded()); };
    files.push_back({ "nested_1000_undefined.dcm", with(0x00409096, nested(1000, false)) });
    files.push_back({ "nested_1000_defined.dcm", with(0x00409096, nested(1000, true)) });
    files.push_back({ "nested_6000.dcm", with(0x00409096, nested(6000, false)) });
    files.push_back({ "nested_100.dcm", with(0x00409096, nested(100, false)) });
    const DataSet head;
    // Items that say they are longer than their sequence, sequences longer than the file, ends that never come.
    files.push_back({ "item_longer_than_sequence.dcm", with(0x00409096, head.header(0x00409096, "SQ", 8) + item_tag(0xE000, 4096)) });
    files.push_back({ "sequence_longer_than_file.dcm", with(0x00409096, head.header(0x00409096, "SQ", 0x7FFFFFF0) + item_tag(0xE000, 0)) });
    files.push_back(
        { "sequence_without_end.dcm", with(0x00409096, head.header(0x00409096, "SQ", kUndefined) + item_tag(0xE000, kUndefined)) });
    files.push_back({ "item_ends_twice.dcm",
        with(0x00409096,
            head.header(0x00409096, "SQ", kUndefined) + item_tag(0xE000, 0) + item_tag(0xE00D, 0) + item_tag(0xE00D, 0)
                + item_tag(0xE0DD, 0)) });
    files.push_back({ "item_end_with_length.dcm",
        with(0x00409096,
            head.header(0x00409096, "SQ", kUndefined) + item_tag(0xE000, kUndefined) + item_tag(0xE00D, 0xFFFF) + item_tag(0xE0DD, 12)) });
    files.push_back({ "sequence_holds_no_item.dcm",
        with(0x00409096, head.header(0x00409096, "SQ", 16) + head.header(0x00100010, "PN", 8) + "Walburga") });
    files.push_back({ "item_at_top_level.dcm", file_with(item_tag(0xE000, 0) + plain().encoded()) });
    files.push_back(
        { "text_of_undefined_length.dcm", with(0x00081030, head.header(0x00081030, "UT", kUndefined) + hostile_case().patient) });
    files.push_back({ "un_of_undefined_length_without_items.dcm",
        with(0x00081030, head.header(0x00081030, "UN", kUndefined) + hostile_case().patient) });
    // A sequence whose items begin again inside their own bytes: what an offset taken at its word would walk in circles.
    const auto self = head.header(0x00081115, "SQ", 16) + item_tag(0xE000, 24) + item_tag(0xE000, 0);
    files.push_back({ "item_over_its_own_end.dcm", with(0x00081115, self) });
    DataSet record;
    record.numbers(0x00041400, "UL", 4, { 0x176 })
        .numbers(0x00041420, "UL", 4, { 0x176 })
        .text(0x00041430, "CS", "PATIENT")
        .text(0x00100010, "PN", hostile_case().patient);
    auto cyclic = DataSet().numbers(0x00041200, "UL", 4, { 0x176 }).numbers(0x00041202, "UL", 4, { 0x176 });
    cyclic.element(0x00041220,
        head.header(0x00041220, "SQ", kUndefined) + item_tag(0xE000, kUndefined) + record.encoded() + item_tag(0xE00D, 0)
            + item_tag(0xE0DD, 0));
    files.push_back(
        { "dicomdir_cyclic.dcm", file_of({ .sop_class = "1.2.840.10008.1.3.10", .sop_instance = "2.25.4", .set = cyclic.encoded() }) });
}

void add_elements(std::vector<HostileFile>& files)
{
    const DataSet head;
    const auto again = DataSet().text(0x00100010, "PN", hostile_case().patient).text(0x00100020, "LO", hostile_case().patient_id).encoded();
    files.push_back({ "duplicate_behind.dcm", file_with(plain().encoded() + again) });
    files.push_back({ "duplicate_in_place.dcm", file_with(plain().element(0x00100010, again).encoded()) });
    files.push_back(
        { "duplicate_pixel_data.dcm", file_with(plain().encoded() + head.header(0x7FE00010, "OW", 20) + "Krumbholtz^Walburga ") });
    files.push_back(
        { "duplicate_character_set.dcm", file_with(DataSet().text(0x00080005, "CS", "ISO_IR 100").encoded() + plain().encoded()) });
    files.push_back({ "out_of_order.dcm", file_with(again + plain().remove(0x00100010).remove(0x00100020).encoded()) });
    for (const auto* vr : { "SQ", "UN", "OB", "XX", "\1\2", "  ", "us" })
        files.push_back({ "patient_name_as_" + std::to_string(files.size()) + ".dcm",
            file_with(plain().bytes(0x00100010, vr, hostile_case().patient).encoded()) });
    files.push_back({ "odd_length.dcm",
        file_with(
            plain().bytes(0x00100010, "PN", "Krumbholtz^Walburgas", true).bytes(0x00100020, "LO", "HX-55180-221x", true).encoded()) });
    files.push_back({ "length_past_end.dcm",
        file_with(plain().remove(0x7FE00010).encoded() + head.header(0x7FE00010, "OW", 0x7FFFFFF0) + Octets(64, 'x')) });
    files.push_back({ "length_swallows_the_rest.dcm",
        file_with(plain().element(0x00100010, head.header(0x00100010, "PN", 0xFFF0) + hostile_case().patient).encoded()) });
    files.push_back({ "group_length_lies.dcm",
        file_with(plain().numbers(0x00080000, "UL", 4, { 0xFFFFFFF0 }).numbers(0x00100000, "UL", 4, { 2 }).encoded()) });
    files.push_back({ "zeros_behind.dcm", file_with(plain().encoded() + Octets(5000, '\0')) });
    files.push_back({ "only_zeros.dcm", file_with(Octets(4096, '\0')) });
    files.push_back({ "no_data_set.dcm", file_with({}) });
    files.push_back({ "empty.dcm", {} });
    files.push_back({ "only_preamble.dcm", Octets(128, '\0') + "DICM" });
}

void add_meta(std::vector<HostileFile>& files)
{
    const auto whole = file_with(plain().encoded());
    files.push_back({ "unknown_syntax.dcm", file_with(plain().encoded(), { "1.2.826.0.1.3680043.9.9.9", true, false, false }) });
    files.push_back({ "empty_syntax.dcm", file_with(plain().encoded(), { "", true, false, false }) });
    files.push_back(
        { "video_syntax.dcm", capture(compressed({}, { Octets(512, '\x11') }, { "1.2.840.10008.1.2.4.102", true, false, false })) });
    files.push_back({ "says_implicit_is_explicit.dcm", file_with(plain().encoded(), { kImplicit.uid, true, false, false }) });
    files.push_back({ "says_explicit_is_implicit.dcm", file_with(plain(kImplicit).encoded(), { kExplicit.uid, false, false, false }) });
    files.push_back({ "says_big_endian.dcm", file_with(plain().encoded(), { kBigEndian.uid, true, false, false }) });
    files.push_back({ "says_deflated.dcm", file_with(plain().encoded(), { kDeflated.uid, true, false, false }) });
    auto bomb = deflated(plain().encoded() + Octets(64U << 20U, '\0'));
    files.push_back({ "deflate_bomb.dcm", file_with(bomb, { kDeflated.uid, true, false, false }) });
    auto cut = deflated(plain().encoded());
    cut.resize(cut.size() / 2);
    files.push_back({ "deflated_cut.dcm", file_with(cut, { kDeflated.uid, true, false, false }) });
    auto no_meta = whole;
    no_meta.replace(140, 4, number(0, 4));
    files.push_back({ "meta_length_zero.dcm", no_meta });
    no_meta.replace(140, 4, number(0xFFFFFFF0, 4));
    files.push_back({ "meta_length_huge.dcm", no_meta });
    files.push_back({ "no_meta.dcm", Octets(128, '\0') + "DICM" + plain().encoded() });
    files.push_back({ "no_preamble.dcm", whole.substr(128) });
    files.push_back({ "bare_data_set.dcm", plain(kImplicit).encoded() });
    files.push_back({ "meta_twice.dcm", whole.substr(0, whole.size() - plain().encoded().size()) + whole.substr(132) });
}

void add_pixels(std::vector<HostileFile>& files)
{
    const auto frame = encoded_frame({}, Encoding::JpegLossless);
    files.push_back({ "offset_table_past_end.dcm", capture(compressed(number(0x7FFFFFFF, 4), { frame })) });
    files.push_back(
        { "offset_table_backwards.dcm", capture(compressed(number(400, 4) + number(0, 4), { frame }).text(0x00280008, "IS", "2")) });
    files.push_back({ "offset_table_odd.dcm", capture(compressed("abc", { frame })) });
    files.push_back({ "no_fragments.dcm", capture(compressed({}, {})) });
    files.push_back({ "half_a_frame.dcm", capture(compressed({}, { frame.substr(0, frame.size() / 2) })) });
    files.push_back({ "no_code_stream.dcm", capture(compressed({}, { "Krumbholtz^Walburga is no code stream" })) });
    files.push_back({ "more_frames_than_fragments.dcm", capture(compressed({}, { frame }).text(0x00280008, "IS", "50")) });
    files.push_back({ "fewer_frames_than_fragments.dcm", capture(compressed({}, { frame, frame, frame }).text(0x00280008, "IS", "1")) });
    files.push_back(
        { "rle_offsets_lie.dcm", capture(compressed({}, { rle_frame({}).replace(4, 8, number(0xFFFFFF00, 4) + number(3, 4)) }, kRle)) });
    files.push_back({ "rle_cut.dcm", capture(compressed({}, { rle_frame({}).substr(0, 200) }, kRle)) });
    files.push_back({ "fragments_in_native.dcm", file_with(compressed({}, { frame }).encoded()) });
    auto native = object_of(Kind::SecondaryCapture, hostile_case(), kJpegLossless);
    put_native(native, kGrey8);
    files.push_back({ "native_in_encapsulated.dcm", capture(native) });
    files.push_back({ "huge_rows_columns.dcm", file_with(plain().us(0x00280010, 65535).us(0x00280011, 65535).encoded()) });
    files.push_back({ "zero_rows.dcm", file_with(plain().us(0x00280010, 0).encoded()) });
    files.push_back({ "too_few_pixels.dcm", file_with(plain().us(0x00280010, 64).encoded()) });
    for (const auto* frames : { "2147483647", "-3", "99999999999999999999", "two", "1e3", "" })
        files.push_back(
            { "number_of_frames_" + std::to_string(files.size()) + ".dcm", file_with(plain().text(0x00280008, "IS", frames).encoded()) });
    files.push_back({ "bits_stored_above_allocated.dcm", file_with(plain().us(0x00280101, 24).us(0x00280102, 23).encoded()) });
    files.push_back({ "high_bit_below_stored.dcm", file_with(plain().us(0x00280102, 3).encoded()) });
    files.push_back({ "samples_per_pixel_zero.dcm", file_with(plain().us(0x00280002, 0).encoded()) });
    files.push_back({ "garbage_numbers.dcm",
        file_with(plain()
                      .text(0x00200013, "IS", "-99999999999")
                      .text(0x00180050, "DS", "1.2.3.4e999")
                      .text(0x00200011, "IS", "0x41")
                      .encoded()) });
}

/// Numerical Recipes' quick generator: the same bytes on every machine.
class Chance {
public:
    explicit Chance(std::uint32_t seed)
        : m_state(seed)
    {
    }
    std::size_t below(std::size_t limit)
    {
        m_state = m_state * 1664525U + 1013904223U;
        return (std::size_t { m_state } >> 8U) % limit;
    }

private:
    std::uint32_t m_state;
};

}  // namespace

const std::vector<std::string>& hostile_identifiers()
{
    static const std::vector<std::string> kWords { "Krumbholtz", "Walburga", "HX-55180-221", "19430821", "A19XR771203" };
    return kWords;
}

std::vector<HostileFile> hostile_files()
{
    std::vector<HostileFile> files;
    add_structure(files);
    add_elements(files);
    add_meta(files);
    add_pixels(files);
    return files;
}

std::vector<HostileFile> truncated_files(std::size_t count)
{
    std::vector<HostileFile> files;
    for (const auto& [name, whole] : { std::pair { "native", file_with(plain().encoded()) },
             std::pair { "jpeg", capture(compressed({}, { encoded_frame({}, Encoding::JpegLossless) })) } }) {
        const auto pixels = whole.size() > 2048 ? whole.size() - 2048 : whole.size() / 2;
        for (std::size_t i = 0; i < count / 2; ++i) {
            const auto at = i % 4 == 3 ? pixels + i * (whole.size() - pixels) / count : 132 + i * (pixels - 132) * 2 / count;
            files.push_back({ std::string("cut_") + name + "_" + std::to_string(at) + ".dcm", whole.substr(0, at) });
        }
    }
    return files;
}

std::vector<HostileFile> mutated_files(std::size_t count)
{
    const std::vector<Octets> seeds { file_with(plain().encoded()), file_with(plain(kImplicit).encoded(), kImplicit),
        file_with(plain(kBigEndian).encoded(), kBigEndian), file_of_kind(Kind::ComprehensiveSr, hostile_case()),
        file_of_kind(Kind::EnhancedCt, hostile_case()), capture(compressed({}, { encoded_frame({}, Encoding::JpegLossless) })) };
    Chance chance(20261121);
    std::vector<HostileFile> files;
    for (std::size_t i = 0; i < count; ++i) {
        auto bytes = seeds[i % seeds.size()];
        const auto changes = 1 + chance.below(4);
        for (std::size_t change = 0; change < changes; ++change) {
            const auto at = 132 + chance.below(std::min<std::size_t>(bytes.size(), 2600) - 132);
            bytes[at] = chance.below(3) == 0 ? '\xFF' : static_cast<char>(chance.below(256));
        }
        files.push_back({ "changed_" + std::to_string(i) + ".dcm", std::move(bytes) });
    }
    return files;
}

}  // namespace imprimatur::dicom_eval
