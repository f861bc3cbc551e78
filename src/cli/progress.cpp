#include "cli/progress.h"

#include "cli/text.h"

#include <ostream>

namespace imprimatur::cli {

namespace {
/// Faster than that nobody reads, and terminals over a slow line would hold up the work.
constexpr std::chrono::milliseconds kPause { 80 };
}  // namespace

ProgressLine::ProgressLine(World& world, const Invocation& invocation)
    : m_world(world)
    , m_on(world.err_is_terminal && !invocation.json && !invocation.quiet)
{
}

ProgressLine::~ProgressLine()
{
    if (m_shown)
        m_world.err << "\r\x1b[K" << std::flush;
}

Progress ProgressLine::listener()
{
    if (!m_on)
        return {};
    return [this](std::size_t done, std::size_t total, std::string_view what) { show(done, total, what); };
}

void ProgressLine::show(std::size_t done, std::size_t total, std::string_view what)
{
    const auto now = std::chrono::steady_clock::now();
    if (m_shown && now - m_last < kPause)
        return;
    m_last = now;
    m_shown = true;
    m_world.err << "\r\x1b[K" << done << " of " << total << "  " << printable(what) << std::flush;
}

}  // namespace imprimatur::cli
