// What the shell is told. A contract: scripts hold on to these numbers.
#pragma once

#include "imprimatur/policy.h"

namespace imprimatur::cli {

enum Exit : int {
    kDone = 0,  ///< permitted, or done
    kFailed = 1,  ///< could not do it
    kUsage = 2,  ///< the command line makes no sense
    kReferred = 3,
    kDenied = 4,
    kVerificationFailed = 6,
    kWithdrawn = 7,
};

inline int exit_code(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Permit:
    case Verdict::PermitWithObligations: return kDone;
    case Verdict::Refer: return kReferred;
    case Verdict::Deny: break;
    }
    return kDenied;
}

inline int exit_code(PackageState state)
{
    switch (state) {
    case PackageState::Valid: return kDone;
    case PackageState::Withdrawn: return kWithdrawn;
    default: return kVerificationFailed;
    }
}

}  // namespace imprimatur::cli
