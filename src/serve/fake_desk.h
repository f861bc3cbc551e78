// A desk that answers what a test wants and remembers what it was asked. Tests alone use it.
#pragma once

#include "imprimatur/desk.h"

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace imprimatur {

class FakeDesk : public Desk {
public:
    std::optional<Error> failure;  ///< every call fails with it
    std::vector<InspectedFile> inspected;
    std::vector<RedactedFile> redacted;
    Cleared cleared;
    SurveyDone surveyed;
    PackageCheck check;
    AccountAdvice advice;
    std::vector<PackListing> pack_list;
    std::vector<std::string> lines;  ///< of check_pack, diff_packs and withdraw
    LedgerCheck ledger;
    std::vector<AuditEntry> audit;
    std::map<std::string, PackageState, std::less<>> releases;

    /// What was asked, of this desk or of a copy of it.
    struct Asked {
        std::vector<std::filesystem::path> paths;
        InspectOptions inspect_options;
        RedactOptions redact_options;
        CaseRequest request;
        ConsentSigning signing;
        SurveyRequest survey;
        AgreementRequest agreement;
        std::vector<std::string> words;
    };
    std::shared_ptr<Asked> asked = std::make_shared<Asked>();

    Result<std::vector<InspectedFile>> inspect(
        const std::vector<std::filesystem::path>& given, const InspectOptions& options, const Progress& progress) override
    {
        asked->paths = given;
        asked->inspect_options = options;
        tell(progress);
        return unless_failing(inspected);
    }
    Result<std::vector<RedactedFile>> redact(
        const std::vector<std::filesystem::path>& given, const RedactOptions& options, const Progress& progress) override
    {
        asked->paths = given;
        asked->redact_options = options;
        tell(progress);
        return unless_failing(redacted);
    }
    Result<Cleared> clear(const CaseRequest& given, const Progress& progress) override
    {
        asked->request = given;
        tell(progress);
        return unless_failing(cleared);
    }
    /// Knows two kinds of lines: those that begin with '{', and bad ones.
    Result<std::vector<Result<ScreenedLine>>> screen_lines(const std::vector<std::string>& json_lines, bool) override
    {
        std::vector<Result<ScreenedLine>> answers;
        for (const auto& line : json_lines)
            answers.push_back(screen_line(line));
        return answers;
    }
    Result<ScreenedLine> screen_line(std::string_view json_line)
    {
        if (!json_line.starts_with('{'))
            return Error { ErrorCode::InvalidArgument, "is not a JSON object", "line", "each line is one JSON object of a post" };
        return unless_failing(ScreenedLine {
            std::string(R"({"id":"7","class":"at_risk","about_patient":true,"spans":[{"field":"caption","start":0,"end":3,"label":"NAME",)"
                        R"("rule":"name.title"}],"rewrite":"An older patient.","rewrite_passes":true})"),
            "" });
    }
    Result<SurveyDone> survey(const SurveyRequest& given, const Progress& progress) override
    {
        asked->survey = given;
        tell(progress);
        return unless_failing(surveyed);
    }
    Result<SurveyDone> merge_surveys(const std::vector<std::filesystem::path>& shards, const std::filesystem::path& out) override
    {
        asked->paths = shards;
        asked->words = { out.string() };
        return unless_failing(surveyed);
    }
    Result<SurveyDone> survey_agreement(const AgreementRequest& given) override
    {
        asked->agreement = given;
        return unless_failing(surveyed);
    }
    Result<AccountAdvice> advise_account(const AccountQuestion& question) override
    {
        asked->words = { question.account.handle, question.platform, question.language, question.jurisdiction };
        return unless_failing(advice);
    }
    Result<PackageCheck> verify(const std::filesystem::path& package_or_file, bool offline) override
    {
        asked->words = { package_or_file.string(), offline ? "offline" : "online" };
        return unless_failing(check);
    }
    Result<std::vector<PackListing>> packs() override { return unless_failing(pack_list); }
    Result<std::vector<std::string>> check_pack(const std::filesystem::path& folder) override
    {
        asked->words.push_back(folder.string());
        return unless_failing(lines);
    }
    Result<std::string> explain_rule(std::string_view rule_id) override { return unless_failing("why " + std::string(rule_id)); }
    Result<std::vector<std::string>> diff_packs(const std::filesystem::path& before, const std::filesystem::path& after) override
    {
        asked->words = { before.string(), after.string() };
        return unless_failing(lines);
    }
    Result<LedgerCheck> verify_ledger() override { return unless_failing(ledger); }
    Result<std::vector<AuditEntry>> ledger_entries() override { return unless_failing(audit); }
    Result<std::string> sign_consent(const ConsentSigning& given) override
    {
        asked->signing = given;
        return unless_failing(std::string("{\"schema\":\"imprimatur.consent/1\"}\n"));
    }
    Result<std::string> posted(std::string_view release_id, std::string_view platform, std::string_view address) override
    {
        asked->words = { std::string(release_id), std::string(platform), std::string(address) };
        return unless_failing(std::string("recorded"));
    }
    Result<std::vector<std::string>> withdraw(std::string_view release_id, std::string_view by) override
    {
        asked->words = { std::string(release_id), std::string(by) };
        return unless_failing(lines);
    }
    Result<PackageState> status(std::string_view release_id) override
    {
        const auto found = releases.find(release_id);
        return unless_failing(found == releases.end() ? PackageState::Unknown : found->second);
    }

private:
    template <typename T> Result<T> unless_failing(T value)
    {
        if (failure)
            return *failure;
        return value;
    }
    static void tell(const Progress& progress)
    {
        if (progress)
            progress(1, 2, "looking for writing");
    }
};

}  // namespace imprimatur
