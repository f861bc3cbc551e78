#include "dicom/pseudonyms.h"

#include <gtest/gtest.h>

#include <set>

namespace imprimatur::dicom {
namespace {

const PseudonymKey kKey { 1, 2, 3 };
const PseudonymKey kOther { 1, 2, 4 };

TEST(Pseudonyms, OneKeyGivesOneAnswerAndAnotherKeyAnother)
{
    const Pseudonyms a(kKey);
    const Pseudonyms b(kOther);
    EXPECT_EQ(a.uid("1.2.3"), Pseudonyms(kKey).uid("1.2.3"));
    EXPECT_NE(a.uid("1.2.3"), b.uid("1.2.3"));
    EXPECT_EQ(a.patient("4711"), Pseudonyms(kKey).patient("4711"));
    EXPECT_NE(a.patient("4711"), b.patient("4711"));
    EXPECT_EQ(a.days("4711"), Pseudonyms(kKey).days("4711"));
}

TEST(Pseudonyms, UidsAreValidAndDiffer)
{
    std::set<std::string> seen;
    for (int i = 0; i < 2000; ++i) {
        const auto uid = Pseudonyms(kKey).uid("1.2.826.0.1.999." + std::to_string(i));
        // PS3.5 9.1 and B.2: "2.25." and a UUID as a decimal number without leading zeros, 64 characters at most.
        EXPECT_TRUE(uid.starts_with("2.25.")) << uid;
        EXPECT_LE(uid.size(), 44U);
        EXPECT_NE(uid[5], '0');
        EXPECT_EQ(uid.find_first_not_of("0123456789", 5), std::string::npos) << uid;
        EXPECT_TRUE(seen.insert(uid).second);
    }
}

TEST(Pseudonyms, PatientsLookLikeNobody)
{
    const auto name = Pseudonyms(kKey).patient("88442211");
    EXPECT_EQ(name.size(), 16U);
    EXPECT_TRUE(name.starts_with("IMP-"));
    EXPECT_EQ(name.find_first_not_of("0123456789ABCDEFGHJKMNPQRSTVWXYZ", 4), std::string::npos) << name;
    EXPECT_NE(name, Pseudonyms(kKey).patient("88442212"));
}

TEST(Pseudonyms, DaysMoveIntoThePastByAMonthToTenYears)
{
    std::set<int> seen;
    for (int i = 0; i < 3000; ++i) {
        const int days = Pseudonyms(kKey).days(std::to_string(i));
        EXPECT_LE(days, -30);
        EXPECT_GE(days, -3650);
        seen.insert(days);
    }
    EXPECT_GT(seen.size(), 1500U);
}

TEST(ShiftDate, MovesTheDateAndLeavesTimeAndZone)
{
    EXPECT_EQ(shift_date("20240301", -1), "20240229");
    EXPECT_EQ(shift_date("20230301", -1), "20230228");
    EXPECT_EQ(shift_date("20240101", -366), "20221231");
    EXPECT_EQ(shift_date("20240301", -3650), "20140304");
    EXPECT_EQ(shift_date("1993082210+0100", -1), "1993082110+0100");
    EXPECT_EQ(shift_date("19930822101530.123456-0500", -22), "19930731101530.123456-0500");
    EXPECT_EQ(shift_date("1993.08.22", -1), "19930821");
    EXPECT_EQ(shift_date("00010101", -1), "00001231") << "still eight digits";
}

TEST(ShiftDate, LeavesNothingThatIsNoDate)
{
    for (const auto* value : { "", "2024", "202403", "20241301", "20230229", "20240001", "20240301-20240401", "-20240301", "yesterday",
             "2024030", "20240301 Quillfeather", "2024-03-01", "20240301\\20240302", "03.01.2024",
             "20240301-"
             "20240302" })
        EXPECT_EQ(shift_date(value, -40), std::nullopt) << value;
}

}  // namespace
}  // namespace imprimatur::dicom
