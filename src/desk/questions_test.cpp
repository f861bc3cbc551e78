// Which questions are the same one, asked twice.
#include "desk/questions.h"

#include <gtest/gtest.h>

namespace imprimatur::desk {
namespace {

Finding asked(IdentifierKind kind, double x, double y, double width, double height, std::uint32_t frame = 0)
{
    Finding finding { .kind = kind,
        .where = PixelPlace { frame, { { { { x, y }, { x + width, y }, { x + width, y + height }, { x, y + height } } } } } };
    finding.action = Action::Ask;
    return finding;
}

std::size_t all(std::vector<Finding> known, const Finding& more)
{
    add_unless_asked(known, { more });
    return known.size();
}

constexpr auto kFace = IdentifierKind::FullFacePhoto;
constexpr auto kMetal = IdentifierKind::DistinctiveFeature;
constexpr auto kNumber = IdentifierKind::OtherUniqueId;

TEST(Questions, BothLooksSeeTheSameFace)
{
    EXPECT_EQ(all({ asked(kFace, 100, 100, 50, 60) }, asked(kFace, 104, 98, 52, 60)), 1U);
    EXPECT_EQ(all({ asked(kFace, 100, 100, 50, 60) }, asked(kFace, 140, 150, 50, 60)), 2U);
    EXPECT_EQ(all({ asked(kFace, 100, 100, 50, 60, 1) }, asked(kFace, 100, 100, 50, 60, 2)), 2U) << "in another frame";
}

TEST(Questions, MetalHidesNoneAndAnOrganHidesNoLine)
{
    EXPECT_EQ(all({ asked(kMetal, 100, 100, 60, 60) }, asked(kFace, 105, 105, 50, 50)), 2U);
    EXPECT_EQ(all({ asked(kMetal, 100, 100, 60, 60) }, asked(kNumber, 105, 105, 50, 20)), 2U) << "a serial number on an implant";
    EXPECT_EQ(all({ asked(kNumber, 0, 0, 400, 400) }, asked(kNumber, 105, 105, 60, 20)), 2U) << "a line on what is as large as anatomy";
}

TEST(Questions, WhatIsFilledIsNone)
{
    auto filled = asked(kFace, 100, 100, 50, 60);
    filled.action = Action::Fill;
    EXPECT_TRUE(questions_among({ filled }).empty());
    EXPECT_EQ(all({ filled }, asked(kFace, 100, 100, 50, 60)), 2U);
}

TEST(Questions, AFillOverThePlaceIsTheAnswer)
{
    std::vector<Finding> findings { asked(kNumber, 100, 100, 60, 20), asked(kNumber, 100, 200, 60, 20), asked(kMetal, 100, 100, 60, 20),
        asked(kNumber, 100, 100, 60, 20, 1) };
    answer_covered(findings, { { 0, { 96, 96, 40, 40 } }, { 0, { 130, 96, 40, 40 } }, { 0, { 100, 200, 50, 20 } } });
    EXPECT_EQ(findings[0].action, Action::Fill) << "two fills side by side";
    EXPECT_EQ(findings[1].action, Action::Ask) << "a part of it is open";
    EXPECT_EQ(findings[2].action, Action::Ask) << "metal";
    EXPECT_EQ(findings[3].action, Action::Ask) << "another frame";
}

}  // namespace
}  // namespace imprimatur::desk
