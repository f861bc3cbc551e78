// Archives made here, good ones and hostile ones.
#include "jail/archive/test_zip.h"
#include "jail/archive/zip.h"

#include "base/limits.h"

#include <gmock/gmock.h>

namespace imprimatur::jail {

using testing::HasSubstr;

namespace {

std::string why(const Bytes& archive)
{
    const auto list = list_zip(archive);
    const auto* refused = std::get_if<Unreadable>(&list);
    return refused == nullptr ? "" : refused->detail;
}

std::string text(const Bytes& archive, std::size_t index)
{
    const auto list = list_zip(archive);
    const auto content = extract_zip(archive, std::get<std::vector<ZipEntry>>(list).at(index));
    const auto* refused = std::get_if<Unreadable>(&content);
    return refused == nullptr ? std::string(as_text(std::get<Bytes>(content))) : "refused: " + refused->detail;
}

}  // namespace

TEST(Zip, StoredAndDeflatedEntriesComeOut)
{
    TestZip zip;
    zip.add("data/tweets.js", "window.YTD");
    zip.add_deflated("a/\xc3\xa9.txt", std::string(5000, 'x') + "end");
    zip.add("a/", "");
    const auto bytes = zip.bytes("a comment");
    const auto list = list_zip(bytes);
    ASSERT_TRUE(std::holds_alternative<std::vector<ZipEntry>>(list)) << why(bytes);
    const auto& entries = std::get<std::vector<ZipEntry>>(list);
    ASSERT_EQ(entries.size(), 3U);
    EXPECT_EQ(entries[0].entry.name, "data/tweets.js");
    EXPECT_EQ(entries[1].entry.size, 5003U);
    EXPECT_EQ(text(bytes, 0), "window.YTD");
    EXPECT_EQ(text(bytes, 1), std::string(5000, 'x') + "end");
    EXPECT_EQ(text(bytes, 2), "");
}

TEST(Zip, LargeFormRecordsAreRead)
{
    TestZip zip;
    zip.add("a", "one");
    zip.large_form = true;
    EXPECT_EQ(text(zip.bytes(), 0), "one");
    EXPECT_EQ(why(TestZip().bytes()), "");
}

TEST(Zip, NamesThatLeadOutAreRefused)
{
    for (const auto* name : { "../x", "a/../../x", "/etc/x", "a\\..\\x", "a//b", "./x", "a/.", "x\ny", "" }) {
        TestZip zip;
        zip.add(name, "x");
        EXPECT_THAT(why(zip.bytes()), HasSubstr("a name that leads out")) << name;
    }
}

TEST(Zip, EncryptedDoubledLinkedAndSplitArchivesAreRefused)
{
    TestZip encrypted;
    encrypted.flags = 1;
    encrypted.add("a", "x");
    EXPECT_THAT(why(encrypted.bytes()), HasSubstr("encrypted"));
    TestZip doubled;
    doubled.add("a", "x");
    doubled.add("a", "y");
    EXPECT_THAT(why(doubled.bytes()), HasSubstr("same name"));
    TestZip link;
    link.attributes = 0120777U << 16;
    link.add("a", "/etc/passwd");
    EXPECT_THAT(why(link.bytes()), HasSubstr("link"));
    TestZip split;
    split.disk = 1;
    split.add("a", "x");
    EXPECT_THAT(why(split.bytes()), HasSubstr("one part of several"));
}

TEST(Zip, ABombIsRefusedBeforeItGoesOff)
{
    TestZip zip;
    zip.add_deflated("bomb", std::string(64UL << 20, '\0'));
    EXPECT_THAT(text(zip.bytes(), 0), HasSubstr("grows more than the limit"));
    TestZip liar;
    liar.add_deflated("a", std::string(100'000, 'a'));
    liar.entries[0].size = 50'000;
    EXPECT_THAT(text(liar.bytes(), 0), HasSubstr("not what the archive says"));
    liar.entries[0].size = 200'000;
    EXPECT_THAT(text(liar.bytes(), 0), HasSubstr("not what the archive says"));
    liar.entries[0].size = limits::kMaxEntryBytes + 1;
    EXPECT_THAT(text(liar.bytes(), 0), HasSubstr("passes the limit"));
}

TEST(Zip, EntriesThatShareBytesAreRefused)
{
    TestZip zip;
    zip.add("a", "one");
    zip.add("b", "two");
    // The second entry of the list points at the first one's header: the names differ.
    zip.entries[1].offset_lie = 0;
    EXPECT_THAT(why(zip.bytes()), HasSubstr("differs from the archive's list"));
    // The first one reaches over the second.
    TestZip quine;
    quine.add("a", "one");
    quine.add("b", "two");
    quine.entries[0].packed_lie = 20;
    EXPECT_THAT(why(quine.bytes()), HasSubstr("overlap"));
}

TEST(Zip, ADamagedByteIsSeen)
{
    TestZip zip;
    zip.add("a", "window");
    auto bytes = zip.bytes();
    bytes[31 + 2] ^= 1;
    EXPECT_THAT(text(bytes, 0), HasSubstr("checksum"));
}

TEST(Zip, CutAnywhereOrWithAnyByteChangedItIsReadOrRefused)
{
    TestZip zip;
    zip.add("data/a", "window.YTD");
    zip.add_deflated("b", std::string(300, 'b'));
    const auto whole = zip.bytes();
    for (std::size_t cut = 0; cut < whole.size(); ++cut)
        EXPECT_NE(why(Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(cut))), "") << cut;
    for (std::size_t at = 0; at < whole.size(); ++at) {
        for (const int value : { 0x00, 0x01, 0x7f, 0x80, 0xff }) {
            auto changed = whole;
            changed[at] = static_cast<std::uint8_t>(value);
            const auto list = list_zip(changed);
            if (const auto* entries = std::get_if<std::vector<ZipEntry>>(&list)) {
                for (const auto& entry : *entries)
                    (void)extract_zip(changed, entry);
            }
        }
    }
    auto behind = whole;
    behind.push_back('x');
    EXPECT_THAT(why(behind), HasSubstr("no end"));
    EXPECT_THAT(why(Bytes { 'P', 'K' }), HasSubstr("no ZIP"));
}

}  // namespace imprimatur::jail
