#include "base/unicode.h"
#include "caption/post_json.h"
#include "caption/rules_test_support.h"
#include "caption/screen.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace imprimatur::caption {
namespace {

const WordRules& rules()
{
    static const WordRules loaded = [] {
        auto result = WordRules::load(testing::shipped_files(IMPRIMATUR_SOURCE_DIR));
        if (!result)
            throw std::runtime_error(result.error().line());
        return std::move(result).value();
    }();
    return loaded;
}

Screening screened(const Post& post)
{
    auto result = screen(post, rules());
    EXPECT_TRUE(result.ok()) << (result.ok() ? "" : result.error().line());
    return result.ok() ? std::move(result).value() : Screening {};
}

Screening of_caption(const std::string& caption)
{
    Post post;
    post.caption = caption;
    return screened(post);
}

/// "LABEL=text; LABEL=text" in the order of the spans.
std::string found_in(const Post& post)
{
    std::string all;
    for (const auto& span : screened(post).spans)
        all += (all.empty() ? "" : "; ") + span.label + "=" + utf8_slice(field_text(post, span.field), span.start, span.end);
    return all;
}

std::string found(const std::string& caption)
{
    Post post;
    post.caption = caption;
    return found_in(post);
}

TEST(WordRules, ShippedPackLoadsWithEveryExample) { EXPECT_TRUE(WordRules::load(testing::shipped_files(IMPRIMATUR_SOURCE_DIR)).ok()); }

TEST(Screen, FindsWhatIdentifies)
{
    const std::pair<const char*, const char*> cases[] = {
        { "86M with Boerhaave", "AGE_EXACT=86M" },
        { "An 86-year-old man with chest pain", "AGE_EXACT=86-year-old" },
        { "45/F, RIF pain", "AGE_EXACT=45/F" },
        { "A boy aged 7 with a limp", "AGE_EXACT=aged 7" },
        { "six-week-old with projectile vomiting", "AGE_EXACT=six-week-old" },
        { "Hip fracture, fell last night", "DATE_REL=last night" },
        { "Hip fracture seen on 12 March 2024", "DATE_ABS=12 March 2024" },
        { "Appendicitis on Christmas Eve", "DATE_ABS=Christmas Eve" },
        { "Patient flew in from Kolkata with a fracture", "PLACE=Kolkata" },
        { "Lac repair #Leeds", "PLACE=#Leeds" },
        { "Open fracture #RoyalLancasterInfirmary", "INSTITUTION=#RoyalLancasterInfirmary" },
        { "Stented at St Elsewhere's", "INSTITUTION=St Elsewhere's" },
        { "MRN 2240917, hip film", "ID_NUMBER=MRN 2240917" },
        { "NHS 943 476 5919, hip film", "ID_NUMBER=943 476 5919" },
        { "SSN 123-45-6789 on the film", "ID_NUMBER=123-45-6789" },
        { "Film, daughter's mail is a.b@example.org", "CONTACT=a.b@example.org" },
        { "Film, call 020 7946 0712", "CONTACT=020 7946 0712" },
        { "Fracture in a retired postman", "OCCUPATION=retired postman" },
        { "This fracture is the first case in the world.", "RARITY_CLAIM=This fracture is the first case in the world." },
        { "Mrs Abernethy-Cole came with a fracture", "NAME_PATIENT=Mrs Abernethy-Cole" },
        { "Fracture fixed, thanks to Dr Eoghan Tierney", "NAME_CLINICIAN=Dr Eoghan Tierney" },
        { "Femur film. Tilted IVC filter seen", "DISTINCTIVE_FEATURE=Tilted IVC filter" },
    };
    for (const auto& [caption, expected] : cases)
        EXPECT_EQ(found(caption), expected) << caption;
}

TEST(Screen, DecoysAreNotIdentifiers)
{
    for (const char* caption : { "Boston bowel preparation 9, Paris classification 0-IIa, Los Angeles grade C oesophagitis",
             "Wilson disease with Kayser-Fleischer rings", "5F catheter, 6F sheath", "18F-FDG avid node", "POD3, drain out",
             "Patient 1 and Patient 2", "NICE guidelines 2021 say scan", "Three weeks of cough, 3/52 of fever",
             "Vancouver B2 around a stem", "Colles' fracture, GCS 15", "C2, C3 and T12 fractures", "Foley catheter in the wrong place",
             "Woman in her forties, Crohn disease #RSNA23", "Elderly patient, Ottawa negative" })
        EXPECT_EQ(found(caption), "") << caption;
}

TEST(Screen, HidesNothingBehindLookAlikesAndInvisibles)
{
    EXPECT_EQ(found("86\u200B-\u200Byear-old man"), "AGE_EXACT=86\u200B-\u200Byear-old");
    EXPECT_EQ(found("８６-year-old man"), "AGE_EXACT=８６-year-old");
    EXPECT_EQ(found("86‑year‑old man"), "AGE_EXACT=86‑year‑old");
    EXPECT_EQ(found("86-y\u0435ar-old man"), "AGE_EXACT=86-y\u0435ar-old") << "Cyrillic e";
    EXPECT_EQ(found("fell last\u00A0night"), "DATE_REL=last\u00A0night");
    EXPECT_EQ(found("fell yes\u00ADterday"), "DATE_REL=yes\u00ADterday");
}

TEST(Screen, OffsetsCountCodePointsOfTheOriginal)
{
    Post post;
    post.caption = "👩🏽‍⚕️ e\u0301te\u0301: 86M, fell 😭 yesterday ﷺ in Kolkata";
    std::vector<std::string> texts;
    for (const auto& span : screened(post).spans)
        texts.push_back(utf8_slice(field_text(post, span.field), span.start, span.end));
    EXPECT_THAT(texts, ::testing::ElementsAre("86M", "yesterday", "Kolkata"));
    Post plain;
    plain.caption = "😭 86M";
    const auto spans = screened(plain).spans;
    ASSERT_EQ(spans.size(), 1U);
    EXPECT_EQ(spans[0].start, 2U);
    EXPECT_EQ(spans[0].end, 5U);
}

TEST(Screen, AgesOver89StandApart)
{
    const auto spans = of_caption("92-year-old with a hip fracture").spans;
    ASSERT_EQ(spans.size(), 1U);
    EXPECT_EQ(spans[0].kind, IdentifierKind::AgeOver89);
    EXPECT_EQ(of_caption("88-year-old with a hip fracture").spans.at(0).kind, IdentifierKind::Age);
}

TEST(Screen, AccountTiesThePatientToAPlace)
{
    Post post;
    post.caption = "Spiral fracture on the oblique";
    post.account.bio = "ED registrar, Royal Darwin";
    post.account.location = "Boise, ID";
    EXPECT_EQ(found_in(post), "INSTITUTION=Royal Darwin; PLACE=Boise");
    const auto result = screened(post);
    EXPECT_EQ(result.post_class, PostClass::AtRisk);
    EXPECT_EQ(result.cannot_fix.size(), 2U);
    post.account.location = "Scotland, UK";
    post.account.bio = "Chest rads.";
    EXPECT_EQ(found_in(post), "");
}

TEST(Screen, PostsAboutNobodyAreLeftAlone)
{
    for (const char* caption : { "Delighted to be speaking in Glasgow on 19 June alongside Prof. Annika Rehn. Tickets from £85",
             "We're hiring! Band 7 CT lead, closing 9 February. Call Joanna on 020 7946 0712",
             "New: 1,204 patients, median age 67, Toronto and Rotterdam. Senior author: M. Van Houtgracht" }) {
        const auto result = of_caption(caption);
        EXPECT_FALSE(result.about_patient) << caption;
        EXPECT_EQ(result.post_class, PostClass::Compliant);
        EXPECT_EQ(result.rewrite, caption);
        EXPECT_TRUE(result.rewrite_passes);
    }
    EXPECT_TRUE(of_caption("").about_patient) << "in doubt yes";
    EXPECT_TRUE(of_caption("Look at this").about_patient);
}

TEST(Screen, ClassRules)
{
    const std::pair<const char*, PostClass> cases[] = {
        { "Hip fracture in an elderly man", PostClass::Compliant },
        { "86M with a hip fracture", PostClass::AtRisk },
        { "Hip fracture, Mrs Abernethy-Cole", PostClass::NonCompliant },  // (a)
        { "Hip fracture, MRN 2240917", PostClass::NonCompliant },  // (a)
        { "\"I only eat liver on Fridays,\" he explained. It made the papers.", PostClass::NonCompliant },  // (b)
        { "She cried in my arms. 86M, fell last night with a fracture", PostClass::NonCompliant },  // (c)
        { "She cried in my arms after the fracture.", PostClass::AtRisk },
        { "86M, retired postman, fell last night in Kolkata, hip fracture", PostClass::NonCompliant },  // (d)
        { "86M fell last night in Kolkata, hip fracture", PostClass::AtRisk },
    };
    for (const auto& [caption, expected] : cases)
        EXPECT_EQ(of_caption(caption).post_class, expected) << caption << " | " << found(caption);
}

TEST(Rewrite, SaysLessAndPasses)
{
    const std::pair<const char*, const char*> cases[] = {
        { "Hip fracture in an elderly man", "Hip fracture in an elderly man" },
        { "An 86-year-old man with chest pain", "An elderly man with chest pain" },
        { "86M with Boerhaave", "Elderly man with Boerhaave" },
        { "45/F, RIF pain", "Woman in her 40s, RIF pain" },
        { "A 45-year-old woman fell last night.", "A woman in her 40s fell." },
        { "A 5-year-old boy with a limp", "A child with a limp" },
        { "Hip fracture seen on 12 March 2024 in Kolkata.", "Hip fracture seen." },
        { "Stented at St Elsewhere's, 86M", "Stented at our unit, elderly man" },
        { "Fracture. She cried in my arms. Fixed with a nail.", "Fracture. Fixed with a nail." },
        { "Open fracture #Leeds #ortho", "Open fracture #ortho" },
    };
    for (const auto& [caption, expected] : cases) {
        const auto result = of_caption(caption);
        EXPECT_EQ(result.rewrite, expected);
        EXPECT_TRUE(result.rewrite_passes) << result.rewrite;
        EXPECT_TRUE(of_caption(result.rewrite).spans.empty()) << "a rewrite that passes holds nothing when it is screened again";
    }
}

TEST(Rewrite, TellsWhatNoWordingMends)
{
    Post post;
    post.caption = "Reply to @marcy: from what you say you need to go to an ER now for that knee";
    const auto advice = screened(post);
    EXPECT_FALSE(advice.rewrite_passes);
    EXPECT_FALSE(advice.cannot_fix.empty());
    post.caption = "Hip fracture";
    post.alt_text = "Film of 86M";
    const auto alt = screened(post);
    EXPECT_TRUE(alt.rewrite_passes);
    EXPECT_THAT(alt.cannot_fix, ::testing::ElementsAre(::testing::HasSubstr("alt_text")));
}

TEST(Findings, CarryPlaceAndShapeButNeverTheValue)
{
    Post post;
    post.caption = "Hip fracture, Mrs Abernethy-Cole, 92M";
    const auto result = screened(post);
    const auto findings = to_findings(result, post);
    ASSERT_EQ(findings.size(), result.spans.size());
    for (const auto& finding : findings) {
        EXPECT_EQ(finding.detector, "words");
        EXPECT_EQ(finding.masked.find("Abernethy"), std::string::npos);
        EXPECT_EQ(std::get<TextPlace>(finding.where).field, "caption");
    }
    EXPECT_EQ(findings[0].kind, IdentifierKind::Name);
    EXPECT_EQ(findings[1].kind, IdentifierKind::AgeOver89);
    EXPECT_THAT(removed_strings(result, post), ::testing::ElementsAre("Mrs Abernethy-Cole", "92M"));
}

TEST(Screen, BadTextIsAnErrorThatNamesTheField)
{
    Post post;
    post.alt_text = "broken \xC3 here";
    const auto result = screen(post, rules());
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.error().where, "alt_text");
    post.alt_text = std::string((1 << 20) + 1, 'a');
    const auto longer = screen(post, rules());
    ASSERT_FALSE(longer.ok());
    EXPECT_EQ(longer.error().code, ErrorCode::LimitExceeded);
}

TEST(Screen, HostileTextIsNeverCleanAndNeverUnscreenedInSilence)
{
    const auto repeated = [](const std::string& piece) {
        std::string text;
        while (text.size() + piece.size() <= (1U << 20))
            text += piece;
        return text;
    };
    for (const std::string& piece : { std::string("86M "), std::string("Mrs Smith 1 "), std::string("12/03/2024 ") }) {
        const auto result = of_caption(repeated(piece));
        EXPECT_EQ(result.post_class, PostClass::NonCompliant) << piece;
        EXPECT_FALSE(result.rewrite_passes);
        EXPECT_FALSE(result.cannot_fix.empty());
    }
}

TEST(Screen, MegabyteOfNothingIsSearchedToItsEnd)
{
    for (const std::string& piece : { std::string("a"), std::string("of the in "), std::string("\"I ") }) {
        std::string text;
        while (text.size() + piece.size() <= (1U << 20))
            text += piece;
        const auto result = of_caption(text);
        EXPECT_TRUE(result.cannot_fix.empty()) << piece;
        EXPECT_TRUE(result.spans.empty()) << piece;
    }
}

TEST(Screen, WhatIsWrittenInLettersThatNobodyReadsIsNeverClean)
{
    const std::pair<const char*, const char*> foreign[] = {
        { "ผู้ป่วยกระดูกสะโพกหัก ผ่าตัดเรียบร้อย", "Thai" },
        { "고관절 골절, 수술 잘 되었습니다", "Hangul" },
        { "Перелом шейки бедра, остеосинтез", "Cyrillic" },
        { "Hip fracture, fixed with a nail, walking well, healed without trouble. 患者是李明,住在苏州", "Han" },
    };
    for (const auto& [caption, script] : foreign) {
        const auto result = of_caption(caption);
        EXPECT_NE(result.post_class, PostClass::Compliant) << caption;
        EXPECT_FALSE(result.rewrite_passes) << caption;
        EXPECT_EQ(result.foreign_script, script) << caption;
        EXPECT_THAT(result.cannot_fix, ::testing::Contains(::testing::HasSubstr(script))) << caption;
    }
    for (const char* caption :
        { "Hip fracture in an elderly woman", "β-hCG negative, α-thalassaemia trait, ΔHb 2, 10 μm slices", "Hüftfraktur, ältere Frau" })
        EXPECT_EQ(of_caption(caption).post_class, PostClass::Compliant) << caption;
}

TEST(Screen, ARecordNumberMakesItAPatient)
{
    const auto result = of_caption("Keynote, webinar, register now: MRN 2240917 in the slides");
    EXPECT_TRUE(result.about_patient);
    EXPECT_EQ(result.post_class, PostClass::NonCompliant);
}

TEST(Screen, AHospitalNamedInTheBioIsKnownInTheHashtag)
{
    Post post;
    post.account.bio = "Consultant at Northgate General Hospital";
    post.caption = "Elderly man with breathlessness, mitral regurgitation. #NorthgateEcho";
    const auto result = screen(post, rules());
    ASSERT_TRUE(result.ok());
    const auto in_caption
        = std::count_if(result->spans.begin(), result->spans.end(), [](const Span& span) { return span.field == "caption"; });
    EXPECT_EQ(in_caption, 1);
    EXPECT_EQ(result->rewrite.find("Northgate"), std::string::npos);
    EXPECT_TRUE(result->rewrite_passes);
}

TEST(PostJson, ReadsAndWritesLines)
{
    const auto post = parse_post(
        R"({"id":"a","platform":"x","account":{"name":"n","handle":"h","bio":"b","location":"l","visibility":"public"},"caption":"86M hip fracture","hashtags":["#a","#b"],"later":1})");
    ASSERT_TRUE(post.ok());
    EXPECT_EQ(post->account.visibility, "public");
    EXPECT_EQ(post->hashtags, "#a #b");
    const auto result = screened(*post);
    EXPECT_EQ(to_json_line(result, *post),
        R"({"id":"a","class":"at_risk","about_patient":true,"readers":["rules"],"spans":[{"field":"caption","start":0,"end":3,"label":"AGE_EXACT","rule":"age.sex_letter"}],"rewrite":"Elderly man hip fracture","rewrite_passes":true,"cannot_fix":[]})");
    EXPECT_EQ(post->unread_fields, 1U) << "\"later\" is no field of a post";
    EXPECT_FALSE(parse_post("{}").ok()) << "no words at all";
    EXPECT_FALSE(parse_post(R"({"caption":null})").ok()) << "no words at all";
    EXPECT_FALSE(parse_post(R"({"caption":"one","caption":"two"})").ok()) << "which of them is posted?";
}

TEST(PostJson, WrongTypesAreErrorsThatNameTheField)
{
    const std::pair<const char*, const char*> cases[]
        = { { R"({"caption":1})", "caption" }, { R"({"account":[]})", "account" }, { R"({"account":{"bio":{}}})", "account.bio" },
              { R"({"hashtags":[1]})", "hashtags" }, { "[]", "line" }, { "{", "line" }, { "", "line" } };
    for (const auto& [line, field] : cases) {
        const auto post = parse_post(line);
        ASSERT_FALSE(post.ok()) << line;
        EXPECT_EQ(post.error().where, field) << line;
    }
}

}  // namespace
}  // namespace imprimatur::caption
