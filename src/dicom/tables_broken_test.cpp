// Tables that were damaged on the way: what is wrong is told with its file and line, and nothing is loaded.
#include "dicom/tables.h"

#include <gmock/gmock.h>

#include <random>

namespace imprimatur::dicom {

namespace {

using testing::HasSubstr;

/// One small row or more of each table, all of them well.
struct Small {
    std::string dictionary = "# a comment\n(0010,0010)\tPN\t1\tPatientName\n(60xx,3000)\tOB/OW\t1\tOverlayData\n";
    std::string confidentiality = "(0010,0010)\tPatient's Name\tZ\tname\t\t\t\t\t\t\t\t\t\t\n"
                                  "(gggg,eeee) where gggg is odd\tPrivate Attributes\tX\thidden_bytes\tC\t\t\t\t\t\t\t\t\t\n";
    std::string safe_private = "MAKER\t0009\t01\tDS\t1\n";
    std::string concepts = "DCM\t1\tTEXT\tAccession Number\tX\tother_unique_id\t\t\t\t\t\t\t\t\t\t\n";
    std::string types
        = "items\t0\t00080100\t\t\t\t\nmodule\tpatient\t\t\t00100010\t\t\t00081120:0\niod\tct-image\tpatient\nclass\t1.2\tct-image\n";
    std::string uids = "1.2\tSOP Class\tCT\n1.2.840.10008.1.2\tTransfer Syntax\tImplicit\n";

    [[nodiscard]] Result<Tables> load() const
    {
        return Tables::load({ .dictionary = dictionary,
            .confidentiality = confidentiality,
            .safe_private = safe_private,
            .concepts = concepts,
            .types = types,
            .uids = uids });
    }
};

struct Case {
    std::string Small::*table;
    const char* text;
    const char* where;
};

const Case kBroken[] = {
    { &Small::dictionary, "", "dictionary.tsv" },
    { &Small::dictionary, "# only a comment\n", "dictionary.tsv" },
    { &Small::dictionary, "(0010,0010)\tPN\t1\n", "dictionary.tsv line 1" },
    { &Small::dictionary, "#\n\n(0010,001)\tPN\t1\tName\n", "dictionary.tsv line 3" },
    { &Small::dictionary, "(0010,00g0)\tPN\t1\tName\n", "dictionary.tsv line 1" },
    { &Small::dictionary, "(0010,001a)\tPN\t1\tName\n", "dictionary.tsv line 1" },
    { &Small::dictionary, "(0010,0010)\tPX\t1\tName\n", "dictionary.tsv line 1" },
    { &Small::dictionary, "(0010,0010)\tUS/SS/OW/OB\t1\tName\n", "dictionary.tsv line 1" },
    { &Small::dictionary, "(0010,0010)\tPN\t-1\tName\n", "dictionary.tsv line 1" },
    { &Small::dictionary, "(0010,0010)\tPN\t99999999999\tName\n", "dictionary.tsv line 1" },
    { &Small::dictionary, "(0010,0010)\tPN\t1\t\n", "dictionary.tsv line 1" },
    { &Small::dictionary, "(0010,0010)\tPN\t1\tName\n(0010,0010)\tPN\t1\tName\n", "dictionary.tsv line 2" },
    { &Small::dictionary, "(0010,0010)\tPN\t1\tName", "dictionary.tsv line 1" },
    { &Small::confidentiality, "(0010,0010)\tPatient's Name\tZ\tname\n", "confidentiality.tsv line 1" },
    { &Small::confidentiality, "(0010,0010)\tPatient's Name\tQ\tname\t\t\t\t\t\t\t\t\t\t\n", "confidentiality.tsv line 1" },
    { &Small::confidentiality, "(0010,0010)\tPatient's Name\tX/X\tname\t\t\t\t\t\t\t\t\t\t\n", "confidentiality.tsv line 1" },
    { &Small::confidentiality, "(0010,0010)\tPatient's Name\t\tname\t\t\t\t\t\t\t\t\t\t\n", "confidentiality.tsv line 1" },
    { &Small::confidentiality, "(0010,0010)\tPatient's Name\tZ\tnames\t\t\t\t\t\t\t\t\t\t\n", "confidentiality.tsv line 1" },
    { &Small::confidentiality, "(0010,0010)\tPatient's Name\tZ\tname\t\t\t\t\t\t\t\t\t\tkeep\n", "confidentiality.tsv line 1" },
    { &Small::confidentiality, "somewhere\tPatient's Name\tZ\tname\t\t\t\t\t\t\t\t\t\t\n", "confidentiality.tsv line 1" },
    // Without the row for private attributes they would be kept.
    { &Small::confidentiality, "(0010,0010)\tPatient's Name\tZ\tname\t\t\t\t\t\t\t\t\t\t\n", "confidentiality.tsv" },
    { &Small::safe_private, "MAKER\t0008\t01\tDS\t1\n", "safe_private.tsv line 1" },
    { &Small::safe_private, "MAKER\t0009\t1001\tDS\t1\n", "safe_private.tsv line 1" },
    { &Small::safe_private, "MAKER\t0009\t01\tXX\t1\n", "safe_private.tsv line 1" },
    { &Small::safe_private, "\t0009\t01\tDS\t1\n", "safe_private.tsv line 1" },
    { &Small::concepts, "DCM\t1\tTEXT\tName\tX\tnonsense\t\t\t\t\t\t\t\t\t\t\n", "sr_concepts.tsv line 1" },
    { &Small::concepts, "DCM\t\tTEXT\tName\tX\tname\t\t\t\t\t\t\t\t\t\t\n", "sr_concepts.tsv line 1" },
    { &Small::concepts, "DCM\t1\tTEXT\tName\tX\tname\n", "sr_concepts.tsv line 1" },
    { &Small::types, "items\t1\t\t\t\t\t\n", "iod_types.tsv line 1" },
    { &Small::types, "items\t0\t0010\t\t\t\t\n", "iod_types.tsv line 1" },
    { &Small::types, "module\tpatient\t\t\t\t\t\t00081120:0\n", "iod_types.tsv line 1" },
    { &Small::types, "iod\tct-image\tpatient\n", "iod_types.tsv line 1" },
    { &Small::types, "class\t1.2\tct-image\n", "iod_types.tsv line 1" },
    { &Small::types, "something\telse\n", "iod_types.tsv line 1" },
    { &Small::types, "module\tpatient\t\t\t00100010\t\t\t\n", "iod_types.tsv line 1" },
    { &Small::uids, "1.2.840.10008.1.2\tTransfer Syntax\n", "uids.tsv line 1" },
    { &Small::uids, "1.2.x\tTransfer Syntax\tName\n", "uids.tsv line 1" },
    { &Small::uids, "1.3\tSOP Class\tB\n1.2\tSOP Class\tA\n", "uids.tsv line 2" },
};

}  // namespace

TEST(DicomTablesBroken, TheSmallOnesAreWell)
{
    const auto tables = Small().load();
    ASSERT_TRUE(tables.ok()) << tables.error().line();
    EXPECT_EQ(tables->type_of("1.2", {}, { 0x0010, 0x0010 }), AttributeType::Type2);
    EXPECT_EQ(tables->type_of("1.2", { 0x0008, 0x1120 }, { 0x0008, 0x0100 }), AttributeType::Type1);
    EXPECT_EQ(tables->safe_private("MAKER", 0x0009, 0x01), Vr::DS);
}

TEST(DicomTablesBroken, ABrokenRowIsToldWithItsLine)
{
    for (const auto& broken : kBroken) {
        Small files;
        files.*broken.table = broken.text;
        const auto tables = files.load();
        ASSERT_FALSE(tables.ok()) << broken.text;
        EXPECT_EQ(tables.error().code, ErrorCode::Malformed);
        EXPECT_THAT(tables.error().where, HasSubstr(broken.where)) << broken.text;
    }
}

TEST(DicomTablesBroken, MoreModulesThanThereCanBeAreRefused)
{
    Small files;
    files.types.clear();
    for (int i = 0; i < 600; ++i)
        files.types += "module\tm" + std::to_string(i) + "\t\t\t\t\t\t\n";
    EXPECT_FALSE(files.load().ok());
}

TEST(DicomTablesBroken, ATableThatEndsInTheMiddleOfALineIsNotLoaded)
{
    for (auto table :
        { &Small::dictionary, &Small::confidentiality, &Small::safe_private, &Small::concepts, &Small::types, &Small::uids }) {
        const auto whole = Small().*table;
        for (std::size_t length = 0; length < whole.size(); ++length) {
            if (length > 0 && whole[length - 1] == '\n')
                continue;
            Small files;
            (files.*table).resize(length);
            EXPECT_FALSE(files.load().ok()) << (files.*table);
        }
    }
}

TEST(DicomTablesBroken, MutationsGiveTablesOrErrors)
{
    std::mt19937 random(20261122);
    constexpr std::string_view kBytes = "\t\n/#x09AFZ,():.\xFF";
    std::size_t refused = 0;
    for (int round = 0; round < 3000; ++round) {
        Small files;
        std::string* const tables[]
            = { &files.dictionary, &files.confidentiality, &files.safe_private, &files.concepts, &files.types, &files.uids };
        auto& text = *tables[random() % std::size(tables)];
        for (auto edits = 1 + random() % 3; edits > 0; --edits)
            text[random() % text.size()] = kBytes[random() % kBytes.size()];
        const auto loaded = files.load();
        if (loaded.ok())
            EXPECT_EQ(loaded->type_of("9.9", {}, { 0x0001, 0x0001 }), AttributeType::NotInIod);
        else
            ++refused;
    }
    EXPECT_GT(refused, 1000U);
}

}  // namespace imprimatur::dicom
