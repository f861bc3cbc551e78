// Who must sign (CON-WHO, CON-CAPACITY).
#pragma once

#include "imprimatur/model/consent.h"

namespace imprimatur::consent {

struct SignersNeeded {
    GrantorCapacity signature = GrantorCapacity::Self;
    bool authority = false;  ///< evidence that the signer may act for the patient (45 CFR 164.508(c)(1)(vi))
    bool assent = false;  ///< the patient's own agreement beside the signature
    bool capacity = true;  ///< a recorded assessment of capacity for this decision
    bool for_social = true;  ///< false: nobody can sign for social media
};

SignersNeeded who_must_sign(SubjectGroup group);

}  // namespace imprimatur::consent
