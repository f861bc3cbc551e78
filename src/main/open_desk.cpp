// The composition root: the only place that joins the desk with the jail, the ledger and the disk.
#include "imprimatur/desk.h"

#include "base/limits.h"
#include "desk/case_file.h"
#include "desk/desk.h"
#include "main/state_on_demand.h"
#include "open/jail_reader.h"
#include "store/disk_files.h"
#include "store/policy_directory.h"
#include "store/system_random.h"

#include <algorithm>

namespace imprimatur {

namespace {

namespace fs = std::filesystem;

/// Everything that the desk refers to, kept alive by it.
struct Standing {
    std::unique_ptr<Clock> clock;
    std::unique_ptr<SignerOnDemand> signer;
    std::unique_ptr<LedgerOnDemand> ledger;
    std::unique_ptr<open::JailReader> reader;
    store::SystemRandom random;
    store::DiskFiles files;
    std::unique_ptr<desk::Rulebook> rulebook;
};

Result<std::unique_ptr<Clock>> clock_for(const std::string& as_of)
{
    if (as_of.empty())
        return std::unique_ptr<Clock>(std::make_unique<SystemClock>());
    const auto instant = parse_iso8601(as_of);
    if (!instant)
        return Error { ErrorCode::InvalidArgument, "not a date or a time", "--as-of", "write 2026-11-21 or 2026-11-21T09:30:00Z" };
    return std::unique_ptr<Clock>(std::make_unique<FixedClock>(*instant));
}

/// Texts of a folder of rules and its lists/, named relative to it.
Result<std::vector<std::pair<std::string, std::string>>> read_tree(const fs::path& folder, store::DiskFiles& files)
{
    std::vector<std::pair<std::string, std::string>> texts;
    for (const auto& path : TRY(files.list(folder))) {
        auto text = TRY(store::read_text(path));
        texts.emplace_back(path.lexically_relative(folder).generic_string(), std::move(text));
    }
    return texts;
}

Result<std::map<std::string, desk::PackText>> read_packs(const fs::path& policy)
{
    std::map<std::string, desk::PackText> packs;
    for (const auto& name : TRY(store::folders_with(policy, "pack.toml"))) {
        desk::PackText text;
        text.pack = TRY(store::read_text(policy / name / "pack.toml"));
        std::error_code missing;
        if (fs::exists(policy / name / "cases.toml", missing))
            text.cases = TRY(store::read_text(policy / name / "cases.toml"));
        packs.emplace(name, std::move(text));
    }
    return packs;
}

Result<std::string> read_bytes(const fs::path& path, store::DiskFiles& files)
{
    const auto bytes = TRY(files.read(path, limits::kMaxConfigBytes));
    return std::string(bytes.begin(), bytes.end());
}

Result<std::unique_ptr<desk::Rulebook>> read_rulebook(const fs::path& share, const fs::path& models, store::DiskFiles& files)
{
    // Resolved once: the build's share folder links to the source's policy.
    std::error_code failure;
    const fs::path policy = fs::canonical(share / "policy", failure);
    if (failure)
        return Error { ErrorCode::NotFound, "the policy folder is not there", (share / "policy").string(),
            "install Imprimatur whole, or name its folder with --share" };
    desk::RulebookTexts texts;
    texts.words = TRY(read_tree(policy / "words", files));
    texts.reader_toml = TRY(store::read_text(policy / "reader" / "reader.toml"));
    if (fs::exists(models / "words_vocabulary.txt", failure))
        texts.vocabulary = TRY(store::read_text(models / "words_vocabulary.txt"));
    if (fs::exists(models / "words_grams.bin", failure))
        texts.grams = TRY(read_bytes(models / "words_grams.bin", files));
    texts.risk = TRY(read_tree(policy / "risk", files));
    texts.confidentiality_tsv = TRY(store::read_text(policy / "dicom" / "confidentiality.tsv"));
    texts.metadata_tsv = TRY(store::read_text(policy / "photo" / "metadata.tsv"));
    texts.writing_toml = TRY(store::read_text(policy / "pixels" / "text.toml"));
    texts.devices_toml = TRY(store::read_text(policy / "pixels" / "devices.toml"));
    texts.account_platforms_toml = TRY(store::read_text(policy / "account" / "platforms.toml"));
    texts.account_statements_toml = TRY(store::read_text(policy / "account" / "statements.toml"));
    texts.facts_toml = TRY(store::read_text(policy / "facts.toml"));
    texts.presets_toml = TRY(store::read_text(policy / "presets.toml"));
    texts.page_css = TRY(store::read_text(policy / "pages" / "decision.css"));
    texts.survey_consent_toml = TRY(store::read_text(policy / "survey" / "consent.toml"));
    texts.survey_categories_toml = TRY(store::read_text(policy / "survey" / "categories.toml"));
    texts.survey_css = TRY(store::read_text(policy / "pages" / "survey.css"));
    texts.packs = TRY(read_packs(policy));
    return std::make_unique<desk::Rulebook>(TRY(desk::load_rulebook(std::move(texts))));
}

Result<std::string> read_config(const fs::path& path)
{
    store::DiskFiles files;
    return read_bytes(path, files);
}

}  // namespace

Result<std::unique_ptr<Desk>> open_desk(const DeskOptions& options)
{
    auto standing = std::make_shared<Standing>();
    standing->clock = TRY(clock_for(options.as_of));
    standing->signer = std::make_unique<SignerOnDemand>(options.state);
    standing->ledger = std::make_unique<LedgerOnDemand>(options.state, *standing->clock, *standing->signer);
    const unsigned workers = std::max(1U, options.workers);
    standing->reader
        = std::make_unique<open::JailReader>(open::JailPaths { options.jail_program, options.models, options.share / "policy" }, workers);
    standing->rulebook = TRY(read_rulebook(options.share, options.models, standing->files));
    const desk::Office office { .reader = *standing->reader,
        .ledger = *standing->ledger,
        .signer = *standing->signer,
        .random = standing->random,
        .files = standing->files,
        .clock = *standing->clock,
        .rulebook = *standing->rulebook,
        .workers = workers };
    return desk::make_desk(office, standing);
}

Result<CaseRequest> read_case(const fs::path& path)
{
    auto file = desk::parse_case(TRY(read_config(path)), path.parent_path());
    if (!file.ok())
        return desk::in_file(file.error(), path);
    CaseRequest request = file->request;
    if (!file->caption_file.empty())
        request.post.caption = TRY(read_config(file->caption_file));
    if (!file->account_file.empty()) {
        request.post.account = TRY(read_account(file->account_file));
        request.account_given = true;
    }
    return request;
}

Result<Account> read_account(const fs::path& path)
{
    auto account = desk::parse_account(TRY(read_config(path)));
    if (!account.ok())
        return desk::in_file(account.error(), path);
    return account;
}

}  // namespace imprimatur
