#include "caption/rewrite.h"
#include "caption/rules_test_support.h"
#include "caption/screen.h"
#include "caption/tongue_reader.h"
#include "caption/word_at.h"
#include "caption/wording_examples.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace imprimatur::caption {
namespace {

using ::testing::HasSubstr;

const WordRules& rules()
{
    static const auto loaded = WordRules::load(testing::shipped_files(IMPRIMATUR_SOURCE_DIR));
    return loaded.value();
}

Screening proposed(const std::string& caption)
{
    Post post;
    post.caption = caption;
    auto searched = search(post, rules());
    return screen(post, rules(), std::move(searched).value(), std::nullopt, { .beside_a_patients_image = true });
}

struct Case {
    const char* caption;
    const char* rewrite;
};

void expect_proposals(const std::vector<Case>& cases)
{
    for (const auto& [caption, rewrite] : cases) {
        const auto result = proposed(caption);
        EXPECT_EQ(result.rewrite, rewrite) << caption;
        EXPECT_TRUE(result.rewrite_passes) << caption;
        const auto again = proposed(result.rewrite);
        EXPECT_TRUE(again.spans.empty()) << result.rewrite;
        EXPECT_EQ(again.rewrite, result.rewrite) << "a proposal that passes is proposed unchanged";
    }
}

TEST(Proposal, AHashtagThatWasMarkedWithoutItsSignGoesWithIt)
{
    const Rule place { .label = Label::Place, .mend = Mend::Drop };
    const auto text = to_u32("hip fracture #Leeds");
    const auto edit = mend({}, text, { .field = 0, .start = 14, .end = 19, .rule = &place }, {});
    ASSERT_TRUE(edit);
    EXPECT_EQ(apply_edits(text, { *edit }), to_u32("hip fracture"));
}

TEST(Proposal, WhatTheReaderMarksOfAClauseTakesTheClauseAlong)
{
    const Rule claim { .label = Label::RarityClaim, .mend = Mend::Sentence };
    const auto text = to_u32("Hip fracture, the very first of its kind here, nailed. All well");
    const auto edit = mend({}, text, { .field = 0, .start = 23, .end = 28, .rule = &claim }, {});
    ASSERT_TRUE(edit);
    EXPECT_EQ(apply_edits(text, { *edit }), to_u32("Hip fracture, nailed. All well"));
}

TEST(Proposal, English)
{
    expect_proposals({
        { "A boy aged 7 with a limp and a fever", "A boy with a limp and a fever" },
        { "Patient aged 82 with a hip fracture", "Patient over 75 with a hip fracture" },
        { "The man, 52, came in with chest pain", "The man, in his 50s, came in with chest pain" },
        { "She's 72 and on warfarin for this", "She's in her 70s and on warfarin for this" },
        { "He was seen at the Mercy Hospital by the team", "He was seen at our unit by the team" },
        { "Patient and her 63-year-old sister, both with a T12 fracture", "Patient and her sister, both with a T12 fracture" },
        { "62 y/o with a T12 burst fracture", "Adult in their 60s with a T12 burst fracture" },
    });
}

TEST(Proposal, Spanish)
{
    expect_proposals({
        { "Hombre de 45 años con dolor abdominal, ingresado en el Hospital La Paz.",
            "Hombre de cuarenta y tantos años con dolor abdominal, ingresado en nuestro servicio." },
        { "Mujer de 86 años con fractura de cadera tras una caída", "Mujer de edad avanzada con fractura de cadera tras una caída" },
        { "Señora de sesenta y dos años que llegó con fiebre y tos", "Señora de sesenta y tantos años que llegó con fiebre y tos" },
        { "Niño de 7 años con cojera y dolor de rodilla", "Niño con cojera y dolor de rodilla" },
        { "Lactante de 4 meses con tos y fiebre", "Lactante con tos y fiebre" },
        { "Paciente de 15 años con dolor de rodilla derecha", "Paciente adolescente con dolor de rodilla derecha" },
        { "Varón de 25 años, fumador, con tos desde hace tiempo", "Varón de veintitantos años, fumador, con tos desde hace tiempo" },
        { "La paciente tiene 78 años y se cayó en la ducha", "La paciente tiene edad avanzada y se cayó en la ducha" },
        { "Varón de 58a, dolor epigástrico súbito y fiebre", "Varón de cincuenta y tantos años, dolor epigástrico súbito y fiebre" },
        { "Operado ayer en la Clínica Santa Prisca con buena evolución", "Operado en nuestro servicio con buena evolución" },
        { "34 años, quemadura por aceite en la mano derecha",
            "Paciente de treinta y tantos años, quemadura por aceite en la mano derecha" },
        { "Abuela de 86 años con fiebre, vino desde el pueblo", "Abuela con fiebre, vino desde el pueblo" },
    });
}

TEST(Proposal, Portuguese)
{
    expect_proposals({
        { "Paciente de 7 anos, atendido hoje, caiu da moto e não tem febre",
            "Paciente em idade pediátrica, atendido, caiu da moto e não tem febre" },
        { "Homem de 45 anos com dor no joelho, operado no Hospital das Flores",
            "Homem na casa dos 40 com dor no joelho, operado no nosso serviço" },
        { "Senhora de 86 anos com fratura do quadril", "Senhora idosa com fratura do quadril" },
        { "Menina de 5 anos com febre e tosse", "Menina com febre e tosse" },
        { "Mulher de 33 anos, dor de cabeça há uma semana", "Mulher na casa dos 30, dor de cabeça há uma semana" },
        { "A paciente tem 62 anos e não tem febre", "A paciente está na casa dos 60 e não tem febre" },
        { "Paciente com 17 anos, dor no joelho direito", "Paciente na adolescência, dor no joelho direito" },
    });
}

TEST(Proposal, French)
{
    expect_proposals({
        { "Femme de 67 ans, opérée hier avec une bonne évolution", "Femme dans la soixantaine, opérée avec une bonne évolution" },
        { "Patient de 72 ans, vient pour son genou", "Patient septuagénaire, vient pour son genou" },
        { "Dame de quatre-vingt-six ans avec une fracture de la hanche", "Dame âgée avec une fracture de la hanche" },
        { "Patiente âgée de 45 ans, avec des douleurs de la hanche", "Patiente dans la quarantaine, avec des douleurs de la hanche" },
        { "Il a 45 ans et il vient pour sa toux", "Il est dans la quarantaine et il vient pour sa toux" },
        { "Enfant de 7 ans avec une fièvre depuis hier", "Enfant avec une fièvre depuis hier" },
        { "Homme de 52 ans admis à l'Hôpital Sainte-Foy pour une chute",
            "Homme dans la cinquantaine admis dans notre service pour une chute" },
        { "Nourrisson de 4 mois avec une toux", "Nourrisson avec une toux" },
        { "3 ans, une perle dans la narine", "Enfant en bas âge, une perle dans la narine" },
        { "Patient de 16 ans, chute de vélo, fracture du fémur", "Patient adolescent, chute de vélo, fracture du fémur" },
        { "Il est venu au CHU de Nantes pour une chute, patient de 33 ans",
            "Il est venu dans notre service pour une chute, patient dans la trentaine" },
    });
}

TEST(Proposal, German)
{
    expect_proposals({
        { "Eine sechsundachtzigjährige Frau mit Hüftfraktur nach einem Sturz", "Eine ältere Frau mit Hüftfraktur nach einem Sturz" },
        { "45-jähriger Patient mit Husten und Fieber, gestern verlegt", "Patient in den Vierzigern mit Husten und Fieber, verlegt" },
        { "Die 45-Jährige kam mit Fieber und Husten", "Die Patientin in den Vierzigern kam mit Fieber und Husten" },
        { "Bei einem 67-Jährigen war das Knie links geschwollen", "Bei einem Patienten in den Sechzigern war das Knie links geschwollen" },
        { "Sie ist 45 Jahre alt und hat seit Wochen Schmerzen", "Sie ist in den Vierzigern und hat seit Wochen Schmerzen" },
        { "7-jähriger Junge mit Fieber und Husten", "Junge mit Fieber und Husten" },
        { "Patientin, 52 Jahre, mit Schmerzen in der Hüfte", "Patientin, in den Fünfzigern, mit Schmerzen in der Hüfte" },
        { "16-jährige Patientin mit Schmerzen im Knie", "Patientin im Jugendalter mit Schmerzen im Knie" },
        { "Frau mit Hüftfraktur im Klinikum Bremen-Ost", "Frau mit Hüftfraktur in unserer Abteilung" },
        { "Mann von 33 Jahren mit Fieber, heute bei uns", "Mann in den Dreißigern mit Fieber, bei uns" },
        { "Kind, 4 Jahre, mit Fieber und Husten, kommt immer wieder", "Kind, mit Fieber und Husten, kommt immer wieder" },
    });
}

TEST(Proposal, Italian)
{
    expect_proposals({
        { "Uomo di 45 anni con dolore al ginocchio dopo una caduta", "Uomo sulla quarantina con dolore al ginocchio dopo una caduta" },
        { "Signora di 86 anni caduta in casa ieri", "Signora anziana caduta in casa" },
        { "La paziente ha 67 anni e non ha febbre", "La paziente è sulla sessantina e non ha febbre" },
        { "Bambino di 7 anni con febbre e tosse", "Bambino con febbre e tosse" },
        { "Signora di 33 anni operata all'Ospedale San Gallo per una frattura",
            "Signora sulla trentina operata nel nostro reparto per una frattura" },
        { "Paziente di 16 anni con dolore al ginocchio", "Paziente in età adolescenziale con dolore al ginocchio" },
        { "72 anni, dolore al ginocchio dopo una caduta", "Paziente sulla settantina, dolore al ginocchio dopo una caduta" },
    });
}

TEST(Proposal, Dutch)
{
    expect_proposals({
        { "Vrouw van 31, wethouder, met pijn in de knie en koorts", "Vrouw van in de dertig, wethouder, met pijn in de knie en koorts" },
        { "Een 86-jarige vrouw met een gebroken heup", "Een oudere vrouw met een gebroken heup" },
        { "Een 45-jarige met hoest en koorts", "Een patiënt van in de veertig met hoest en koorts" },
        { "Jongen van acht jaar met koorts en pijn in de knie", "Jongen met koorts en pijn in de knie" },
        { "Ze is 45 jaar oud en had geen pijn", "Ze is in de veertig en had geen pijn" },
        { "Dame, 81 jaar, viel van de trap en heeft pijn", "Dame, op leeftijd, viel van de trap en heeft pijn" },
        { "Man van 62 jaar met koorts, gisteren gevallen", "Man van in de zestig met koorts, gevallen" },
    });
}

TEST(Proposal, Hindi)
{
    expect_proposals({
        { "पैंसठ साल की महिला को बुखार है और दर्द भी है", "बड़ी उम्र की महिला को बुखार है और दर्द भी है" },
        { "45 साल का पुरुष बुखार के साथ आया है", "अधेड़ उम्र का पुरुष बुखार के साथ आया है" },
        { "56 saal ke mareez ko bahut dard hai aur bukhar bhi hai", "Adhed umar ke mareez ko bahut dard hai aur bukhar bhi hai" },
        { "Mareez ki umar paintees saal hai aur bukhar bhi hai", "Mareez ki jawaan umar hai aur bukhar bhi hai" },
    });
}

TEST(Proposal, OtherLanguagesLoseAndGainNothing)
{
    expect_proposals({
        { "Kobieta 29 l. z bólem brzucha, była u nas po operacji", "Kobieta z bólem brzucha, była u nas po operacji" },
        { "Mand på 45 år med smerter i knæet og feber", "Mand med smerter i knæet og feber" },
        { "Pasien 45 tahun datang dengan nyeri dan demam", "Pasien datang dengan nyeri dan demam" },
    });
}

TEST(Proposal, InLettersThatNobodyReadsPromisesNothing)
{
    const std::pair<const char*, const char*> cases[] = { { "74歳女性、入院しました", "女性、入院しました" },
        { "Мужчина 45 лет с болью в груди и кашлем", "Мужчина с болью в груди и кашлем" } };
    for (const auto& [from, to] : cases) {
        const auto result = proposed(from);
        EXPECT_EQ(result.rewrite, to);
        EXPECT_FALSE(result.rewrite_passes) << from;
    }
}

/// The texts of all `matches` and `no_match` lists of the shipped rules.
std::vector<std::string> example_texts()
{
    std::vector<std::string> texts;
    for (const auto& [name, text] : testing::shipped_files(IMPRIMATUR_SOURCE_DIR)) {
        for (std::size_t at = text.find("\nmatches = ["); at != std::string::npos; at = text.find("\nmatches = [", at + 1)) {
            const auto end = text.find('\n', at + 1);
            for (auto open = text.find('"', at); open < end;) {
                auto close = text.find('"', open + 1);
                while (close < end && text[close - 1] == '\\')
                    close = text.find('"', close + 1);
                texts.push_back(text.substr(open + 1, close - open - 1));
                open = text.find('"', close + 1);
            }
        }
    }
    for (auto& text : texts) {
        for (const char* mark : { "[[", "]]", "\\" }) {
            for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark))
                text.erase(at, std::string_view(mark).size());
        }
    }
    return texts;
}

TEST(Proposal, WritesNoWordThatNeitherTheCaptionNorTheTableOfItsLanguageHas)
{
    const auto texts = example_texts();
    ASSERT_GE(texts.size(), 300U);
    std::size_t changed = 0;
    for (const auto& text : texts) {
        const auto result = proposed(text);
        changed += result.rewrite != text ? 1 : 0;
        const auto own = words_in(text);
        std::vector<std::string> strange;
        for (const auto& word : words_in(result.rewrite)) {
            if (own.count(word) == 0)
                strange.push_back(word);
        }
        const auto& tongues = rules().table().tongues.all;
        const bool of_one = strange.empty() || std::any_of(tongues.begin(), tongues.end(), [&](const Tongue& tongue) {
            const auto words = writable_words(tongue);
            return std::all_of(strange.begin(), strange.end(), [&](const std::string& word) { return words.count(word) > 0; });
        });
        EXPECT_TRUE(of_one) << text << "\n" << result.rewrite;
        EXPECT_LE(proposed(result.rewrite).spans.size(), result.spans.size()) << text << "\n" << result.rewrite;
    }
    EXPECT_GE(changed, 200U);
}

TEST(Proposal, HoldsNoEnglishWordInACaptionOfAnotherLanguage)
{
    const auto* english = rules().table().tongues.named("en");
    ASSERT_NE(english, nullptr);
    auto foreign = writable_words(*english);
    for (const auto& tongue : rules().table().tongues.all) {
        for (const auto& example : tongue.examples) {
            if (tongue.code == "en")
                continue;
            const auto own = words_in(example.from);
            for (const auto& word : words_in(example.to))
                EXPECT_TRUE(foreign.count(word) == 0 || own.count(word) > 0 || writable_words(tongue).count(word) > 0) << example.to;
        }
    }
}

TEST(Proposal, WhatATableWritesIsNotFoundAgain)
{
    for (const auto& tongue : rules().table().tongues.all) {
        for (const auto& example : tongue.examples) {
            for (const auto& span : proposed(example.to).spans)
                EXPECT_TRUE(span.label != "AGE_EXACT" && span.label != "INSTITUTION") << tongue.code << ": " << example.to;
        }
    }
}

TEST(Proposal, IsNoneWhereHardlyAWordIsLeft)
{
    for (const char* caption : { "86M", "86M fell last night in Kolkata.", "Royal Lancaster Infirmary #ortho #trauma" }) {
        const auto result = proposed(caption);
        EXPECT_FALSE(result.rewrite_passes) << caption;
        EXPECT_TRUE(result.rewrite.empty()) << result.rewrite;
        EXPECT_THAT(result.cannot_fix, ::testing::Contains(HasSubstr("write a new one"))) << caption;
    }
}

TEST(Proposal, KeepsASentenceThatTellsRatherThanNothing)
{
    const auto result = proposed("She asked me last Tuesday if the scar from the 86M in the next bed was contagious.");
    EXPECT_FALSE(result.rewrite_passes);
    EXPECT_THAT(
        result.rewrite, ::testing::AllOf(HasSubstr("asked me"), ::testing::Not(HasSubstr("86")), ::testing::Not(HasSubstr("Tuesday"))));
    EXPECT_THAT(result.cannot_fix, ::testing::Contains(HasSubstr("what was said or done")));
}

TEST(Proposal, OfAnotherLanguageSaysThatItsAuthorHasToReadIt)
{
    for (const char* caption : { "Kobieta 29 l. z bólem brzucha, była u nas wczoraj", "74歳女性、昨日入院しました",
             "Mand på 45 år med smerter i knæet og feber" }) {
        const auto result = proposed(caption);
        EXPECT_THAT(result.cannot_fix, ::testing::Contains(HasSubstr("its author has to read it"))) << caption << result.rewrite;
    }
    EXPECT_TRUE(proposed("Hombre de 45 años con dolor abdominal desde hace tiempo").cannot_fix.empty());
}

std::string problem(const std::string& language)
{
    Tongues tongues;
    const auto read = read_tongues("rewrite/t.toml", "[[language]]\n" + language, tongues);
    if (!read.ok())
        return read.error().line();
    index_tongues(tongues);
    const auto problems = try_wordings(tongues);
    return problems.empty() ? "" : problems.front();
}

TEST(Tongues, ATableThatDoesNotWriteWhatItSaysDoesNotLoad)
{
    const std::string head = "code = 'qa'\ntell = 'lorem ipsum dolor'\nleads = 'ab'\n";
    const auto example
        = [](const std::string& from, const std::string& to) { return "[[language.example]]\nfrom = '" + from + "'\nto = '" + to + "'\n"; };
    EXPECT_EQ(problem(head + example("lorem ipsum ab [[drop|Leeds]]", "lorem ipsum")), "");
    EXPECT_THAT(problem(head + example("lorem ipsum ab [[drop|Leeds]]", "lorem")), HasSubstr("\"lorem ipsum\" comes out of"));
    EXPECT_THAT(problem(head + example("sit amet [[drop|Leeds]]", "sit amet")), HasSubstr("told to be no language"));
    EXPECT_THAT(problem(head + example("lorem ipsum", "lorem ipsum")), HasSubstr("needs marks"));
    EXPECT_THAT(problem(head), HasSubstr("needs an example"));
    EXPECT_THAT(problem(head + "leeds = 'ab'\n" + example("lorem [[drop|x]]", "lorem")), HasSubstr("unknown key"));
    EXPECT_THAT(
        problem(head + "[language.band.old]\nafter = 'x'\nalone = 'x'\n" + example("lorem [[drop|x]]", "lorem")), HasSubstr("decades"));
    EXPECT_THAT(problem(head + "[language.band.ancient]\nafter = 'x'\n" + example("lorem [[drop|x]]", "lorem")), HasSubstr("unknown band"));
    EXPECT_THAT(problem("code = 'qa'\n" + example("lorem [[drop|x]]", "lorem")), HasSubstr("by which it is told"));
}

}  // namespace
}  // namespace imprimatur::caption
