#include "desk/desk.h"

#include "desk/account_advice.h"
#include "desk/after_release.h"
#include "desk/clear.h"
#include "desk/file_verbs.h"
#include "desk/papers.h"
#include "desk/policy_verbs.h"
#include "desk/screen_posts.h"
#include "desk/survey.h"
#include "desk/watched.h"

namespace imprimatur::desk {

namespace {

class OfficeDesk final : public Desk {
public:
    OfficeDesk(Office office, std::shared_ptr<void> owned)
        : m_owned(std::move(owned))
        , m_office(office)
    {
    }

    Result<std::vector<InspectedFile>> inspect(
        const std::vector<std::filesystem::path>& paths, const InspectOptions& options, const Progress& progress) override
    {
        Watched watched(m_office, progress);
        return inspect_files(watched.office(), paths, options, watched.progress());
    }
    Result<std::vector<RedactedFile>> redact(
        const std::vector<std::filesystem::path>& paths, const RedactOptions& options, const Progress& progress) override
    {
        Watched watched(m_office, progress);
        return redact_files(watched.office(), paths, options, watched.progress());
    }
    Result<Cleared> clear(const CaseRequest& request, const Progress& progress) override
    {
        Watched watched(m_office, progress);
        return desk::clear(watched.office(), request, watched.progress());
    }

    Result<std::vector<Result<ScreenedLine>>> screen_lines(const std::vector<std::string>& json_lines, bool rules_alone) override
    {
        return desk::screen_lines(m_office, json_lines, rules_alone);
    }
    Result<AccountAdvice> advise_account(const AccountQuestion& question) override { return desk::advise_account(m_office, question); }
    Result<SurveyDone> survey(const SurveyRequest& request, const Progress& progress) override
    {
        return desk::survey(m_office, request, progress);
    }
    Result<SurveyDone> merge_surveys(const std::vector<std::filesystem::path>& shards, const std::filesystem::path& out) override
    {
        return desk::merge_surveys(m_office, shards, out);
    }
    Result<SurveyDone> survey_agreement(const AgreementRequest& request) override { return desk::survey_agreement(m_office, request); }

    Result<PackageCheck> verify(const std::filesystem::path& path, bool offline) override { return desk::verify(m_office, path, offline); }

    Result<std::vector<PackListing>> packs() override { return list_packs(m_office); }
    Result<std::vector<std::string>> check_pack(const std::filesystem::path& folder) override { return desk::check_pack(m_office, folder); }
    Result<std::string> explain_rule(std::string_view rule_id) override { return desk::explain_rule(m_office, rule_id); }
    Result<std::vector<std::string>> diff_packs(const std::filesystem::path& before, const std::filesystem::path& after) override
    {
        return desk::diff_packs(m_office, before, after);
    }

    Result<LedgerCheck> verify_ledger() override { return m_office.ledger.verify(); }
    Result<std::vector<AuditEntry>> ledger_entries() override { return m_office.ledger.entries(); }
    Result<std::string> sign_consent(const ConsentSigning& signing) override { return desk::sign_consent(m_office, signing); }

    Result<std::string> posted(std::string_view release_id, std::string_view platform, std::string_view address) override
    {
        return desk::posted(m_office, release_id, platform, address);
    }
    Result<std::vector<std::string>> withdraw(std::string_view release_id, std::string_view by) override
    {
        return desk::withdraw(m_office, release_id, by);
    }
    Result<PackageState> status(std::string_view release_id) override { return desk::status(m_office, release_id); }

private:
    std::shared_ptr<void> m_owned;
    Office m_office;
};

}  // namespace

std::unique_ptr<Desk> make_desk(Office office, std::shared_ptr<void> owned)
{
    return std::make_unique<OfficeDesk>(office, std::move(owned));
}

}  // namespace imprimatur::desk
