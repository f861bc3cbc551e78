#include "dicom/walker.h"

#include "dicom/coded_terms.h"
#include "dicom/content_item.h"
#include "dicom/dummy_value.h"
#include "dicom/method_codes.h"

#include <algorithm>

namespace imprimatur::dicom {

namespace {

constexpr Tag kCharacterSet { 0x0008, 0x0005 };
constexpr Tag kPatientName { 0x0010, 0x0010 };
constexpr Tag kPatientId { 0x0010, 0x0020 };
constexpr Tag kIccProfile { 0x0028, 0x2000 };
constexpr std::uint16_t kPixelGroup = 0x7FE0;

bool is_date(Vr vr) { return vr == Vr::DA || vr == Vr::DT || vr == Vr::TM; }

bool is_pixels(Tag tag) { return tag.group == kPixelGroup && (tag.element == 0x0010 || tag.element == 0x0008 || tag.element == 0x0009); }

}  // namespace

Walker::Walker(const DataSet& set, const Header& header, const Library& library, const TextCleaner::Case& words,
    const DeidentifyOptions& options, const FrameFiller& filler, Sink& sink, Observer& observer)
    : m_set(set)
    , m_header(header)
    , m_library(library)
    , m_options(options)
    , m_filler(filler)
    , m_sink(sink)
    , m_observer(observer)
    , m_profile(library.tables, options.profile, header.sop_class)
    , m_pseudonyms(options.key)
    , m_filter(library.tables, set, header.characters, words, library.plain, header.seed_digits)
{
}

std::optional<Unreadable> Walker::run(Writer& writer)
{
    std::string photometric;
    if (!m_options.fills.empty() && m_set.top(kPixelData) != nullptr) {
        if (!prepare_pixels(kPixelData))
            return m_refused;
        auto after = m_pixel_writer->photometric_after_fill();
        if (auto* refused = std::get_if<Unreadable>(&after))
            return std::move(*refused);
        photometric = std::move(std::get<std::string>(after));
    }
    const auto stated = statements(m_options, m_set, photometric);
    auto next = stated.begin();
    const auto state_before = [&](Tag tag) {
        for (; next != stated.end() && next->tag < tag; ++next)
            next->vr == Vr::SQ ? write_method_codes(m_options, writer) : writer.element(next->tag, next->vr, next->value);
    };
    const auto is_stated
        = [&](Tag tag) { return std::any_of(stated.begin(), stated.end(), [&](const Statement& s) { return s.tag == tag; }); };
    const Level top { 0, m_set.nodes.size(), {}, {}, concept_of(m_set, 0, m_set.nodes.size(), m_library.tables) };
    for (const std::size_t index : children(top)) {
        const Node& node = m_set.nodes[index];
        state_before(node.tag);
        if (is_stated(node.tag))
            tell_removed(node, IdentifierKind::FreeText);
        else
            element(node, top, writer);
        if (m_refused)
            return m_refused;
    }
    state_before({ 0xFFFF, 0xFFFF });
    return m_refused;
}

/// Tags ascending, whatever order the file has them in (PS3.5 7.1).
std::vector<std::size_t> Walker::children(const Level& level) const
{
    std::vector<std::size_t> indices;
    for (std::size_t i = level.first; i < level.end; i = m_set.nodes[i].end)
        indices.push_back(i);
    std::sort(indices.begin(), indices.end(), [&](std::size_t a, std::size_t b) { return m_set.nodes[a].tag < m_set.nodes[b].tag; });
    return indices;
}

void Walker::elements(const Level& level, Writer& writer)
{
    for (const std::size_t index : children(level))
        element(m_set.nodes[index], level, writer);
}

void Walker::element(const Node& node, const Level& level, Writer& writer)
{
    if (m_refused)
        return;
    if (node.tag.is_private()) {
        private_element(node, level, writer);
        return;
    }
    if (is_pixels(node.tag)) {
        if (level.parent == Tag {}) {
            pixels(node, writer);
        } else {
            tell(node, level, Treatment::Remove, true, "a second picture");
        }
        return;
    }
    if (node.tag.group == kPixelGroup) {
        // Offset tables describe the original's fragments; the copy has one fragment a frame and needs none.
        tell(node, level, Treatment::Remove, true, "offsets of the original's fragments");
        return;
    }
    const auto* known = m_library.tables.dictionary(node.tag);
    const bool other_vr = known != nullptr && node.length > 0 && known->contradicts(node.vr);
    // Numbers out of an implicit little endian item (PS3.5 6.2.2) would need their bytes turned round in a big endian copy.
    const bool turned = m_set.syntax->big_endian && node.implicit && !is_text(node.vr) && !node.is_sequence();
    if (other_vr || turned) {
        treat(node, level, { m_profile.without_value(node.tag, level.parent), "its VR is not the dictionary's" }, writer);
        return;
    }
    treat(node, level, m_profile.verdict(node, level.parent, level.content_concept), writer);
}

void Walker::treat(const Node& node, const Level& level, const Verdict& verdict, Writer& writer)
{
    if (node.is_sequence()) {
        sequence(node, level, verdict, writer);
        return;
    }
    if (node.length == 0 && verdict.treatment != Treatment::Remove) {
        keep(node, writer);
        tell(node, level, Treatment::Keep, false, "no value");
        return;
    }
    switch (verdict.treatment) {
    case Treatment::Keep:
        if (node.vr == Vr::UI && !has_only_uids(node)) {
            new_uids(node, level, verdict, writer);
            return;
        }
        keep(node, writer);
        for (const auto& value : m_filter.values(node))
            m_observer.kept(value);
        tell(node, level, Treatment::Keep, false, verdict.rule);
        return;
    case Treatment::Clean: clean(node, level, verdict, writer); return;
    case Treatment::NewUid: new_uids(node, level, verdict, writer); return;
    case Treatment::ShiftDate: shift_dates(node, level, verdict, writer); return;
    case Treatment::Remove:
    case Treatment::Empty:
    case Treatment::Dummy:
        tell_removed(node, verdict.kind);
        replace(node, verdict.treatment, writer);
        tell(node, level, verdict.treatment == Treatment::Empty && !pseudonym(node.tag).empty() ? Treatment::Dummy : verdict.treatment,
            true, verdict.rule);
        return;
    }
}

bool Walker::has_only_uids(const Node& node) const
{
    const auto values = m_filter.values(node);
    return std::all_of(values.begin(), values.end(), [](const std::string& value) { return value.empty() || is_well_formed_uid(value); });
}

std::string Walker::pseudonym(Tag tag) const
{
    if (tag != kPatientId && tag != kPatientName)
        return {};
    const auto& old = m_header.patient_id.empty() ? m_header.patient_name : m_header.patient_id;
    return old.empty() ? std::string() : m_pseudonyms.patient(old);
}

/// Remove writes nothing; Empty and Dummy write what the IOD needs. The patient keeps one pseudonym through all files of a run.
void Walker::replace(const Node& node, Treatment treatment, Writer& writer)
{
    if (treatment == Treatment::Remove)
        return;
    const auto* known = m_library.tables.dictionary(node.tag);
    const Vr vr = known == nullptr || known->allows(node.vr) ? node.vr : known->vrs[0];
    auto value = pseudonym(node.tag);
    if (value.empty() && treatment == Treatment::Dummy && vr != Vr::SQ)
        value = vr == Vr::UI ? m_pseudonyms.uid(as_text(m_set.value(node))) : dummy_value(node.tag, vr, node.length);
    writer.element(node.tag, vr, value);
}

void Walker::sequence(const Node& node, const Level& level, const Verdict& verdict, Writer& writer)
{
    if (verdict.treatment == Treatment::Remove || verdict.treatment == Treatment::Empty) {
        tell_removed(node, verdict.kind);
        if (verdict.treatment == Treatment::Empty)
            writer.element(node.tag, Vr::SQ, std::string_view());
        tell(node, level, verdict.treatment, true, verdict.rule);
        return;
    }
    if (verdict.treatment == Treatment::Dummy) {
        tell_removed(node, verdict.kind);
        no_value_of_concept(node, writer);
        tell(node, level, verdict.treatment, true, verdict.rule);
        return;
    }
    tell(node, level, Treatment::Keep, false, verdict.rule);
    writer.begin_sequence(node.tag);
    std::size_t number = 0;
    for (std::size_t i = std::size_t { node.index } + 1; i < node.end; i = m_set.nodes[i].end) {
        Level inside { i + 1, m_set.nodes[i].end, node.tag, {} };
        if (m_observer.wants_elements())
            inside.path = level.path + to_string(node.tag) + "[" + std::to_string(number + 1) + "]/";
        inside.content_concept = concept_of(m_set, inside.first, inside.end, m_library.tables);
        writer.begin_item();
        elements(inside, writer);
        writer.end_item();
        ++number;
    }
    writer.end_sequence();
}

/// A measurement may have no value (PS3.3 C.18.1), a code has to be one.
void Walker::no_value_of_concept(const Node& node, Writer& writer)
{
    constexpr Tag kConceptCode { 0x0040, 0xA168 };
    writer.begin_sequence(node.tag);
    if (node.tag == kConceptCode) {
        writer.begin_item();
        writer.element(kCodeValue, Vr::SH, dummy_value(kCodeValue, Vr::SH, 0));
        writer.element(kCodingSchemeDesignator, Vr::SH, kLocalScheme);
        writer.element(kCodeMeaning, Vr::LO, dummy_value(kCodeMeaning, Vr::LO, 0));
        writer.end_item();
    }
    writer.end_sequence();
}

void Walker::clean(const Node& node, const Level& level, const Verdict& verdict, Writer& writer)
{
    if (node.tag == kIccProfile) {
        icc_profile(node, level, writer);
        return;
    }
    if (node.tag == kCharacterSet) {
        // What is left in an unknown character set is ISO 646, which needs no name.
        const auto& characters = m_header.characters.of(node);
        if (characters.known())
            writer.element(node.tag, node.vr, characters.terms());
        tell(node, level, characters.known() ? Treatment::Keep : Treatment::Remove, !characters.known(), "PS3.3 C.12.1.1.2");
        return;
    }
    const auto filtered = m_filter.filter(node, level.first, level.end);
    if (filtered.unchanged) {
        keep(node, writer);
        tell(node, level, Treatment::Clean, false, verdict.rule);
        return;
    }
    for (const auto& piece : filtered.removed)
        tell_removed(verdict.kind, piece);
    if (!filtered.value.empty()) {
        writer.element(node.tag, node.vr, filtered.value);
        tell(node, level, Treatment::Clean, true, verdict.rule);
        return;
    }
    const auto treatment = m_profile.without_value(node.tag, level.parent);
    if (filtered.no_number && treatment == Treatment::Dummy) {
        // Pixel Spacing 0 would be worse than no copy.
        m_refused = Unreadable { Unreadable::How::Malformed,
            to_string(node.tag) + " has to be a number and is not one that can be kept: correct it in the original" };
        return;
    }
    replace(node, treatment, writer);
    tell(node, level, treatment, true, verdict.rule);
}

void Walker::new_uids(const Node& node, const Level& level, const Verdict& verdict, Writer& writer)
{
    std::string value;
    bool changed = false;
    for (const auto& old : m_filter.values(node)) {
        if (!value.empty())
            value += '\\';
        // Structural UIDs say what an object is, not whose it is (PS3.15 E.1.1).
        if (is_public_uid(old, m_library.tables)) {
            value += old;
            continue;
        }
        changed = true;
        value += m_pseudonyms.uid(old);
        tell_removed(IdentifierKind::OtherUniqueId, old);
    }
    writer.element(node.tag, node.vr, value);
    tell(node, level, changed ? Treatment::NewUid : Treatment::Keep, changed, verdict.rule);
}

void Walker::shift_dates(const Node& node, const Level& level, const Verdict& verdict, Writer& writer)
{
    if (!is_date(node.vr)) {
        clean(node, level, verdict, writer);
        return;
    }
    const int days = m_pseudonyms.days(m_header.patient_id);
    std::string value;
    for (const auto& old : m_filter.values(node)) {
        if (!value.empty())
            value += '\\';
        const bool time = node.vr == Vr::TM
            && std::all_of(old.begin(), old.end(), [](char c) { return (c >= '0' && c <= '9') || c == '.' || c == ':'; });
        if (time) {
            value += old;
            m_observer.kept(old);
            continue;
        }
        tell_removed(IdentifierKind::Date, old);
        value += shift_date(old, days).value_or(dummy_value(node.tag, node.vr, 0));
    }
    writer.element(node.tag, node.vr, value);
    tell(node, level, Treatment::ShiftDate, true, verdict.rule);
}

void Walker::icc_profile(const Node& node, const Level& level, Writer& writer)
{
    const auto profile = clean_icc(m_set.value(node));
    if (!profile.empty())
        writer.element(node.tag, node.vr, ByteView(profile));
    tell(node, level, profile.empty() ? Treatment::Remove : Treatment::Clean, true, "ICC.1: numbers stay, text goes");
}

/// Pixel Data and Float Pixel Data describe their samples differently; one that was prepared before is not prepared again.
bool Walker::prepare_pixels(Tag pixels)
{
    if (m_pixel_writer && m_prepared == pixels)
        return true;
    auto layout = pixel_layout(m_set, pixels);
    if (auto* refused = std::get_if<Unreadable>(&layout)) {
        m_refused = std::move(*refused);
        return false;
    }
    m_prepared = pixels;
    m_layout = std::move(std::get<PixelLayout>(layout));
    m_pixel_writer.emplace(m_set, m_layout, m_options.fills, m_filler);
    return true;
}

void Walker::pixels(const Node& node, Writer& writer)
{
    if (!prepare_pixels(node.tag))
        return;
    m_refused = m_pixel_writer->write(node, writer, m_sink);
    tell(node, {}, Treatment::Keep, !m_options.fills.empty(), m_options.fills.empty() ? "not recompressed" : "PS3.15 E.3.1");
    for (const auto& what : m_pixel_writer->residues())
        m_observer.element(what, Treatment::Remove, true, "beside the picture");
}

}  // namespace imprimatur::dicom
