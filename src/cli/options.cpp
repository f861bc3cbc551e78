// What was written, and what to say when it makes no sense. Beside option_table.cpp the only file that knows CLI11.
#include "cli/options.h"

#include "cli/nearest.h"
#include "cli/option_table.h"

#include <CLI/CLI.hpp>

namespace imprimatur::cli {

namespace {

OptionLine line_of(const CLI::Option& option)
{
    const bool is_switch = option.get_items_expected_max() == 0;
    OptionLine line;
    line.help = option.get_description();
    line.required = option.get_required();
    if (option.get_positional()) {
        line.name = option.get_name(true);
        if (option.get_items_expected_max() > 1)
            line.name += "...";
        if (option.get_type_name().find('|') != std::string::npos || line.name == "SHELL")
            line.value = option.get_type_name();
        return line;
    }
    line.name = "--" + option.get_lnames().front();
    line.value = is_switch ? "" : option.get_type_name();
    return line;
}

CommandPage page_of(const CLI::App& app, const std::string& path)
{
    CommandPage page;
    page.path = path;
    const auto text = app.get_description();
    const auto end = text.find('\n');
    page.summary = text.substr(0, end);
    page.details = end == std::string::npos ? "" : text.substr(end + 1);
    page.examples = CLI::detail::split(app.get_footer().substr(app.get_footer().find_first_not_of('\n')), '\n');
    for (const auto* option : app.get_options([](const CLI::Option*) { return true; })) {
        // Inherited by every command and shown once.
        if (!path.empty() && option == app.get_help_ptr())
            continue;
        (option->get_positional() ? page.operands : page.options).push_back(line_of(*option));
    }
    for (const auto* below : app.get_subcommands([](const CLI::App*) { return true; }))
        page.commands.push_back(page_of(*below, path.empty() ? below->get_name() : path + " " + below->get_name()));
    return page;
}

/// A word of the user's is repeated only when it looks like a command or an option: anything else may be a caption.
std::string shown(const std::string& word)
{
    const auto name = word.substr(0, word.find('='));
    const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-'; };
    constexpr std::size_t kLongestName = 30;
    return !name.empty() && name.size() <= kLongestName && std::all_of(name.begin(), name.end(), plain) ? "'" + name + "'" : std::string();
}

/// CLI11 2.1 forgets "--" where a command already has a file. What follows it is files, so "-x" becomes "./-x", which is
/// the same file and no option.
std::vector<std::string> without_marker(const std::vector<std::string>& words)
{
    auto plain = words;
    const auto marker = std::find(plain.begin(), plain.end(), "--");
    for (auto at = marker; at != plain.end(); ++at) {
        if (at != marker && at->starts_with('-') && *at != "-")
            at->insert(0, "./");
    }
    if (marker != plain.end())
        plain.erase(marker);
    return plain;
}

const CLI::App* chosen(const CLI::App& app, std::vector<std::string>& names)
{
    const CLI::App* at = &app;
    for (auto below = at->get_subcommands(); !below.empty(); below = at->get_subcommands()) {
        at = below.front();
        names.push_back(at->get_name());
    }
    return at;
}

std::string joined(const std::vector<std::string>& names)
{
    std::string path = "imprimatur";
    for (const auto& name : names)
        path += " " + name;
    return path;
}

/// One line for a word that nobody asked for: what, where, what to do.
std::string unexpected(const CLI::App& root, const CLI::App& at, const std::vector<std::string>& names)
{
    const auto extras = root.remaining(true);
    const auto word = extras.empty() ? std::string() : extras.front();
    const auto path = joined(names);
    const bool is_option = word.starts_with('-') && word.size() > 1;
    std::vector<std::string> known;
    if (is_option) {
        for (const auto* app : { &at, &root }) {
            for (const auto* option : app->get_options([](const CLI::Option* each) { return each->nonpositional(); }))
                known.push_back("--" + option->get_lnames().front());
        }
    } else {
        for (const auto* below : at.get_subcommands([](const CLI::App*) { return true; }))
            known.push_back(below->get_name());
    }
    const auto near = nearest(word.substr(0, word.find('=')), known);
    const auto remedy = near.empty() ? "see '" + path + " --help'" : "did you mean '" + near + "'?";
    if (is_option)
        return path + " has no option " + shown(word) + (shown(word).empty() ? "of this name" : "") + ": " + remedy;
    if (known.empty())
        return path + " takes no further words: see '" + path + " --help'";
    return "there is no command " + shown(word) + (shown(word).empty() ? "of this name" : "") + " (" + path + "): " + remedy;
}

std::string problem_of(const CLI::ParseError& error, const CLI::App& root)
{
    std::vector<std::string> names;
    const auto* at = chosen(root, names);
    const auto path = joined(names);
    const auto remedy = ": see '" + path + " --help'";
    if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr)
        return unexpected(root, *at, names);
    const auto commands = at->get_subcommands([](const CLI::App*) { return true; });
    if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr && !commands.empty()) {
        if (!root.remaining(true).empty())
            return unexpected(root, *at, names);
        return path + " needs to know what" + remedy;
    }
    // The library's own words: "--out is required", "--as: must be one of ...". Its first line is the one that says it.
    const std::string what = error.what();
    return what.substr(0, what.find('\n')) + " (" + path + ")" + remedy;
}

}  // namespace

CommandPage command_pages()
{
    CLI::App root;
    Invocation unused;
    build_options(root, unused);
    return page_of(root, "");
}

Parsed parse_command_line(const std::vector<std::string>& words)
{
    Parsed parsed;
    CLI::App root;
    build_options(root, parsed.invocation);
    try {
        auto plain = without_marker(words);
        std::reverse(plain.begin(), plain.end());
        root.parse(std::move(plain));
    } catch (const CLI::CallForHelp&) {
        parsed.kind = Parsed::Kind::Help;
    } catch (const CLI::CallForVersion&) {
        parsed.kind = Parsed::Kind::Version;
    } catch (const CLI::ParseError& error) {
        parsed.problem = problem_of(error, root);
        return parsed;
    }
    chosen(root, parsed.help_for);
    if (parsed.kind != Parsed::Kind::Problem)
        return parsed;
    if (parsed.help_for.empty()) {
        parsed.kind = words.empty() ? Parsed::Kind::Help : Parsed::Kind::Problem;
        parsed.problem = "no command was given (imprimatur): see 'imprimatur --help'";
        return parsed;
    }
    parsed.kind = Parsed::Kind::Run;
    for (const auto& name : parsed.help_for)
        parsed.invocation.command += (parsed.invocation.command.empty() ? "" : " ") + name;
    return parsed;
}

}  // namespace imprimatur::cli
