// imprimatur clear, as a clinician and a script see it.
#include "cli/fake_world.h"

#include <gmock/gmock.h>

namespace imprimatur::cli {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

namespace {
class Clear : public CommandTest { };
}  // namespace

TEST_F(Clear, ExitCodesFollowTheVerdict)
{
    const std::vector<std::pair<Verdict, int>> codes
        = { { Verdict::Permit, 0 }, { Verdict::PermitWithObligations, 0 }, { Verdict::Refer, 3 }, { Verdict::Deny, 4 } };
    for (const auto& [verdict, code] : codes) {
        desk.cleared.decision.verdict = verdict;
        EXPECT_EQ(run({ "clear", "--out", "o", "x.dcm" }).status, code);
        EXPECT_EQ(run({ "clear", "--json", "--out", "o", "x.dcm" }).status, code);
    }
    desk.failure = Error { ErrorCode::Unavailable, "the jail could not be had", "imprimatur-jail", "install it" };
    const auto failed = run({ "clear", "--out", "o", "x.dcm" });
    EXPECT_EQ(failed.status, 1);
    EXPECT_EQ(failed.err, "imprimatur clear: the jail could not be had (imprimatur-jail): install it\n");
    EXPECT_EQ(failed.out, "");
}

TEST_F(Clear, TheCommandLineOverridesTheCaseFile)
{
    case_file.files = { "case.dcm" };
    case_file.purpose = "teaching";
    case_file.platform = "x";
    case_file.post.caption = "from the case";
    case_file.policies = { "uk" };
    case_file.consents = { "old.json" };
    case_file.keep = { "markers" };
    run({ "clear", "--case", "case.toml", "--out", "o" });
    EXPECT_EQ(desk.asked->request.purpose, "teaching");
    EXPECT_THAT(desk.asked->request.files, ElementsAre("case.dcm"));
    EXPECT_EQ(desk.asked->request.out, "o");
    run({ "clear", "--case", "case.toml", "--purpose", "social", "--platform", "instagram", "--audience", "team", "--caption", "", "--alt",
        "alt", "--account", "account.toml", "--consent", "a.json", "--consent", "b.json", "--attest", "t.toml", "--policy", "hipaa,gdpr",
        "--pack", "ours", "--keep", "markers", "--out", "o", "new.dcm" });
    const auto& request = desk.asked->request;
    EXPECT_EQ(request.purpose, "social");
    EXPECT_EQ(request.platform, "instagram");
    EXPECT_EQ(request.audience, "team");
    EXPECT_EQ(request.post.caption, "");
    EXPECT_EQ(request.post.alt_text, "alt");
    EXPECT_EQ(request.post.account.handle, "@ward7");
    EXPECT_TRUE(request.account_given);
    EXPECT_THAT(request.consents, ElementsAre("a.json", "b.json"));
    EXPECT_EQ(request.attestation, "t.toml");
    EXPECT_THAT(request.policies, ElementsAre("hipaa", "gdpr"));
    EXPECT_THAT(request.extra_packs, ElementsAre("ours"));
    EXPECT_THAT(request.files, ElementsAre("new.dcm"));
}

TEST_F(Clear, ACaptionIsTextOrAFile)
{
    const auto file = write("caption.txt", "An older patient.\nWith a fall.\r\n\n");
    run({ "clear", "--caption", "@" + file, "--out", "o", "x" });
    EXPECT_EQ(desk.asked->request.post.caption, "An older patient.\nWith a fall.");
    run({ "clear", "--caption", "@@ward7 shows", "--out", "o", "x" });
    EXPECT_EQ(desk.asked->request.post.caption, "@ward7 shows");
    const auto missing = run({ "clear", "--caption", "@ward7 shows", "--out", "o", "x" });
    EXPECT_EQ(missing.status, 1);
    EXPECT_THAT(missing.err, HasSubstr("begin words that start with @ with @@"));
    EXPECT_THAT(missing.err, Not(HasSubstr("ward7")));
    EXPECT_EQ(run({ "clear", "--caption", "\xff", "--out", "o", "x" }).status, 1);
    EXPECT_EQ(run({ "clear", "--caption", "@" + folder.string(), "--out", "o", "x" }).status, 1);
}

TEST_F(Clear, ARefusalSaysWhyAndWhatToDo)
{
    desk.cleared = denied_case();
    const auto report = run({ "clear", "--platform", "instagram", "--caption", "Seen 3 May", "--out", "my out", "a scan.dcm" }).out;
    EXPECT_THAT(report, HasSubstr("DENIED. This case may not be published as it is.\n1 rule denies, 0 refer."));
    EXPECT_THAT(report, HasSubstr("  yes  Is the educational value clear and substantial?"));
    EXPECT_THAT(report, HasSubstr("  no   Is the image irreversibly anonymised?"));
    EXPECT_THAT(report, HasSubstr("  1. The words tell a date more exactly than the year."));
    EXPECT_THAT(report, HasSubstr("source   45 CFR 164.514 (b)(2)(i)(C) ["));
    EXPECT_THAT(report, HasSubstr("to do    Take the proposed caption."));
    EXPECT_THAT(report, HasSubstr("here     words.date_absolute: caption, characters 3 to 6"));
    EXPECT_THAT(report, HasSubstr("Proposed caption:\n    An older patient.\n"));
    EXPECT_THAT(report, HasSubstr("Here governs: 003"));
    EXPECT_THAT(report, HasSubstr("out/decision.html"));
    EXPECT_THAT(report,
        HasSubstr("imprimatur consent sign out/consent-request.json --as self --capacity --saw-images --copy-given --informed-of all "
                  "--form-location WHERE --out consent.json\n"));
    EXPECT_THAT(report,
        HasSubstr("imprimatur clear --platform instagram --caption '@out/proposed caption.txt' --consent consent.json --attest "
                  "attestation.toml --out 'my out' 'a scan.dcm'\n"));
    EXPECT_THAT(report, HasSubstr("      cp -i out/attestation-request.toml attestation.toml\n"));
    EXPECT_THAT(report, Not(HasSubstr("\x1b"))) << "colour where there is no terminal";
}

TEST_F(Clear, AWordingThatDoesNotPassIsNotRepeated)
{
    desk.cleared = denied_case();
    desk.cleared.screening.rewrite = "Marta Beispiel";
    desk.cleared.screening.rewrite_passes = false;
    desk.cleared.screening.cannot_fix = { "The whole story identifies." };
    const auto report = run({ "clear", "--caption", "Marta Beispiel fell", "--out", "o", "x.dcm" }).out;
    EXPECT_THAT(report, HasSubstr("No wording was found that is safe to propose."));
    EXPECT_THAT(report, HasSubstr("The whole story identifies."));
    EXPECT_THAT(report, Not(HasSubstr("Proposed caption:")));
    EXPECT_THAT(report, HasSubstr("--caption 'Marta Beispiel fell'")) << "the command that asks again is the user's own";
}

TEST_F(Clear, APermitNamesThePackageAndWhatFollows)
{
    desk.cleared = denied_case();
    desk.cleared.decision.verdict = Verdict::Permit;
    desk.cleared.package = "o/package";
    desk.cleared.release_id = "R-1";
    const auto report = run({ "clear", "--platform", "instagram", "--out", "o", "x.dcm" }).out;
    EXPECT_THAT(report, HasSubstr("PERMITTED. This case may be published"));
    EXPECT_THAT(report, HasSubstr("imprimatur verify o/package\n"));
    EXPECT_THAT(report, HasSubstr("imprimatur posted R-1 --platform instagram --at URL\n"));
    EXPECT_THAT(report, Not(HasSubstr("ask again")));
}

TEST_F(Clear, WhatIsAnsweredIsNotAskedForAgain)
{
    desk.cleared = denied_case();
    desk.cleared.decision.questions[2].yes = true;
    const std::vector<std::string> words { "clear", "--caption", "An older patient.", "--attest", "a.toml", "--consent", "c.json", "--out",
        "o", "x.dcm" };
    const auto report = run(words).out;
    EXPECT_THAT(report, HasSubstr("The caption can stay as it is."));
    EXPECT_THAT(report, Not(HasSubstr("consent sign")));
    EXPECT_THAT(report, Not(HasSubstr("cp -i")));
    EXPECT_THAT(report, HasSubstr("imprimatur clear --caption 'An older patient.' --consent c.json --attest a.toml --out o x.dcm\n"));
    desk.cleared.decision.questions[0].yes = false;
    EXPECT_THAT(run(words).out, HasSubstr("cp -i")) << "an attestation that does not speak of these copies";
}

TEST_F(Clear, AnAccountThatIsMissingIsAskedFor)
{
    desk.cleared = denied_case();
    desk.cleared.decision.reasons[0].triggered_by = { "account.missing: nobody said which account posts" };
    EXPECT_THAT(run({ "clear", "--out", "o", "x.dcm" }).out, HasSubstr("--account account.toml"));
    EXPECT_THAT(run({ "clear", "--account", "mine.toml", "--out", "o", "x.dcm" }).out, HasSubstr("--account mine.toml"));
}

TEST_F(Clear, LinesFitTheTerminalExceptCommands)
{
    desk.cleared = denied_case();
    desk.cleared.decision.reasons[0].why = "It is so long " + std::string(300, 'x') + " and " + [] {
        std::string many;
        for (int i = 0; i < 60; ++i)
            many += "word ";
        return many;
    }();
    width = 60;
    std::istringstream lines(run({ "clear", "--out", "o", "x.dcm" }).out);
    for (std::string line; std::getline(lines, line);)
        EXPECT_TRUE(line.size() <= 60 || line.starts_with("      imprimatur ") || line.starts_with("      cp ")
            || line.find("xxx") != std::string::npos)
            << line;
}

TEST_F(Clear, ColourOnATerminalUnlessToldNot)
{
    desk.cleared = denied_case();
    terminal = true;
    const auto coloured = run({ "clear", "--out", "o", "x.dcm" });
    EXPECT_THAT(coloured.out, HasSubstr("\x1b[1;31mDENIED."));
    EXPECT_THAT(coloured.err, HasSubstr("1 of 2  looking for writing"));
    EXPECT_TRUE(coloured.err.ends_with("\r\x1b[K")) << "the line of progress is taken away";
    EXPECT_EQ(run({ "clear", "--quiet", "--out", "o", "x.dcm" }).err, "");
    EXPECT_EQ(run({ "clear", "--json", "--out", "o", "x.dcm" }).err, "");
    environment["NO_COLOR"] = "1";
    EXPECT_THAT(run({ "clear", "--out", "o", "x.dcm" }).out, Not(HasSubstr("\x1b")));
}

TEST_F(Clear, NothingInTheTextMovesTheCursor)
{
    desk.cleared = denied_case();
    desk.cleared.items[0].label = "image\x1b[2J\x07 1";
    desk.cleared.screening.rewrite = "a\x1b]0;x\x07 b\nc";
    const auto report = run({ "clear", "--out", "o", "x.dcm" }).out;
    EXPECT_THAT(report, Not(HasSubstr("\x1b")));
    EXPECT_THAT(report, HasSubstr("    c\n"));
}

}  // namespace imprimatur::cli
