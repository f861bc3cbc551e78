#include "base/fragments.h"

namespace imprimatur {

namespace {

// Fragments hold other fragments, so that a short file could unfold into a long pattern. Ours stay below 8 KB.
constexpr std::size_t kMaxPattern = 64 << 10;

Error bad(std::string what) { return { ErrorCode::Malformed, std::move(what), "", "" }; }

}  // namespace

Result<void> Fragments::add(const std::string& name, std::string_view pattern)
{
    if (name.empty() || pattern.empty() || m_patterns.contains(name))
        return bad("name or pattern is missing, or the name stands twice");
    m_patterns[name] = TRY(unfold(pattern));
    return {};
}

Result<std::string> Fragments::unfold(std::string_view pattern) const
{
    std::string whole;
    while (true) {
        const auto start = pattern.find("{{");
        whole += pattern.substr(0, start);
        if (whole.size() > kMaxPattern)
            return bad("its pattern is too long");
        if (start == std::string_view::npos)
            return whole;
        const auto end = pattern.find("}}", start);
        const auto name = end == std::string_view::npos ? std::string_view() : pattern.substr(start + 2, end - start - 2);
        const auto fragment = m_patterns.find(name);
        if (fragment == m_patterns.end())
            return bad("it names a fragment that does not stand before it");
        whole += fragment->second;
        pattern.remove_prefix(end + 2);
    }
}

}  // namespace imprimatur
