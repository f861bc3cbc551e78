#include "dicom/tables.h"

#include "dicom/tables_reader.h"
#include "dicom/tables_types.h"

#include <algorithm>
#include <tuple>

namespace imprimatur::dicom {

namespace {

/// How Table E.1-1 spells its row for all private attributes.
constexpr std::string_view kPrivateRow = "(gggg,eeee) where gggg is odd";
constexpr std::string_view kRegisteredRoot = "1.2.840.10008.";

/// Rows by tag: the tags alone are searched, they fit into the cache; the few rows with x in their tag stand apart.
template <typename Row> class TagTable {
public:
    /// False when the tag stands twice or out of order.
    bool add(const TagPattern& pattern, Row row)
    {
        if (!pattern.plain()) {
            m_patterns.emplace_back(pattern, std::move(row));
            return true;
        }
        if (!m_tags.empty() && m_tags.back() >= pattern.value)
            return false;
        m_tags.push_back(pattern.value);
        m_rows.push_back(std::move(row));
        return true;
    }
    const Row* find(Tag tag) const
    {
        const auto found = std::lower_bound(m_tags.begin(), m_tags.end(), tag.number());
        if (found != m_tags.end() && *found == tag.number())
            return &m_rows[static_cast<std::size_t>(found - m_tags.begin())];
        for (const auto& [pattern, row] : m_patterns) {
            if (pattern.matches(tag))
                return &row;
        }
        return nullptr;
    }

private:
    std::vector<std::uint32_t> m_tags;
    std::vector<Row> m_rows;
    std::vector<std::pair<TagPattern, Row>> m_patterns;
};

struct SafePrivate {
    std::uint32_t place;  ///< group and low byte of the element
    std::string creator;
    Vr vr;
};

struct Concept {
    std::string scheme;
    std::string code;
    ProfileRow row;
    [[nodiscard]] auto name() const { return std::tuple<std::string_view, std::string_view>(scheme, code); }
};

struct Uid {
    std::string uid;
    bool sop_class;
};

std::uint32_t place_of(std::uint32_t group, std::uint32_t element) { return group << 8U | element; }

/// A concept with rows for several value types gets what all of them allow: an option counts only where every row has it, and the
/// actions of the basic profile are those of all rows, between which the IOD decides as for any compound code.
void merge(ProfileRow& row, const ProfileRow& other)
{
    row.basic.x |= other.basic.x;
    row.basic.z |= other.basic.z;
    row.basic.d |= other.basic.d;
    row.basic.u |= other.basic.u;
    row.basic.k &= other.basic.k;
    row.basic.c &= other.basic.c;
    for (std::size_t i = 0; i < kProfileOptions; ++i) {
        auto& mine = row.options[i];
        const auto& theirs = other.options[i];
        if (mine.k != theirs.k || mine.c != theirs.c)
            mine = {};
    }
}

}  // namespace

struct Tables::Data {
    TagTable<DictionaryEntry> dictionary;
    TagTable<ProfileRow> profile;
    std::optional<ProfileRow> private_row;
    std::vector<SafePrivate> safe_private;
    std::vector<Concept> concepts;
    std::vector<Uid> uids;
    TypeTable types;

    Result<void> load_dictionary(std::string_view text);
    Result<void> load_profile(std::string_view text);
    Result<void> load_safe_private(std::string_view text);
    Result<void> load_concepts(std::string_view text);
    Result<void> load_uids(std::string_view text);
    [[nodiscard]] const Uid* find_uid(std::string_view uid) const;
};

Result<void> Tables::Data::load_dictionary(std::string_view text)
{
    TableReader reader(text, "dictionary.tsv");
    while (reader.next()) {
        if (!reader.has(4))
            return reader.broken("a row has the wrong number of columns");
        const auto& cells = reader.cells();
        const auto pattern = tag_pattern(cells[0]);
        const auto vrs = representations(cells[1]);
        const auto most = decimal(cells[2]);
        if (!pattern || !vrs || !most || cells[3].empty())
            return reader.broken("not a tag, its VRs, its greatest VM and a keyword");
        if (!dictionary.add(*pattern, { *vrs, std::string(cells[3]), *most }))
            return reader.broken("a tag stands twice or out of order");
    }
    return reader.finish();
}

Result<void> Tables::Data::load_profile(std::string_view text)
{
    constexpr std::size_t kFirstOption = 4;
    TableReader reader(text, "confidentiality.tsv");
    while (reader.next()) {
        if (!reader.has(kFirstOption + kProfileOptions))
            return reader.broken("a row has the wrong number of columns");
        const auto& cells = reader.cells();
        auto row = profile_row(cells[2], cells[3], std::span(cells).subspan(kFirstOption));
        if (!row)
            return reader.broken("an action code or a kind of identifier that nobody knows");
        if (cells[0] == kPrivateRow) {
            private_row = row;
            continue;
        }
        const auto pattern = tag_pattern(cells[0]);
        if (!pattern)
            return reader.broken("not a tag");
        if (!profile.add(*pattern, *row))
            return reader.broken("a tag stands twice or out of order");
    }
    if (!private_row)
        return reader.broken("there is no row for private attributes");
    return reader.finish();
}

Result<void> Tables::Data::load_safe_private(std::string_view text)
{
    TableReader reader(text, "safe_private.tsv");
    while (reader.next()) {
        if (!reader.has(5))
            return reader.broken("a row has the wrong number of columns");
        const auto& cells = reader.cells();
        const auto group = hexadecimal(cells[1], 4);
        const auto element = hexadecimal(cells[2], 2);
        const auto vrs = representations(cells[3]);
        if (cells[0].empty() || !group || (*group & 1U) == 0 || !element || (!vrs && !cells[3].empty()))
            return reader.broken("not a private creator, an odd group, an element's low byte and a VR");
        // Five rows of the table give no VR. Nobody can tell whether such a value is what the table means, so it is not safe.
        if (vrs)
            safe_private.push_back({ place_of(*group, *element), std::string(cells[0]), vrs->front() });
    }
    std::sort(safe_private.begin(), safe_private.end(),
        [](const auto& a, const auto& b) { return std::tie(a.place, a.creator) < std::tie(b.place, b.creator); });
    return reader.finish();
}

Result<void> Tables::Data::load_concepts(std::string_view text)
{
    constexpr std::size_t kFirstOption = 6;
    TableReader reader(text, "sr_concepts.tsv");
    while (reader.next()) {
        if (!reader.has(kFirstOption + kProfileOptions))
            return reader.broken("a row has the wrong number of columns");
        const auto& cells = reader.cells();
        const auto row = profile_row(cells[4], cells[5], std::span(cells).subspan(kFirstOption));
        if (!row || cells[0].empty() || cells[1].empty())
            return reader.broken("not a code, an action code and a kind of identifier");
        Concept read { std::string(cells[0]), std::string(cells[1]), *row };
        if (!concepts.empty() && concepts.back().name() > read.name())
            return reader.broken("a code stands out of order");
        if (!concepts.empty() && concepts.back().name() == read.name())
            merge(concepts.back().row, *row);
        else
            concepts.push_back(std::move(read));
    }
    return reader.finish();
}

Result<void> Tables::Data::load_uids(std::string_view text)
{
    TableReader reader(text, "uids.tsv");
    while (reader.next()) {
        if (!reader.has(3))
            return reader.broken("a row has the wrong number of columns");
        const auto& cells = reader.cells();
        if (cells[0].empty() || cells[0].find_first_not_of("0123456789.") != std::string_view::npos || cells[1].empty())
            return reader.broken("not a UID and its type");
        if (!uids.empty() && uids.back().uid >= cells[0])
            return reader.broken("a UID stands twice or out of order");
        uids.push_back({ std::string(cells[0]), cells[1] == "SOP Class" || cells[1] == "Private SOP Class" });
    }
    return reader.finish();
}

const Uid* Tables::Data::find_uid(std::string_view uid) const
{
    const auto found
        = std::lower_bound(uids.begin(), uids.end(), uid, [](const Uid& entry, std::string_view wanted) { return entry.uid < wanted; });
    return found != uids.end() && found->uid == uid ? &*found : nullptr;
}

Tables::Tables(std::unique_ptr<Data> data)
    : m_data(std::move(data))
{
}
Tables::Tables(Tables&&) noexcept = default;
Tables& Tables::operator=(Tables&&) noexcept = default;
Tables::~Tables() = default;

Result<Tables> Tables::load(const Texts& texts)
{
    auto data = std::make_unique<Data>();
    TRY(data->load_dictionary(texts.dictionary));
    TRY(data->load_profile(texts.confidentiality));
    TRY(data->load_safe_private(texts.safe_private));
    TRY(data->load_concepts(texts.concepts));
    TRY(data->load_uids(texts.uids));
    data->types = TRY(TypeTable::load(texts.types));
    return Tables(std::move(data));
}

const DictionaryEntry* Tables::dictionary(Tag tag) const
{
    const unsigned low = tag.group & 0xFFU;
    const unsigned high = tag.group >> 8U;
    // PS3.5 7.6: repeating groups end at 501E and 601E; what stands above was never defined.
    if (tag.is_private() || ((high == 0x50 || high == 0x60) && low > 0x1E))
        return nullptr;
    return m_data->dictionary.find(tag);
}

const ProfileRow* Tables::profile(Tag tag) const { return tag.is_private() ? &*m_data->private_row : m_data->profile.find(tag); }

Vr Tables::safe_private(std::string_view creator, std::uint16_t group, std::uint8_t element) const
{
    const auto wanted = std::make_tuple(place_of(group, element), creator);
    const auto found = std::lower_bound(m_data->safe_private.begin(), m_data->safe_private.end(), wanted,
        [](const SafePrivate& entry, const auto& place) { return std::make_tuple(entry.place, std::string_view(entry.creator)) < place; });
    const bool safe = found != m_data->safe_private.end() && found->place == std::get<0>(wanted) && found->creator == creator;
    return safe ? found->vr : Vr::None;
}

const ProfileRow* Tables::concept_row(std::string_view scheme, std::string_view code) const
{
    const auto wanted = std::tuple(scheme, code);
    const auto found = std::lower_bound(m_data->concepts.begin(), m_data->concepts.end(), wanted,
        [](const Concept& entry, const auto& name) { return entry.name() < name; });
    return found != m_data->concepts.end() && found->name() == wanted ? &found->row : nullptr;
}

AttributeType Tables::type_of(std::string_view sop_class, Tag parent, Tag tag) const { return m_data->types.find(sop_class, parent, tag); }

bool Tables::is_registered_uid(std::string_view uid) const { return uid.starts_with(kRegisteredRoot) && m_data->find_uid(uid) != nullptr; }

bool Tables::is_sop_class(std::string_view uid) const
{
    const auto* const entry = m_data->find_uid(uid);
    return entry != nullptr && entry->sop_class;
}

}  // namespace imprimatur::dicom
