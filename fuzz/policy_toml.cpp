// A pack, its cases, the facts and the presets are files of the institution: anything may stand in them.
#include "decide/decide.h"
#include "decide/explain.h"
#include "decide/pack.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace imprimatur;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const decide::FactList facts { { { "consent.covers", "covers", "consent" }, { "words.name", "a name", "caption" } } };
    (void)decide::load_facts(text);
    (void)decide::load_presets(text, facts);
    (void)decide::load_cases(text, facts);
    // A zero byte, which TOML does not allow, parts the pack from its cases.
    const auto end = text.find('\0');
    const auto cases = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    const auto pack = decide::load_pack(text.substr(0, end), cases, facts);
    if (pack) {
        const auto decision = decide::decide({}, { *pack }, {}, 0);
        for (const auto& rule : pack->rules)
            (void)decide::explain(rule, *pack);
        if (decide::Permitter::permit(decision))
            __builtin_trap();
    }
    return 0;
}
