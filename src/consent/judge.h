// What is wrong with one grant, seen from one question.
#pragma once

#include "consent/coverage.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::consent {

/// Each is the fact "consent.<name>".
enum class Failure {
    Missing,
    WrongPurpose,
    WrongPlatform,
    WrongAudience,
    WrongItem,
    WrongCaption,
    NotYetValid,
    Expired,
    Withdrawn,
    Refused,
    NotGiven,
    SignerInsufficient,
    AssentMissing,
    Dissent,
    CapacityNotRecorded,
    NotInformed,
    ImagesNotShown,
    NoCopy,
    NoForm,
};

struct FailureRow {
    Failure failure;
    std::string_view fact;
    std::string_view absent;  ///< the evidence when it is not so
};
const std::vector<FailureRow>& every_failure();

/// The failure and its sentence.
using Failures = std::map<Failure, std::string>;

/// What is wrong with this grant of this record, whichever item is asked for.
Failures judge(const ConsentRecord& record, const Grant& grant, const ConsentQuestion& question);

/// Refusals, withdrawals and dissent of all records that touch an item: they stand above every other grant.
Failures vetoes(const std::vector<ConsentRecord>& records, const ConsentQuestion& question);

}  // namespace imprimatur::consent
