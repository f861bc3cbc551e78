#include "dicom/header.h"

#include "dicom/test_copy.h"

#include <gmock/gmock.h>

namespace imprimatur::dicom {
namespace {

using namespace testing;
using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::Not;

Header header_of(const Bytes& file) { return read_header(std::get<DataSet>(parse(file, shipped())), shipped()); }

std::vector<std::string> seeds_of(const Header& header)
{
    std::vector<std::string> values;
    for (const auto& seed : header.seeds)
        values.push_back(seed.value);
    return values;
}

TEST(Header, KnowsWhoItIsAbout)
{
    for (const auto encoding : { Encoding::Implicit, Encoding::Explicit, Encoding::BigEndian }) {
        const auto header = header_of(file_of(ct(encoding)));
        EXPECT_EQ(header.sop_class, kCtImage);
        EXPECT_EQ(header.sop_instance, "1.2.826.0.1.999.1");
        EXPECT_EQ(header.patient_id, "88442211");
        EXPECT_EQ(header.patient_name, "Quillfeather^Odalys");
        for (const auto* value :
            { "Quillfeather^Odalys", "88442211", "ACC4711001", "Wintergreen Hospital", "Abernathy^Lucius", "19610203" })
            EXPECT_THAT(seeds_of(header), Contains(value));
        EXPECT_THAT(seeds_of(header), Not(Contains("SIEMENS")));
        EXPECT_THAT(seeds_of(header), Not(Contains("CT thorax Quillfeather"))) << "text is what is cleaned, not what tells";
        EXPECT_TRUE(header.seed_digits.contains("88442211"));
    }
}

TEST(Header, NamesOfAllLevelsAreSeedsAndInUtf8)
{
    Elements item;
    item.text({ 0x0040, 0xA123 }, Vr::PN, "Buc^J\xE9r\xF4me\\Umbrage^Tobias");
    Elements set;
    set.text({ 0x0008, 0x0005 }, Vr::CS, "ISO_IR 100").sequence({ 0x0040, 0xA730 }, { item });
    const auto seeds = seeds_of(header_of(file_of(set)));
    EXPECT_THAT(seeds, Contains("Buc^Jérôme"));
    EXPECT_THAT(seeds, Contains("Umbrage^Tobias"));
}

TEST(Header, SeedsHaveALimit)
{
    std::vector<Elements> items;
    for (int i = 0; i < 3000; ++i)
        items.push_back(Elements().text({ 0x0010, 0x0020 }, Vr::LO, "ID-" + std::to_string(i)));
    const auto header = header_of(file_of(Elements().sequence({ 0x0008, 0x1140 }, items)));
    EXPECT_EQ(header.seeds.size(), 1000U);
    EXPECT_THAT(seeds_of(header_of(file_of(Elements().text({ 0x0010, 0x0020 }, Vr::LO, std::string(5000, 'x'))))), IsEmpty());
}

TEST(Needles, AreTheWrittenFormsOfWhatWasRemoved)
{
    const auto harmless = shipped_words().for_case({});
    Needles needles(harmless);
    needles.add(IdentifierKind::Name, "Quillfeather^Odalys");
    needles.add(IdentifierKind::Institution, "Wintergreen Thorax Imaging");
    needles.add(IdentifierKind::MedicalRecordNumber, "88442211");
    EXPECT_THAT(needles.all(), Contains("Quillfeather"));
    EXPECT_THAT(needles.all(), Contains("Odalys"));
    EXPECT_THAT(needles.all(), Contains("88442211"));
    EXPECT_THAT(needles.all(), Contains("Wintergreen Thorax Imaging"));
    EXPECT_THAT(needles.all(), Contains("Wintergreen"));
    EXPECT_THAT(needles.all(), Not(Contains("Imaging"))) << "which stands in everybody's files";
    const auto before = needles.all().size();
    needles.add(IdentifierKind::Name, "Quillfeather^Odalys");
    EXPECT_EQ(needles.all().size(), before);
    needles.add(IdentifierKind::Name, "Li");
    EXPECT_EQ(needles.all().size(), before) << "too short to mean anything";
}

TEST(Needles, HaveALimit)
{
    const auto harmless = shipped_words().for_case({});
    Needles needles(harmless);
    const auto add = [&](int first, int end) {
        for (int i = first; i < end; ++i)
            needles.add(IdentifierKind::MedicalRecordNumber, "MRN-" + std::to_string(1'000'000 + i));
        return needles.all().size();
    };
    const auto most = add(0, 20'000);
    EXPECT_GE(most, 20'000U);
    EXPECT_EQ(add(20'000, 30'000), most);
}

TEST(Deidentify, RetainedUidsAreUidsAndNothingElse)
{
    // With UIDs retained a UID that is none would be a place for anything.
    auto set = ct_header();
    describe(set).text({ 0x0028, 0x1199 }, Vr::UI, "Tobias Umbrage").bytes(kPixelData, Vr::OW, Bytes(8));
    EXPECT_FALSE(copy_of(file_of(set), with({ ProfileOption::RetainUids })).holds("Umbrage"));
    Elements named;
    named.text({ 0x0008, 0x0016 }, Vr::UI, kCtImage).text({ 0x0008, 0x0018 }, Vr::UI, "Tobias Umbrage");
    describe(named).bytes(kPixelData, Vr::OW, Bytes(8));
    EXPECT_FALSE(copy_of(file_of(named), with({ ProfileOption::RetainUids })).holds("Umbrage"));
}

TEST(Deidentify, AnInstanceUidThatIsNoneGivesNoCopyThatTheProofRejects)
{
    for (const auto* uid : { "1.2.3\\1.2.4",
             "1.2.\x92"
             "6.0",
             "not a uid" }) {
        Elements set;
        set.text({ 0x0008, 0x0016 }, Vr::UI, kCtImage).text({ 0x0008, 0x0018 }, Vr::UI, uid);
        describe(set).bytes(kPixelData, Vr::OW, Bytes(8));
        const auto copy = copy_of(file_of(set));
        if (!copy.refused) {
            EXPECT_THAT(objections(copy.bytes), IsEmpty()) << uid;
        }
    }
}

}  // namespace
}  // namespace imprimatur::dicom
