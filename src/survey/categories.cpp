#include "survey/categories.h"

#include "imprimatur/model/identifier.h"

#include <algorithm>
#include <toml++/toml.h>

namespace imprimatur::survey {

namespace {

Error malformed(std::string what, std::string_view where)
{
    return { ErrorCode::Malformed, std::move(what), "policy/survey/categories.toml, " + std::string(where), "correct the category" };
}

std::set<std::string> texts(const toml::table& row, std::string_view key)
{
    std::set<std::string> found;
    if (const auto* list = row[key].as_array()) {
        for (const auto& item : *list)
            found.insert(item.value_or(std::string()));
    }
    return found;
}

bool any_in(const Counts& counts, const std::set<std::string>& names)
{
    return std::ranges::any_of(counts, [&](const auto& each) { return names.contains(each.first); });
}

Result<Category> read_category(const toml::table& row)
{
    Category category { .id = row["id"].value_or(std::string()),
        .name = row["name"].value_or(std::string()),
        .labels = texts(row, "labels"),
        .rules = texts(row, "rules"),
        .kinds = texts(row, "kinds"),
        .study = row["study"].value<double>() };
    if (category.id.empty() || category.name.empty() || (category.labels.empty() && category.rules.empty() && category.kinds.empty()))
        return malformed("a category needs id, name and one of labels, rules and kinds", category.id);
    for (const auto& kind : category.kinds) {
        if (!identifier_kind(kind))
            return malformed("there is no identifier kind " + kind, category.id);
    }
    return category;
}

}  // namespace

bool Category::holds(const PostRecord& record) const
{
    return any_in(record.labels, labels) || any_in(record.rules, rules) || any_in(record.images.kinds, kinds)
        || any_in(record.images.rules, rules);
}

Result<Categories> Categories::load(std::string_view toml)
{
    const auto document = [&]() -> Result<toml::table> {
        try {
            return toml::parse(toml);
        } catch (const toml::parse_error& problem) {
            return malformed(std::string(problem.description()), "line " + std::to_string(problem.source().begin.line));
        }
    }();
    if (!document.ok())
        return document.error();
    Categories categories;
    if (const auto* rows = (*document)["category"].as_array()) {
        for (const auto& node : *rows) {
            if (!node.is_table())
                return malformed("a category must be a table", "category");
            categories.all.push_back(TRY(read_category(*node.as_table())));
        }
    }
    const auto study = (*document)["study"];
    categories.study = { study["name"].value_or(std::string()), static_cast<std::size_t>(study["posts"].value_or(std::int64_t { 0 })),
        study["at_risk"].value_or(0.0), study["non_compliant"].value_or(0.0), study["accounts_at_risk"].value_or(0.0) };
    if (categories.all.empty() || categories.study.name.empty())
        return malformed("there is no category, or no study", "category");
    return categories;
}

}  // namespace imprimatur::survey
