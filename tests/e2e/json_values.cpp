// json_values PATH: of each line of JSON on standard input, the values at PATH, one a line. PATH is /name/0/name, and * is
// every element or member; what is not there prints nothing. A string is printed without its quotes, "/" is the line itself.
// A line that is no JSON ends the program with 1.
#include <nlohmann/json.hpp>

#include <cstdio>
#include <iostream>
#include <string>
#include <string_view>

namespace {

using Json = nlohmann::json;

void print(const Json& value)
{
    const auto text = value.is_string() ? value.get<std::string>() : value.dump(-1, ' ', false, Json::error_handler_t::replace);
    std::printf("%s\n", text.c_str());
}

const Json* step(const Json& value, const std::string& name)
{
    if (value.is_object()) {
        const auto member = value.find(name);
        return member == value.end() ? nullptr : &*member;
    }
    const bool is_number = !name.empty() && name.size() < 7 && name.find_first_not_of("0123456789") == std::string::npos;
    if (!value.is_array() || !is_number)
        return nullptr;
    const auto index = static_cast<std::size_t>(std::stoul(name));
    return index < value.size() ? &value[index] : nullptr;
}

void walk(const Json& value, std::string_view path)
{
    if (path.empty())
        return print(value);
    const auto end = std::min(path.find('/'), path.size());
    const std::string name(path.substr(0, end));
    const auto rest = path.substr(std::min(end + 1, path.size()));
    if (name == "*") {
        for (const auto& element : value)
            walk(element, rest);
    } else if (const Json* next = step(value, name)) {
        walk(*next, rest);
    }
}

}  // namespace

int main(int argc, char** argv)
{
    if (argc != 2 || *argv[1] != '/') {
        std::fputs("json_values /PATH < LINES\n", stderr);
        return 2;
    }
    for (std::string line; std::getline(std::cin, line);) {
        const auto value = Json::parse(line, nullptr, false);
        if (value.is_discarded()) {
            std::fputs("json_values: a line is no JSON\n", stderr);
            return 1;
        }
        walk(value, argv[1] + 1);
    }
    return 0;
}
