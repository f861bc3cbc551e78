// The downloads of platforms, with invented people.
#include "survey/layout.h"

#include <gmock/gmock.h>

namespace imprimatur::survey {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

namespace {

using Texts = std::map<std::string, std::string>;

PostList read(const Texts& texts, const std::vector<std::string>& others = {})
{
    std::vector<std::string> names = others;
    for (const auto& [name, text] : texts)
        names.push_back(name);
    const auto layout = recognise_layout(names);
    EXPECT_TRUE(layout.ok()) << layout.error().line();
    return layout.ok() ? read_layout(*layout, texts, names) : PostList {};
}

}  // namespace

TEST(LayoutX, TweetsWithAccountMediaAndWholeNotes)
{
    const auto list = read(
        { { "data/tweets.js",
              "window.YTD.tweets.part0 = [\n{\"tweet\":{\"id_str\":\"12\",\"full_text\":\"Polyp &lt;1 cm &amp; flat\",\"created_at\":\"Mon "
              "Mar 04 10:11:12 +0000 "
              "2019\"}},{\"tweet\":{\"id_str\":\"13\",\"full_text\":\"cut\\u2026\",\"created_at\":\"Mon Mar 04 10:11:12 +0000 2019\"}},"
              "{\"tweet\":{\"id_str\":\"14\",\"full_text\":\"RT @other: theirs\",\"created_at\":\"Mon Mar 04 10:11:12 +0000 2019\"}}]" },
            { "data/tweets-part1.js", "window.YTD.tweets.part1 = [{\"tweet\":{\"id_str\":\"15\",\"full_text\":7}}, 8]" },
            { "data/note-tweet.js",
                "window.YTD.note_tweet.part0 = [{\"noteTweet\":{\"tweetId\":\"13\",\"noteTweetResults\":{\"text\":\"cut and more\"}}}]" },
            { "data/account.js",
                "window.YTD.account.part0 = [{\"account\":{\"username\":\"ward7\",\"accountDisplayName\":\"Ward Seven\"}}]" },
            { "data/profile.js",
                "window.YTD.profile.part0 = [{\"profile\":{\"description\":{\"bio\":\"Endoscopist\",\"location\":\"Lyon\"}}}]" } },
        { "data/tweets_media/12-abc.jpg", "data/tweets_media/12-def.mp4", "data/tweets_media/99-x.jpg", "data/tweets_media/" });
    ASSERT_THAT(list.posts, SizeIs(2));
    EXPECT_EQ(list.posts[0].post.caption, "Polyp <1 cm & flat");
    EXPECT_EQ(list.posts[0].post.platform, "x");
    EXPECT_EQ(list.posts[0].post.account.handle, "ward7");
    EXPECT_EQ(list.posts[0].post.account.bio, "Endoscopist");
    EXPECT_EQ(list.posts[0].posted, "2019-03-04");
    EXPECT_THAT(list.posts[0].images, ElementsAre("data/tweets_media/12-abc.jpg", "data/tweets_media/12-def.mp4"));
    EXPECT_EQ(list.posts[1].post.caption, "cut and more");
    EXPECT_THAT(list.notes, ElementsAre(HasSubstr("1 reposts")));
    EXPECT_THAT(list.problems,
        ElementsAre(SurveyProblem { "entry", 4, "full_text must be text" }, SurveyProblem { "entry", 5, "is not an object of a tweet" }));
}

TEST(LayoutX, OlderNamesAndAFolderInFront)
{
    const auto list = read(
        { { "twitter-2020/data/tweet.js", "window.YTD.tweet.part0 = [{\"id_str\":\"1\",\"full_text\":\"Ulcer\",\"created_at\":\"\"}]" } },
        { "twitter-2020/data/tweet_media/1-a.png" });
    ASSERT_THAT(list.posts, SizeIs(1));
    EXPECT_THAT(list.posts[0].images, ElementsAre("twitter-2020/data/tweet_media/1-a.png"));
    EXPECT_THAT(list.problems,
        ElementsAre(SurveyProblem { "entry", 1, "created_at is missing or no date that is known: the post counts without its year" }));
}

TEST(LayoutInstagram, CaptionsOfPostsAndOfTheirOnePicture)
{
    const auto list
        = read({ { "your_instagram_activity/content/posts_1.json",
                     "[{\"media\":[{\"uri\":\"media/posts/a.jpg\",\"creation_timestamp\":1551693072,\"title\":\"L\\u00c3\\u00a9sion\"}]},"
                     "{\"title\":\"Two\",\"creation_timestamp\":1551693072,\"media\":[{\"uri\":\"media/posts/b.jpg\"},{\"uri\":\"media/"
                     "posts/c.mp4\"}]},"
                     "{\"media\":[{\"uri\":5}]},{\"media\":7},\"x\"]" },
            { "personal_information/personal_information/personal_information.json",
                "{\"profile_user\":[{\"string_map_data\":{\"Username\":{\"value\":\"ward7\"},\"Name\":{\"value\":\"Ren\\u00c3\\u00a9\"}}}]"
                "}" } });
    ASSERT_THAT(list.posts, SizeIs(2));
    EXPECT_EQ(list.posts[0].post.caption, "L\xc3\xa9sion");
    EXPECT_EQ(list.posts[0].post.account.name, "Ren\xc3\xa9");
    EXPECT_EQ(list.posts[0].post.platform, "instagram");
    EXPECT_EQ(list.posts[0].posted, "2019-03-04");
    EXPECT_THAT(list.posts[1].images, ElementsAre("media/posts/b.jpg", "media/posts/c.mp4"));
    EXPECT_THAT(list.problems,
        ElementsAre(SurveyProblem { "entry", 3, "media: uri must be text" }, SurveyProblem { "entry", 4, "media must be a list" },
            SurveyProblem { "entry", 5, "is not an object of a post" }));
}

TEST(LayoutFacebook, PostsWithDescriptionsOfTheirPictures)
{
    const auto list = read({ { "fb/your_facebook_activity/posts/your_posts__check_ins__photos_and_videos_1.json",
                                 "[{\"timestamp\":1551693072,\"data\":[{\"post\":\"Stent\"}],\"attachments\":[{\"data\":[{\"media\":{"
                                 "\"uri\":\"posts/media/a.jpg\","
                                 "\"description\":\"After\"}},{\"external_context\":{\"url\":\"https://"
                                 "example.org\"}}]}]},{\"timestamp\":1551693072,\"title\":\"moved\"}]" },
        { "fb/personal_information/profile_information/profile_information.json",
            "{\"profile_v2\":{\"name\":{\"full_name\":\"Erika Muster\"}}}" } });
    ASSERT_THAT(list.posts, SizeIs(1));
    EXPECT_EQ(list.posts[0].post.caption, "Stent");
    EXPECT_EQ(list.posts[0].post.alt_text, "After");
    EXPECT_EQ(list.posts[0].post.account.name, "Erika Muster");
    EXPECT_THAT(list.posts[0].images, ElementsAre("fb/posts/media/a.jpg"));
    EXPECT_THAT(list.notes, ElementsAre(HasSubstr("1 entries without words")));
    EXPECT_THAT(list.problems, IsEmpty());
}

TEST(LayoutLinkedIn, SharesWithTheirLineEnds)
{
    const auto list = read({ { "Shares.csv",
                                 "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\n2021-05-06 "
                                 "07:08:09,https://l/1,\"One\"\"\n\"\"two\",,,MEMBER_NETWORK\n"
                                 "2021-05-06 07:08:09,https://l/2,,https://example.org,,\n" },
        { "Profile.csv", "First Name,Last Name,Headline,Summary,Geo Location\nErika,Muster,Radiographer,Scans,Lyon\n" } });
    ASSERT_THAT(list.posts, SizeIs(1));
    EXPECT_EQ(list.posts[0].post.caption, "One\ntwo");
    EXPECT_EQ(list.posts[0].post.account.name, "Erika Muster");
    EXPECT_EQ(list.posts[0].post.account.location, "Lyon");
    EXPECT_EQ(list.posts[0].posted, "2021-05-06");
    EXPECT_THAT(list.problems, IsEmpty());
}

TEST(Layout, WhatIsNotRecognisedSaysWhatWasLookedFor)
{
    const auto nothing = recognise_layout({ "holiday.jpg" });
    ASSERT_FALSE(nothing.ok());
    EXPECT_THAT(nothing.error().line(), AllOf(HasSubstr("data/tweets.js"), HasSubstr("posts_1.json"), HasSubstr("Shares.csv")));
    EXPECT_THAT(
        recognise_layout({ "your_instagram_activity/content/posts_1.html" }).error().line(), HasSubstr("ask the platform for JSON"));
    EXPECT_THAT(recognise_layout({ "inner.zip" }).error().line(), HasSubstr("unpack it"));
    EXPECT_FALSE(recognise_layout({ "mydata/tweets.js" }).ok()) << "a folder's name ends where it ends";
    EXPECT_FALSE(recognise_layout({ "content/posts_.json" }).ok());
}

TEST(Layout, AFileThatIsNoJsonIsAProblemAndNoCrash)
{
    for (const auto* text : { "", "window", "window.YTD = {", "= [[[[", "[]" }) {
        const auto list = read({ { "data/tweets.js", text }, { "data/account.js", text }, { "data/note-tweet.js", text } });
        EXPECT_THAT(list.posts, IsEmpty()) << text;
    }
    EXPECT_THAT(read({ { "data/tweets.js", "junk" } }).problems, SizeIs(1));
    EXPECT_THAT(read({ { "content/posts_1.json", "junk" } }).problems, SizeIs(1));
    EXPECT_THAT(read({ { "Shares.csv", "junk" } }).problems, SizeIs(1));
}

}  // namespace imprimatur::survey
