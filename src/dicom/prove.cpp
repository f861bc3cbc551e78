#include "dicom/prove.h"

#include "base/byte_search.h"
#include "dicom/coded_terms.h"
#include "dicom/content_item.h"
#include "dicom/dummy_value.h"
#include "dicom/header.h"
#include "dicom/method_codes.h"
#include "dicom/value_filter.h"
#include "model/written_forms.h"

#include <algorithm>
#include <cctype>

namespace imprimatur::dicom {

namespace {

constexpr std::size_t kPreamble = 128;
constexpr std::size_t kMostObjections = 50;  // one is enough to refuse; more help to find the reason
constexpr std::uint64_t kPiece = 8 * 1024 * 1024;  // of pixel data, between two calls of done_with

/// How a removed value would have to stand somewhere to be one.
enum class Match {
    Anywhere,  ///< in either case
    ExactCase,  ///< in pixels, where six bytes that differ only in bit 5 are much likelier by chance
    WholeWords,  ///< in text whose every word is known to be harmless: "overlays" does not tell of a patient called Overlay
};

bool word_byte(std::uint8_t byte) { return std::isalnum(byte) != 0 || byte == '.'; }

bool is_hit(const ByteSearch::Hit& hit, const std::string& needle, ByteView bytes, Match match)
{
    if (match == Match::ExactCase && !hit.same_case)
        return false;
    // Identifiers of four or five characters mean something where somebody wrote them, and nothing among numbers.
    if (needle.size() < kShortestForm && match != Match::WholeWords)
        return false;
    const bool letters = std::any_of(needle.begin(), needle.end(), [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; });
    if (letters && match != Match::WholeWords)
        return true;
    // Digits inside a longer number are that number.
    const std::uint64_t after = hit.offset + needle.size();
    return (hit.offset == 0 || !word_byte(bytes[hit.offset - 1])) && (after >= bytes.size() || !word_byte(bytes[after]));
}

class Prover {
public:
    Prover(const DataSet& set, ByteView copy, const std::vector<std::string>& needles, const Library& library,
        const ProfileOptions& options, StreamsOfFrames streams, const std::function<void(std::uint64_t)>& done_with)
        : m_set(set)
        , m_copy(copy)
        , m_search(needles)
        , m_library(library)
        , m_options(options)
        , m_streams(streams)
        , m_done_with(done_with)
        , m_header(read_header(set, library.tables))
        , m_profile(library.tables, options, m_header.sop_class)
        , m_filter(library.tables, set, m_header.characters, library.plain, library.plain, {})
    {
    }

    std::vector<Objection> run()
    {
        check_container();
        check_level({ 0, m_set.nodes.size(), {}, concept_of(m_set, 0, m_set.nodes.size(), m_library.tables) }, {});
        check_pixels();
        return std::move(m_objections);
    }

private:
    void object(std::string path, std::string what)
    {
        const bool told = !m_objections.empty() && m_objections.back().path == path && m_objections.back().what == what;
        if (!told && m_objections.size() < kMostObjections)
            m_objections.push_back({ std::move(path), std::move(what) });
    }

    void check_container()
    {
        if (m_copy.size() < kPreamble
            || std::any_of(m_copy.begin(), m_copy.begin() + kPreamble, [](std::uint8_t byte) { return byte != 0; }))
            object("preamble", "is not empty");
        const auto written = file_meta(m_header.sop_class, m_header.sop_instance, m_set.syntax->uid);
        if (m_copy.size() < written.size() || !std::equal(written.begin(), written.end(), m_copy.begin()))
            object("File Meta Information", "is not what this program writes");
        if (m_set.data_begin != written.size())
            object("File Meta Information", "is longer than what this program writes");
        if (m_set.unaccounted != 0)
            object("end of file", "bytes follow the last element");
        search(m_copy.first(std::min(written.size(), m_copy.size())), "File Meta Information", Match::Anywhere);
    }

    void search(ByteView bytes, const std::string& path, Match match)
    {
        m_search.each_hit(bytes, [&](const ByteSearch::Hit& hit) {
            if (!is_hit(hit, m_search.needle(hit.needle), bytes, match))
                return true;
            object(path, "a removed value stands in it");
            return false;
        });
    }

    /// A data set or item: its elements, the sequence that holds it, and what it is about when it is a content item.
    struct Level {
        std::size_t first = 0;
        std::size_t end = 0;
        Tag parent {};
        const ProfileRow* about = nullptr;
    };

    void check_level(const Level& level, const std::string& path)
    {
        for (std::size_t i = level.first; i < level.end; i = m_set.nodes[i].end) {
            const auto& node = m_set.nodes[i];
            const std::string here = path + to_string(node.tag);
            if (level.parent == Tag {} && is_our_statement(node, m_set, m_options))
                continue;
            check_element(node, level, here);
            std::size_t number = 0;
            for (std::size_t item = i + 1; node.is_sequence() && item < node.end; item = m_set.nodes[item].end) {
                Level inside { item + 1, m_set.nodes[item].end, node.tag, nullptr };
                inside.about = concept_of(m_set, inside.first, inside.end, m_library.tables);
                check_level(inside, here + "[" + std::to_string(++number) + "]/");
            }
        }
    }

    [[nodiscard]] Verdict verdict_of(const Node& node, const Level& level) const
    {
        return m_profile.verdict(node, level.parent, level.about);
    }

    void check_element(const Node& node, const Level& level, const std::string& path)
    {
        if (node.tag.group == kPixelData.group && level.parent != Tag {})
            object(path, "is a second picture");
        if (node.is_sequence() || node.tag.group == kPixelData.group)
            return;
        if (node.tag.is_private())
            check_private(node, level, path);
        else
            check_treatment(node, level, path);
        const bool words_checked = !node.tag.is_private() && is_text(node.vr) && verdict_of(node, level).treatment == Treatment::Clean;
        // An enumeration that means the same in every file tells of nobody.
        if (node.vr == Vr::CS && words_checked && m_filter.filter(node, level.first, level.end).unchanged)
            return;
        const Match match = words_checked && node.vr != Vr::IS && node.vr != Vr::DS ? Match::WholeWords : Match::Anywhere;
        const auto bytes = m_set.value(node);
        search(bytes, path, match);
        if (std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return byte < 0x80 && byte != 0x1B; }))
            return;
        for (const auto& value : m_filter.values(node))
            search(as_bytes(value), path, match);
    }

    /// PS3.15 E.3.10, and creators only where something safe stands in their block.
    void check_private(const Node& node, const Level& level, const std::string& path)
    {
        bool safe = false;
        for (std::size_t i = level.first; i < level.end && !safe; i = m_set.nodes[i].end) {
            const Tag tag = m_set.nodes[i].tag;
            if (node.is_private_creator() ? node.reserves(tag) : tag == node.tag)
                safe = m_library.tables.safe_private(
                           m_set.private_creator(level.first, level.end, tag), tag.group, static_cast<std::uint8_t>(tag.element & 0xFFU))
                    != Vr::None;
        }
        if (!safe || !m_options.has(ProfileOption::RetainSafePrivate))
            object(path, "is private");
    }

    /// Treating the copy again may change nothing but pseudonyms.
    void check_treatment(const Node& node, const Level& level, const std::string& path)
    {
        const auto verdict = verdict_of(node, level);
        const auto* known = m_library.tables.dictionary(node.tag);
        if (known != nullptr && node.length != 0 && known->contradicts(node.vr))
            object(path, "is written in another form than the dictionary's");
        const auto text = m_set.text(&node);
        if (node.length == 0 || verdict.treatment == Treatment::Keep || verdict.treatment == Treatment::ShiftDate)
            return;
        if (verdict.treatment == Treatment::NewUid) {
            for (const auto& uid : m_filter.values(node)) {
                if (!is_new_uid(uid) && !is_public_uid(uid, m_library.tables))
                    object(path, "holds a UID that is not new");
            }
            return;
        }
        const bool patient = node.tag == Tag { 0x0010, 0x0010 } || node.tag == Tag { 0x0010, 0x0020 };
        const bool says_nothing = is_text(node.vr)
            ? text == dummy_value(node.tag, node.vr, 0) || (patient && is_pseudonym(text)) || (node.vr == Vr::UI && is_new_uid(text))
            : is_zero(m_set.value(node));
        if (says_nothing)
            return;
        if (verdict.treatment == Treatment::Remove)
            object(path, "should have been removed");
        else if (node.tag == Tag { 0x0028, 0x2000 })
            check_icc(node, path);
        else if (node.tag != Tag { 0x0008, 0x0005 }
            && (verdict.treatment != Treatment::Clean || !m_filter.filter(node, level.first, level.end).unchanged))
            object(path, "holds a value that should not be there");
    }

    static bool is_zero(ByteView bytes)
    {
        return std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return byte == 0; });
    }

    void check_icc(const Node& node, const std::string& path)
    {
        const auto value = m_set.value(node);
        const auto clean = clean_icc(value);
        if (clean.size() > value.size() || !std::equal(clean.begin(), clean.end(), value.begin()) || value.size() - clean.size() > 1)
            object(path, "the colour profile holds more than colours");
    }

    void check_pixels()
    {
        for (std::size_t i = 0; i < m_set.nodes.size(); i = m_set.nodes[i].end) {
            const auto& node = m_set.nodes[i];
            if (node.tag.group != kPixelData.group)
                continue;
            const auto layout = pixel_layout(m_set, node.tag);
            if (const auto* refused = std::get_if<Unreadable>(&layout))
                object(to_string(node.tag), refused->detail);
            else if (node.encapsulated)
                check_frames(std::get<PixelLayout>(layout));
            else
                check_samples(node, std::get<PixelLayout>(layout));
        }
    }

    [[nodiscard]] bool is_clean(ByteView frame, const PixelLayout& layout) const
    {
        const auto clean = clean_frame(frame, m_set.syntax->codec, layout.shape);
        const auto* stream = std::get_if<CleanStream>(&clean);
        return stream != nullptr && stream->removed.empty()
            && std::equal(frame.begin(), frame.end(), stream->bytes.begin(), stream->bytes.end());
    }

    void check_frames(const PixelLayout& layout)
    {
        if (!m_set.offset_table.empty() || m_set.fragments.size() != layout.frames)
            object("pixel data", "do not hold exactly one fragment a frame");
        std::uint64_t number = 0;
        for (const auto& fragment : m_set.fragments) {
            const std::string path = "frame " + std::to_string(++number);
            const auto bytes = m_set.bytes.subspan(fragment.offset, fragment.length);
            if (m_streams == StreamsOfFrames::WalkedAgain && !is_clean(bytes, layout))
                object(path, "its code stream holds more than the picture");
            search(bytes, path, Match::ExactCase);
            m_done_with(fragment.offset);
        }
    }

    void check_samples(const Node& node, const PixelLayout& layout)
    {
        const auto padding = wide_padding(m_set, layout.shape);
        const auto value = m_set.value(node);
        if (value.size() != layout.native_bytes() + layout.native_bytes() % 2)
            object("pixel data", "are longer than the picture");
        Bytes piece;
        for (std::uint64_t at = 0; at < value.size(); at += kPiece) {
            // Pieces overlap, so that nothing hides on a border.
            constexpr std::uint64_t kOverlap = 512;
            const auto bytes = value.subspan(at, std::min<std::uint64_t>(kPiece + kOverlap, value.size() - at));
            search(bytes, "pixel data", Match::ExactCase);
            if (layout.shape.bits_stored != layout.shape.bits_allocated) {
                piece.assign(bytes.begin(), bytes.end());
                if (clear_unused_bits_but(piece, layout.shape, m_set.syntax->big_endian, padding))
                    object("pixel data", "bits outside the stored ones are set");
            }
            m_done_with(node.offset + at);
        }
    }

    const DataSet& m_set;
    ByteView m_copy;
    ByteSearch m_search;
    const Library& m_library;
    const ProfileOptions& m_options;
    StreamsOfFrames m_streams;
    const std::function<void(std::uint64_t)>& m_done_with;
    Header m_header;
    Profile m_profile;
    ValueFilter m_filter;
    std::vector<Objection> m_objections;
};

}  // namespace

std::variant<std::vector<Objection>, Unreadable> prove(ByteView copy, const std::vector<std::string>& needles, const Library& library,
    const ProfileOptions& options, StreamsOfFrames streams, const std::function<void(std::uint64_t)>& done_with)
{
    auto parsed = parse(copy, library.tables);
    if (auto* refused = std::get_if<Unreadable>(&parsed))
        return std::move(*refused);
    return Prover(std::get<DataSet>(parsed), copy, needles, library, options, streams, done_with).run();
}

}  // namespace imprimatur::dicom
