// imprimatur screen
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/line_reader.h"
#include "cli/text.h"

#include <fstream>
#include <ostream>

namespace imprimatur::cli {

namespace {

/// A post with nine text fields at the limits of the longest platforms, escaped, stays far below.
constexpr std::size_t kMaxLine = 10'000'000;

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t") == std::string_view::npos; }

Result<int> screen_all(Desk& desk, std::istream& in, World& world)
{
    LineReader lines(in, kMaxLine);
    std::string line;
    bool all_good = true;
    const auto bad = [&](const std::string& why) {
        world.err << "imprimatur screen: line " << lines.number() << ": " << printable(why) << "\n";
        all_good = false;
    };
    for (auto got = lines.next(line); got != LineReader::Got::End; got = lines.next(line)) {
        if (got == LineReader::Got::TooLong) {
            bad("longer than 10 MB: give one post a line");
        } else if (!is_blank(line)) {
            const auto answer = desk.screen_line(line);
            if (answer.ok())
                world.out << *answer << "\n";
            else
                bad(answer.error().line());
        }
        // Whoever feeds one line and waits for its answer gets it; whoever feeds a file pays for no flush a line.
        if (!lines.more_at_hand())
            world.out.flush();
        if (!world.out.good())
            break;
    }
    if (lines.broken())
        return Error { ErrorCode::Unavailable, "the input broke off", "after line " + std::to_string(lines.number()), "run it again" };
    return int { all_good ? kDone : kFailed };
}

}  // namespace

Result<int> run_screen(const Invocation& invocation, World& world)
{
    auto desk = TRY(open_desk_for(invocation, world));
    if (invocation.file.empty() || invocation.file == "-")
        return screen_all(*desk, world.in, world);
    std::error_code problem;
    std::ifstream file(invocation.file, std::ios::binary);
    if (!file.is_open() || std::filesystem::is_directory(invocation.file, problem))
        return Error { ErrorCode::NotFound, "the file cannot be opened", printable(invocation.file),
            "name a JSON Lines file, or - for standard input" };
    return screen_all(*desk, file, world);
}

}  // namespace imprimatur::cli
