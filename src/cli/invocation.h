// The command line, understood: which command and with what. No library's types.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace imprimatur::cli {

using Words = std::vector<std::string>;

struct ClearWords {
    std::string case_file;
    std::optional<std::string> purpose;
    std::optional<std::string> platform;
    std::optional<std::string> audience;
    std::optional<std::string> caption;  ///< text, or @FILE
    std::optional<std::string> alt_text;
    std::string account;
    Words consents;
    std::string attestation;
    Words policies;
    Words packs;
    Words keep;
    Words fill;
    Words leave;
    bool fast = false;
    bool thorough = false;
    std::string out;
    Words files;
};

struct RedactWords {
    std::string as = "image";
    bool tags_only = false;
    bool fast = false;
    bool thorough = false;
    bool peel = false;
    bool elements = false;
    Words keep;
    Words fill;
    Words leave;
    Words with;
    Words without;
    std::string longitudinal;
    std::string out;
    Words files;
};

struct SignWords {
    std::string request;
    std::string out;
    Words as;
    Words informed_of;
    std::string group = "adult";
    std::string form_location;
    std::string authority;
    bool capacity = false;
    bool assent = false;
    bool saw_images = false;
    bool copy_given = false;
    bool refuse = false;
};

struct SurveyWords {
    std::string input;
    std::string out;
    std::string images;
    bool no_images = false;
    std::string shard;  ///< "2/8"
    std::size_t sample = 0;
    Words shards;  ///< survey merge
    std::string sheet;  ///< survey kappa
    std::string posts;
};

struct Invocation {
    std::string command;  ///< "clear", "policy check"

    bool json = false;
    bool quiet = false;
    std::string models;
    std::string state;
    std::string share;
    unsigned jobs = 0;  ///< 0: as many as there are processors
    std::string as_of;

    ClearWords clear;
    RedactWords redact;
    SignWords sign;
    SurveyWords survey;
    Words files;  ///< inspect
    std::string picture;
    bool fast = false;
    bool thorough = false;
    std::string file;  ///< screen, verify, consent show
    bool rules_alone = false;  ///< screen
    bool offline = false;
    std::string pack = "all";  ///< policy check
    std::string rule;
    std::string before;
    std::string after;
    std::string release;
    std::string platform;  ///< posted, account
    std::string language = "en";  ///< account
    std::string jurisdiction;
    std::string address;
    std::string by;
    std::string listen = "127.0.0.1:8080";
    std::string shell;
};

}  // namespace imprimatur::cli
