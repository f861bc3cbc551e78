// What the options of PS3.15 E.3 change in a copy, and what a copy says of itself.
#include "dicom/method_codes.h"
#include "dicom/test_copy.h"

#include <chrono>
#include <gmock/gmock.h>

namespace imprimatur::dicom {
namespace {

using namespace testing;
using ::testing::HasSubstr;
using ::testing::Not;

/// Days between two dates of the form 20240131.
long days_between(const std::string& from, const std::string& to)
{
    using namespace std::chrono;
    const auto day_of = [](const std::string& date) {
        return sys_days(year_month_day(year(std::stoi(date.substr(0, 4))), month(static_cast<unsigned>(std::stoi(date.substr(4, 2)))),
            day(static_cast<unsigned>(std::stoi(date.substr(6, 2))))));
    };
    return (day_of(to) - day_of(from)).count();
}

Bytes dated_ct(std::string_view patient_id = "88442211")
{
    Elements set;
    set.text({ 0x0008, 0x0016 }, Vr::UI, kCtImage).text({ 0x0008, 0x0018 }, Vr::UI, "1.2.826.0.1.999.1");
    set.text({ 0x0008, 0x0020 }, Vr::DA, "20240131")
        .text({ 0x0008, 0x0021 }, Vr::DA, "20240202")
        .text({ 0x0008, 0x002A }, Vr::DT, "20240131101112.25+0100");
    set.text({ 0x0008, 0x0030 }, Vr::TM, "101112")
        .text({ 0x0010, 0x0010 }, Vr::PN, "Quillfeather^Odalys")
        .text({ 0x0010, 0x0020 }, Vr::LO, patient_id);
    set.text({ 0x0010, 0x0030 }, Vr::DA, "19610203").text({ 0x0018, 0x1012 }, Vr::DA, "20240101").text({ 0x0018, 0x1078 }, Vr::DT, "2024");
    set.text({ 0x0018, 0x1200 }, Vr::DA, "20240101\\20240111");
    describe(set).bytes(kPixelData, Vr::OW, Bytes(8));
    return file_of(set);
}

TEST(DeidentifyDates, AllOfOnePatientMoveByTheSameDays)
{
    auto options = with({ ProfileOption::RetainModifiedDates });
    options.key = { 9 };
    const Reading reading(proven_copy(dated_ct(), options));
    const auto moved = days_between("20240131", reading.text("(0008,0020)"));
    EXPECT_LE(moved, -30);
    EXPECT_EQ(days_between("20240202", reading.text("(0008,0021)")), moved);
    const auto time = reading.text("(0008,002A)");
    EXPECT_EQ(days_between("20240131", time.substr(0, 8)), moved);
    EXPECT_EQ(time.substr(8), "101112.25+0100") << "time and zone stay";
    EXPECT_EQ(reading.text("(0008,0030)"), "101112");
    const auto several = reading.text("(0018,1200)");
    ASSERT_EQ(several.size(), 17U) << several;
    EXPECT_EQ(days_between("20240101", several.substr(0, 8)), moved);
    EXPECT_EQ(days_between("20240111", several.substr(9)), moved);
    EXPECT_EQ(reading.text("(0018,1078)").find("2024"), std::string::npos) << "a year that cannot be moved does not stay";
    EXPECT_EQ(reading.text("(0010,0030)"), "") << "a birth date is not part of the option";
    const Reading other(proven_copy(dated_ct("55119900"), options));
    EXPECT_NE(days_between("20240131", other.text("(0008,0020)")), moved);
}

TEST(DeidentifyDates, StayOrGoAsAsked)
{
    const Reading full(proven_copy(dated_ct(), with({ ProfileOption::RetainFullDates })));
    EXPECT_EQ(full.text("(0008,0020)"), "20240131");
    EXPECT_EQ(full.text("(0018,1200)"), "20240101\\20240111");
    const Reading none(proven_copy(dated_ct()));
    EXPECT_EQ(none.text("(0008,0020)"), "");
    EXPECT_FALSE(none.has("(0008,002A)"));
    EXPECT_FALSE(none.has("(0018,1200)"));
}

TEST(DeidentifyStatements, SayWhatWasDone)
{
    const auto file = file_of(ct());
    const Reading plain(proven_copy(file));
    EXPECT_EQ(plain.text("(0012,0062)"), "YES");
    EXPECT_THAT(plain.text("(0012,0063)"), HasSubstr("113100"));
    EXPECT_EQ(plain.text("(0012,0064)[1]/(0008,0100)"), "113100");
    EXPECT_EQ(plain.text("(0012,0064)[1]/(0008,0102)"), "DCM");
    EXPECT_EQ(plain.text("(0012,0064)[1]/(0008,0104)"), "Basic Application Confidentiality Profile");
    EXPECT_EQ(plain.text("(0028,0303)"), "REMOVED");
    EXPECT_FALSE(plain.has("(0028,0301)")) << "nobody looked at the pixels";
    EXPECT_FALSE(plain.has("(0028,0302)"));
    EXPECT_THAT(plain.text("(0012,0063)"), Not(HasSubstr("113101")));

    auto options = with({ ProfileOption::RetainModifiedDates, ProfileOption::RetainDevice }, { ProfileOption::CleanGraphics });
    options.pixels_inspected = true;
    options.nobody_recognisable = true;
    const Reading more(proven_copy(file, options));
    EXPECT_EQ(more.text("(0028,0301)"), "NO");
    EXPECT_EQ(more.text("(0028,0302)"), "NO");
    EXPECT_EQ(more.text("(0028,0303)"), "MODIFIED");
    for (const auto* code : { "113100", "113101", "113102", "113104", "113105", "113107", "113109" })
        EXPECT_THAT(more.text("(0012,0063)"), HasSubstr(code));
    for (const auto* code : { "113103", "113106", "113108", "113110", "113111", "113112" })
        EXPECT_THAT(more.text("(0012,0063)"), Not(HasSubstr(code)));
    EXPECT_EQ(Reading(proven_copy(file, with({ ProfileOption::RetainFullDates }))).text("(0028,0303)"), "UNMODIFIED");
}

TEST(DeidentifyStatements, ReplaceWhatTheFileSaidOfItself)
{
    auto set = ct_header();
    Elements method;
    method.text({ 0x0008, 0x0104 }, Vr::LO, "Odalys was here");
    Elements claims;
    claims.text({ 0x0012, 0x0062 }, Vr::CS, "NO")
        .text({ 0x0012, 0x0063 }, Vr::LO, "by Quillfeather")
        .sequence({ 0x0012, 0x0064 }, { method });
    set = ct_header(Encoding::Explicit, as_text(claims.get()));
    describe(set)
        .text({ 0x0028, 0x0301 }, Vr::CS, "YES")
        .text({ 0x0028, 0x0303 }, Vr::CS, "UNMODIFIED")
        .bytes(kPixelData, Vr::OW, Bytes(8));
    const auto copy = proven_copy(file_of(set));
    EXPECT_FALSE(copy.holds("Odalys"));
    EXPECT_FALSE(copy.holds("Quillfeather"));
    const Reading reading(copy);
    EXPECT_EQ(reading.text("(0012,0062)"), "YES");
    EXPECT_EQ(reading.text("(0028,0301)"), "YES") << "what nobody looked at stays as the file says";
    EXPECT_EQ(reading.text("(0028,0303)"), "REMOVED");
}

TEST(DeidentifyDescriptors, AreCleanedOrRemoved)
{
    const auto file = file_of(ct());
    EXPECT_EQ(Reading(proven_copy(file)).text("(0008,1030)"), "CT thorax");
    EXPECT_FALSE(Reading(proven_copy(file, with({}, { ProfileOption::CleanDescriptors }))).has("(0008,1030)"));
}

TEST(DeidentifyStatements, StandInTheOrderOfTheirTags)
{
    const auto file = file_of(ct());
    const auto parsed = parse(file, shipped());
    DeidentifyOptions options;
    options.pixels_inspected = true;
    options.fills[0] = { {} };
    const auto stated = statements(options, std::get<DataSet>(parsed), "YBR_RCT");
    for (std::size_t i = 1; i < stated.size(); ++i)
        EXPECT_LT(stated[i - 1].tag, stated[i].tag);
    EXPECT_TRUE(std::any_of(stated.begin(), stated.end(), [](const Statement& one) { return one.tag == Tag { 0x0008, 0x2111 }; }));
    EXPECT_TRUE(std::any_of(stated.begin(), stated.end(), [](const Statement& one) { return one.value == "YBR_RCT"; }));
}

/// A report: a container with text, a name, a number, a code, a reference (PS3.3 C.17.3).
Bytes report()
{
    const auto name = [](std::string_view code, std::string_view scheme, std::string_view meaning) {
        Elements item;
        item.text({ 0x0008, 0x0100 }, Vr::SH, code).text({ 0x0008, 0x0102 }, Vr::SH, scheme).text({ 0x0008, 0x0104 }, Vr::LO, meaning);
        return item;
    };
    const auto item = [&](std::string_view type, const Elements& concept_name) {
        Elements content;
        content.text({ 0x0040, 0xA010 }, Vr::CS, "CONTAINS")
            .text({ 0x0040, 0xA040 }, Vr::CS, type)
            .sequence({ 0x0040, 0xA043 }, { concept_name });
        return content;
    };
    auto finding = item("TEXT", name("121071", "DCM", "Finding"));
    finding.text({ 0x0040, 0xA160 }, Vr::UT, "Nodule in the left lung. Seen by Dr. Abernathy with Odalys Quillfeather.");
    auto observer = item("PNAME", name("121008", "DCM", "Person Observer Name"));
    observer.text({ 0x0040, 0xA123 }, Vr::PN, "Abernathy^Lucius");
    auto state = item("TEXT", name("109054", "DCM", "Patient State"));
    state.text({ 0x0040, 0xA160 }, Vr::UT, "Quillfeather");
    Elements unit;
    unit.text({ 0x0008, 0x0100 }, Vr::SH, "mm").text({ 0x0008, 0x0102 }, Vr::SH, "UCUM").text({ 0x0008, 0x0104 }, Vr::LO, "millimeter");
    Elements value;
    value.sequence({ 0x0040, 0x08EA }, { unit }).text({ 0x0040, 0xA30A }, Vr::DS, "12.5");
    auto number = item("NUM", name("103355008", "SCT", "Width"));
    number.sequence({ 0x0040, 0xA300 }, { value });
    auto inner = item("CONTAINER", name("121070", "DCM", "Findings"));
    inner.text({ 0x0040, 0xA050 }, Vr::CS, "SEPARATE").sequence({ 0x0040, 0xA730 }, { finding, number });
    auto house = item("CODE", name("QF1961", "99WINTERGREEN", "Quillfeather's own"));
    house.sequence({ 0x0040, 0xA168 }, { name("ODALYS", "99WINTERGREEN", "Odalys") });

    Elements set;
    set.text({ 0x0008, 0x0016 }, Vr::UI, "1.2.840.10008.5.1.4.1.1.88.33").text({ 0x0008, 0x0018 }, Vr::UI, "1.2.826.0.1.999.1");
    set.text({ 0x0008, 0x0060 }, Vr::CS, "SR")
        .text({ 0x0010, 0x0010 }, Vr::PN, "Quillfeather^Odalys")
        .text({ 0x0010, 0x0020 }, Vr::LO, "88442211");
    set.text({ 0x0040, 0xA040 }, Vr::CS, "CONTAINER").sequence({ 0x0040, 0xA043 }, { name("126000", "DCM", "Imaging Measurement Report") });
    set.text({ 0x0040, 0xA050 }, Vr::CS, "SEPARATE").sequence({ 0x0040, 0xA730 }, { observer, inner, state, house });
    return file_of(set);
}

TEST(DeidentifyReports, TheTreeStaysAndItsTextIsCleaned)
{
    const auto copy = proven_copy(report());
    for (const auto* text : { "Quillfeather", "Odalys", "Abernathy", "88442211", "WINTERGREEN", "QF1961" })
        EXPECT_FALSE(copy.holds(text)) << text;
    const Reading reading(copy);
    const std::string tree = "(0040,A730)";
    for (int i = 1; i <= 4; ++i)
        EXPECT_TRUE(reading.has(tree + "[" + std::to_string(i) + "]/(0040,A040)")) << i;
    const auto finding = tree + "[2]/(0040,A730)[1]/";
    EXPECT_EQ(reading.text(finding + "(0040,A043)[1]/(0008,0100)"), "121071");
    EXPECT_THAT(reading.text(finding + "(0040,A160)"), HasSubstr("Nodule in the left lung"));
    EXPECT_EQ(reading.text(tree + "[2]/(0040,A730)[2]/(0040,A300)[1]/(0040,A30A)"), "12.5");
    EXPECT_EQ(reading.text(tree + "[2]/(0040,A730)[2]/(0040,A300)[1]/(0040,08EA)[1]/(0008,0100)"), "mm");
    EXPECT_NE(reading.text(tree + "[1]/(0040,A123)"), "(none)") << "a content item without a value is none";
}

TEST(DeidentifyReports, WithoutCleaningNoTextOfItStays)
{
    const auto copy = proven_copy(report(), with({}, { ProfileOption::CleanStructuredContent, ProfileOption::CleanDescriptors }));
    for (const auto* text : { "Quillfeather", "Odalys", "Abernathy", "Nodule" })
        EXPECT_FALSE(copy.holds(text)) << text;
    EXPECT_TRUE(Reading(copy).has("(0040,A043)[1]/(0008,0100)"));
}

}  // namespace
}  // namespace imprimatur::dicom
