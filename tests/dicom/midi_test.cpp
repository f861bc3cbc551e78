#include "cleaner.h"
#include "leaks.h"
#include "midi_set.h"
#include "objects.h"

#include <gtest/gtest.h>
#include <set>

namespace imprimatur::dicom_eval {
namespace {

namespace fs = std::filesystem;

void write_files(const MidiSet& set, const fs::path& folder)
{
    fs::create_directories(folder);
    for (const auto& file : set.files)
        write_bytes(folder / file.name, file.bytes);
}

MidiScore score_one(const MidiCheck& check, const DataSet& before, const DataSet& after)
{
    const TestFolder folder;
    fs::create_directories(folder.path() / "in");
    fs::create_directories(folder.path() / "out");
    const Case it;
    write_bytes(folder.path() / "in" / check.file, file_of_set(Kind::Ct, it, before));
    write_bytes(folder.path() / "out" / check.file, file_of_set(Kind::Ct, it, after));
    return midi_score({ check }, folder.path() / "in", folder.path() / "out");
}

double passed(const MidiCheck& check, const DataSet& before, const DataSet& after) { return score_one(check, before, after).overall(); }

TEST(MidiScorer, TakesTheShareOfTokens)
{
    EXPECT_DOUBLE_EQ(share_retained("CT Chest", "ct chest routine"), 1);
    EXPECT_DOUBLE_EQ(share_retained("chest of the abdomen", "abdomen"), 0.5);
    EXPECT_DOUBLE_EQ(share_retained("3.0 mm", "3 MM"), 1);
    EXPECT_DOUBLE_EQ(share_removed("John Smith", "seen by Smith"), 0.5);
    EXPECT_DOUBLE_EQ(share_removed("John Smith", "no name here"), 1);
    EXPECT_DOUBLE_EQ(share_removed("John Smith", ""), 1);
    EXPECT_DOUBLE_EQ(share_retained("chest", ""), 0);
}

TEST(MidiScorer, TellsEveryActionsGoodCopyFromABadOne)
{
    Case it;
    const auto before = object_of(Kind::Ct, it);
    auto after = before;
    after.text(0x00080018, "UI", "2.25.99")
        .text(0x00080020, "DA", "20030303")
        .text(0x00100020, "LO", "P1")
        .text(0x00100010, "PN", "")
        .remove(0x00180015);
    const auto both = [&](const MidiCheck& check, double good, double bad) {
        EXPECT_DOUBLE_EQ(passed(check, before, after), good) << check.action;
        EXPECT_DOUBLE_EQ(passed(check, before, before), bad) << check.action;
    };
    both({ "x.dcm", "00080018", "uid_changed", it.instance }, 1, 0);
    both({ "x.dcm", "00080018", "uid_consistent", it.instance }, 1, 0);
    both({ "x.dcm", "00100020", "patid_consistent", it.patient_id }, 1, 0);
    both({ "x.dcm", "00080020", "date_shifted", it.study_date }, 1, 0);
    both({ "x.dcm", "00100010", "text_removed", it.patient }, 1, 0);
    both({ "x.dcm", "00100010", "text_notnull", "" }, 0, 1);
    both({ "x.dcm", "00180015", "tag_retained", "" }, 0, 1);
    both({ "x.dcm", "00180015", "text_retained", "chest" }, 0, 1);
    auto other = before;
    other.bytes(0x7FE00010, "OW", native_pixels({}).replace(100, 1, 1, '\x33'));
    EXPECT_DOUBLE_EQ(passed({ "x.dcm", "7FE00010", "pixels_retained", "" }, before, other), 0);
    EXPECT_DOUBLE_EQ(passed({ "x.dcm", "7FE00010", "pixels_retained", "" }, before, before), 1);
    EXPECT_DOUBLE_EQ(passed({ "x.dcm", "7FE00010", "pixels_hidden", "0,0,8,8" }, before, before), 0);
    other.bytes(0x7FE00010, "OW", Octets(2048, '\0'));
    EXPECT_DOUBLE_EQ(passed({ "x.dcm", "7FE00010", "pixels_hidden", "0,0,8,8" }, before, other), 1);
}

TEST(MidiScorer, AMissingCopyFailsRetentionOnly)
{
    const TestFolder folder;
    const std::vector<MidiCheck> key { { "x.dcm", "00100010", "text_removed", "Muster" }, { "x.dcm", "00080060", "text_retained", "CT" } };
    const auto score = midi_score(key, folder.path(), folder.path());
    EXPECT_DOUBLE_EQ(score.actions.at("text_removed").passed, 1);
    EXPECT_DOUBLE_EQ(score.actions.at("text_retained").passed, 0);
}

TEST(MidiScorer, OneIdentifierThatBecomesTwoIsInconsistent)
{
    const TestFolder folder;
    Case it;
    auto set = object_of(Kind::Ct, it);
    for (const auto* name : { "one.dcm", "two.dcm" }) {
        set.text(0x0020000D, "UI", std::string("2.25.") + (name[0] == 'o' ? "1" : "2"));
        write_bytes(folder.path() / name, file_of_set(Kind::Ct, it, set));
    }
    const auto score
        = midi_score({ { "one.dcm", "0020000D", "uid_consistent", it.study }, { "two.dcm", "0020000D", "uid_consistent", it.study } },
            folder.path(), folder.path());
    EXPECT_DOUBLE_EQ(score.actions.at("uid_consistent").passed, 1);
}

TEST(MidiSet, IsLargeAndItsKeyIsTrueOfTheOriginals)
{
    const auto set = midi_set();
    EXPECT_GE(set.files.size(), 60U);
    std::set<std::string> kinds;
    for (const auto& file : set.files)
        kinds.insert(file.name.substr(0, file.name.find('_')));
    EXPECT_GE(kinds.size(), 10U);
    const TestFolder folder;
    write_files(set, folder.path());
    // Originals keep everything and remove nothing.
    const auto score = midi_score(set.key, folder.path(), folder.path());
    for (const auto& [action, tally] : score.actions) {
        const bool keeps = action == "tag_retained" || action == "text_notnull" || action == "text_retained" || action == "pixels_retained";
        EXPECT_DOUBLE_EQ(tally.passed, keeps ? static_cast<double>(tally.total) : 0) << action;
    }
    EXPECT_EQ(parse_midi_table(midi_table(set.key)).size(), set.key.size());
}

TEST(MidiSet, ScoresAboveTheBestPublishedResult)
{
    const TestFolder folder;
    const auto set = midi_set();
    write_files(set, folder.path() / "in");
    const auto run = run_cleaner(folder.path() / "in", folder.path());
    const auto score = midi_score(set.key, folder.path() / "in", run.copies);
    std::string failed;
    for (const auto& line : score.failed)
        failed += line + "\n";
    EXPECT_GT(score.overall(), 0.9993) << failed << run.talk;
    for (const auto& [action, tally] : score.actions)
        std::printf("%-18s %9.2f / %zu\n", action.c_str(), tally.passed, tally.total);
    std::printf("%-18s %8.4f %%\n", "all", score.overall() * 100);
}

TEST(MidiSet, WritingInPixelsIsHidden)
{
    const TestFolder folder;
    const auto set = midi_burned_set();
    write_files(set, folder.path() / "in");
    const auto before = midi_score(set.key, folder.path() / "in", folder.path() / "in");
    EXPECT_DOUBLE_EQ(before.actions.at("pixels_hidden").passed, 0);
    const auto run = run_cleaner(folder.path() / "in", folder.path(), {});
    const auto score = midi_score(set.key, folder.path() / "in", run.copies);
    for (const auto& line : score.failed)
        ADD_FAILURE() << line;
    for (const auto& file : set.files)
        EXPECT_TRUE(fs::exists(run.copies / file.name)) << file.name << " was not written";
}

}  // namespace
}  // namespace imprimatur::dicom_eval
