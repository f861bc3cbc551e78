#define PCRE2_CODE_UNIT_WIDTH 8
#include "caption/pattern.h"

#include <algorithm>
#include <array>
#include <pcre2.h>

namespace imprimatur::caption {

namespace {

// A full pass over the longest text field (1 MB) counts about one step a start position; the patterns of the pack are
// bounded, so ten times that is only ever reached by a pattern that misbehaves.
constexpr std::uint32_t kMatchLimit = 10'000'000;
constexpr std::uint32_t kDepthLimit = 2'000;
constexpr std::uint32_t kMaxGroups = 16;

// JIT code keeps its back-tracking on a stack of its own; 32 kB of the machine's, its default, end long alternations early.
constexpr std::size_t kJitStackStart = 32 * 1024;
constexpr std::size_t kJitStackMost = 1024 * 1024;

struct MatchData {
    pcre2_match_data* data = pcre2_match_data_create(kMaxGroups, nullptr);
    pcre2_match_context* context = pcre2_match_context_create(nullptr);
    pcre2_jit_stack* stack = pcre2_jit_stack_create(kJitStackStart, kJitStackMost, nullptr);
    MatchData()
    {
        if (context != nullptr) {
            pcre2_jit_stack_assign(context, nullptr, stack);
            pcre2_set_match_limit(context, kMatchLimit);
            pcre2_set_depth_limit(context, kDepthLimit);
        }
    }
    MatchData(const MatchData&) = delete;
    MatchData& operator=(const MatchData&) = delete;
    ~MatchData()
    {
        pcre2_match_data_free(data);
        pcre2_match_context_free(context);
        pcre2_jit_stack_free(stack);
    }
};

// Scratch space of a search, no state between two: one a thread, because rules are shared by threads.
MatchData& scratch()
{
    thread_local MatchData data;
    return data;
}

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

}  // namespace

struct Pattern::Code {
    pcre2_code* code = nullptr;
    int span_group = 0;
    Code() = default;
    Code(const Code&) = delete;
    Code& operator=(const Code&) = delete;
    ~Code() { pcre2_code_free(code); }
};

Pattern::Pattern(std::shared_ptr<const Code> code)
    : m_code(std::move(code))
{
}

Result<Pattern> Pattern::compile(std::string_view source)
{
    int number = 0;
    PCRE2_SIZE offset = 0;
    constexpr std::uint32_t kOptions = PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS | PCRE2_NEVER_BACKSLASH_C | PCRE2_DUPNAMES;
    auto code = std::make_shared<Code>();
    code->code = pcre2_compile(bytes_of(source), source.size(), kOptions, &number, &offset, nullptr);
    if (code->code == nullptr) {
        std::array<unsigned char, 160> message {};
        pcre2_get_error_message(number, message.data(), message.size());
        return Error { ErrorCode::Malformed, std::string("pattern does not compile: ") + reinterpret_cast<const char*>(message.data()),
            "character " + std::to_string(offset), "" };
    }
    std::uint32_t groups = 0;
    pcre2_pattern_info(code->code, PCRE2_INFO_CAPTURECOUNT, &groups);
    if (groups >= kMaxGroups)
        return Error { ErrorCode::Malformed, "pattern has too many groups", "", "use (?:...)" };
    // Without JIT the interpreter runs under the same limits, only slower.
    (void)pcre2_jit_compile(code->code, PCRE2_JIT_COMPLETE);
    const int group = pcre2_substring_number_from_name(code->code, reinterpret_cast<const unsigned char*>("span"));
    code->span_group = std::max(group, 0);
    return Pattern(std::move(code));
}

Outcome Pattern::find(std::string_view text, std::size_t from, Hit& hit) const
{
    auto& local = scratch();
    if (local.data == nullptr || local.context == nullptr)
        return Outcome::GaveUp;
    const int found = pcre2_match(m_code->code, bytes_of(text), text.size(), from, PCRE2_NO_UTF_CHECK, local.data, local.context);
    if (found == PCRE2_ERROR_NOMATCH)
        return Outcome::NotFound;
    if (found < 0)
        return Outcome::GaveUp;
    const PCRE2_SIZE* ends = pcre2_get_ovector_pointer(local.data);
    auto group = static_cast<std::size_t>(m_code->span_group);
    if (ends[2 * group] == PCRE2_UNSET)
        group = 0;
    hit = { ends[2 * group], ends[2 * group + 1], ends[1] };
    hit.next = std::max(hit.end, hit.start + 1);
    while (hit.next < text.size() && (static_cast<unsigned char>(text[hit.next]) & 0xC0U) == 0x80U)
        ++hit.next;
    return Outcome::Found;
}

Outcome Pattern::test(std::string_view text) const
{
    Hit hit;
    return find(text, 0, hit);
}

}  // namespace imprimatur::caption
