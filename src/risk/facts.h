// What is disclosed about one patient, as far as the estimate needs it: every factor of lambda with its source.
#pragma once

#include "imprimatur/model/risk.h"
#include "imprimatur/model/words.h"

#include <optional>
#include <string>
#include <vector>

namespace imprimatur::risk {

enum class ConditionKind { Acute, Chronic, Procedure };

/// Years lived, both ends included. Weeks and months are year 0.
struct AgeRange {
    int from = 0;
    int to = 125;
    friend bool operator==(const AgeRange&, const AgeRange&) = default;
};

enum class Sex { Unknown, Male, Female };

struct RiskFacts {
    std::optional<double> population;  ///< smallest population that is disclosed or known; none: the country's
    std::string population_source;
    std::string country;  ///< name or ISO code; empty: unknown, N = 5 million

    std::string condition;  ///< a name that the tables know; empty: unknown, 1e-5
    std::optional<double> rate;  ///< per person and year (acute, procedure) or prevalence (chronic); none: the table's
    std::optional<ConditionKind> kind;
    std::optional<double> rate_gsd;
    std::optional<double> relative_risk;  ///< of the age band, RR in the formula; none: the table's for condition and age

    std::optional<double> days;  ///< width of the time window; none: 90 days, because the time of posting leaks
    std::string days_source;
    bool workplace_known = false;  ///< then a chronic patient is one of those who attended within the window

    std::optional<AgeRange> age;
    std::optional<double> age_share;  ///< overrides the table, for shares known better
    Sex sex = Sex::Unknown;

    struct Factor {
        std::string name;  ///< "occupation", "distinctive feature", "named clinician"
        double share = 1;  ///< share of the population it also fits
        double gsd = 1;
        std::string source;
    };
    std::vector<Factor> factors;  ///< taken as independent

    bool unique_event = false;  ///< lambda 0: who knows of the event knows who it was
    bool rarity_claim = false;  ///< "first", "only", "largest": lambda 0
    bool direct_identifier = false;  ///< name, number, contact: risk 1

    bool stricter = false;  ///< child, mental health, sexual or reproductive health, abuse, crime: one band stricter
    std::string stricter_because;
};

}  // namespace imprimatur::risk
