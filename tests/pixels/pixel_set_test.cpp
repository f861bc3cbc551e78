#include "clip.h"
#include "jail/codes/code_finder.h"
#include "profiles.h"
#include "set_files.h"

#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <opencv2/imgproc.hpp>
#include <set>

namespace imprimatur::pixels {
namespace {

using testing::HasSubstr;

Finished picture(const std::string& profile, std::uint64_t seed, int index)
{
    auto made = make_picture({ *find_profile(profile), seed }, index);
    EXPECT_TRUE(made.ok()) << made.error().line();
    return made.ok() ? std::move(made).value() : Finished {};
}

int marked(const Finished& finished, Kind kind) { return cv::countNonZero(finished.mask == static_cast<int>(kind)); }

std::set<std::string> texts(const std::string& profile, std::uint64_t seed, int count)
{
    std::set<std::string> all;
    for (int i = 0; i < count; ++i) {
        for (const auto& item : picture(profile, seed, i).items)
            all.insert(item.text);
    }
    return all;
}

class Profiles : public testing::TestWithParam<std::string> { };

TEST_P(Profiles, TruthAndMaskAgree)
{
    int identifying = 0;
    for (const int index : { 0, 1, 2, 3, 5 }) {
        const auto made = picture(GetParam(), 11, index);
        ASSERT_FALSE(made.image.empty());
        EXPECT_EQ(made.image.size(), made.mask.size());
        EXPECT_EQ(made.strays, 0) << "changed pixels outside every quad, picture " << index << " on " << made.base;
        int counted = 0;
        for (const auto& item : made.items) {
            EXPECT_GT(item.pixels, 0);
            counted += item.pixels;
        }
        EXPECT_EQ(counted, cv::countNonZero(made.mask));
        identifying += marked(made, Kind::Identifying);
    }
    EXPECT_GT(identifying, 500);
}

TEST_P(Profiles, SameSeedSameBytes)
{
    const auto once = picture(GetParam(), 5, 1), again = picture(GetParam(), 5, 1);
    EXPECT_EQ(cv::norm(once.image, again.image, cv::NORM_INF), 0);
    EXPECT_EQ(cv::norm(once.mask, again.mask, cv::NORM_INF), 0);
    EXPECT_EQ(texts(GetParam(), 5, 1), texts(GetParam(), 5, 1));
}

TEST_P(Profiles, AnotherSeedAnotherText) { EXPECT_NE(texts(GetParam(), 5, 2), texts(GetParam(), 6, 2)); }

INSTANTIATE_TEST_SUITE_P(All, Profiles, testing::Values("plain", "mixed", "hard", "photo", "hand", "scripts", "outlined", "turned"),
    [](const auto& given) { return given.param; });

TEST(PixelSet, EveryProfileIsTested)
{
    std::set<std::string> names;
    for (const auto& profile : profiles())
        names.insert(profile.name);
    EXPECT_EQ(
        names, (std::set<std::string> { "plain", "mixed", "hard", "photo", "hand", "scripts", "outlined", "turned", "clip", "clean" }));
}

TEST(PixelSet, CleanHasNoWritingOnAnyKindOfPicture)
{
    std::set<std::string> kinds;
    for (int i = 0; i < kDrawnBases; ++i) {
        const auto made = picture("clean", 3, i);
        EXPECT_EQ(marked(made, Kind::Identifying) + marked(made, Kind::Marker), 0) << made.base;
        for (const auto& item : made.items)
            EXPECT_EQ(item.kind, Kind::Scale);
        kinds.insert(made.base);
    }
    EXPECT_EQ(kinds.size(), static_cast<std::size_t>(kDrawnBases));
}

TEST(PixelSet, FaintWritingStaysInItsRange)
{
    for (int i = 0; i < 6; ++i) {
        for (const auto& item : picture("hard", 4, i).items) {
            EXPECT_TRUE(item.contrast <= 91 || item.kind == Kind::Scale || item.field == "label") << item.text;
        }
    }
}

TEST(Lettering, AFontWithoutTheLettersIsAnErrorThatNamesThePackage)
{
    const auto tamil = letter("லட்சுமி", { "Liberation Sans", "fonts-liberation" }, 20);
    ASSERT_FALSE(tamil.ok());
    EXPECT_THAT(tamil.error().line(), HasSubstr("fonts-liberation"));
    const auto nowhere = letter("Okafor", { "No Such Family", "fonts-none" }, 20);
    ASSERT_FALSE(nowhere.ok());
    EXPECT_THAT(nowhere.error().line(), HasSubstr("fonts-none"));
    EXPECT_FALSE(letter("Müller", { "", "", Drawing::Pen, "0" }, 20).ok());
}

TEST(Lettering, EveryScriptHasLettersThatDiffer)
{
    for (const auto& script : scripts()) {
        Random random(2);
        std::map<std::string, cv::Mat> drawn;
        for (int i = 0; i < 25; ++i) {
            const auto text = script_text(random, script);
            const auto made = letter(text.text, script.face, 20);
            ASSERT_TRUE(made.ok()) << script.name << ": " << made.error().line();
            drawn[text.text] = made.value().coverage;
        }
        for (auto a = drawn.begin(); a != drawn.end(); ++a) {
            for (auto b = std::next(a); b != drawn.end(); ++b) {
                const bool alike = a->second.size() == b->second.size() && cv::norm(a->second, b->second, cv::NORM_INF) < 0.5;
                EXPECT_FALSE(alike) << a->first << " and " << b->first;
            }
        }
    }
}

TEST(Lettering, AnHIsAsHighAsAsked)
{
    for (const auto& face : all_latin_faces()) {
        if (face.drawing == Drawing::DoubledBitmap)
            continue;
        const auto made = letter("H", face, 20);
        ASSERT_TRUE(made.ok()) << made.error().line();
        EXPECT_NEAR(made.value().coverage.rows, 20, 3) << made.value().font;
    }
}

TEST(Fields, NoHealthNumberIsValid)
{
    Random random(9);
    int seen = 0;
    for (int i = 0; i < 4000; ++i) {
        const auto text = identifying_text(random);
        if (text.field != "nhs")
            continue;
        std::string digits;
        for (const char c : text.text)
            digits += c >= '0' && c <= '9' ? std::string(1, c) : "";
        ASSERT_EQ(digits.size(), 10U);
        int sum = 0;
        for (std::size_t k = 0; k < 9; ++k)
            sum += (digits[k] - '0') * (10 - static_cast<int>(k));
        EXPECT_NE((11 - sum % 11) % 11, digits[9] - '0') << text.text;
        ++seen;
    }
    EXPECT_GT(seen, 30);
}

TEST(Clip, ADateInOneFrameAndANameThatMoves)
{
    const auto clip = make_clip({ *find_profile("clip"), 7 }, 6);
    ASSERT_TRUE(clip.ok()) << clip.error().line();
    const auto json = frames_of(clip.value());
    EXPECT_EQ(json["frames"], 6);
    std::map<std::string, int> motions;
    for (const auto& text : json["texts"]) {
        const auto motion = text["motion"].get<std::string>();
        ++motions[motion];
        EXPECT_EQ(text["frames"].size(), motion == "single" ? 1U : 6U) << text["text"];
        EXPECT_EQ(text["frames"].front()["quad"] != text["frames"].back()["quad"], motion == "moving");
    }
    EXPECT_EQ(motions["single"], 1);
    EXPECT_EQ(motions["moving"], 1);
    EXPECT_GE(motions["static"], 1);
    for (const auto& frame : clip.value().frames)
        EXPECT_EQ(frame.strays, 0);
}

class Files : public testing::Test {
protected:
    void SetUp() override { std::filesystem::create_directories(folder); }
    void TearDown() override { std::filesystem::remove_all(folder); }
    std::filesystem::path folder = std::filesystem::path(testing::TempDir())
        / (std::string("pixel_set_") + testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(Files, TheTruthHasTheLayoutThatTheBenchReads)
{
    const auto made = picture("mixed", 7, 0);
    const auto entry = write_picture(made, folder, 0, 8);
    ASSERT_TRUE(entry.ok());
    const auto& json = entry.value();
    EXPECT_TRUE(std::filesystem::exists(folder / json["file"].get<std::string>()));
    EXPECT_TRUE(std::filesystem::exists(folder / json["mask"].get<std::string>()));
    EXPECT_EQ(json["w"], made.image.cols);
    for (const auto& item : json["items"]) {
        for (const auto* key :
            { "class", "field", "text", "quad", "box", "px", "rot", "contrast", "polarity", "font", "where", "glyph_px" })
            EXPECT_TRUE(item.contains(key)) << key;
        EXPECT_EQ(item["quad"].size(), item["class"] == "scale" ? 0U : 4U);
    }
}

TEST_F(Files, SixteenBitsReadAsTheSameGrey)
{
    cv::Mat grey(16, 16, CV_8UC1);
    for (int i = 0; i < 256; ++i)
        grey.at<std::uint8_t>(i / 16, i % 16) = static_cast<std::uint8_t>(i);
    ASSERT_TRUE(write_png(grey, folder / "deep.png", 16).ok());
    const auto read = bases_in(folder);
    ASSERT_TRUE(read.ok()) << read.error().line();
    cv::Mat back;
    read.value().at(0).image.convertTo(back, CV_8U);
    EXPECT_EQ(cv::norm(back, grey, cv::NORM_INF), 0);
}

TEST_F(Files, AFolderWithoutPicturesIsAnError)
{
    EXPECT_FALSE(bases_in(folder).ok());
    EXPECT_FALSE(bases_in(folder / "none").ok());
    std::ofstream(folder / "not.png") << "no picture";
    EXPECT_FALSE(bases_in(folder).ok());
}

// A failed assertion of ZXing on this picture once ended the process that reads it.
TEST(PixelSet, APictureThatALibraryTripsOverIsSearchedForCodes)
{
    cv::Mat image;
    cv::cvtColor(picture("mixed", 9003, 7).image, image, cv::COLOR_BGR2RGB);
    const Frame frame { static_cast<std::uint32_t>(image.cols), static_cast<std::uint32_t>(image.rows), 3,
        Bytes(image.datastart, image.dataend) };
    EXPECT_TRUE(jail::CodeFinder().find(frame, Effort::Standard).ok());
}

}  // namespace
}  // namespace imprimatur::pixels
