// One frame to one shareable copy: fill, write, open again, look again, hold against everything that must be gone.
#pragma once

#include "desk/frame_looks.h"
#include "desk/open_item.h"
#include "desk/questions.h"

#include <variant>
#include <vector>

namespace imprimatur::desk {

using Checked = std::variant<redact::Verified, std::vector<redact::Residue>, Unreadable>;

/// Thread-safe.
class CopyMaker {
public:
    /// All of them have to live longer than this.
    CopyMaker(Reader& reader, const Rulebook& rulebook, const ExamineOptions& options, const Opened& opened)
        : m_reader(reader)
        , m_rulebook(rulebook)
        , m_options(options)
        , m_opened(opened)
        , m_removed(opened.removed)
        , m_looks(reader, LookRequest::Pass::Verification)
    {
    }

    /// What the findings ask for, with fills as the copy's format needs them.
    [[nodiscard]] redact::RedactionPlan plan(const std::vector<Finding>& findings) const;

    /// A fresh file of one frame with the plan's areas filled.
    Result<Read<redact::ShareableCopy>> write(Frame frame, const redact::RedactionPlan& plan, std::uint32_t number);

    /// The same, opened and looked at again. Places in a residue are in the original's coordinates.
    Result<Checked> make(const Frame& frame, const redact::RedactionPlan& plan, std::uint32_t number);

    /// What the second look could not read, for a person to look at; forgotten when a new round begins.
    std::vector<Finding> take_unsure();

private:
    [[nodiscard]] bool writes_jpeg() const;
    Result<Checked> check(redact::ShareableCopy copy, double scale);

    Reader& m_reader;
    const Rulebook& m_rulebook;
    const ExamineOptions& m_options;
    const Opened& m_opened;
    redact::RemovedSearch m_removed;
    FrameLooks m_looks;
    Questions m_unsure;
};

}  // namespace imprimatur::desk
