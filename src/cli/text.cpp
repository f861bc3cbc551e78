#include "cli/text.h"

#include "base/unicode.h"

#include <algorithm>

namespace imprimatur::cli {

namespace {

/// Controls (C0, DEL, C1), marks that turn the direction of writing (UAX 9), line and paragraph separators, and the BOM.
bool is_unsafe(char32_t point)
{
    return point < 0x20 || (point >= 0x7F && point < 0xA0) || point == 0x061C || (point >= 0x200E && point <= 0x200F)
        || (point >= 0x2028 && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069) || point == 0xFEFF;
}

const char* code_of(Tone tone)
{
    switch (tone) {
    case Tone::Strong: return "1";
    case Tone::Good: return "1;32";
    case Tone::Bad: return "1;31";
    case Tone::Doubt: return "1;33";
    case Tone::Faint: return "2";
    case Tone::Plain: break;
    }
    return "0";
}

bool is_plain_in_shell(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
        || std::string_view("-_./:@,+%=").find(c) != std::string_view::npos;
}

}  // namespace

std::string printable(std::string_view text)
{
    auto points = decode_utf8(sanitize_utf8(text)).value_or(U"");
    for (auto& point : points) {
        if (is_unsafe(point))
            point = 0xFFFD;
    }
    return encode_utf8(points);
}

std::string printable_lines(std::string_view text)
{
    std::string lines;
    while (!text.empty()) {
        const auto end = text.find('\n');
        auto line = text.substr(0, end);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        lines += printable(line) + (end == std::string_view::npos ? "" : "\n");
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

std::string fitted(std::string_view text, std::size_t width)
{
    std::string lines;
    while (!text.empty()) {
        const auto line = text.substr(0, text.find('\n'));
        const auto indent = line.substr(0, std::min(line.find_first_not_of(' '), line.size()));
        lines += columns(line) <= width ? std::string(line) : wrapped(line.substr(indent.size()), width, indent);
        lines += "\n";
        text.remove_prefix(std::min(text.size(), line.size() + 1));
    }
    return lines;
}

std::size_t columns(std::string_view text)
{
    std::size_t count = 0;
    for (const char c : text)
        count += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
    return count;
}

std::string wrapped(std::string_view text, std::size_t width, std::string_view first)
{
    const std::string indent(columns(first), ' ');
    std::string result(first);
    std::size_t column = indent.size();
    bool begins = true;
    const auto new_line = [&] {
        result += "\n" + indent;
        column = indent.size();
        begins = true;
    };
    while (!text.empty()) {
        const auto end = text.find_first_of(" \n");
        const auto word = text.substr(0, end);
        if (!begins && column + 1 + columns(word) > width)
            new_line();
        if (!word.empty()) {
            result += (begins ? "" : " ") + std::string(word);
            column += columns(word) + (begins ? 0 : 1);
            begins = false;
        }
        if (end == std::string_view::npos)
            break;
        if (text[end] == '\n' && end + 1 < text.size())
            new_line();
        text.remove_prefix(end + 1);
    }
    return result;
}

std::string counted(std::size_t count, std::string_view noun)
{
    return std::to_string(count) + " " + std::string(noun) + (count == 1 ? "" : "s");
}

std::string shell_quoted(std::string_view word)
{
    bool plain = !word.empty();
    for (const char c : word)
        plain = plain && is_plain_in_shell(c);
    if (plain)
        return std::string(word);
    std::string quoted = "'";
    for (const char c : word)
        quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return quoted + "'";
}

std::string spoken(std::string_view name)
{
    std::string text(name);
    for (auto& c : text) {
        if (c == '_')
            c = ' ';
    }
    return text;
}

std::string toned(const World& world, Tone tone, std::string_view text)
{
    const bool colour = world.out_is_terminal && environment(world, "NO_COLOR").empty() && environment(world, "TERM") != "dumb";
    if (!colour || tone == Tone::Plain)
        return std::string(text);
    return "\x1b[" + std::string(code_of(tone)) + "m" + std::string(text) + "\x1b[0m";
}

std::string environment(const World& world, std::string_view name)
{
    const auto found = world.environment.find(name);
    return found == world.environment.end() ? std::string() : found->second;
}

}  // namespace imprimatur::cli
