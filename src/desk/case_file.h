// Case and account files (TOML, docs/case.md).
#pragma once

#include "imprimatur/desk.h"

namespace imprimatur::desk {

/// Paths in the file are relative to `folder`. `caption_file` and `account_file` are left to the caller as paths.
struct CaseFile {
    CaseRequest request;
    std::filesystem::path caption_file;
    std::filesystem::path account_file;
};
Result<CaseFile> parse_case(std::string_view toml, const std::filesystem::path& folder);
Result<Account> parse_account(std::string_view toml);

}  // namespace imprimatur::desk
