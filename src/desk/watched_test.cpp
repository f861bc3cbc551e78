#include "desk/watched.h"

#include "desk/fake_office.h"
#include "desk/file_list.h"

#include <gtest/gtest.h>

namespace imprimatur::desk {
namespace {

TEST(Watched, EveryLookIsToldBesideTheStep)
{
    FakeReader reader;
    FakeOffice fake(reader);
    std::vector<std::string> told;
    const Progress progress = [&](std::size_t done, std::size_t total, std::string_view what) {
        told.push_back(std::to_string(done) + "/" + std::to_string(total) + " " + std::string(what));
    };
    const auto office = fake.office();
    Watched watched(office, progress);
    Counter counter(watched.progress(), 1, "looking");
    counter.begin();
    for (std::uint8_t level = 0; level < 2; ++level)
        EXPECT_TRUE(watched.office().reader.look(plain_frame(level), {}).ok());
    counter.one_done();
    EXPECT_EQ(told, (std::vector<std::string> { "0/1 looking", "0/1 looking, 1 look", "0/1 looking, 2 looks", "1/1 looking, 2 looks" }));
    EXPECT_EQ(reader.looked.size(), 2U) << "the looks are the real reader's";
}

TEST(Watched, WhereNobodyListensNothingStandsBetween)
{
    FakeReader reader;
    FakeOffice fake(reader);
    const auto office = fake.office();
    Watched watched(office, {});
    EXPECT_FALSE(watched.progress());
    EXPECT_EQ(&watched.office().reader, &reader);
}

}  // namespace
}  // namespace imprimatur::desk
