#include "survey/post.h"

#include <algorithm>
#include <map>
#include <utility>

namespace imprimatur::survey {

void add_dated(PostList& list, SurveyPost post, std::optional<std::string> day, std::string unknown)
{
    if (!day)
        list.problems.push_back({ list.unit, post.number, std::move(unknown) });
    post.posted = std::move(day).value_or("");
    list.posts.push_back(std::move(post));
}

void drop_repeated(PostList& list)
{
    std::map<std::pair<std::string, std::string>, std::size_t> first;
    std::erase_if(list.posts, [&](const SurveyPost& each) {
        if (each.post.id.empty())
            return false;
        const auto [at, is_new] = first.try_emplace({ each.post.platform, each.post.id }, each.number);
        if (!is_new)
            list.problems.push_back(
                { list.unit, each.number, "has the id of " + list.unit + " " + std::to_string(at->second) + " and was left out" });
        return !is_new;
    });
    std::ranges::stable_sort(list.problems, {}, &SurveyProblem::number);
}

}  // namespace imprimatur::survey
