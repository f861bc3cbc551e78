// One PCRE2 pattern, JIT compiled, with limits: a search that passes them gives up and says so.
#pragma once

#include "imprimatur/result.h"

#include <cstddef>
#include <memory>
#include <string_view>

namespace imprimatur::caption {

struct Hit {
    std::size_t start = 0;  ///< bytes; of the group named "span" when the pattern has one
    std::size_t end = 0;
    std::size_t next = 0;  ///< where the next search begins
};

enum class Outcome { Found, NotFound, GaveUp };

class Pattern {
public:
    /// Case is ignored unless the pattern says (?-i). Text must be well-formed UTF-8.
    static Result<Pattern> compile(std::string_view source);

    [[nodiscard]] Outcome find(std::string_view text, std::size_t from, Hit& hit) const;
    /// Found anywhere in the text.
    [[nodiscard]] Outcome test(std::string_view text) const;

private:
    struct Code;
    explicit Pattern(std::shared_ptr<const Code> code);
    std::shared_ptr<const Code> m_code;
};

}  // namespace imprimatur::caption
