// fits_schema SCHEMA: every line of standard input, and there is one at least, is JSON that conforms to a schema of
// docs/schema/. Says what does not and ends with 1.
#include "cli/test_schema.h"

#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

int main(int argc, char** argv)
{
    if (argc != 2) {
        std::fputs("fits_schema SCHEMA < LINES\n", stderr);
        return 2;
    }
    std::ifstream file(argv[1]);
    const std::string text { std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>() };
    auto schema_json = nlohmann::json::parse(text, nullptr, false);
    if (schema_json.is_discarded()) {
        std::fprintf(stderr, "fits_schema: %s is no JSON\n", argv[1]);
        return 2;
    }
    const imprimatur::cli::Schema schema(std::move(schema_json));
    int lines = 0;
    int problems = 0;
    for (std::string line; std::getline(std::cin, line);) {
        ++lines;
        const auto value = nlohmann::json::parse(line, nullptr, false);
        if (value.is_discarded()) {
            ++problems;
            std::printf("line %d is no JSON\n", lines);
            continue;
        }
        for (const auto& complaint : schema.complaints(value)) {
            ++problems;
            std::printf("line %d: %s\n", lines, complaint.c_str());
        }
    }
    if (lines == 0)
        std::puts("there is no line");
    return problems == 0 && lines > 0 ? 0 : 1;
}
