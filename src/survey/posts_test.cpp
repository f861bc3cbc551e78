// Posts out of JSON Lines and tables, good ones and bad ones.
#include "survey/csv.h"
#include "survey/mojibake.h"
#include "survey/posted_date.h"
#include "survey/posts_csv.h"
#include "survey/posts_jsonl.h"

#include "base/limits.h"

#include <gmock/gmock.h>

namespace imprimatur::survey {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

namespace {

std::vector<std::vector<std::string>> rows(std::string_view text)
{
    CsvReader csv(text);
    std::vector<std::vector<std::string>> all;
    std::vector<std::string> cells;
    while (csv.next(cells) == CsvReader::Got::Row)
        all.push_back(cells);
    return all;
}

PostList table(std::string_view text)
{
    auto list = read_csv(text);
    EXPECT_TRUE(list.ok()) << list.error().line();
    return list.ok() ? *list : PostList {};
}

}  // namespace

TEST(Csv, QuotedCellsHoldSeparatorsLineEndsAndMarks)
{
    EXPECT_THAT(rows("\xef\xbb\xbf"
                     "a,b\r\n\"x, y\",\"two\r\nlines\"\n\"say \"\"aah\"\"\",\n"),
        ElementsAre(ElementsAre("a", "b"), ElementsAre("x, y", "two\r\nlines"), ElementsAre("say \"aah\"", "")));
    EXPECT_THAT(rows("a;b\n1;\"2;3\"\n"), ElementsAre(ElementsAre("a", "b"), ElementsAre("1", "2;3")));
    EXPECT_THAT(rows("a\tb\n1,5\t2\n"), ElementsAre(ElementsAre("a", "b"), ElementsAre("1,5", "2")));
    EXPECT_THAT(rows("\n\na\n\r\n"), ElementsAre(ElementsAre("a")));
}

TEST(Csv, AMarkThatIsNeverClosedCostsItsOwnLineAlone)
{
    const auto list = table("id,text\n1,\"begun\n2,fine\n");
    ASSERT_THAT(list.posts, SizeIs(1));
    EXPECT_EQ(list.posts[0].post.caption, "fine");
    EXPECT_EQ(list.posts[0].number, 3U);
    EXPECT_THAT(
        list.problems, ElementsAre(SurveyProblem { "row", 2, "a quotation mark is never closed; reading went on with the next line" }));
}

TEST(Csv, WhatIsWrittenIsReadAndIsNoFormula)
{
    const std::vector<std::string> cells { "plain", "a,b", "say \"aah\"", "two\nlines", "-5.5" };
    EXPECT_THAT(rows(csv_row(cells)), ElementsAre(cells));
    EXPECT_THAT(rows(csv_row({ "=HYPERLINK(\"x\")", "+49 30", "-2+3", "@cmd", "\tx" })),
        ElementsAre(ElementsAre("'=HYPERLINK(\"x\")", "'+49 30", "'-2+3", "'@cmd", "'\tx")));
}

TEST(PostsCsv, HeadersOfPlatformsAreKnown)
{
    const auto list
        = table("Tweet ID,screen_name,Full Text,Created At,Media,likes\n77,@ward7,Polyp,Mon Mar 04 10:11:12 +0000 2019,a.jpg; b.png,12\n");
    ASSERT_THAT(list.posts, SizeIs(1));
    EXPECT_EQ(list.posts[0].post.id, "77");
    EXPECT_EQ(list.posts[0].post.account.handle, "@ward7");
    EXPECT_EQ(list.posts[0].posted, "2019-03-04");
    EXPECT_THAT(list.posts[0].images, ElementsAre("a.jpg", "b.png"));
    EXPECT_THAT(list.notes, ElementsAre(HasSubstr("1 of 6 columns")));
    EXPECT_THAT(list.problems, IsEmpty());
}

TEST(PostsCsv, EveryColumnOfWordsIsReadAndSaidSo)
{
    const auto list = table("id,text,message\n1,hello,My patient walked\n2,same,same\n");
    ASSERT_THAT(list.posts, SizeIs(2));
    EXPECT_EQ(list.posts[0].post.caption, "hello\nMy patient walked");
    EXPECT_EQ(list.posts[1].post.caption, "same");
    EXPECT_THAT(list.notes, ElementsAre(HasSubstr("2 columns hold words")));
}

TEST(PostsCsv, BadRowsAreNamedAndTheRestGoesOn)
{
    const auto list = table("id,text,posted\n1,one\n2,\xff\xfe,\n3,three,yesterday\n4,,\n5,\"x\"y,\n6,six,2020-02-30\n");
    EXPECT_THAT(list.posts, SizeIs(2));
    std::vector<std::string> said;
    for (const auto& problem : list.problems)
        said.push_back(std::to_string(problem.number) + " " + problem.what);
    EXPECT_THAT(said,
        ElementsAre("2 has 2 cells where the header has 3", "3 is not UTF-8", HasSubstr("4 posted is not a date"),
            HasSubstr("5 has no caption"), HasSubstr("6 something stands behind"), HasSubstr("7 posted is not a date")));
}

TEST(PostsCsv, ATableWithoutACaptionIsRefusedWithWhatWasLookedFor)
{
    for (const auto* text : { "", "id,likes\n1,2\n", "\xff\xff,b\n" }) {
        const auto list = read_csv(text);
        ASSERT_FALSE(list.ok()) << text;
        EXPECT_THAT(list.error().line(), HasSubstr("caption, text or images"));
    }
}

TEST(PostsJsonl, PostsWithTheirDatesAndPictures)
{
    const auto list = read_jsonl("{\"id\":\"1\",\"caption\":\"Polyp\",\"posted\":\"2021-05-06T07:08:09Z\",\"images\":[\"a.jpg\"]}\r\n\n"
                                 "{\"id\":\"2\",\"platform\":\"x\",\"hashtags\":[\"#a\",\"#b\"],\"posted\":1620000000}");
    ASSERT_THAT(list.posts, SizeIs(2));
    EXPECT_EQ(list.posts[0].posted, "2021-05-06");
    EXPECT_THAT(list.posts[0].images, ElementsAre("a.jpg"));
    EXPECT_EQ(list.posts[1].number, 3U) << "blank lines count as lines";
    EXPECT_EQ(list.posts[1].posted, "2021-05-03");
    EXPECT_THAT(list.problems, IsEmpty());
}

TEST(PostsJsonl, BadLinesAreNamedWithoutTheirText)
{
    const std::string secret = "Beispiel";
    const auto list = read_jsonl("not json " + secret + "\n[1]\n{\"caption\":5}\n{\"caption\":\"" + secret
        + "\xff\"}\n{\"caption\":\"fine\",\"images\":\"" + secret + "\"}\n{\"likes\":\"" + secret
        + "\"}\n{\"caption\":\"fine\",\"posted\":\"" + secret + "\"}\n{\"caption\":\"" + std::string(limits::kMaxSurveyLine, 'a')
        + "\"}\n{\"account\":[],\"caption\":\"x\"}\n{\"caption\":\"the rest\"}");
    ASSERT_THAT(list.posts, SizeIs(2));
    EXPECT_EQ(list.posts[1].post.caption, "the rest");
    std::vector<std::size_t> numbers;
    for (const auto& problem : list.problems) {
        numbers.push_back(problem.number);
        EXPECT_THAT(problem.what, testing::Not(HasSubstr(secret)));
    }
    EXPECT_THAT(numbers, ElementsAre(1, 2, 3, 4, 5, 6, 7, 8, 9));
}

TEST(PostsJsonl, AFieldThatStandsTwiceIsRefused)
{
    const auto list = read_jsonl(R"({"images":["a.png"],"alt_text":"one","alt_text":"two"})"
                                 "\n"
                                 R"({"caption":"one","account":{"bio":"a","bio":"b"}})");
    EXPECT_THAT(list.posts, IsEmpty());
    ASSERT_THAT(list.problems, SizeIs(2));
    EXPECT_THAT(list.problems[0].what, HasSubstr("twice"));
}

TEST(PostsJsonl, PicturesWithoutWordsAreAPostAndUnknownFieldsAreToldOnce)
{
    const auto list
        = read_jsonl("{\"images\":[\"a.jpg\"]}\n{\"caption\":\"x\",\"likes\":7}\n{\"captoin\":\"x\"}\n{\"caption\":\"y\",\"likes\":7}");
    EXPECT_THAT(list.posts, SizeIs(3));
    EXPECT_THAT(list.problems,
        ElementsAre(SurveyProblem { "line", 2, "has fields that are none of a post and were not read; so have 2 lines in all" },
            SurveyProblem {
                "line", 3, "has none of the fields that hold words (caption, alt_text, hashtags, file_name, reply_to, account)" }));
}

TEST(PostsJsonl, AnIdThatComesTwiceOnOnePlatformCountsOnce)
{
    const auto list
        = read_jsonl("{\"id\":\"1\",\"platform\":\"x\",\"caption\":\"a\"}\n{\"id\":\"1\",\"platform\":\"y\",\"caption\":\"b\"}\n"
                     "{\"id\":\"1\",\"platform\":\"x\",\"caption\":\"c\"}\n{\"caption\":\"d\"}\n{\"caption\":\"d\"}");
    EXPECT_THAT(list.posts, SizeIs(4));
    EXPECT_THAT(list.problems, ElementsAre(SurveyProblem { "line", 3, "has the id of line 1 and was left out" }));
}

TEST(PostedDate, TheWaysOfPlatforms)
{
    for (const auto* text : { "2019-03-04", "2019-03-04T23:59:59Z", "2019-03-04 10:11:12 UTC", "Mon Mar 04 10:11:12 +0000 2019",
             "1551693072", "1551693072000" })
        EXPECT_EQ(read_posted(text), "2019-03-04") << text;
    for (const auto* text :
        { "", "4.3.2019", "2019-02-29", "2019-3-4", "Mon Foo 04 10:11:12 +0000 2019", "12", "0201-03-04", "2019-03-04x" })
        EXPECT_EQ(read_posted(text), std::nullopt) << text;
}

TEST(Mojibake, IsRepairedAndHealthyTextIsLeftAlone)
{
    EXPECT_EQ(repair_mojibake("M\xc3\x83\xc2\xbcller"), "M\xc3\xbcller");
    EXPECT_EQ(repair_mojibake("\xc3\xb0\xc2\x9f\xc2\x98\xc2\x80"), "\xf0\x9f\x98\x80");
    EXPECT_EQ(repair_mojibake("M\xc3\xbcller"), "M\xc3\xbcller") << "its bytes are no UTF-8";
    EXPECT_EQ(repair_mojibake("\xe6\x82\xa3\xe8\x80\x85"), "\xe6\x82\xa3\xe8\x80\x85");
    EXPECT_EQ(repair_mojibake("plain"), "plain");
}

}  // namespace imprimatur::survey
