// Rules, network and bag of n-grams, one judgement: what they say, weighed (policy/reader).
#pragma once

#include "caption/gram_reader.h"
#include "caption/reader_policy.h"
#include "caption/sweep.h"

namespace imprimatur::caption {

Evidence evidence_of(const LearnedReading& reading, const GramReading& grams, const Search& rules);

/// The chance that the weights give to the evidence.
double weigh(const Evidence& evidence, const Weights& weights);

/// Does the post tell who the patient is? `has_place`: something was found in it; where no single place tells, the post as a whole has to
/// read like one that does. A network that is sure that it does is outvoted by nobody.
bool tells(const Evidence& evidence, bool has_place, const ReaderPolicy& policy);

/// Three kinds of identifiers in the words, each by a rule that stands alone, and the gate rules speak for a patient: whatever the learned
/// reader makes of so short a text, it tells. Fail closed; on writers it had not seen this flagged one harmless post in a hundred.
bool spelled_out(const Search& rules);

/// An exact age by a rule that stands alone, in words that the gate rules and the judgement take for a patient's. The network has learnt
/// from posts, and what journals write below a figure ("MRI of a 42-year-old woman") reads harmless to it: of 65 such captions that it let
/// through this finds 37; of 1,535 harmless posts by writers it had not seen it flags one more.
bool tells_a_patients_age(const Search& rules, const Evidence& evidence, const ReaderPolicy& policy);

/// Rules that stand alone, rules that the reader assents to, and the reader's own spans where no rule of the label found the place.
/// `table` and `fields`: a span of nothing but what its label's `unless` lists name is none.
std::vector<Found> united(const LearnedReading& reading, const std::vector<Found>& rules, const ReaderPolicy& policy,
    const RuleTable& table, const std::vector<FieldText>& fields);

}  // namespace imprimatur::caption
