#include "inspect/line_pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <string>

namespace imprimatur::inspect {

namespace {

// The longest of our rules needs some thousand steps on a line of 500 characters.
constexpr std::uint32_t kMatchLimit = 200'000;
constexpr std::uint32_t kDepthLimit = 10'000;

PCRE2_SPTR units(std::string_view text) { return reinterpret_cast<PCRE2_SPTR>(text.data()); }

}  // namespace

struct LinePattern::Code {
    pcre2_code* code = nullptr;
    pcre2_match_context* context = nullptr;

    Code() = default;
    Code(const Code&) = delete;
    Code& operator=(const Code&) = delete;
    ~Code()
    {
        pcre2_code_free(code);
        pcre2_match_context_free(context);
    }
};

Result<LinePattern> LinePattern::compile(std::string_view source, bool anywhere)
{
    const std::uint32_t options
        = PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS | PCRE2_NEVER_BACKSLASH_C | (anywhere ? 0U : PCRE2_ANCHORED | PCRE2_ENDANCHORED);
    auto compiled = std::make_shared<Code>();
    int problem = 0;
    PCRE2_SIZE at = 0;
    compiled->code = pcre2_compile(units(source), source.size(), options, &problem, &at, nullptr);
    if (compiled->code == nullptr)
        return Error { ErrorCode::Malformed, "a pattern does not compile", "character " + std::to_string(at) + " of " + std::string(source),
            "" };
    compiled->context = pcre2_match_context_create(nullptr);
    if (compiled->context == nullptr)
        return Error { ErrorCode::Unavailable, "no memory for a pattern", "", "" };
    pcre2_set_match_limit(compiled->context, kMatchLimit);
    pcre2_set_depth_limit(compiled->context, kDepthLimit);
    return LinePattern(std::move(compiled));
}

Match LinePattern::match(std::string_view line) const
{
    pcre2_match_data* data = pcre2_match_data_create_from_pattern(m_code->code, nullptr);
    if (data == nullptr)
        return Match::GaveUp;
    const int found = pcre2_match(m_code->code, units(line), line.size(), 0, 0, data, m_code->context);
    pcre2_match_data_free(data);
    if (found >= 0)
        return Match::Yes;
    return found == PCRE2_ERROR_NOMATCH ? Match::No : Match::GaveUp;
}

}  // namespace imprimatur::inspect
