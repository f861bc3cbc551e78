// Policy as data: packs of rules over a closed list of named facts, combined as XACML does, deny overrides.
// A Permit can be made by decide/ alone.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur {

/// Unknown is what a check that could not run leaves behind. It triggers every rule that refuses and none that permits.
enum class Truth { No, Yes, Unknown };

struct Fact {
    Truth truth = Truth::Unknown;
    std::string evidence;  ///< one sentence for the decision page, no patient data
};
using Facts = std::map<std::string, Fact, std::less<>>;

/// All of `all`, at least one of `any` (when there are any), none of `none`.
struct Condition {
    std::vector<std::string> all;
    std::vector<std::string> any;
    std::vector<std::string> none;
};

enum class Effect { Permit, Obligate, Refer, Deny };
std::string_view to_string(Effect effect);

struct Citation {
    std::string source;  ///< "45 CFR 164.514(b)(2)(i)(C)"'s document: "45 CFR 164.514"
    std::string pinpoint;  ///< "(b)(2)(i)(C)"
    std::string status;  ///< current, retired, draft, superseded, unverified
    std::string reviewed_on;
};

struct Rule {
    std::string id;  ///< "hipaa.dates"
    Condition when;
    Effect effect = Effect::Deny;
    std::string obligation;  ///< what has to be done, for Obligate
    std::string requirement;  ///< "GATE-1", "LAW-HIPAA"
    Citation cite;
    std::string why;
    std::string remedy;
};

/// Two sources that differ and which rule governs here (GATE-4).
struct Disagreement {
    std::string about;
    std::string positions;
    std::string governs;
};

struct PolicyPack {
    std::string id;
    std::string version;
    std::string title;
    std::string in_force_from;
    std::string in_force_until;  ///< empty: open
    bool local = false;  ///< an institution's own: may tighten, never loosen (LAW-LOCAL)
    std::vector<Rule> rules;
    std::vector<Disagreement> disagreements;
    std::string sha256;  ///< hex, of the pack's bytes
    std::int64_t minimum_delay_days = 0;  ///< between examination and post; of several packs the longest counts
};

/// A pack that was asked for and could not be used. Its presence alone denies (GATE-3).
struct PackFailure {
    std::string pack;
    std::string problem;  ///< "line 12: unknown fact 'x'"
};

enum class Verdict { Permit, PermitWithObligations, Refer, Deny };
std::string_view to_string(Verdict verdict);

struct Reason {
    std::string pack;
    std::string rule;
    Effect effect = Effect::Deny;
    std::string requirement;
    Citation cite;
    std::string why;
    std::string remedy;
    std::vector<std::string> triggered_by;  ///< "words.age_exact: caption, characters 3 to 6"
};

/// Rules of several regimes often stand against the same thing. People want to read it once, with every source below.
struct ReasonGroup {
    std::string fact;  ///< what triggered them all: "words.age_exact"
    std::vector<const Reason*> reasons;  ///< strictest first; point into the vector that was grouped
};

/// In the order of the strictest reason of each group. Every reason is in exactly one group.
std::vector<ReasonGroup> group_reasons(const std::vector<Reason>& reasons);

/// One of the three questions of GATE-1. Unanswered means no.
struct Question {
    std::string id;  ///< educational_value, irreversibly_anonymised, explicit_consent
    std::string text;
    bool yes = false;
    std::vector<std::string> evidence;
};

struct Decision {
    Verdict verdict = Verdict::Deny;
    std::array<Question, 3> questions;
    std::vector<Reason> reasons;  ///< why not, strictest first; for a permit the rules that permit
    std::vector<Reason> obligations;
    std::vector<Disagreement> disagreements;
    std::vector<std::string> packs;  ///< "hipaa@2026.1 sha256:..."
    std::string as_of;  ///< ISO 8601 UTC
};

namespace decide {
class Permitter;
}

/// Proof that a decision permitted. Only decide/ makes one, release/ asks for one.
class Permit {
public:
    [[nodiscard]] const Decision& decision() const { return m_decision; }

private:
    friend class decide::Permitter;
    explicit Permit(Decision decision)
        : m_decision(std::move(decision))
    {
    }
    Decision m_decision;
};

}  // namespace imprimatur
