#include "inspect/device_layouts.h"

#include "base/test_texts.h"

#include <array>
#include <gtest/gtest.h>

namespace imprimatur::inspect {
namespace {

std::string shipped() { return file_text(std::filesystem::path(IMPRIMATUR_SOURCE_DIR) / "policy/pixels/devices.toml"); }

Material device(
    const std::string& modality, const std::string& manufacturer, const std::string& model, std::uint32_t width, std::uint32_t height)
{
    Material material;
    material.modality = modality;
    material.attributes = { { "(0008,0070)", "(0008,0070)", "Manufacturer", "LO", manufacturer, manufacturer.size(), false },
        { "(0008,1090)", "(0008,1090)", "ManufacturerModelName", "LO", model, model.size(), false } };
    material.frames = { { width, height, 1, Bytes(std::size_t { width } * height, 0) } };
    return material;
}

std::vector<Rect> of(const Material& material)
{
    static const auto layouts = DeviceLayouts::load(shipped());
    if (!layouts.ok())
        throw std::runtime_error(layouts.error().line());
    return layouts->rectangles(material, material.frames[0]);
}

TEST(DeviceLayouts, TheShippedListLoads)
{
    const auto layouts = DeviceLayouts::load(shipped());
    ASSERT_TRUE(layouts.ok()) << layouts.error().line();
    EXPECT_GE(layouts->all().size(), 90U);
}

TEST(DeviceLayouts, AKnownDeviceHasItsPlace)
{
    EXPECT_EQ(of(device("US", "Philips Medical Systems", "iU22", 1024, 768)), (std::vector { Rect { 0, 0, 1024, 75 } }));
    EXPECT_EQ(of(device("US", "PHILIPS", "IU22", 640, 480)), (std::vector { Rect { 0, 0, 640, 47 } }));
    EXPECT_EQ(of(device("US", "ATL", "HDI 5000", 640, 476)).size(), 2U);
    EXPECT_TRUE(of(device("US", "Philips", "iU22", 1024, 700)).empty());
    EXPECT_TRUE(of(device("CT", "Philips", "iU22", 1024, 768)).empty());
    EXPECT_TRUE(of(device("US", "Another", "", 1024, 768)).empty());
    EXPECT_TRUE(of(device("", "", "", 1024, 768)).empty());
}

TEST(DeviceLayouts, RectanglesAreCutToThePicture)
{
    EXPECT_EQ(of(device("US", "SIUI", "CTS-8800", 800, 50)), (std::vector { Rect { 0, 0, 800, 50 } }));
    Material photo = device("US", "Philips", "iU22", 1024, 768);
    photo.kind = MediaKind::Png;
    EXPECT_TRUE(of(photo).empty());
}

TEST(DeviceLayouts, TheDeviceOfANestedItemDoesNotCount)
{
    Material material = device("US", "Philips", "iU22", 1024, 768);
    for (auto& attribute : material.attributes)
        attribute.path = "(0008,1140)[0]/" + attribute.tag;
    EXPECT_TRUE(of(material).empty());
}

std::string layout(const std::string& when, const std::string& rectangles, const std::string& example = "{ model = 'x1', rows = 5 }",
    const std::string& other = "{ model = 'y', rows = 5 }")
{
    return "[[layout]]\nid = 'a'\nsource = 's'\nwhen = " + when + "\nrectangles = " + rectangles + "\nexample = " + example
        + "\ncounter_example = " + other + "\n";
}

TEST(DeviceLayouts, AMalformedListDoesNotLoad)
{
    const std::string good = layout("{ model = 'X' }", "[[0, 0, 9, 9]]");
    ASSERT_TRUE(DeviceLayouts::load(good).ok());
    const std::array broken { std::string(), std::string("[["), std::string("layout = 1"), good + good,
        layout("{ modality = 'US' }", "[[0, 0, 9, 9]]", "{ modality = 'US' }", "{ modality = 'CT' }"), layout("{ model = 'X' }", "[]"),
        layout("{ model = 'X' }", "[[0, 0, 9]]"), layout("{ model = 'X' }", "[[0, 0, 0, 9]]"), layout("{ model = 'X' }", "[[-1, 0, 9, 9]]"),
        layout("{ model = 'X' }", "[[0, 0, 9, 9999999999]]"), layout("{ model = 'X' }", "[['0', 0, 9, 9]]"),
        layout("{ model = 'X', colour = 'red' }", "[[0, 0, 9, 9]]"), layout("{ model = 5 }", "[[0, 0, 9, 9]]"),
        layout("{ model = 'X', rows = 0 }", "[[0, 0, 9, 9]]"), layout("{ model = 'X', rows = 'many' }", "[[0, 0, 9, 9]]"),
        layout("{ model = 'X', burned_in = 'yes' }", "[[0, 0, 9, 9]]"), layout("{ model = 'Z' }", "[[0, 0, 9, 9]]"),
        layout("{ model = 'X' }", "[[0, 0, 9, 9]]", "{ model = 'x' }", "{ model = 'xy' }"),
        std::string("[[layout]]\nid = 'a'\nwhen = { model = 'x' }\nrectangles = [[0, 0, 9, 9]]\n"), good + "colour = 'red'\n" };
    for (const auto& text : broken)
        EXPECT_FALSE(DeviceLayouts::load(text).ok()) << text;
}

}  // namespace
}  // namespace imprimatur::inspect
