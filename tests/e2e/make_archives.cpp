// make_archives FOLDER PICTURE: downloads of platforms with invented people, and archives that must be refused. Every text that must never
// come out of the program holds "Zqcanary".
#include "jail/archive/test_zip.h"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

using imprimatur::jail::TestZip;

namespace {

std::filesystem::path folder;

void write(const std::string& name, const TestZip& zip)
{
    const auto bytes = zip.bytes();
    std::ofstream(folder / name, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}

std::string tweet(int id, const std::string& text, int year)
{
    return R"({"tweet":{"id_str":")" + std::to_string(id) + R"(","full_text":")" + text + R"(","created_at":"Mon Mar 04 10:11:12 +0000 )"
        + std::to_string(year) + "\"}}";
}

void make_x(const std::string& picture)
{
    TestZip zip;
    zip.add_deflated("data/tweets.js",
        "window.YTD.tweets.part0 = [\n" + tweet(12, "Flat lesion in the sigmoid, which classification?", 2019) + ",\n"
            + tweet(13, "Saw Zqcanary Muster last night, 47M, with a perforation.", 2020) + ",\n"
            + tweet(14, "Shared with the patient's written consent: a duodenal ulcer.", 2021) + ",\n" + tweet(15, "RT @other: theirs", 2021)
            + ",\n{\"tweet\":{\"id_str\":\"16\",\"full_text\":[\"Zqcanary\"]}}]");
    zip.add("data/account.js", R"(window.YTD.account.part0 = [{"account":{"username":"Zqcanary7","accountDisplayName":"Zqcanary"}}])");
    zip.add("data/profile.js", R"(window.YTD.profile.part0 = [{"profile":{"description":{"bio":"Endoscopist","location":""}}}])");
    zip.add("data/tweets_media/12-one.png", picture);
    zip.add("data/tweets_media/12-two.mp4", "not looked at");
    zip.add("data/tweets_media/14-three.jpg", "no picture at all");
    write("x.zip", zip);
}

void make_instagram(const std::string& picture)
{
    TestZip zip;
    zip.add_deflated("your_instagram_activity/content/posts_1.json",
        R"([{"media":[{"uri":"media/posts/a.png","creation_timestamp":1551693072,"title":"Polype pédiculé, résection"}]},)"
        R"({"title":"Ulc\u00c3\u00a8re, seen last night","creation_timestamp":1589436000,"media":[{"uri":"media/posts/gone.jpg"}]}])");
    zip.add("personal_information/personal_information/personal_information.json",
        R"({"profile_user":[{"string_map_data":{"Username":{"value":"Zqcanary7"}}}]})");
    zip.add("media/posts/a.png", picture);
    write("instagram.zip", zip);
}

void make_facebook()
{
    TestZip zip;
    zip.add_deflated("your_facebook_activity/posts/your_posts_1.json",
        R"([{"timestamp":1551693072,"data":[{"post":"A stent in place, two weeks after"}]},{"timestamp":1551693072,"title":"moved"}])");
    zip.add(
        "personal_information/profile_information/profile_information.json", R"({"profile_v2":{"name":{"full_name":"Zqcanary Muster"}}})");
    write("facebook.zip", zip);
}

void make_linkedin()
{
    TestZip zip;
    zip.add_deflated("Shares.csv",
        "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\n2021-05-06 07:08:09,https://l.example/1,\"Our new "
        "scope\"\"\n\"\"arrived\",,,\n");
    zip.add("Profile.csv", "First Name,Last Name,Headline\nZqcanary,Muster,Nurse\n");
    write("linkedin.zip", zip);
}

void make_hostile()
{
    TestZip slip;
    slip.add("data/tweets.js", "window.YTD.tweets.part0 = []");
    slip.add("../Zqcanary.txt", "x");
    write("refused_slip.zip", slip);
    TestZip encrypted;
    encrypted.flags |= 1;
    encrypted.add("data/tweets.js", "window.YTD.tweets.part0 = []");
    write("refused_encrypted.zip", encrypted);
    TestZip doubled;
    doubled.add("data/tweets.js", "window.YTD.tweets.part0 = []");
    doubled.add("data/tweets.js", "window.YTD.tweets.part0 = [1]");
    write("refused_doubled.zip", doubled);
    TestZip nested;
    nested.add("twitter-Zqcanary.zip", "PK");
    write("refused_nested.zip", nested);
    TestZip unknown;
    unknown.add("holiday/Zqcanary.jpg", "x");
    write("refused_unknown.zip", unknown);
    TestZip damaged;
    damaged.add("data/tweets.js", "window.YTD.tweets.part0 = []");
    damaged.entries.back().checksum ^= 1;
    damaged.add("data/account.js", "window.YTD.account.part0 = []");
    write("refused_damaged.zip", damaged);
    TestZip bomb;
    bomb.add_deflated("data/tweets.js", "window.YTD.tweets.part0 = [" + std::string(64UL << 20, ' ') + "]");
    write("bomb.zip", bomb);
    std::ofstream(folder / "refused_cut.zip", std::ios::binary) << "PK\x03\x04 and then nothing";
}

}  // namespace

int main(int argc, char** argv)
{
    if (argc != 3) {
        std::cerr << "make_archives FOLDER PICTURE\n";
        return 2;
    }
    folder = argv[1];
    std::filesystem::create_directories(folder);
    std::ostringstream picture;
    picture << std::ifstream(argv[2], std::ios::binary).rdbuf();
    make_x(picture.str());
    make_instagram(picture.str());
    make_facebook();
    make_linkedin();
    make_hostile();
    return 0;
}
