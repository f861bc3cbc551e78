#include "desk/policy_verbs.h"

#include "base/limits.h"
#include "base/sha256.h"
#include "decide/cases.h"
#include "decide/explain.h"

namespace imprimatur::desk {

namespace {

struct ReadPack {
    PolicyPack pack;
    std::vector<decide::PackCase> cases;
};

Result<ReadPack> read_pack(Office& office, const std::filesystem::path& folder)
{
    const auto pack_bytes = TRY(office.files.read(folder / "pack.toml", limits::kMaxConfigBytes));
    const auto case_bytes = TRY(office.files.read(folder / "cases.toml", limits::kMaxConfigBytes));
    auto pack = TRY(decide::load_pack(as_text(pack_bytes), as_text(case_bytes), office.rulebook.facts));
    auto cases = TRY(decide::load_cases(as_text(case_bytes), office.rulebook.facts));
    return ReadPack { std::move(pack), std::move(cases) };
}

}  // namespace

Result<std::vector<PackListing>> list_packs(Office& office)
{
    std::vector<PackListing> listings;
    for (const auto& [name, text] : office.rulebook.packs) {
        const auto pack = decide::load_pack(text.pack, text.cases, office.rulebook.facts);
        PackListing listing { .id = name, .sha256 = sha256_hex(as_bytes(text.pack)) };
        if (pack.ok()) {
            listing.version = pack->version;
            listing.title = pack->title;
            listing.rules = pack->rules.size();
            listing.in_force_from = pack->in_force_from;
        } else {
            listing.problem = pack.error().line();
        }
        listings.push_back(std::move(listing));
    }
    return listings;
}

Result<std::vector<std::string>> check_pack(Office& office, const std::filesystem::path& folder)
{
    const auto own = TRY(read_pack(office, folder));
    std::vector<PolicyPack> packs { own.pack };
    // Every pack but the base is decided together with it: it alone can permit.
    if (own.pack.id != "base") {
        auto base = load_packs(office.rulebook, {});
        packs.insert(packs.begin(), std::make_move_iterator(base.packs.begin()), std::make_move_iterator(base.packs.end()));
    }
    return decide::failed_cases(own.cases, packs, office.rulebook.presets, office.clock.now());
}

Result<std::string> explain_rule(Office& office, std::string_view rule_id)
{
    for (const auto& [name, text] : office.rulebook.packs) {
        const auto pack = decide::load_pack(text.pack, text.cases, office.rulebook.facts);
        if (!pack.ok())
            continue;
        for (const auto& rule : pack->rules) {
            if (rule.id == rule_id)
                return decide::explain(rule, *pack);
        }
    }
    return Error { ErrorCode::NotFound, "no pack has this rule", std::string(rule_id),
        "`imprimatur policy list` names the packs, a decision names its rules" };
}

Result<std::vector<std::string>> diff_packs(Office& office, const std::filesystem::path& before, const std::filesystem::path& after)
{
    const auto old_pack = TRY(read_pack(office, before));
    const auto new_pack = TRY(read_pack(office, after));
    return decide::diff(old_pack.pack, new_pack.pack);
}

}  // namespace imprimatur::desk
