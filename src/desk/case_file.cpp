#include "desk/case_file.h"

#include "desk/toml_fields.h"

namespace imprimatur::desk {

namespace {

Result<void> read_account_fields(TomlFields& fields, Account& account)
{
    TRY(fields.text("name", account.name));
    TRY(fields.text("handle", account.handle));
    TRY(fields.text("bio", account.bio));
    TRY(fields.text("location", account.location));
    TRY(fields.text("visibility", account.visibility));
    TRY(fields.text("role", account.role));
    TRY(fields.text("workplace", account.workplace));
    TRY(fields.text("who_may_tag", account.who_may_tag));
    const auto& seen_by = account.visibility;
    if (!seen_by.empty() && seen_by != "public" && seen_by != "followers" && seen_by != "closed_group")
        return Error { ErrorCode::Malformed, "'visibility' must be public, followers or closed_group", "visibility", {} };
    const auto& who = account.who_may_tag;
    if (!who.empty() && who != "everyone" && who != "followers" && who != "nobody")
        return Error { ErrorCode::Malformed, "'who_may_tag' must be everyone, followers or nobody", "who_may_tag", {} };
    return fields.no_other_keys();
}

void add_paths(std::vector<std::filesystem::path>& paths, const std::vector<std::string>& texts, const std::filesystem::path& folder)
{
    for (const auto& text : texts)
        paths.push_back(folder / text);
}

}  // namespace

Result<CaseFile> parse_case(std::string_view toml, const std::filesystem::path& folder)
{
    auto fields = TRY(TomlFields::parse(toml, "the case file"));
    CaseFile file;
    CaseRequest& request = file.request;
    std::vector<std::string> files;
    std::vector<std::string> consents;
    std::string attestation;
    std::string caption_file;
    std::string account_file;
    TRY(fields.texts("files", files));
    TRY(fields.text("purpose", request.purpose));
    TRY(fields.text("platform", request.platform));
    TRY(fields.text("audience", request.audience));
    TRY(fields.text("caption", request.post.caption));
    TRY(fields.text("caption_file", caption_file));
    TRY(fields.text("alt_text", request.post.alt_text));
    TRY(fields.text("hashtags", request.post.hashtags));
    TRY(fields.text("account_file", account_file));
    TRY(fields.texts("consent", consents));
    TRY(fields.text("attest", attestation));
    TRY(fields.texts("policy", request.policies));
    TRY(fields.texts("keep", request.keep));
    TRY(fields.texts("fill", request.fill));
    TRY(fields.texts("leave", request.leave));
    auto account = TRY(fields.table("account"));
    TRY(fields.no_other_keys());
    if (account) {
        TRY(read_account_fields(*account, request.post.account));
        request.account_given = true;
    }
    add_paths(request.files, files, folder);
    add_paths(request.consents, consents, folder);
    if (!attestation.empty())
        request.attestation = folder / attestation;
    if (!caption_file.empty())
        file.caption_file = folder / caption_file;
    if (!account_file.empty())
        file.account_file = folder / account_file;
    return file;
}

Result<Account> parse_account(std::string_view toml)
{
    auto fields = TRY(TomlFields::parse(toml, "the account file"));
    Account account;
    TRY(read_account_fields(fields, account));
    return account;
}

}  // namespace imprimatur::desk
