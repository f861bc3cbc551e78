// Advice on the account that posts: what ties patients to a place, what to set, what to say in the profile.
#pragma once

#include "desk/account_guide.h"
#include "desk/office.h"

namespace imprimatur::desk {

/// `profile` is a screening whose spans include those of the account's own fields; nullptr when it could not be screened, which is said.
AccountAdvice account_advice(const AccountQuestion& question, const Screening* profile, const AccountGuide& guide);

/// Screens the account by itself, without a post.
Result<AccountAdvice> advise_account(const Office& office, const AccountQuestion& question);

}  // namespace imprimatur::desk
