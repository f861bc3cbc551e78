// Nothing that was planted may stand in a copy: not as bytes, not as UTF-16, not behind deflate.
#include "cleaner.h"
#include "codestreams.h"
#include "leaks.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <set>

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

namespace imprimatur::dicom_eval {
namespace {

namespace fs = std::filesystem;

void expect_each_plant_stands_in_its_file(const PlantedSet& set)
{
    EXPECT_GE(set.plants.size(), 150U);
    std::set<std::string> tokens;
    for (const auto& planted : set.files) {
        ASSERT_FALSE(planted.bytes.empty()) << planted.name;
        const auto bytes = searchable(planted.bytes);
        for (const auto& plant : set.plants) {
            // Decoded text stands in its own character set there.
            if (plant.file != planted.name || plant.kind == "text-decoded")
                continue;
            EXPECT_TRUE(stands_in(plant, planted.bytes, bytes)) << plant.file << ": " << plant.key;
        }
    }
    for (const auto& plant : set.plants) {
        EXPECT_GE(plant.token.size(), plant.kind == "text" ? 4U : 2U) << plant.key;
        if (plant.kind == "text" && plant.where != "character set") {
            EXPECT_TRUE(tokens.insert(plant.token).second) << plant.token << " was given twice";
        }
    }
}

TEST(PlantedSets, EachPlantOfTheFirstStandsInItsFile) { expect_each_plant_stands_in_its_file(planted_by_bytes()); }

TEST(PlantedSets, EachPlantOfTheSecondStandsInItsFile) { expect_each_plant_stands_in_its_file(planted_by_dcmtk()); }

TEST(PlantedSets, FramesAreEncoded)
{
    for (const auto encoding : { Encoding::JpegLossless, Encoding::JpegLs, Encoding::Jpeg2000, Encoding::Rle })
        EXPECT_GT(encoded_frame({}, encoding).size(), 100U);
    EXPECT_GT(encoded_frame(kGrey8, Encoding::JpegBaseline).size(), 100U);
}

TEST(PlantedSets, NoFileThatMayBeRefusedIsMissing)
{
    auto files = planted_by_bytes().files;
    const auto more = planted_by_dcmtk().files;
    files.insert(files.end(), more.begin(), more.end());
    for (const auto& name : may_be_refused())
        EXPECT_TRUE(std::any_of(files.begin(), files.end(), [&](const PlantedFile& file) { return file.name == name; })) << name;
}

void expect_nothing_left(const PlantedSet& set)
{
    const TestFolder folder;
    write_set(set, folder.path() / "in");
    const auto run = run_cleaner(folder.path() / "in", folder.path());
    EXPECT_LE(run.status, 1) << run.talk;
    const auto leaks = find_leaks(set, run.copies);
    for (const auto& plant : leaks.left)
        ADD_FAILURE() << plant.file << ": " << plant.key << " (" << plant.where << ") is left";
    for (const auto& name : leaks.missing) {
        const auto answer = run.answers.find(name);
        const auto reason = answer == run.answers.end() ? std::string("no answer") : answer->second.reason;
        EXPECT_TRUE(std::find(may_be_refused().begin(), may_be_refused().end(), name) != may_be_refused().end())
            << name << " was not written: " << reason;
        EXPECT_FALSE(reason.empty() || reason == "no answer") << name << " was refused without a reason";
    }
    for (const auto& file : set.files) {
        if (std::find(leaks.missing.begin(), leaks.missing.end(), file.name) != leaks.missing.end())
            continue;
        DcmFileFormat copy;
        EXPECT_TRUE(copy.loadFile((run.copies / file.name).c_str()).good()) << file.name << " cannot be read";
    }
    std::printf("%zu of %zu planted identifiers left, %zu of %zu files not written\n", leaks.left.size(), leaks.searched,
        leaks.missing.size(), set.files.size());
}

TEST(PlantedIdentifiers, NoneOfTheFirstSetIsLeft) { expect_nothing_left(planted_by_bytes()); }

TEST(PlantedIdentifiers, NoneOfTheSecondSetIsLeft) { expect_nothing_left(planted_by_dcmtk()); }

TEST(PlantedIdentifiers, AnswersAndTalkHoldNone)
{
    const TestFolder folder;
    const auto set = planted_by_bytes();
    write_set(set, folder.path() / "in");
    const auto run = run_cleaner(folder.path() / "in", folder.path());
    const auto words = run.talk + read_bytes(folder.path() / "report.jsonl");
    for (const auto& plant : set.plants) {
        if (plant.kind == "text" && plant.token.size() > 5) {
            EXPECT_EQ(words.find(plant.token), std::string::npos) << plant.file << ": " << plant.key << " is told";
        }
    }
}

}  // namespace
}  // namespace imprimatur::dicom_eval
