#include "desk/attestation.h"
#include "desk/case_facts.h"
#include "desk/case_file.h"
#include "desk/copy_names.h"
#include "desk/fake_office.h"

#include <filesystem>
#include <gtest/gtest.h>

namespace imprimatur::desk {

namespace {

namespace fs = std::filesystem;

const std::string kHash(64, 'a');

Facts facts_of(const CaseRequest& request, const std::vector<ExaminedItem>& items, const std::optional<Screening>& screening,
    const std::optional<Attestation>& attestation = std::nullopt)
{
    const consent::Coverage coverage = consent::cover({}, { { kHash }, kHash, request.purpose, request.platform, request.audience, 0 });
    const std::optional<RiskEstimate> risk;
    return collect_facts({ request, items, screening, risk, coverage, attestation });
}

Attestation answered()
{
    auto parsed = parse_attestation(attestation_request({ kHash }));
    EXPECT_TRUE(parsed.ok());
    return parsed.ok() ? *parsed : Attestation {};
}

}  // namespace

TEST(CaseFacts, EveryFactOfTheClosedListIsGivenAndNoOther)
{
    const auto list = decide::load_facts(file_text(fs::path(IMPRIMATUR_SOURCE_DIR) / "policy/facts.toml"));
    ASSERT_TRUE(list.ok()) << list.error().line();
    for (const bool screened : { true, false }) {
        const auto facts = facts_of({}, {}, screened ? std::optional(Screening {}) : std::nullopt);
        for (const auto& entry : list->facts)
            EXPECT_TRUE(facts.contains(entry.id)) << entry.id;
        for (const auto& [id, fact] : facts) {
            EXPECT_TRUE(list->knows(id)) << id;
            EXPECT_FALSE(fact.evidence.empty()) << id;
        }
    }
}

TEST(CaseFacts, NothingHandedInIsNothingGood)
{
    const auto facts = facts_of({}, {}, std::nullopt);
    for (const auto* bad : { "image.none", "image.not_verified", "attest.missing", "words.not_screened", "account.missing",
             "risk.not_estimated", "risk.identifiable" })
        EXPECT_EQ(facts.at(bad).truth, Truth::Yes) << bad;
    EXPECT_EQ(facts.at("words.name").truth, Truth::Unknown);
    EXPECT_EQ(facts.at("consent.covers").truth, Truth::No);
}

TEST(CaseFacts, APhotoMayShowAPersonAndARadiographDoesNot)
{
    ExaminedItem photo;
    photo.kind = MediaKind::Jpeg;
    EXPECT_EQ(facts_of({}, { photo }, std::nullopt).at("image.photograph").truth, Truth::Yes);
    ExaminedItem radiograph;
    radiograph.modality = "CR";
    EXPECT_EQ(facts_of({}, { radiograph }, std::nullopt).at("image.photograph").truth, Truth::No);
}

TEST(CaseFacts, AStackOfHeadSlicesIsAFaceAndAnUnnamedStackIsNotKnown)
{
    // Forty axial slices, two millimetres apart, one file each.
    const auto stack = [](const std::string& part) {
        std::vector<ExaminedItem> items(40);
        for (std::size_t i = 0; i < items.size(); ++i) {
            Material slice;
            slice.modality = "MR";
            slice.body_part = part;
            slice.frames.push_back({ 64, 64, 1, Bytes(64UL * 64, 40) });
            const auto say = [&](const char* tag, const std::string& value) {
                slice.attributes.push_back({ tag, tag, "", "", value, value.size(), false });
            };
            say("(0020,000E)", "2.25.1");
            say("(0028,0030)", "3\\3");
            say("(0020,0037)", "1\\0\\0\\0\\1\\0");
            say("(0020,0032)", "0\\0\\" + std::to_string(2 * i));
            if (!part.empty())
                say("(0018,0015)", part);
            items[i].modality = slice.modality;
            items[i].slices = std::make_shared<const Material>(std::move(slice));
        }
        return items;
    };
    const auto truth
        = [](const std::vector<ExaminedItem>& items) { return facts_of({}, items, std::nullopt).at("image.head_volume").truth; };
    EXPECT_EQ(truth(stack("")), Truth::Unknown);
    EXPECT_EQ(truth(stack("HEAD")), Truth::Yes);
    EXPECT_EQ(truth(stack("KNEE")), Truth::No);
    EXPECT_EQ(truth({ stack("HEAD").front() }), Truth::No) << "one axial slice";
}

TEST(CaseFacts, WordsOfTheAccountAreNotWordsOfThePost)
{
    Screening screening;
    screening.spans
        = { { "bio", 0, 4, "INSTITUTION", "r", IdentifierKind::Institution }, { "caption", 2, 5, "AGE_EXACT", "r", IdentifierKind::Age } };
    CaseRequest request;
    request.account_given = true;
    const auto facts = facts_of(request, {}, screening);
    EXPECT_EQ(facts.at("words.institution").truth, Truth::No);
    EXPECT_EQ(facts.at("account.institution").truth, Truth::Yes);
    EXPECT_EQ(facts.at("words.age_exact").truth, Truth::Yes);
    EXPECT_EQ(facts.at("words.age_exact").evidence, "caption, characters 3 to 5");
}

TEST(CaseFacts, TheFilesOwnDateIsHeldAgainstTheMinimumDelay)
{
    const std::optional<Screening> screening;
    const std::optional<RiskEstimate> risk;
    const std::optional<Attestation> attestation;
    const CaseRequest request;
    const consent::Coverage coverage = consent::cover({}, { { kHash }, kHash, request.purpose, request.platform, request.audience, 0 });
    const auto recent = [&](std::optional<std::int64_t> days, std::int64_t delay) {
        return collect_facts({ request, {}, screening, risk, coverage, attestation, days, delay }).at("image.examined_recently");
    };
    EXPECT_EQ(recent(0, 1).truth, Truth::Yes);
    EXPECT_EQ(recent(1, 1).truth, Truth::No);
    EXPECT_EQ(recent(29, 30).truth, Truth::Yes);
    EXPECT_EQ(recent(std::nullopt, 30).truth, Truth::No) << "then the attested delay stands alone";
    EXPECT_EQ(recent(12, 30).evidence.find("12"), std::string::npos) << "how long ago it was is not told";
}

TEST(Attestation, AnUnansweredRequestVouchesForNothing)
{
    const auto attestation = answered();
    const auto facts = facts_of({}, {}, std::nullopt, attestation);
    EXPECT_EQ(facts.at("attest.missing").truth, Truth::Yes) << "nobody signed it";
    for (const auto* fact :
        { "attest.educational_value", "attest.no_recognisable_person", "attest.copyright_addressed", "attest.guardian_advice" })
        EXPECT_EQ(facts.at(fact).truth, Truth::No) << fact;
}

TEST(Attestation, SpeaksOfTheCopiesItNamesAndOfNoOthers)
{
    const auto attestation = answered();
    EXPECT_TRUE(speaks_of(attestation, { kHash }));
    EXPECT_FALSE(speaks_of(attestation, { kHash, std::string(64, 'b') }));
    EXPECT_FALSE(speaks_of(attestation, {}));
}

TEST(Attestation, WhatItDoesNotKnowIsAnErrorThatNamesTheKey)
{
    for (const std::string toml : { "schema = \"imprimatur.attestation/1\"\nno_recognizable_person = true\n", "schema = \"other\"\n",
             "schema = \"imprimatur.attestation/1\"\nnot_promotional = \"yes\"\n",
             "schema = \"imprimatur.attestation/1\"\nitems = [\"x\"]\n", "= =" })
        EXPECT_FALSE(parse_attestation(toml).ok()) << toml;
}

TEST(CaseFile, PathsAreRelativeToItAndUnknownKeysAreErrors)
{
    const auto file = parse_case("files = [\"a.dcm\"]\nplatform = \"x\"\n[account]\nbio = \"b\"\n", "/cases/one");
    ASSERT_TRUE(file.ok()) << file.error().line();
    EXPECT_EQ(file->request.files.at(0), fs::path("/cases/one/a.dcm"));
    EXPECT_TRUE(file->request.account_given);
    const auto places = parse_case("fill = [\"asked\"]\nleave = [\"1,2,3,4\"]\n", "/");
    ASSERT_TRUE(places.ok()) << places.error().line();
    EXPECT_EQ(places->request.fill.at(0), "asked");
    EXPECT_EQ(places->request.leave.at(0), "1,2,3,4");
    EXPECT_FALSE(parse_case("file = \"a.dcm\"\n", "/").ok());
    EXPECT_FALSE(parse_account("bio = 7\n").ok());
    const auto account = parse_account("role = \"nurse\"\nworkplace = \"w\"\nwho_may_tag = \"nobody\"\n");
    ASSERT_TRUE(account.ok());
    EXPECT_EQ(account->who_may_tag, "nobody");
    EXPECT_FALSE(parse_account("who_may_tag = \"friends\"\n").ok());
    EXPECT_TRUE(parse_account("visibility = \"closed_group\"\n").ok());
    EXPECT_FALSE(parse_account("visibility = \"Public\"\n").ok()) << "a word that is not known would silence the warning";
}

TEST(CopyNames, KeepsTheTreeAndReplacesWhatIdentifies)
{
    CopyNames names(rulebook().words);
    const std::vector<inspect::RemovedValue> removed { { IdentifierKind::Name, "Quillfeather^Patricia" },
        { IdentifierKind::Date, "20260312" } };
    EXPECT_EQ(names.stem_for("study/ct-01.dcm", removed), fs::path("study/ct-01"));
    EXPECT_EQ(names.stem_for("study/QUILLFEATHER_P.dcm", removed), fs::path("study/item-0001"));
    EXPECT_EQ(names.stem_for("patricia-echo/a.dcm", removed), fs::path("item-0002/a"));
    EXPECT_EQ(names.stem_for("scan_20260312.dcm", removed), fs::path("item-0003"));
    EXPECT_EQ(names.stem_for("../../etc/a.dcm", {}), fs::path("etc/a"));
}

TEST(CopyNames, NeverGivesOneNameTwice)
{
    CopyNames names(rulebook().words);
    EXPECT_EQ(names.stem_for("a.dcm", {}), fs::path("a"));
    EXPECT_EQ(names.stem_for("a.png", {}), fs::path("a-2"));
}

}  // namespace imprimatur::desk
