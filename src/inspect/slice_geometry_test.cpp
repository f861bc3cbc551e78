#include "inspect/slice_geometry.h"

#include "inspect/test_head.h"

#include <gtest/gtest.h>

namespace imprimatur::inspect {
namespace {

TEST(SliceGeometry, ReadsWhereASliceLies)
{
    const auto head = axial_head("CT", 10, 10, 1);
    const auto place = slice_places(head[0])[0];
    EXPECT_EQ(plane_of(place), Plane::Axial);
    EXPECT_DOUBLE_EQ(place.mm_x, 2);
    ASSERT_TRUE(place.position);
    EXPECT_DOUBLE_EQ((*place.position)[2], 10);
    EXPECT_EQ(plane_of(slice_places(sagittal_head("MR", 0, 0, 1)[0])[0]), Plane::Sagittal);
}

TEST(SliceGeometry, FunctionalGroupsSpeakForTheirFrame)
{
    Material material;
    material.frames.resize(3, Frame { 2, 2, 1, Bytes(4) });
    const auto add = [&](const char* path, const char* tag, const char* value) {
        material.attributes.push_back({ tag, path, "", "", value, 0, false });
    };
    add("(5200,9229)[0]/(0020,9116)[0]/(0020,0037)", "(0020,0037)", "1\\0\\0\\0\\1\\0");
    add("(5200,9229)[0]/(0028,9110)[0]/(0028,0030)", "(0028,0030)", "0.5\\0.25");
    for (const char* i : { "0", "1", "2" })
        add(("(5200,9230)[" + std::string(i) + "]/(0020,9113)[0]/(0020,0032)").c_str(), "(0020,0032)", ("0\\0\\" + std::string(i)).c_str());
    add("(5200,9230)[99999999999999999999]/(0020,9113)[0]/(0020,0032)", "(0020,0032)", "0\\0\\0");
    add("(5200,9230)[7]/(0020,9113)[0]/(0020,0032)", "(0020,0032)", "0\\0\\0");
    const Material* only = &material;
    const auto stack = largest_stack({ &only, 1 });
    ASSERT_EQ(stack.size(), 3U);
    EXPECT_DOUBLE_EQ(stack_spacing(stack), 1);
    EXPECT_DOUBLE_EQ(stack[0].place.mm_x, 0.25);
    EXPECT_DOUBLE_EQ(stack[0].place.mm_y, 0.5);
}

TEST(SliceGeometry, NonsenseIsMissing)
{
    for (const char* wrong :
        { "", "1", "1\\0\\0\\0\\1", "nan\\0\\0\\0\\1\\0", "0\\0\\0\\0\\0\\0", "1\\0\\0\\1\\0\\0", "1e99\\0\\0\\0\\1\\0", "x" }) {
        Material material;
        material.frames.resize(1, Frame { 2, 2, 1, Bytes(4) });
        say(material, "(0020,0037)", wrong);
        say(material, "(0028,0030)", "0\\inf");
        say(material, "(0020,0032)", wrong);
        const auto place = slice_places(material)[0];
        EXPECT_EQ(plane_of(place), Plane::Unknown) << wrong;
        EXPECT_EQ(place.mm_x, 0);
    }
}

TEST(SliceGeometry, AnotherPhaseAtTheSamePlaceIsNoFurtherSlice)
{
    auto head = axial_head("CT", 0, 20, 5);
    const auto again = axial_head("CT", 0, 20, 5);
    head.insert(head.end(), again.begin(), again.end());
    const auto all = pointers(head);
    EXPECT_EQ(largest_stack(all).size(), 5U);
}

TEST(SliceGeometry, EveryPhaseAndEveryDirectionIsAStackOfItsOwn)
{
    auto head = axial_head("CT", 0, 20, 5);
    const auto again = axial_head("CT", 0, 10, 5);
    const auto across = sagittal_head("CT", 0, 5, 5);
    head.insert(head.end(), again.begin(), again.end());
    head.insert(head.end(), across.begin(), across.end());
    const auto all = pointers(head);
    const auto stacks = stacks_of(all);
    ASSERT_EQ(stacks.size(), 3U);
    EXPECT_EQ(stacks[0].size(), 5U);
    EXPECT_EQ(stacks[1].size(), 3U);
    EXPECT_EQ(stacks[2].size(), 2U);
    EXPECT_DOUBLE_EQ(stack_spacing(stacks[1]), 5);
    EXPECT_TRUE(stacks_of({}).empty());
}

}  // namespace
}  // namespace imprimatur::inspect
