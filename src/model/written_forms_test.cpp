#include "model/written_forms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace imprimatur {
namespace {

using testing::Contains;
using testing::Not;

TEST(WrittenForms, ADateIsLookedForInSixWaysAndMore)
{
    const auto forms = written_forms(IdentifierKind::Date, "19940130");
    for (const auto* form :
        { "19940130", "1994-01-30", "30.01.1994", "30/01/1994", "01/30/1994", "30 January 1994", "30-JAN-1994", "1994.01.30" })
        EXPECT_THAT(forms, Contains(form));
}

TEST(WrittenForms, ANameIsLookedForInItsParts)
{
    const auto forms = written_forms(IdentifierKind::Name, "Example^Patricia^Q");
    EXPECT_THAT(forms, Contains("EXAMPLE"));
    EXPECT_THAT(forms, Contains("patricia"));
    EXPECT_THAT(forms, Not(Contains("Q")));
}

TEST(WrittenForms, AnIdentifierIsLookedForWithoutItsSeparators)
{
    EXPECT_THAT(written_forms(IdentifierKind::MedicalRecordNumber, "AB-12 34.56"), Contains("AB123456"));
}

}  // namespace
}  // namespace imprimatur
