// Does a post say that the patient agreed? What it says, not whether it is so: it changes no class and permits nothing.
#pragma once

#include "caption/pattern.h"
#include "imprimatur/model/words.h"
#include "imprimatur/result.h"
#include "survey/policy_rows.h"

#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::survey {

class ConsentMentions {
public:
    /// policy/survey/consent.toml. Refuses a rule without examples of both kinds and one that its examples contradict.
    static Result<ConsentMentions> load(std::string_view toml);

    /// In caption, alternative text or hashtags. A sentence that also says otherwise ("no consent") does not count. A text that could not
    /// be searched to its end says nothing.
    [[nodiscard]] bool mentioned(const Post& post) const;
    /// Text must be well-formed UTF-8.
    [[nodiscard]] bool mentioned(std::string_view text) const;

private:
    struct Rule {
        std::string id;
        std::vector<caption::Pattern> says;
        std::vector<caption::Pattern> unless;
    };
    [[nodiscard]] static bool says(const Rule& rule, std::string_view sentence);
    static Result<Rule> read_rule(const PolicyRow& row, const PolicyRows& file);

    std::vector<Rule> m_rules;
};

}  // namespace imprimatur::survey
