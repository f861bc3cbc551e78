// A consent record comes from outside. What is read must survive being written and read again.
#include "consent/coverage.h"
#include "consent/record_json.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace imprimatur;
    const auto record = consent::parse_consent({ reinterpret_cast<const char*>(data), size });
    if (!record)
        return 0;
    const auto json = consent::to_json(*record);
    const auto again = consent::parse_consent(json);
    if (!again || consent::to_json(*again) != json)
        __builtin_trap();
    for (const auto& grant : record->grants) {
        const consent::ConsentQuestion question { grant.item_sha256, grant.caption_sha256, grant.purpose, grant.platform, grant.audience,
            0 };
        const auto coverage = consent::cover({ *record }, question);
        if (coverage.covers && (!record->withdrawn_at.empty() || record->dissent || coverage.grant_ids.empty()))
            __builtin_trap();
    }
    return 0;
}
