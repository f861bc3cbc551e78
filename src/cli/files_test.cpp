// inspect, redact and screen.
#include "cli/fake_world.h"

#include <gmock/gmock.h>

namespace imprimatur::cli {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

namespace {

class Inspect : public CommandTest {
protected:
    Inspect()
    {
        InspectedFile good;
        good.file = "a.dcm";
        good.width = 512;
        good.height = 256;
        good.frames = 1;
        good.findings
            = { finding(IdentifierKind::Name, PixelPlace { 0, Quad { { { { 20.126, 30 }, { 200, 30 }, { 200, 52 }, { 20, 52 } } } } },
                    "Xxxxx Xxxxxxxx", Action::Fill),
                  finding(IdentifierKind::Name, AttributePlace { "(0010,0010)", "(0010,0010)" }, "XXX^XXXX"),
                  finding(IdentifierKind::Date, AttributePlace { "(0008,0020)", "(0008,0020)" }, "99999999"),
                  finding(IdentifierKind::Date, AttributePlace { "(0008,0021)", "(0008,0021)" }, "99999999"),
                  finding(IdentifierKind::Technical, AttributePlace { "(0028,0010)", "(0028,0010)" }, "", Action::Keep),
                  finding(IdentifierKind::HiddenPicture, PartPlace { "icon image" }, "") };
        InspectedFile bad;
        bad.file = "b.dcm";
        bad.unreadable = Unreadable { Unreadable::How::Malformed, "the header contradicts itself" };
        desk.inspected = { good, bad };
    }
};

class Redact : public CommandTest {
protected:
    Redact()
    {
        RedactedFile good;
        good.file = "a.dcm";
        good.written = true;
        good.out = { "o/a.png", "o/a-2.png" };
        good.filled = { { 0, { 8, 16, 64, 16 } } };
        good.removed = 41;
        good.verified = true;
        RedactedFile bad;
        bad.file = "b.dcm";
        bad.reason = "the copy still holds a removed value";
        desk.redacted = { good, bad };
    }
};

class Screen : public CommandTest { };

std::size_t lines(const std::string& text) { return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')); }

}  // namespace

TEST_F(Inspect, ABlockAFileAndRefusalsAtTheEnd)
{
    const auto outcome = run({ "inspect", "a.dcm", "b.dcm" });
    EXPECT_EQ(outcome.status, 1);
    EXPECT_THAT(outcome.out, HasSubstr("a.dcm  dicom, 512 x 256, 1 frame\n"));
    EXPECT_THAT(outcome.out, HasSubstr("Xxxxx Xxxxxxxx  name                   frame 1, x 20-200, y 30-52  97 % sure, to be covered"));
    EXPECT_THAT(outcome.out, HasSubstr("PatientName (0010,0010)"));
    EXPECT_THAT(outcome.out, HasSubstr("date                        2  StudyDate (0008,0020), (0008,0021)"));
    EXPECT_THAT(outcome.out, HasSubstr("icon image (hidden picture)"));
    EXPECT_THAT(outcome.out, Not(HasSubstr("technical")));
    EXPECT_THAT(outcome.out, HasSubstr("Not read: the header contradicts itself (malformed)"));
    EXPECT_EQ(outcome.err, "imprimatur inspect: 1 of 2 files refused:\n  b.dcm: the header contradicts itself\n");
}

TEST_F(Inspect, JsonIsALineAFile)
{
    const auto outcome = run({ "inspect", "--json", "a.dcm", "b.dcm" });
    EXPECT_EQ(outcome.status, 1);
    EXPECT_EQ(lines(outcome.out), 2U);
    EXPECT_THAT(outcome.out,
        HasSubstr(R"({"file":"a.dcm","kind":"dicom","width":512,"height":256,"frames":1,"findings":[{"kind":"name",)"
                  R"("where":{"frame":0,"quad":[[20.13,30.0],[200.0,30.0],[200.0,52.0],[20.0,52.0]]},"confidence":0.97,)"
                  R"("detector":"test","action":"fill","masked":"Xxxxx Xxxxxxxx"})"));
    EXPECT_THAT(outcome.out, HasSubstr(R"x("where":{"attribute":"(0010,0010)","path":"(0010,0010)"})x"));
    EXPECT_THAT(outcome.out, HasSubstr(R"("where":{"part":"icon image"})"));
    EXPECT_THAT(
        outcome.out, HasSubstr(R"({"file":"b.dcm","status":"unreadable","how":"malformed","reason":"the header contradicts itself"})"));
    EXPECT_EQ(outcome.err, "imprimatur inspect: 1 of 2 files refused\n");
}

TEST_F(Inspect, AllGoodIsZeroAndNoFileIsNot)
{
    desk.inspected.pop_back();
    EXPECT_EQ(run({ "inspect", "a.dcm" }).status, 0);
    desk.inspected.clear();
    const auto empty = run({ "inspect", "empty/" });
    EXPECT_EQ(empty.status, 1);
    EXPECT_THAT(empty.err, HasSubstr("there is no file to look at"));
}

TEST_F(Inspect, AFileNameCannotDriveTheTerminal)
{
    desk.inspected[0].file = "a\x1b[2J\n\xE2\x80\xAE.dcm\xff";
    EXPECT_THAT(run({ "inspect", "x" }).out, Not(HasSubstr("\x1b")));
    EXPECT_THAT(run({ "inspect", "--json", "x" }).out, HasSubstr("\\u001b[2J\\n"));
}

TEST_F(Inspect, AFullDiskIsAnError)
{
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    out.setstate(std::ios::badbit);
    World world { in, out, err };
    EXPECT_EQ(cli::run({ "--version" }, world), 1);
    EXPECT_THAT(err.str(), HasSubstr("could not be written"));
}

TEST_F(Redact, OptionsReachTheDesk)
{
    run({ "redact", "--as", "dicom", "--tags-only", "--keep", "markers", "--fill", "asked", "--fill", "1,2,3,4", "--leave", "5,6,7,8",
        "--out", "o", "study", "b.dcm" });
    EXPECT_EQ(desk.asked->redact_options.as, CopyAs::Dicom);
    EXPECT_TRUE(desk.asked->redact_options.tags_only);
    EXPECT_THAT(desk.asked->redact_options.keep, ElementsAre("markers"));
    EXPECT_THAT(desk.asked->redact_options.fill, ElementsAre("asked", "1,2,3,4"));
    EXPECT_THAT(desk.asked->redact_options.leave, ElementsAre("5,6,7,8"));
    EXPECT_EQ(desk.asked->redact_options.out, "o");
    EXPECT_THAT(desk.asked->paths, ElementsAre("study", "b.dcm"));
    run({ "redact", "--as", "dicom", "--with", "retain-device", "--without", "clean-graphics", "--longitudinal", "k", "--elements", "--out",
        "o", "x" });
    EXPECT_TRUE(desk.asked->redact_options.profile.has(ProfileOption::RetainDevice));
    EXPECT_TRUE(desk.asked->redact_options.profile.has(ProfileOption::CleanDescriptors));
    EXPECT_FALSE(desk.asked->redact_options.profile.has(ProfileOption::CleanGraphics));
    EXPECT_EQ(desk.asked->redact_options.longitudinal_key, "k");
    EXPECT_TRUE(desk.asked->redact_options.elements);
    EXPECT_EQ(run({ "redact", "--with", "retain-everything", "--out", "o", "x" }).status, 2);

    run({ "redact", "--out", "o", "x" });
    EXPECT_EQ(desk.asked->redact_options.as, CopyAs::Image);
    run({ "redact", "--as", "same", "--out", "o", "x" });
    EXPECT_EQ(desk.asked->redact_options.as, CopyAs::Same);
}

TEST_F(Redact, ALineAFileAndRefusalsAtTheEnd)
{
    const auto outcome = run({ "redact", "--out", "o", "x" });
    EXPECT_EQ(outcome.status, 1);
    EXPECT_EQ(outcome.out, "a.dcm -> o/a.png and 1 more  1 area covered, 41 values left behind, verified\nb.dcm  refused\n");
    EXPECT_THAT(outcome.err, HasSubstr("  b.dcm: the copy still holds a removed value\n"));
    desk.redacted.pop_back();
    desk.redacted[0].verified = false;
    const auto unverified = run({ "redact", "--tags-only", "--out", "o", "x" });
    EXPECT_EQ(unverified.status, 0);
    EXPECT_THAT(unverified.out, HasSubstr("not verified"));
}

TEST_F(Redact, WhatIsLeftToAPersonIsSaid)
{
    Finding face = finding(
        IdentifierKind::FullFacePhoto, PixelPlace { 0, { { { { 9, 20 }, { 90, 20 }, { 90, 80 }, { 9, 80 } } } } }, "", Action::Ask);
    face.rule = "perhaps a face, upright";
    desk.redacted[0].asked = std::vector<Finding>(7, face);
    const auto outcome = run({ "redact", "--out", "o", "x" });
    EXPECT_THAT(outcome.out,
        HasSubstr(
            "  Look yourself at 7 places, not filled for what may be there:\n    frame 1, x 9-90, y 20-80: perhaps a face, upright\n"));
    EXPECT_THAT(outcome.out,
        HasSubstr("    and 2 more places (--json shows all)\n    To cover one of them: --fill X,Y,WIDTH,HEIGHT; all but metal"));
    EXPECT_THAT(run({ "redact", "--fill", "asked", "--out", "o", "x" }).out, Not(HasSubstr("--fill asked")));
    EXPECT_THAT(run({ "redact", "--json", "--out", "o", "x" }).out, HasSubstr(R"("asked":[{"kind":"full_face_photo",)"));
}

TEST_F(Redact, JsonIsALineAFile)
{
    EXPECT_EQ(run({ "redact", "--json", "--out", "o", "x" }).out,
        R"({"file":"a.dcm","status":"written","out":["o/a.png","o/a-2.png"],"filled":[{"frame":0,"rect":[8,16,64,16]}],"removed":41,"verified":true})"
        "\n"
        R"({"file":"b.dcm","status":"refused","reason":"the copy still holds a removed value","out":[],"filled":[],"removed":0,"verified":false})"
        "\n");
}

TEST_F(Screen, LinesInLinesOutAndBadOnesByNumber)
{
    input = "{\"id\":\"1\"}\n\nMarta Beispiel\r\n  \n{\"id\":\"2\"}";
    const auto outcome = run({ "screen" });
    EXPECT_EQ(outcome.status, 1);
    EXPECT_EQ(lines(outcome.out), 2U);
    EXPECT_THAT(outcome.err, HasSubstr("line 3: is not a JSON object"));
    EXPECT_EQ(lines(outcome.err), 1U);
    EXPECT_THAT(outcome.err, Not(HasSubstr("Marta")));
    input = "{}\n";
    EXPECT_EQ(run({ "screen", "-" }).status, 0);
}

TEST_F(Screen, ALineWithoutAnEndIsCutAndTheRestGoesOn)
{
    input = "{\"caption\":\"" + std::string(10'000'001, 'x') + "\"}\n{}\n";
    const auto outcome = run({ "screen" });
    EXPECT_EQ(outcome.status, 1);
    EXPECT_EQ(lines(outcome.out), 1U);
    EXPECT_THAT(outcome.err, HasSubstr("line 1: longer than 10 MB"));
}

TEST_F(Screen, AFileOrWhyNot)
{
    EXPECT_EQ(lines(run({ "screen", write("posts.jsonl", "{}\r\n{}\n") }).out), 2U);
    EXPECT_EQ(run({ "screen", "--json", write("posts.jsonl", "{}") }).status, 0);
    const auto missing = run({ "screen", (folder / "none.jsonl").string() });
    EXPECT_EQ(missing.status, 1);
    EXPECT_THAT(missing.err, HasSubstr("cannot be opened"));
    EXPECT_EQ(run({ "screen", folder.string() }).status, 1);
}

}  // namespace imprimatur::cli
