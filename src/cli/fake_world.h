// A world for tests: streams in memory, a desk that answers what the test wants, files in a folder of their own.
#pragma once

#include "cli/run.h"
#include "serve/fake_desk.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace imprimatur::cli {

struct Outcome {
    int status = -1;
    std::string out;
    std::string err;
};

class CommandTest : public testing::Test {
protected:
    CommandTest()
        : folder(std::filesystem::path(testing::TempDir())
            / ("imprimatur-cli-" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name())))
    {
        std::filesystem::remove_all(folder);
        std::filesystem::create_directories(folder);
        environment = { { "HOME", "/nonexistent/home" } };
    }
    ~CommandTest() override { std::filesystem::remove_all(folder); }

    Outcome run(const std::vector<std::string>& words)
    {
        std::istringstream in(input);
        std::ostringstream out;
        std::ostringstream err;
        World world { in, out, err };
        world.out_is_terminal = terminal;
        world.err_is_terminal = terminal;
        world.width = width;
        world.processors = 3;
        world.program_folder = "/opt/imprimatur/bin";
        world.environment = environment;
        world.services.open_desk = [this](const DeskOptions& given) -> Result<std::unique_ptr<Desk>> {
            options = given;
            return std::unique_ptr<Desk>(std::make_unique<FakeDesk>(desk));
        };
        world.services.read_case = [this](const std::filesystem::path& path) -> Result<CaseRequest> {
            if (path != "case.toml")
                return Error { ErrorCode::NotFound, "there is no such case file", path.string(), "check the path" };
            return case_file;
        };
        world.services.read_account = [](const std::filesystem::path&) -> Result<Account> {
            Account account;
            account.handle = "@ward7";
            return account;
        };
        world.services.serve
            = [this](Desk&, const std::string& listen, const std::function<void(const std::string&)>& listening) -> Result<void> {
            listened = listen;
            listening(listen);
            return {};
        };
        const int status = cli::run(words, world);
        return { status, out.str(), err.str() };
    }

    std::string write(const std::string& name, const std::string& text)
    {
        const auto path = folder / name;
        std::ofstream(path, std::ios::binary) << text;
        return path.string();
    }
    static std::string read(const std::filesystem::path& path)
    {
        std::ostringstream text;
        text << std::ifstream(path, std::ios::binary).rdbuf();
        return text.str();
    }

    std::filesystem::path folder;
    FakeDesk desk;
    CaseRequest case_file;
    DeskOptions options;
    std::map<std::string, std::string, std::less<>> environment;
    std::string input;
    std::string listened;
    bool terminal = false;
    unsigned width = 100;
};

inline Finding finding(IdentifierKind kind, Where where, std::string masked, Action action = Action::Remove)
{
    Finding result;
    result.kind = kind;
    result.where = std::move(where);
    result.masked = std::move(masked);
    result.detector = "test";
    result.confidence = 0.973;
    result.action = action;
    return result;
}

/// A case that was denied, with something of everything.
inline Cleared denied_case()
{
    Cleared cleared;
    auto& decision = cleared.decision;
    decision.verdict = Verdict::Deny;
    decision.as_of = "2026-11-21T09:30:00Z";
    decision.packs = { "base@2026.1 sha256:00", "hipaa@2026.1 sha256:11" };
    decision.questions
        = { Question { "educational_value", "Is the educational value clear and substantial?", true, { "attested by the author" } },
              Question { "irreversibly_anonymised", "Is the image irreversibly anonymised?", false, {} },
              Question { "explicit_consent", "Is there explicit written consent for this image on this platform?", false, {} } };
    decision.reasons = { Reason { "hipaa", "hipaa.dates", Effect::Deny, "LAW-HIPAA",
        { "45 CFR 164.514", "(b)(2)(i)(C)", "current", "2026-05-01" }, "The words tell a date more exactly than the year.",
        "Take the proposed caption.", { "words.date_absolute: caption, characters 3 to 6" } } };
    decision.disagreements = { { "Consent for anonymised images", "003 asks for it, 002 does not.", "003" } };
    ClearedItem item;
    item.label = "image 1";
    item.item_sha256 = { std::string(64, 'a') };
    item.findings = { finding(IdentifierKind::Name, AttributePlace { "(0010,0010)", "(0010,0010)" }, "XXX^XXXX") };
    item.filled = { { 0, { 8, 16, 64, 16 } } };
    cleared.items = { item };
    cleared.screening.post_class = PostClass::NonCompliant;
    cleared.screening.spans = { { "caption", 3, 6, "DATE_ABS", "date.numeric", IdentifierKind::Date } };
    cleared.screening.rewrite = "An older patient.";
    cleared.screening.rewrite_passes = true;
    cleared.risk.lambda = 12.5;
    cleared.risk.risk = 0.08;
    cleared.risk.risk_hi = 0.31;
    cleared.risk.band = RiskBand::Generalise;
    cleared.risk.binding_factor = "place";
    cleared.risk.cheapest_generalisation = "leave out the place";
    cleared.risk.inputs = { { "population", 1e6, 1.2, "default" } };
    cleared.decision_page = "out/decision.html";
    cleared.proposed_caption = "out/proposed caption.txt";
    cleared.consent_request = "out/consent-request.json";
    cleared.attestation_request = "out/attestation-request.toml";
    return cleared;
}

}  // namespace imprimatur::cli
