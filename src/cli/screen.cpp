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

/// Posts that are read together: the learned reader is asked once for all of them.
constexpr std::size_t kTogether = 96;

class Screener {
public:
    Screener(Desk& desk, std::istream& in, World& world, bool rules_alone)
        : m_desk(desk)
        , m_lines(in, kMaxLine)
        , m_world(world)
        , m_rules_alone(rules_alone)
    {
    }

    Result<int> run()
    {
        std::string line;
        for (auto got = m_lines.next(line); got != LineReader::Got::End; got = m_lines.next(line)) {
            if (got == LineReader::Got::TooLong) {
                TRY(answer());
                bad(m_lines.number(), "longer than 10 MB: give one post a line");
            } else if (!is_blank(line)) {
                m_open.push_back(std::move(line));
                m_numbers.push_back(m_lines.number());
            }
            // Whoever feeds one line and waits for its answer gets it; whoever feeds a file is answered in groups.
            if (m_open.size() >= kTogether || !m_lines.more_at_hand())
                TRY(answer());
            if (!m_world.out.good())
                break;
        }
        TRY(answer());
        if (m_lines.broken())
            return Error { ErrorCode::Unavailable, "the input broke off", "after line " + std::to_string(m_lines.number()),
                "run it again" };
        return int { m_all_good ? kDone : kFailed };
    }

private:
    void bad(std::size_t number, const std::string& why)
    {
        m_world.err << "imprimatur screen: line " << number << ": " << printable(why) << "\n";
        m_all_good = false;
    }

    Result<void> answer()
    {
        if (m_open.empty())
            return {};
        const auto answers = TRY(m_desk.screen_lines(m_open, m_rules_alone));
        for (std::size_t i = 0; i < answers.size(); ++i) {
            if (answers[i].ok())
                m_world.out << answers[i]->json << "\n";
            if (!answers[i].ok() || !answers[i]->warning.empty())
                bad(m_numbers[i], answers[i].ok() ? answers[i]->warning : answers[i].error().line());
        }
        m_world.out.flush();
        m_open.clear();
        m_numbers.clear();
        return {};
    }

    Desk& m_desk;
    LineReader m_lines;
    World& m_world;
    bool m_rules_alone;
    bool m_all_good = true;
    std::vector<std::string> m_open;
    std::vector<std::size_t> m_numbers;
};

}  // namespace

Result<int> run_screen(const Invocation& invocation, World& world)
{
    auto desk = TRY(open_desk_for(invocation, world));
    if (invocation.file.empty() || invocation.file == "-")
        return Screener(*desk, world.in, world, invocation.rules_alone).run();
    std::error_code problem;
    std::ifstream file(invocation.file, std::ios::binary);
    if (!file.is_open() || std::filesystem::is_directory(invocation.file, problem))
        return Error { ErrorCode::NotFound, "the file cannot be opened", printable(invocation.file),
            "name a JSON Lines file, or - for standard input" };
    return Screener(*desk, file, world, invocation.rules_alone).run();
}

}  // namespace imprimatur::cli
