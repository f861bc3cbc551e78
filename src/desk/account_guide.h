// The texts of policy/account: settings by platform and statements for the profile by language and jurisdiction.
#pragma once

#include "imprimatur/model/account.h"
#include "imprimatur/result.h"

#include <string_view>
#include <vector>

namespace imprimatur::desk {

struct PlatformGuide {
    std::string name;
    std::vector<AccountSetting> settings;
};

struct ProfileStatement {
    std::string language;
    std::string jurisdiction;
    std::string text;
    bool reviewed = false;
};

struct AccountGuide {
    std::vector<PlatformGuide> platforms;
    std::vector<ProfileStatement> statements;  ///< with one for en, general

    /// An unknown key, an empty text or a missing English statement is an Error.
    static Result<AccountGuide> load(std::string_view platforms_toml, std::string_view statements_toml);
};

}  // namespace imprimatur::desk
