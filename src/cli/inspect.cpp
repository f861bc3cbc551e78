// imprimatur inspect
#include "cli/commands.h"
#include "cli/effort.h"
#include "cli/exit_code.h"
#include "cli/findings_report.h"
#include "cli/json_output.h"
#include "cli/progress.h"
#include "cli/refusals.h"
#include "cli/text.h"

#include <fmt/format.h>

#include <ostream>

namespace imprimatur::cli {

namespace {

std::string block(const World& world, const InspectedFile& file)
{
    auto text = toned(world, Tone::Strong, printable(file.file));
    if (file.unreadable)
        return text + "\n  " + toned(world, Tone::Bad, "Not read") + ": " + printable(file.unreadable->detail) + " ("
            + spoken(to_string(file.unreadable->how)) + ")\n" + (file.findings.empty() ? "" : findings_report(world, file.findings));
    text += fmt::format("  {}, {} x {}, {}\n", to_string(file.kind), file.width, file.height, counted(file.frames, "frame"));
    for (const auto& note : file.notes)
        text += "  " + toned(world, Tone::Faint, printable(note)) + "\n";
    text += findings_report(world, file.findings);
    for (const auto& picture : file.pictures)
        text += "  Seen: " + printable(picture.string()) + "\n";
    return text;
}

}  // namespace

Result<int> run_inspect(const Invocation& invocation, World& world)
{
    auto desk = TRY(open_desk_for(invocation, world));
    const std::vector<std::filesystem::path> paths(invocation.files.begin(), invocation.files.end());
    InspectOptions options { effort_of(invocation.fast, invocation.thorough), std::nullopt };
    if (!invocation.picture.empty())
        options.pictures = invocation.picture;
    const auto files = [&] {
        ProgressLine progress(world, invocation);
        return desk->inspect(paths, options, progress.listener());
    }();
    if (!files.ok())
        return files.error();
    if (files->empty())
        return Error { ErrorCode::NotFound, "there is no file to look at", {}, "name a picture, or a folder that holds one" };
    Refusals refusals;
    for (const auto& file : *files) {
        if (file.unreadable)
            refusals.emplace_back(file.file, file.unreadable->detail);
        world.out << (invocation.json ? to_json(file) : block(world, file)) << "\n";
    }
    report_refusals(refusals, files->size(), invocation, world);
    return int { refusals.empty() ? kDone : kFailed };
}

}  // namespace imprimatur::cli
