#include "dicom/tables_types.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace imprimatur::dicom {

namespace {

/// The columns of the table, in its order.
constexpr std::array kTypes { AttributeType::Type1, AttributeType::Type1C, AttributeType::Type2, AttributeType::Type2C,
    AttributeType::Type3 };

/// PS3.5 7.6: the overlays in 6000, 6002 ... 601E have the same attributes; the table writes the first of them.
std::uint32_t written(Tag tag)
{
    const bool repeats = (tag.group & 0xFF00U) == 0x6000U || (tag.group & 0xFF00U) == 0x5000U;
    if (repeats && !tag.is_private())
        tag.group &= 0xFF00U;
    return tag.number();
}

std::uint64_t place_of(std::uint32_t parent, std::uint32_t tag) { return static_cast<std::uint64_t>(parent) << 32U | tag; }

}  // namespace

/// Rows only refer to earlier rows: items, modules, IODs, SOP classes.
class TypeLoader {
public:
    explicit TypeLoader(std::string_view text)
        : m_reader(text, "iod_types.tsv")
    {
    }
    Result<TypeTable> load();

private:
    struct Typed {
        std::uint32_t tag;
        AttributeType type;
    };
    struct Saying {
        std::uint64_t place;
        AttributeType type;
        std::uint16_t module;
    };
    Result<void> row();
    Result<void> items();
    Result<void> module();
    Result<void> iod();
    Result<void> sop_class();
    /// The five columns of tags from the cell on.
    Result<std::vector<Typed>> typed(std::size_t cell) const;
    void collect();

    TableReader m_reader;
    TypeTable m_table;
    std::vector<std::vector<Typed>> m_items;
    std::map<std::string_view, std::uint16_t> m_modules;
    std::map<std::string_view, std::size_t> m_iods;
    std::vector<Saying> m_sayings;
};

Result<TypeTable> TypeLoader::load()
{
    while (m_reader.next())
        TRY(row());
    TRY(m_reader.finish());
    if (m_table.m_classes.empty())
        return m_reader.broken("the table names no SOP class");
    collect();
    return std::move(m_table);
}

Result<void> TypeLoader::row()
{
    const auto what = m_reader.cells().front();
    if (what == "items" && m_reader.has(2 + kTypes.size()))
        return items();
    if (what == "module" && m_reader.has(3 + kTypes.size()))
        return module();
    if (what == "iod" && m_reader.has(3))
        return iod();
    if (what == "class" && m_reader.has(3))
        return sop_class();
    return m_reader.broken("not a row of items, a module, an IOD or a SOP class");
}

Result<std::vector<TypeLoader::Typed>> TypeLoader::typed(std::size_t cell) const
{
    std::vector<Typed> attributes;
    for (const auto type : kTypes) {
        auto tags = m_reader.cells()[cell++];
        while (!tags.empty()) {
            const auto tag = hexadecimal(take(tags, ' '), 8);
            if (!tag)
                return m_reader.broken("not a tag");
            attributes.push_back({ *tag, type });
        }
    }
    return attributes;
}

Result<void> TypeLoader::items()
{
    if (decimal(m_reader.cells()[1]) != m_items.size())
        return m_reader.broken("the items are not numbered in order");
    auto attributes = TRY(typed(2));
    m_items.push_back(std::move(attributes));
    return {};
}

Result<void> TypeLoader::module()
{
    const auto number = static_cast<std::uint16_t>(m_modules.size());
    if (number >= TypeTable::kMaxModules)
        return m_reader.broken("more modules than PS3.3 has");
    if (!m_modules.emplace(m_reader.cells()[1], number).second)
        return m_reader.broken("a module stands twice");
    const auto attributes = TRY(typed(2));
    for (const auto& attribute : attributes)
        m_sayings.push_back({ place_of(0, attribute.tag), attribute.type, number });
    auto references = m_reader.cells().back();
    while (!references.empty()) {
        auto reference = take(references, ' ');
        const auto sequence = hexadecimal(take(reference, ':'), 8);
        const auto items = decimal(reference);
        if (!sequence || !items || *items >= m_items.size())
            return m_reader.broken("not a sequence and the number of its items");
        for (const auto& attribute : m_items[*items])
            m_sayings.push_back({ place_of(*sequence, attribute.tag), attribute.type, number });
    }
    return {};
}

Result<void> TypeLoader::iod()
{
    if (!m_iods.emplace(m_reader.cells()[1], m_table.m_iods.size()).second)
        return m_reader.broken("an IOD stands twice");
    TypeTable::Modules modules;
    auto names = m_reader.cells()[2];
    while (!names.empty()) {
        const auto module = m_modules.find(take(names, ' '));
        if (module == m_modules.end())
            return m_reader.broken("a module that is not in the table");
        modules.set(module->second);
    }
    m_table.m_any |= modules;
    m_table.m_iods.push_back(modules);
    return {};
}

Result<void> TypeLoader::sop_class()
{
    const auto iod = m_iods.find(m_reader.cells()[2]);
    if (iod == m_iods.end())
        return m_reader.broken("an IOD that is not in the table");
    std::string uid(m_reader.cells()[1]);
    if (!m_table.m_classes.empty() && m_table.m_classes.back().first >= uid)
        return m_reader.broken("a SOP class stands twice or out of order");
    m_table.m_classes.emplace_back(std::move(uid), iod->second);
    return {};
}

void TypeLoader::collect()
{
    // By place, the strictest Type first.
    std::sort(m_sayings.begin(), m_sayings.end(),
        [](const Saying& a, const Saying& b) { return std::tie(a.place, b.type, a.module) < std::tie(b.place, a.type, b.module); });
    auto& claims = m_table.m_claims;
    for (const auto& saying : m_sayings) {
        if (claims.empty() || claims.back().place != saying.place || claims.back().type != saying.type)
            claims.push_back({ saying.place, saying.type, {} });
        claims.back().modules.set(saying.module);
    }
}

Result<TypeTable> TypeTable::load(std::string_view text) { return TypeLoader(text).load(); }

AttributeType TypeTable::find(std::string_view sop_class, Tag parent, Tag tag) const
{
    const auto known = std::lower_bound(
        m_classes.begin(), m_classes.end(), sop_class, [](const auto& entry, std::string_view uid) { return entry.first < uid; });
    const bool unknown = known == m_classes.end() || known->first != sop_class;
    const auto& modules = unknown ? m_any : m_iods[known->second];
    const auto place = place_of(written(parent), written(tag));
    auto claim = std::lower_bound(
        m_claims.begin(), m_claims.end(), place, [](const Claim& entry, std::uint64_t wanted) { return entry.place < wanted; });
    for (; claim != m_claims.end() && claim->place == place; ++claim) {
        if ((claim->modules & modules).any())
            return claim->type;
    }
    return AttributeType::NotInIod;
}

}  // namespace imprimatur::dicom
