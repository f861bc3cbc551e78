#include "serve/target.h"

#include <algorithm>

namespace imprimatur::serve {

namespace {

int digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// `plus` is a space in queries that come from a form, and a plus in paths.
std::optional<std::string> decoded(std::string_view text, bool plus)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+' && plus) {
            result.push_back(' ');
        } else if (text[i] != '%') {
            result.push_back(text[i]);
        } else {
            if (i + 2 >= text.size() || digit(text[i + 1]) < 0 || digit(text[i + 2]) < 0)
                return std::nullopt;
            result.push_back(static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2])));
            i += 2;
        }
    }
    return result;
}

}  // namespace

std::optional<Target> parse_target(std::string_view target)
{
    target = target.substr(0, target.find('#'));
    const auto question = target.find('?');
    auto path = decoded(target.substr(0, question), false);
    if (!path)
        return std::nullopt;
    Target parsed { std::move(*path), std::nullopt };
    auto query = question == std::string_view::npos ? std::string_view {} : target.substr(question + 1);
    while (!query.empty()) {
        const auto parameter = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(query.size(), parameter.size() + 1));
        if (parameter.starts_with("id=") && !parsed.id) {
            parsed.id = decoded(parameter.substr(3), true);
            if (!parsed.id)
                return std::nullopt;
        }
    }
    return parsed;
}

}  // namespace imprimatur::serve
