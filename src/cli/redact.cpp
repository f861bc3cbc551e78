// imprimatur redact
#include "cli/commands.h"
#include "cli/effort.h"
#include "cli/exit_code.h"
#include "cli/findings_report.h"
#include "cli/json_output.h"
#include "cli/progress.h"
#include "cli/refusals.h"
#include "cli/text.h"

#include <algorithm>
#include <ostream>

namespace imprimatur::cli {

namespace {

CopyAs copy_as(std::string_view word) { return word == "dicom" ? CopyAs::Dicom : word == "same" ? CopyAs::Same : CopyAs::Image; }

std::string line_for(const World& world, const RedactedFile& file)
{
    if (!file.written)
        return printable(file.file) + "  " + toned(world, Tone::Bad, "refused");
    std::string text = printable(file.file) + " -> ";
    text += file.out.empty() ? "" : printable(file.out.front().string());
    if (file.out.size() > 1)
        text += " and " + std::to_string(file.out.size() - 1) + " more";
    text += "  " + counted(file.filled.size(), "area") + " covered, " + counted(file.removed, "value") + " left behind, ";
    return text
        + (file.verified ? toned(world, Tone::Good, "verified") : toned(world, Tone::Doubt, "not verified: its pixels were not looked at"));
}

/// The option table lets known names through only.
void set_options(ProfileOptions& profile, const std::vector<std::string>& names, bool wanted)
{
    for (const auto& name : names) {
        if (const auto known = profile_option(name))
            profile.set(*known, wanted);
    }
}

}  // namespace

Result<int> run_redact(const Invocation& invocation, World& world)
{
    const auto& words = invocation.redact;
    auto desk = TRY(open_desk_for(invocation, world));
    RedactOptions options;
    options.as = copy_as(words.as);
    options.tags_only = words.tags_only;
    options.effort = effort_of(words.fast, words.thorough);
    options.peel_skin = words.peel;
    options.keep = words.keep;
    options.fill = words.fill;
    options.leave = words.leave;
    options.out = words.out;
    options.elements = words.elements;
    set_options(options.profile, words.with, true);
    set_options(options.profile, words.without, false);
    if (!words.longitudinal.empty())
        options.longitudinal_key = words.longitudinal;
    const std::vector<std::filesystem::path> paths(words.files.begin(), words.files.end());
    const auto files = [&] {
        ProgressLine progress(world, invocation);
        return desk->redact(paths, options, progress.listener());
    }();
    if (!files.ok())
        return files.error();
    if (files->empty())
        return Error { ErrorCode::NotFound, "there is no file to copy", {}, "name a picture, or a folder that holds one" };
    const bool fills_asked = std::find(words.fill.begin(), words.fill.end(), "asked") != words.fill.end();
    Refusals refusals;
    for (const auto& file : *files) {
        if (!file.written)
            refusals.emplace_back(file.file, file.reason);
        world.out << (invocation.json ? to_json(file) : line_for(world, file)) << "\n";
        if (!invocation.json)
            world.out << questions_report(file.asked, fills_asked);
    }
    report_refusals(refusals, files->size(), invocation, world);
    return int { refusals.empty() ? kDone : kFailed };
}

}  // namespace imprimatur::cli
