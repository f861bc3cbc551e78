#include "consent/signers.h"

namespace imprimatur::consent {

SignersNeeded who_must_sign(SubjectGroup group)
{
    switch (group) {
    case SubjectGroup::Adult:
        // "For adult patients (18 years or older), only their own consent is required": nobody else's will do.
        return { GrantorCapacity::Self, false, false, true, true };
    case SubjectGroup::Minor7To17: return { GrantorCapacity::Parent, true, true, true, true };
    case SubjectGroup::MinorUnder7: return { GrantorCapacity::Parent, true, false, false, true };
    case SubjectGroup::DevelopmentalDisability:
        // "with patient assent when possible": that it was not possible is for the data guardian to say, not for a file.
        return { GrantorCapacity::Guardian, true, true, true, true };
    case SubjectGroup::AdultWithoutCapacity:
        // GMC recordings paras 31-33 ask for the patient's own benefit; a post has none to offer, so social media is refused.
        return { GrantorCapacity::LegalRepresentative, true, false, true, false };
    case SubjectGroup::Deceased: return { GrantorCapacity::LegalRepresentative, true, false, false, true };
    }
    return { GrantorCapacity::Self, true, true, true, false };
}

}  // namespace imprimatur::consent
