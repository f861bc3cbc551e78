#include "survey/categories.h"

#include "imprimatur/model/identifier.h"
#include "survey/policy_rows.h"

#include <algorithm>

namespace imprimatur::survey {

namespace {

bool any_in(const Counts& counts, const std::set<std::string>& names)
{
    return std::ranges::any_of(counts, [&](const auto& each) { return names.contains(each.first); });
}

std::set<std::string> names(const PolicyRow& row, std::string_view key)
{
    const auto texts = row.texts(key);
    return { texts.begin(), texts.end() };
}

Result<Category> read_category(const PolicyRow& row, const PolicyRows& file)
{
    Category category { .id = row.text("id"),
        .name = row.text("name"),
        .labels = names(row, "labels"),
        .rules = names(row, "rules"),
        .kinds = names(row, "kinds"),
        .study = row.number("study") };
    if (category.id.empty() || category.name.empty() || (category.labels.empty() && category.rules.empty() && category.kinds.empty()))
        return file.malformed("a category needs id, name and one of labels, rules and kinds", category.id);
    for (const auto& kind : category.kinds) {
        if (!identifier_kind(kind))
            return file.malformed("there is no identifier kind " + kind, category.id);
    }
    return category;
}

Study read_study(const PolicyRow& row)
{
    const auto per_cent = [&row](std::string_view key) { return row.number(key).value_or(0); };
    return { row.text("name"), static_cast<std::size_t>(row.count("posts").value_or(0)), per_cent("at_risk"), per_cent("non_compliant"),
        per_cent("accounts_at_risk") };
}

}  // namespace

bool Category::holds(const PostRecord& record) const
{
    return any_in(record.labels, labels) || any_in(record.rules, rules) || any_in(record.images.kinds, kinds)
        || any_in(record.images.rules, rules);
}

Result<Categories> Categories::load(std::string_view toml)
{
    const auto file = TRY(PolicyRows::parse(toml, "categories.toml", "category"));
    Categories categories;
    for (const auto& row : TRY(file.rows()))
        categories.all.push_back(TRY(read_category(row, file)));
    if (const auto study = file.table("study"))
        categories.study = read_study(*study);
    if (categories.all.empty() || categories.study.name.empty())
        return file.malformed("there is no category, or no study", "category");
    return categories;
}

}  // namespace imprimatur::survey
