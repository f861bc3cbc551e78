#include "cli/completion.h"

#include <algorithm>

namespace imprimatur::cli {

namespace {

std::string path_or_quotes(const CommandPage& page) { return page.path.empty() ? "''" : "'" + page.path + "'"; }

/// `case "$path $word"`: a word that is a command leads further down.
void add_paths(const CommandPage& page, std::string& text)
{
    for (const auto& below : page.commands) {
        text += "            '" + below.path + "') path='" + below.path + "' ;;\n";
        add_paths(below, text);
    }
}

/// `case "$path|$previous"`: what may follow an option. No file names after one whose value is no file.
void add_values(const CommandPage& page, std::string& text, bool everywhere)
{
    for (const auto& option : page.options) {
        if (option.value.empty())
            continue;
        const auto where = everywhere ? "*'|" + option.name + "'" : "'" + page.path + "|" + option.name + "'";
        if (option.value.find('|') != std::string::npos && option.value.find('@') == std::string::npos && option.value != "A,B|all") {
            auto choices = option.value;
            std::replace(choices.begin(), choices.end(), '|', ' ');
            text += "        " + where + ") COMPREPLY=($(compgen -W '" + choices + "' -- \"$current\")); return ;;\n";
        } else if (option.value == "DIR") {
            text += "        " + where + ") compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -d -- \"$current\")); return ;;\n";
        } else if (option.value.find("FILE") != std::string::npos || option.value.ends_with(".toml")) {
            text += "        " + where + ") compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- \"$current\")); return ;;\n";
        } else {
            text += "        " + where + ") return ;;\n";
        }
    }
    for (const auto& below : page.commands)
        add_values(below, text, false);
}

void add_words(const CommandPage& page, const CommandPage& root, std::string& text)
{
    std::string words;
    for (const auto& below : page.commands)
        words += below.path.substr(below.path.rfind(' ') + 1) + " ";
    for (const auto& operand : page.operands)
        words += operand.value.empty() ? "" : operand.value + " ";
    std::string options;
    for (const auto& option : page.options)
        options += option.name + " ";
    if (&page != &root) {
        for (const auto& option : root.options)
            options += option.name + " ";
    }
    text += "        " + path_or_quotes(page) + ") words='" + words + "' options='" + options + "' ;;\n";
    for (const auto& below : page.commands)
        add_words(below, root, text);
}

}  // namespace

std::string bash_completion(const CommandPage& root)
{
    std::string text = "# bash completion for imprimatur\n"
                       "_imprimatur() {\n"
                       "    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} path='' words='' options='' i\n"
                       "    COMPREPLY=()\n"
                       "    for ((i = 1; i < COMP_CWORD; ++i)); do\n"
                       "        case \"${path:+$path }${COMP_WORDS[i]}\" in\n";
    add_paths(root, text);
    text += "        esac\n    done\n    case \"$path|$previous\" in\n";
    add_values(root, text, true);
    text += "    esac\n    case $path in\n";
    add_words(root, root, text);
    text += "    esac\n"
            "    if [[ $current == -* ]]; then\n"
            "        COMPREPLY=($(compgen -W \"$options\" -- \"$current\"))\n"
            "    elif [[ -n $words ]]; then\n"
            "        COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
            "    else\n"
            "        compopt -o filenames 2>/dev/null\n"
            "        COMPREPLY=($(compgen -f -- \"$current\"))\n"
            "    fi\n"
            "}\n"
            "complete -F _imprimatur imprimatur\n";
    return text;
}

}  // namespace imprimatur::cli
