#include "cli/man_page.h"

#include "cli/help.h"

namespace imprimatur::cli {

namespace {

/// Text as troff takes it: a backslash and a hyphen mean themselves, and no line begins with a request.
std::string roff(const std::string& text)
{
    std::string safe;
    for (const char c : text) {
        if ((c == '.' || c == '\'') && (safe.empty() || safe.back() == '\n'))
            safe += "\\&";
        if (c == '\\')
            safe += "\\e";
        else if (c == '-')
            safe += "\\-";
        else if (c == '|')
            safe += "|\\:";  // a line may break after it
        else
            safe += c;
    }
    return safe;
}

std::string listed(const std::vector<OptionLine>& lines)
{
    std::string text;
    for (const auto& line : lines) {
        text += ".TP\n\\fB" + roff(line.name) + "\\fR";
        if (!line.value.empty() && line.name.starts_with('-'))
            text += " \\fI" + roff(line.value) + "\\fR";
        text += "\n" + roff(line.help) + "\n";
    }
    return text;
}

std::string section(const CommandPage& page)
{
    if (!page.commands.empty()) {
        std::string text;
        for (const auto& below : page.commands)
            text += section(below);
        return text;
    }
    std::string text = ".SS \"" + roff(page.path) + "\"\n\\fB" + roff(usage_line(page)) + "\\fR\n.PP\n" + roff(page.summary) + ".\n";
    if (!page.details.empty())
        text += roff(page.details) + "\n";
    text += listed(page.operands) + listed(page.options) + ".PP\n.EX\n";
    for (const auto& example : page.examples)
        text += roff(example) + "\n";
    return text + ".EE\n";
}

constexpr const char* kEnd
    = ".SH EXIT STATUS\n"
      ".TP\n0\nPermitted, or done.\n.TP\n1\nCould not do it; for a folder, at least one file was refused.\n"
      ".TP\n2\nThe command line makes no sense.\n.TP\n3\nReferred: a person has to decide.\n.TP\n4\nDenied.\n"
      ".TP\n6\nVerification failed.\n.TP\n7\nWithdrawn.\n"
      ".SH ENVIRONMENT\n"
      ".TP\n\\fBIMPRIMATUR_STATE\\fR, \\fBXDG_STATE_HOME\\fR\nWhere ledger and signing key are kept, see \\-\\-state.\n"
      ".TP\n\\fBNO_COLOR\\fR\nNo colour, even on a terminal.\n"
      ".SH FILES\n"
      ".TP\n\\fI~/.local/state/imprimatur\\fR\nLedger and signing key. Back them up apart from each other.\n"
      ".TP\n\\fIshare/imprimatur/policy\\fR\nPolicy packs, word rules and tables.\n"
      ".TP\n\\fIshare/imprimatur/models\\fR\nModels of the detectors.\n";

}  // namespace

std::string man_page(const CommandPage& root)
{
    std::string text
        = ".TH IMPRIMATUR 1\n.SH NAME\nimprimatur \\- the clearance desk for clinical images\n"
          ".SH SYNOPSIS\n\\fBimprimatur\\fR \\fICOMMAND\\fR [\\fIoptions\\fR] [\\fIFILE\\fR...]\n"
          ".SH DESCRIPTION\nImprimatur finds what identifies a patient in a picture and in the words beside it, makes copies "
          "without that, checks the consent, and decides by written policy whether the case may be published. What could not be "
          "read, checked or understood is refused.\n.SH COMMANDS\n";
    for (const auto& page : root.commands)
        text += section(page);
    return text + ".SH OPTIONS FOR EVERY COMMAND\n" + listed(root.options) + kEnd;
}

}  // namespace imprimatur::cli
