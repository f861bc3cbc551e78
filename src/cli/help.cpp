#include "cli/help.h"

#include "cli/text.h"

#include <algorithm>

namespace imprimatur::cli {

namespace {

/// Names stand in a column of this width; longer ones get a line of their own.
constexpr std::size_t kColumn = 26;

std::string listed(const std::string& name, const std::string& help, std::size_t width)
{
    auto first = "  " + name;
    if (columns(first) + 2 > kColumn)
        return first + "\n" + wrapped(help, width, std::string(kColumn, ' ')) + "\n";
    first.append(kColumn - columns(first), ' ');
    return wrapped(help, width, first) + "\n";
}

std::string listed(const std::vector<OptionLine>& lines, std::size_t width)
{
    std::string text;
    for (const auto& line : lines)
        text += listed(line.value.empty() || !line.name.starts_with('-') ? line.name : line.name + " " + line.value, line.help, width);
    return text;
}

std::string examples(const CommandPage& page)
{
    std::string text = "\nExamples\n";
    for (const auto& example : page.examples)
        text += "  " + example + "\n";
    return text;
}

}  // namespace

std::string usage_line(const CommandPage& page)
{
    std::string line = "imprimatur" + (page.path.empty() ? "" : " " + page.path);
    if (!page.commands.empty())
        return line + " COMMAND";
    if (std::any_of(page.options.begin(), page.options.end(), [](const auto& option) { return !option.required; }))
        line += " [options]";
    for (const auto& option : page.options) {
        if (option.required)
            line += " " + option.name + " " + (option.value.find('|') == std::string::npos ? option.value : "WHICH");
    }
    for (const auto& operand : page.operands)
        line += operand.required ? " " + operand.name : " [" + operand.name + "]";
    return line;
}

std::string short_screen(const CommandPage& root, std::size_t width)
{
    std::string text = "Imprimatur, the clearance desk for clinical images.\n"
        + wrapped(
            "It finds what identifies a patient in a picture and in the words beside it, makes copies without that, checks the consent, "
            "and decides by written policy whether the case may be published.",
            width)
        + "\n\n";
    for (const auto& page : root.commands)
        text += listed(page.path, page.summary, width);
    text += "\nFor every command\n" + listed(root.options, width) + examples(root);
    text += "\n'imprimatur COMMAND --help' says more. Exit status: 0 permitted or done, 1 could not do it,\n"
            "2 usage, 3 referred, 4 denied, 6 verification failed, 7 withdrawn.\n";
    return text;
}

std::string help_for(const CommandPage& root, const std::vector<std::string>& names, std::size_t width)
{
    const auto* page = &root;
    for (const auto& name : names) {
        const auto path = page->path.empty() ? name : page->path + " " + name;
        const auto found = std::find_if(page->commands.begin(), page->commands.end(), [&](const auto& each) { return each.path == path; });
        if (found == page->commands.end())
            break;
        page = &*found;
    }
    if (page == &root)
        return short_screen(root, width);
    std::string text = usage_line(*page) + "\n\n" + wrapped(page->summary + (page->summary.ends_with('?') ? "" : "."), width) + "\n";
    if (!page->details.empty())
        text += "\n" + wrapped(page->details, width) + "\n";
    text += "\n";
    for (const auto& below : page->commands)
        text += listed(below.path, below.summary, width);
    text += listed(page->operands, width) + listed(page->options, width);
    text += "\nFor every command\n" + listed(root.options, width);
    return text + examples(*page);
}

}  // namespace imprimatur::cli
