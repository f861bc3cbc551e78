#include "survey/layout.h"

#include "survey/layout_readers.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

namespace imprimatur::survey {

namespace {

/// A file of a layout: "data/tweets.js" or, with '#' for a number, "data/tweets-part#.js".
struct LayoutFile {
    LayoutKind kind;
    bool holds_posts;
    std::string_view name;
};

// In the order in which layouts are tried: a name that two have in common stands with the one that is told apart by its folder.
constexpr std::array kFiles = std::to_array<LayoutFile>({
    { LayoutKind::X, true, "data/tweets.js" },
    { LayoutKind::X, true, "data/tweet.js" },
    { LayoutKind::X, true, "data/tweets-part#.js" },
    { LayoutKind::X, true, "data/tweet-part#.js" },
    { LayoutKind::X, true, "data/community-tweet.js" },
    { LayoutKind::X, false, "data/note-tweet.js" },
    { LayoutKind::X, false, "data/account.js" },
    { LayoutKind::X, false, "data/profile.js" },
    { LayoutKind::Facebook, true, "your_facebook_activity/posts/your_posts_#.json" },
    { LayoutKind::Facebook, true, "your_facebook_activity/posts/your_posts__check_ins__photos_and_videos_#.json" },
    { LayoutKind::Facebook, true, "your_activity_across_facebook/posts/your_posts_#.json" },
    { LayoutKind::Facebook, true, "your_activity_across_facebook/posts/your_posts__check_ins__photos_and_videos_#.json" },
    { LayoutKind::Facebook, true, "posts/your_posts_#.json" },
    { LayoutKind::Facebook, true, "posts/your_posts__check_ins__photos_and_videos_#.json" },
    { LayoutKind::Facebook, false, "personal_information/profile_information/profile_information.json" },
    { LayoutKind::Facebook, false, "profile_information/profile_information.json" },
    { LayoutKind::Instagram, true, "your_instagram_activity/content/posts_#.json" },
    { LayoutKind::Instagram, true, "your_instagram_activity/media/posts_#.json" },
    { LayoutKind::Instagram, true, "content/posts_#.json" },
    { LayoutKind::Instagram, false, "personal_information/personal_information/personal_information.json" },
    { LayoutKind::Instagram, false, "personal_information/personal_information.json" },
    { LayoutKind::LinkedIn, true, "Shares.csv" },
    { LayoutKind::LinkedIn, false, "Profile.csv" },
});

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// What stands in front of the layout's name; nullopt when the name does not end so.
std::optional<std::string_view> in_front(std::string_view name, std::string_view layout_name)
{
    const auto mark = layout_name.find('#');
    auto tail = mark == std::string_view::npos ? layout_name : layout_name.substr(mark + 1);
    if (!name.ends_with(tail))
        return std::nullopt;
    name.remove_suffix(tail.size());
    if (mark != std::string_view::npos) {
        const auto all = name.size();
        while (!name.empty() && is_digit(name.back()))
            name.remove_suffix(1);
        tail = layout_name.substr(0, mark);
        if (name.size() == all || !name.ends_with(tail))
            return std::nullopt;
        name.remove_suffix(tail.size());
    }
    return name.empty() || name.ends_with('/') ? std::optional(name) : std::nullopt;
}

/// "posts_2" before "posts_10".
bool in_number_order(const std::string& a, const std::string& b) { return a.size() != b.size() ? a.size() < b.size() : a < b; }

/// The layout with the shortest root: a copy of an archive inside an archive is not looked at.
std::optional<Layout> layout_of(LayoutKind kind, const std::vector<std::string>& names)
{
    std::optional<std::string_view> root;
    for (const auto& file : kFiles) {
        for (const auto& name : names) {
            const auto front = file.kind == kind && file.holds_posts ? in_front(name, file.name) : std::nullopt;
            if (front && (!root || front->size() < root->size()))
                root = front;
        }
    }
    if (!root)
        return std::nullopt;
    Layout layout { .kind = kind, .root = std::string(*root) };
    for (const auto& file : kFiles) {
        std::vector<std::string> found;
        for (const auto& name : names) {
            if (file.kind == kind && in_front(name, file.name) == root)
                found.push_back(name);
        }
        std::ranges::sort(found, in_number_order);
        auto& into = file.holds_posts ? layout.posts : layout.profiles;
        into.insert(into.end(), found.begin(), found.end());
    }
    return layout;
}

bool any_ends_with(const std::vector<std::string>& names, std::span<const std::string_view> ends)
{
    return std::ranges::any_of(
        names, [&](const std::string& name) { return std::ranges::any_of(ends, [&](auto end) { return name.ends_with(end); }); });
}

Error not_recognised(const std::vector<std::string>& names)
{
    constexpr std::array<std::string_view, 3> kHtml { "posts_1.html", "your_posts_1.html", "start_here.html" };
    constexpr std::array<std::string_view, 1> kNested { ".zip" };
    Error error { ErrorCode::InvalidArgument, "no layout of a platform's download is recognised",
        std::to_string(names.size()) + " files looked at",
        "looked for data/tweets.js (X), your_instagram_activity/content/posts_1.json (Instagram), "
        "your_facebook_activity/posts/your_posts_1.json (Facebook), Shares.csv (LinkedIn), posts.jsonl and posts.csv" };
    if (any_ends_with(names, kHtml))
        error.remedy += "; this download holds HTML: ask the platform for JSON";
    else if (any_ends_with(names, kNested))
        error.remedy += "; it holds an archive of its own, which is not opened: unpack it and give what is inside";
    return error;
}

}  // namespace

std::string_view to_string(LayoutKind kind)
{
    switch (kind) {
    case LayoutKind::X: return "x";
    case LayoutKind::Instagram: return "instagram";
    case LayoutKind::Facebook: return "facebook";
    case LayoutKind::LinkedIn: break;
    }
    return "linkedin";
}

Result<Layout> recognise_layout(const std::vector<std::string>& names)
{
    for (const auto kind : { LayoutKind::X, LayoutKind::Facebook, LayoutKind::Instagram, LayoutKind::LinkedIn }) {
        if (auto layout = layout_of(kind, names))
            return std::move(*layout);
    }
    return not_recognised(names);
}

PostList read_layout(const Layout& layout, const std::map<std::string, std::string>& texts, const std::vector<std::string>& names)
{
    PostList list;
    const LayoutInput input { layout, texts, names };
    switch (layout.kind) {
    case LayoutKind::X: list = read_x(input); break;
    case LayoutKind::Instagram: list = read_instagram(input); break;
    case LayoutKind::Facebook: list = read_facebook(input); break;
    case LayoutKind::LinkedIn: list = read_linkedin(input); break;
    }
    drop_repeated(list);
    return list;
}

}  // namespace imprimatur::survey
