// What an account gives away beside every case it shows, and what can be done about it (ACC-CONTEXT, ACC-STATEMENT).
#pragma once

#include "imprimatur/model/words.h"

#include <string>
#include <vector>

namespace imprimatur {

struct AccountQuestion {
    Account account;
    std::string platform;  ///< "instagram"; empty or unknown: no settings can be named
    std::string language = "en";  ///< of the statement: en, es, fr, de, hi
    std::string jurisdiction;  ///< general, uk, us, eu, in; empty is general
};

/// Something in the profile that ties the patients it shows to a place or to a few people. Where, not what it says.
struct AccountTie {
    std::string where;  ///< "bio, characters 14 to 40"
    std::string what;
    std::string remedy;
};

struct AccountSetting {
    std::string what;
    std::string where;  ///< the way through the menus
    std::string why;
    std::string source;
    bool verified = false;  ///< somebody clicked through it
};

struct AccountAdvice {
    std::vector<AccountTie> ties;
    std::string platform;
    std::vector<AccountSetting> settings;  ///< empty: nothing is known about the platform
    std::string statement;  ///< to paste into the profile
    std::string language;  ///< of the statement: the one asked for, else English
    std::string jurisdiction;
    bool statement_reviewed = false;  ///< by a native speaker who knows the law
};

}  // namespace imprimatur
