#include "store/disk_files.h"

#include "base/folder_marker.h"
#include "store/test_folder.h"

#include <gmock/gmock.h>
#include <sys/stat.h>

namespace imprimatur::store {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

desk::OutFile file(const std::string& name, const std::string& text) { return { name, Bytes(text.begin(), text.end()) }; }

std::vector<std::string> names_in(const fs::path& folder)
{
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder))
        names.push_back(entry.path().filename().string());
    std::ranges::sort(names);
    return names;
}

class DiskFilesTest : public testing::Test {
protected:
    TestFolder folder;
    DiskFiles files;
};

TEST_F(DiskFilesTest, ReadsUpToTheLimitAndNotAByteMore)
{
    spill(folder / "ten", "0123456789");
    EXPECT_EQ(files.read(folder / "ten", 10).value().size(), 10U);
    EXPECT_EQ(files.read(folder / "ten", 9).error().code, ErrorCode::LimitExceeded);
    EXPECT_EQ(files.read(folder / "none", 9).error().code, ErrorCode::NotFound);
    spill(folder / "empty", "");
    EXPECT_TRUE(files.read(folder / "empty", 0).value().empty());
    fs::create_symlink(folder / "ten", folder / "link");
    EXPECT_TRUE(files.read(folder / "link", 10).ok());
}

TEST_F(DiskFilesTest, RefusesPipesDevicesAndFoldersWithoutWaiting)
{
    ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
    for (const fs::path& path : { folder / "pipe", fs::path("/dev/zero"), folder.path() })
        EXPECT_EQ(files.read(path, 10).error().code, ErrorCode::InvalidArgument) << path;
}

TEST_F(DiskFilesTest, CountsBytesThatStatDoesNotKnowOf)
{
    // A file of /proc says size 0 and has content.
    EXPECT_EQ(files.read("/proc/self/status", 10).error().code, ErrorCode::LimitExceeded);
}

TEST_F(DiskFilesTest, AppendsBehindWhatStandsThereForTheOwnerAlone)
{
    const std::string one = "one\n";
    const std::string two = "two\n";
    ASSERT_TRUE(files.append(folder / "new/notes", as_bytes(one)).ok());
    ASSERT_TRUE(files.append(folder / "new/notes", as_bytes(two)).ok());
    EXPECT_EQ(as_text(files.read(folder / "new/notes", 100).value()), "one\ntwo\n");
    EXPECT_EQ(fs::status(folder / "new/notes").permissions(), fs::perms::owner_read | fs::perms::owner_write);
    fs::create_symlink(folder / "new/notes", folder / "link");
    EXPECT_FALSE(files.append(folder / "link", as_bytes(one)).ok());
}

TEST_F(DiskFilesTest, ListsInNameOrderAndStaysInside)
{
    const TestFolder elsewhere;
    spill(elsewhere / "secret", "x");
    fs::create_directories(folder / "b/c");
    spill(folder / "z", "");
    spill(folder / "b/c/2", "");
    spill(folder / "b/1", "");
    fs::create_directory_symlink(elsewhere.path(), folder / "out");
    fs::create_symlink(elsewhere / "secret", folder / "secret");
    fs::create_directory_symlink(folder.path(), folder / "loop");
    ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
    EXPECT_THAT(files.list(folder.path()).value(), ElementsAre(folder / "b/1", folder / "b/c/2", folder / "z"));
    EXPECT_THAT(files.list(folder / "z").value(), ElementsAre(folder / "z"));
    EXPECT_EQ(files.list(folder / "none").error().code, ErrorCode::NotFound);
    EXPECT_EQ(files.list("/dev/null").error().code, ErrorCode::InvalidArgument);
}

TEST_F(DiskFilesTest, WritesAFolderWithItsMarker)
{
    const auto out = folder / "new/out";
    ASSERT_TRUE(files.write_folder(out, { file("b.txt", "two"), file("sub/a.txt", "one") }).ok());
    EXPECT_EQ(slurp(out / "b.txt"), "two");
    EXPECT_EQ(slurp(out / "sub/a.txt"), "one");
    EXPECT_EQ(slurp(out / ".imprimatur"), folder_marker({ "b.txt", "sub/a.txt" }));
    EXPECT_EQ(mode_of(out), 0700U);
    EXPECT_EQ(mode_of(out / "b.txt"), 0600U);
    EXPECT_THAT(names_in(folder / "new"), ElementsAre("out")) << "no temporary folder stays behind";
}

TEST_F(DiskFilesTest, ReplacesWhatItWroteAndAnEmptyFolder)
{
    const auto out = folder / "out";
    fs::create_directory(out);
    ASSERT_TRUE(files.write_folder(out, { file("a", "1"), file("b", "1") }).ok());
    ASSERT_TRUE(files.write_folder(out.string() + "/", { file("a", "2") }).ok());
    EXPECT_THAT(names_in(out), ElementsAre(".imprimatur", "a"));
    EXPECT_EQ(slurp(out / "a"), "2");
    EXPECT_THAT(names_in(folder.path()), ElementsAre("out"));
}

TEST_F(DiskFilesTest, NeverRemovesWhatIsSomebodyElses)
{
    const auto out = folder / "out";
    fs::create_directory(out);
    spill(out / "thesis.txt", "years of work");
    auto refused = files.write_folder(out, { file("a", "1") });
    ASSERT_FALSE(refused.ok());
    EXPECT_THAT(refused.error().line(), HasSubstr("not written by Imprimatur"));
    EXPECT_EQ(slurp(out / "thesis.txt"), "years of work");

    fs::remove(out / "thesis.txt");
    ASSERT_TRUE(files.write_folder(out, { file("a", "1") }).ok());
    spill(out / "notes.txt", "mine");
    EXPECT_FALSE(files.write_folder(out, { file("a", "2") }).ok());
    EXPECT_EQ(slurp(out / "notes.txt"), "mine");
    EXPECT_EQ(slurp(out / "a"), "1");

    fs::remove(out / "notes.txt");
    fs::create_directory_symlink(folder.path(), out / "link");
    EXPECT_FALSE(files.write_folder(out, { file("a", "2") }).ok());
    fs::create_directory_symlink(out, folder / "alias");
    EXPECT_FALSE(files.write_folder(folder / "alias", { file("a", "2") }).ok());
    spill(folder / "file", "x");
    EXPECT_FALSE(files.write_folder(folder / "file", { file("a", "2") }).ok());
    EXPECT_FALSE(files.write_folder(folder / "file/below", { file("a", "2") }).ok());
}

TEST_F(DiskFilesTest, TakesNoNameThatLeavesTheFolder)
{
    for (const char* name : { "../a", "/etc/a", "a/../b", "", "a//b", ".", "a/", "a\\b", "a\nb", ".imprimatur" })
        EXPECT_FALSE(files.write_folder(folder / "out", { file(name, "x") }).ok()) << name;
    EXPECT_FALSE(files.write_folder(folder / "out", { file("a", "x"), file("a", "y") }).ok());
    EXPECT_FALSE(files.write_folder(folder / "out", { file("a", "x"), file("a/b", "y") }).ok());
    EXPECT_TRUE(names_in(folder.path()).empty());
    for (const char* target : { "", ".", "..", "/" })
        EXPECT_FALSE(files.write_folder(target, { file("a", "x") }).ok()) << target;
}

TEST_F(DiskFilesTest, WritesAFileAndReplacesOnlyAFile)
{
    const auto path = folder / "deep/er/page.html";
    ASSERT_TRUE(files.write_file(path, as_bytes("one")).ok());
    ASSERT_TRUE(files.write_file(path, as_bytes("two")).ok());
    EXPECT_EQ(slurp(path), "two");
    EXPECT_EQ(mode_of(path), 0600U);
    EXPECT_THAT(names_in(folder / "deep/er"), ElementsAre("page.html"));
    EXPECT_TRUE(files.write_file(folder / std::string(255, 'n'), as_bytes("longest name")).ok());
    spill(folder / "precious", "x");
    fs::create_symlink(folder / "precious", folder / "link");
    EXPECT_FALSE(files.write_file(folder / "link", as_bytes("y")).ok());
    EXPECT_EQ(slurp(folder / "precious"), "x");
    EXPECT_FALSE(files.write_file(folder / "deep", as_bytes("y")).ok());
    EXPECT_FALSE(files.write_file("/dev/null", as_bytes("y")).ok());
    EXPECT_FALSE(files.write_file(folder / "precious/below", as_bytes("y")).ok());
}

TEST_F(DiskFilesTest, AFullDiskLeavesTheOldFolder)
{
    const auto out = folder / "out";
    ASSERT_TRUE(files.write_folder(out, { file("a", "1") }).ok());
    // A name that no file system takes: the second file fails after the first was written.
    EXPECT_FALSE(files.write_folder(out, { file("a", "2"), file(std::string(300, 'n'), "3") }).ok());
    EXPECT_EQ(slurp(out / "a"), "1");
    EXPECT_THAT(names_in(folder.path()), ElementsAre("out"));
}

TEST_F(DiskFilesTest, ALargeFileAppearsUnderItsNameOnlyWhenItIsPublished)
{
    const auto path = folder / "deep/copy.dcm";
    const auto temporary = files.temporary_beside(path);
    ASSERT_TRUE(temporary.ok()) << temporary.error().line();
    EXPECT_EQ(temporary->parent_path(), path.parent_path()) << "a rename does not cross file systems";
    EXPECT_EQ(mode_of(*temporary), 0600U);
    EXPECT_EQ(slurp(*temporary), "");
    EXPECT_FALSE(fs::exists(path));
    const auto other = files.temporary_beside(path);
    ASSERT_TRUE(other.ok());
    EXPECT_NE(*other, *temporary);
    files.discard(*other);
    spill(*temporary, "the copy");
    ASSERT_TRUE(files.publish(*temporary, path).ok());
    EXPECT_EQ(slurp(path), "the copy");
    EXPECT_THAT(names_in(folder / "deep"), ElementsAre("copy.dcm"));
}

TEST_F(DiskFilesTest, PublishingReplacesFilesAndNothingElse)
{
    spill(folder / "old", "old");
    const auto first = files.temporary_beside(folder / "old");
    ASSERT_TRUE(first.ok());
    spill(*first, "new");
    ASSERT_TRUE(files.publish(*first, folder / "old").ok());
    EXPECT_EQ(slurp(folder / "old"), "new");

    spill(folder / "precious", "x");
    fs::create_symlink(folder / "precious", folder / "link");
    fs::create_directory(folder / "folder");
    EXPECT_FALSE(files.temporary_beside(folder / "link").ok());
    EXPECT_FALSE(files.temporary_beside(folder / "folder").ok());
    const auto temporary = files.temporary_beside(folder / "fine");
    ASSERT_TRUE(temporary.ok());
    for (const auto* target : { "link", "folder" })
        EXPECT_FALSE(files.publish(*temporary, folder / target).ok()) << target;
    EXPECT_EQ(slurp(folder / "precious"), "x");
    EXPECT_TRUE(fs::exists(*temporary)) << "what could not be published is still there to be discarded";
    files.discard(*temporary);
    EXPECT_THAT(names_in(folder.path()), ElementsAre("folder", "link", "old", "precious"));
    EXPECT_FALSE(files.publish(*temporary, folder / "fine").ok());
    EXPECT_FALSE(fs::exists(folder / "fine"));
}

}  // namespace
}  // namespace imprimatur::store
