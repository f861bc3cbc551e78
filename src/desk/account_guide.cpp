#include "desk/account_guide.h"

#include "desk/toml_fields.h"

#include <algorithm>

namespace imprimatur::desk {

namespace {

constexpr std::string_view kPlatforms = "account/platforms.toml";
constexpr std::string_view kStatements = "account/statements.toml";

Error empty_text(std::string_view file, std::string_view what)
{
    return { ErrorCode::Malformed, "a text is empty: " + std::string(what), std::string(file), "correct the policy file" };
}

Result<AccountSetting> setting_of(TomlFields fields)
{
    AccountSetting setting;
    TRY(fields.text("what", setting.what));
    TRY(fields.text("where", setting.where));
    TRY(fields.text("why", setting.why));
    TRY(fields.text("source", setting.source));
    TRY(fields.flag("verified", setting.verified));
    TRY(fields.no_other_keys());
    for (const auto* text : { &setting.what, &setting.where, &setting.why, &setting.source }) {
        if (text->empty())
            return empty_text(kPlatforms, "a setting has what, where, why and source");
    }
    return setting;
}

Result<PlatformGuide> platform_of(TomlFields fields)
{
    PlatformGuide platform;
    TRY(fields.text("name", platform.name));
    auto settings = TRY(fields.tables("setting"));
    TRY(fields.no_other_keys());
    if (platform.name.empty())
        return empty_text(kPlatforms, "a platform has a name");
    for (auto& setting : settings)
        platform.settings.push_back(TRY(setting_of(std::move(setting))));
    return platform;
}

Result<ProfileStatement> statement_of(TomlFields fields)
{
    ProfileStatement statement;
    TRY(fields.text("language", statement.language));
    TRY(fields.text("jurisdiction", statement.jurisdiction));
    TRY(fields.text("text", statement.text));
    TRY(fields.flag("reviewed", statement.reviewed));
    TRY(fields.no_other_keys());
    if (statement.language.empty() || statement.jurisdiction.empty() || statement.text.empty())
        return empty_text(kStatements, "a statement has language, jurisdiction and text");
    return statement;
}

template <typename T>
Result<std::vector<T>> all_of(std::string_view toml, std::string_view file, std::string_view key, Result<T> (*read)(TomlFields))
{
    auto document = TRY(TomlFields::parse(toml, file));
    auto tables = TRY(document.tables(key));
    TRY(document.no_other_keys());
    std::vector<T> all;
    all.reserve(tables.size());
    for (auto& fields : tables)
        all.push_back(TRY(read(std::move(fields))));
    return all;
}

}  // namespace

Result<AccountGuide> AccountGuide::load(std::string_view platforms_toml, std::string_view statements_toml)
{
    AccountGuide guide;
    guide.platforms = TRY(all_of(platforms_toml, kPlatforms, "platform", platform_of));
    guide.statements = TRY(all_of(statements_toml, kStatements, "statement", statement_of));
    const auto english = [](const ProfileStatement& one) { return one.language == "en" && one.jurisdiction == "general"; };
    if (std::none_of(guide.statements.begin(), guide.statements.end(), english))
        return empty_text(kStatements, "there is no statement in English for anywhere");
    return guide;
}

}  // namespace imprimatur::desk
