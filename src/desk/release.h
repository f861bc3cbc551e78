// Issue, sign and record: the ledger knows of a release before anybody else can.
#pragma once

#include "consent/coverage.h"
#include "desk/examine.h"
#include "desk/office.h"
#include "imprimatur/desk.h"
#include "release/package.h"

namespace imprimatur::desk {

struct ReleaseCase {
    const CaseRequest& request;
    const std::vector<ExaminedItem>& items;
    const consent::Coverage& coverage;
    const AuditEntry& decided;
    const release::DecisionPage& page;
};

/// A signed package that the ledger knows. It is recorded before it is written: a crash in between leaves a record
/// without a package, never a package without a record.
Result<release::ReleasePackage> make_release(Office& office, const Permit& permit, const ReleaseCase& release_case);

/// The statement that attributes consent on the shared image (ACC-STATEMENT).
std::string consent_statement(const CaseRequest& request, const consent::Coverage& coverage);

}  // namespace imprimatur::desk
