// A PCRE2 pattern over one line of recognised text, letter case ignored, with a limit on the work it may do.
#pragma once

#include "imprimatur/result.h"

#include <memory>
#include <string_view>

namespace imprimatur::inspect {

enum class Match { Yes, No, GaveUp };

class LinePattern {
public:
    /// `anywhere`: a part of the line will do; otherwise the whole line has to match.
    static Result<LinePattern> compile(std::string_view source, bool anywhere);

    /// `line` is well-formed UTF-8.
    [[nodiscard]] Match match(std::string_view line) const;

private:
    struct Code;
    explicit LinePattern(std::shared_ptr<const Code> code)
        : m_code(std::move(code))
    {
    }
    std::shared_ptr<const Code> m_code;
};

}  // namespace imprimatur::inspect
