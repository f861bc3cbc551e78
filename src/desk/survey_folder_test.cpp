// A survey's folder: what was done stays done, and what was half written is done again.
#include "desk/survey_folder.h"

#include <gmock/gmock.h>

#include <map>

namespace imprimatur::desk {

using testing::HasSubstr;
using testing::SizeIs;

namespace {

namespace fs = std::filesystem;

/// Files in memory.
class MemoryFolder final : public Files {
public:
    std::map<std::string, std::string> files;
    Result<Bytes> read(const fs::path& path, std::uint64_t) override
    {
        const auto found = files.find(path.string());
        if (found == files.end())
            return Error { ErrorCode::NotFound, "is not there", path.string(), "" };
        return Bytes(found->second.begin(), found->second.end());
    }
    Result<std::vector<fs::path>> list(const fs::path& path) override
    {
        std::vector<fs::path> found;
        for (const auto& [name, text] : files) {
            if (name.starts_with(path.string()))
                found.emplace_back(name);
        }
        return found;
    }
    Result<void> write_folder(const fs::path&, const std::vector<OutFile>&) override { return not_here(); }
    Result<void> write_file(const fs::path& path, ByteView bytes) override
    {
        files[path.string()] = std::string(as_text(bytes));
        return {};
    }
    Result<void> append(const fs::path& path, ByteView bytes) override
    {
        files[path.string()] += as_text(bytes);
        return {};
    }
    Result<fs::path> temporary_beside(const fs::path&) override { return not_here(); }
    Result<void> publish(const fs::path&, const fs::path&) override { return not_here(); }
    void discard(const fs::path& path) override { files.erase(path.string()); }

private:
    static Error not_here() { return { ErrorCode::Internal, "nobody asks for this here", "", "" }; }
};

survey::RunFacts facts() { return { .layout = "jsonl", .unit = "line", .input_sha256 = "00", .rules_sha256 = "11", .posts = 3 }; }

survey::PostRecord record(std::size_t number) { return { .number = number, .id = "p" }; }

constexpr const char* kRecords = "/out/.survey/posts.jsonl";

}  // namespace

TEST(SurveyFolder, GoesOnBehindTheLastWholeRecord)
{
    MemoryFolder disk;
    auto folder = SurveyFolder::begin(disk, "/out", facts());
    ASSERT_TRUE(folder.ok());
    ASSERT_TRUE(folder->add(disk, { record(1), record(2) }).ok());
    ASSERT_TRUE(folder->add(disk, { record(3) }).ok());
    const auto whole = disk.files[kRecords];
    const auto two = whole.find('\n', whole.find('\n') + 1) + 1;
    for (std::size_t cut = two; cut < whole.size(); ++cut) {
        disk.files[kRecords] = whole.substr(0, cut);
        auto again = SurveyFolder::begin(disk, "/out", facts());
        ASSERT_TRUE(again.ok());
        EXPECT_TRUE(again->has(2));
        EXPECT_FALSE(again->has(3)) << cut;
        ASSERT_TRUE(again->add(disk, { record(3) }).ok());
        EXPECT_EQ(disk.files[kRecords], whole) << cut;
        EXPECT_THAT(again->in_order(), SizeIs(3));
    }
}

TEST(SurveyFolder, ARunThatWasKilledWhileItWroteLeavesNothingBehind)
{
    MemoryFolder disk;
    disk.files["/out/.survey/.imprimatur-a1b2c3"] = "{\"ver";
    auto folder = SurveyFolder::begin(disk, "/out", facts());
    ASSERT_TRUE(folder.ok()) << "it had not begun";
    disk.files["/out/.imprimatur-d4e5f6"] = "half a sheet";
    ASSERT_TRUE(SurveyFolder::begin(disk, "/out", facts()).ok());
    EXPECT_THAT(disk.files, SizeIs(1)) << "run.json alone";
}

TEST(SurveyFolder, OfAnotherRunIsRefusedAndASampleMayBeAskedForLater)
{
    MemoryFolder disk;
    ASSERT_TRUE(SurveyFolder::begin(disk, "/out", facts()).ok());
    auto other = facts();
    other.rules_sha256 = "22";
    EXPECT_THAT(SurveyFolder::begin(disk, "/out", other).error().line(), HasSubstr("another survey stands in this folder"));
    auto more = facts();
    more.sample = 10;
    EXPECT_TRUE(SurveyFolder::begin(disk, "/out", more).ok());
    EXPECT_EQ(SurveyFolder::open(disk, "/out")->facts().sample, 10U);
    disk.files["/else/letter.txt"] = "x";
    EXPECT_THAT(SurveyFolder::begin(disk, "/else", facts()).error().line(), HasSubstr("holds something else"));
    EXPECT_THAT(SurveyFolder::open(disk, "/else").error().line(), HasSubstr("no survey stands"));
    disk.files["/out/.survey/run.json"] = "{";
    EXPECT_THAT(SurveyFolder::begin(disk, "/out", facts()).error().line(), HasSubstr("cannot be read"));
}

}  // namespace imprimatur::desk
