// The words of a post and what was found in them. Labels are those of the labelling guide (docs/words-labels.md).
#pragma once

#include "imprimatur/model/finding.h"

#include <string>
#include <string_view>
#include <vector>

namespace imprimatur {

struct Account {
    std::string name;
    std::string handle;
    std::string bio;
    std::string location;
    std::string visibility;  ///< public, followers, closed_group, ""
    std::string role;  ///< what its owner says to be: "radiographer"
    std::string workplace;  ///< where they work, when the profile or anything public tells it
    std::string who_may_tag;  ///< everyone, followers, nobody, ""
};

struct Post {
    std::string id;
    std::string platform;
    Account account;
    std::string caption;
    std::string alt_text;
    std::string hashtags;
    std::string file_name;
    std::string reply_to;
    std::size_t unread_fields = 0;  ///< of the input, that are none of these and nothing known beside them: nobody screened their words
};

/// One place in one field. Offsets are Unicode code points of the original text, end exclusive.
struct Span {
    std::string field;
    std::size_t start = 0;
    std::size_t end = 0;
    std::string label;  ///< AGE_EXACT, DATE_REL, INSTITUTION ...
    std::string rule;  ///< id of the rule that found it
    IdentifierKind kind = IdentifierKind::FreeText;
};

enum class PostClass { Compliant, AtRisk, NonCompliant };
std::string_view to_string(PostClass post_class);

struct Screening {
    PostClass post_class = PostClass::AtRisk;
    bool about_patient = true;  ///< in doubt yes
    bool read_twice = false;  ///< the learned reader read it too, not the rules alone
    std::vector<Span> spans;
    std::string rewrite;  ///< safer caption; equal to the caption when nothing had to change
    bool rewrite_passes = false;  ///< the rewrite was screened again and holds no identifier
    std::vector<std::string> cannot_fix;  ///< why a rewrite alone does not help, for people
    std::string foreign_script;  ///< of much of it, which no reader knows well ("Thai"); such a post is never Compliant
};

}  // namespace imprimatur
