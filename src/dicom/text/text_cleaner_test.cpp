#include "dicom/text/text_cleaner.h"

#include "caption/rules_test_support.h"
#include "dicom/text/table.h"

#include <chrono>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <iterator>
#include <random>

namespace imprimatur::dicom {
namespace {

std::string read(const std::string& path)
{
    std::ifstream file(std::string(IMPRIMATUR_SOURCE_DIR) + "/" + path, std::ios::binary);
    return { std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>() };
}

TextCleaner::Texts shipped()
{
    return { read("policy/dicom/words.tsv"), read("policy/dicom/vocabulary.tsv"), read("policy/dicom/text_patterns.tsv"),
        read("policy/dicom/defined_terms.tsv") };
}

TextCleaner loaded(bool with_words)
{
    std::shared_ptr<const caption::WordRules> words;
    if (with_words) {
        auto rules = caption::WordRules::load(caption::testing::shipped_files(IMPRIMATUR_SOURCE_DIR));
        EXPECT_TRUE(rules.ok());
        words = std::make_shared<const caption::WordRules>(std::move(rules).value());
    }
    auto cleaner = TextCleaner::load(shipped(), std::move(words));
    EXPECT_TRUE(cleaner.ok()) << (cleaner.ok() ? "" : cleaner.error().line());
    return std::move(cleaner).value();
}

const TextCleaner& cleaner()
{
    static const TextCleaner one = loaded(true);
    return one;
}

const TextCleaner& cleaner_without_words()
{
    static const TextCleaner one = loaded(false);
    return one;
}

IdentifierKind kind_of(std::string_view name)
{
    if (name == "name")
        return IdentifierKind::Name;
    if (name == "institution")
        return IdentifierKind::Institution;
    if (name == "address")
        return IdentifierKind::Geographic;
    return name == "birth" ? IdentifierKind::Date : IdentifierKind::MedicalRecordNumber;
}

std::vector<Seed> seeds_of(std::string_view column)
{
    std::vector<Seed> seeds;
    for (const auto one : split(column, '|')) {
        const auto equals = one.find('=');
        if (equals != std::string_view::npos)
            seeds.push_back({ kind_of(one.substr(0, equals)), std::string(one.substr(equals + 1)) });
    }
    return seeds;
}

TextStyle style_of(std::string_view column)
{
    return column == "C" ? TextStyle::Code : column == "P" ? TextStyle::Phrase : TextStyle::Prose;
}

std::string with_breaks(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool line_break = text.substr(i, 2) == "\\n";
        out += line_break ? '\n' : text[i];
        i += line_break ? 1 : 0;
    }
    return out;
}

std::string cleaned(const std::string& text, TextStyle style, const std::vector<Seed>& seeds = {})
{
    return cleaner().for_case(seeds).clean(text, style).text;
}

TEST(TextCleaner, HoldsEveryCase)
{
    const auto text = read("src/dicom/text/text_cases.tsv");
    const auto rows = table_rows(text, 4, "text_cases.tsv");
    ASSERT_TRUE(rows.ok()) << rows.error().line();
    ASSERT_GT(rows->size(), 150U);
    for (const auto& row : *rows) {
        const TextStyle style = style_of(row.columns[0]);
        const auto prose = [&](std::string_view column) { return style == TextStyle::Prose ? with_breaks(column) : std::string(column); };
        const auto one = cleaner().for_case(seeds_of(row.columns[1]));
        const auto out = one.clean(prose(row.columns[2]), style);
        EXPECT_EQ(out.text, row.columns[3] == "-" ? "" : prose(row.columns[3])) << "line " << row.line;
        EXPECT_TRUE(one.is_harmless(out.text, style)) << "line " << row.line;
        EXPECT_EQ(out.text == prose(row.columns[2]), out.removed.empty()) << "line " << row.line;
    }
}

/// Words of letters and digits, lower case.
std::vector<std::string> words_of(std::string_view text)
{
    std::vector<std::string> words { "" };
    for (const char c : text) {
        const bool word
            = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
        if (word)
            words.back() += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        else if (!words.back().empty())
            words.emplace_back();
    }
    if (words.back().empty())
        words.pop_back();
    return words;
}

TEST(TextCleaner, HeldOutTextsKeepWhatIsHarmlessAndNothingElse)
{
    const auto text = read("src/dicom/text/held_out_texts.tsv");
    const auto rows = table_rows(text, 3, "held_out_texts.tsv");
    ASSERT_TRUE(rows.ok()) << rows.error().line();
    int pieces = 0;
    int whole = 0;
    int harmless = 0;
    int kept = 0;
    for (const auto& row : *rows) {
        std::string input;
        std::string outside;
        std::vector<std::string> marked;
        bool inside = false;
        for (const char c : row.columns[2]) {
            if (c == '{')
                marked.emplace_back();
            else if (c != '}')
                (inside ? marked.back() : outside) += c;
            if (c == '{' || c == '}')
                inside = c == '{';
            else
                input += c;
            outside += c == '}' ? " " : "";
        }
        auto left = words_of(cleaned(input, style_of(row.columns[0]), seeds_of(row.columns[1])));
        for (const auto& word : words_of(outside)) {
            const auto found = std::find(left.begin(), left.end(), word);
            ++harmless;
            kept += found != left.end() ? 1 : 0;
            if (found != left.end())
                left.erase(found);
        }
        for (const auto& piece : marked) {
            const auto parts = words_of(piece);
            ++pieces;
            whole += std::none_of(parts.begin(), parts.end(),
                [&](const std::string& part) { return part.size() > 2 && std::find(left.begin(), left.end(), part) != left.end(); });
        }
    }
    RecordProperty("pieces_removed", std::to_string(whole) + "/" + std::to_string(pieces));
    RecordProperty("words_kept", std::to_string(kept) + "/" + std::to_string(harmless));
    EXPECT_GE(whole, pieces - 6) << whole << " of " << pieces;
    EXPECT_GE(kept * 100, harmless * 95) << kept << " of " << harmless;
}

TEST(TextCleaner, PlantedTokensGoWhereverTheyStand)
{
    for (const std::string plant : { "Zq045xK", "KX77PPL3", "f3a9c2d17b", "AB123456", "Weismann", "20120304", "x4471q" }) {
        for (const std::string around :
            { "@", "CT ABDOMEN @", "T1_@_SAG", "@^ROUTINE", "B30f@", "Head@", "syngo @ VB17A", "No fracture in @.", "(@)", "\"@\"" }) {
            std::string text = around;
            text.replace(text.find('@'), 1, plant);
            for (const auto style : { TextStyle::Code, TextStyle::Phrase, TextStyle::Prose })
                EXPECT_THAT(cleaned(text, style), ::testing::Not(::testing::HasSubstr(plant))) << text;
        }
    }
}

TEST(TextCleaner, SeedsGoBeforeTheVocabulary)
{
    const std::vector<Seed> seeds { { IdentifierKind::Name, "Brown^Heart" }, { IdentifierKind::Clinician, "Liver^Ann" },
        { IdentifierKind::OtherUniqueId, "00-B30" } };
    EXPECT_EQ(cleaned("HEART BROWN CT LIVER", TextStyle::Phrase, seeds), "CT");
    EXPECT_EQ(cleaned("CHEST B30", TextStyle::Phrase, seeds), "CHEST");
    EXPECT_EQ(cleaned("HEART", TextStyle::Code, seeds), "");
    EXPECT_EQ(cleaned("HEART", TextStyle::Code), "HEART");
}

TEST(TextCleaner, RemovedPiecesAreTold)
{
    const auto out = cleaner().for_case({}).clean("CT Abdomen Weismann 19200101 PA", TextStyle::Phrase);
    EXPECT_EQ(out.text, "CT Abdomen PA");
    EXPECT_THAT(out.removed, ::testing::ElementsAre("Weismann 19200101"));
}

TEST(TextCleaner, TextThatIsNotUtf8OrTooLongGoesAsAWhole)
{
    EXPECT_EQ(cleaned("CHEST \xC3", TextStyle::Phrase), "");
    EXPECT_EQ(cleaned(std::string(kMaxCleanedText + 1, 'a'), TextStyle::Prose), "");
    EXPECT_EQ(cleaned("", TextStyle::Prose), "");
    EXPECT_TRUE(cleaner().for_case({}).is_harmless("", TextStyle::Code));
}

TEST(TextCleaner, HostileTextTakesNoLongTime)
{
    for (const std::string piece :
        { "a", "1", "1.", "1-", "@", "A ", "J. ", "Dr ", "Dr. Long ", "aB", "(", "[removed]", "T2", "\xE8\x85\xB9", "w/o ", "12/", "^",
            "^_", "Long White ", "May 3 of ", "67 y ", "Hospital Of ", "normal liver. ", "\xCC\x81", "\n" }) {
        std::string text;
        while (text.size() + piece.size() <= kMaxCleanedText)
            text += piece;
        const auto one = cleaner_without_words().for_case(
            { { IdentifierKind::Name, "Long^Ann" }, { IdentifierKind::OtherUniqueId, std::string(60, '1') } });
        const auto start = std::chrono::steady_clock::now();
        for (const auto style : { TextStyle::Phrase, TextStyle::Prose })
            EXPECT_LE(one.clean(text, style).text.size(), text.size() + 16) << piece;
        // Generous: sanitizers and a busy machine; a quadratic step would take minutes.
        EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10)) << piece;
    }
}

TEST(TextCleaner, CleaningTwiceChangesNothingWhateverTheBytes)
{
    const auto text = read("src/dicom/text/text_cases.tsv");
    const auto rows = table_rows(text, 4, "text_cases.tsv");
    ASSERT_TRUE(rows.ok());
    std::mt19937 random(20261);
    const std::string bytes = "aZ09 ^_.,-/()[]\\@:'\n\t\xC3\xA9\xE8\x85\xB9";
    for (const auto& row : *rows) {
        const auto one = cleaner().for_case(seeds_of(row.columns[1]));
        for (int round = 0; round < 12; ++round) {
            std::string mutated(row.columns[2]);
            for (int change = 0; change < 3 && !mutated.empty(); ++change) {
                const std::size_t at = random() % mutated.size();
                switch (random() % 3) {
                case 0: mutated[at] = bytes[random() % bytes.size()]; break;
                case 1: mutated.insert(at, 1, bytes[random() % bytes.size()]); break;
                default: mutated.erase(at, 1 + random() % 3); break;
                }
            }
            for (const auto style : { TextStyle::Code, TextStyle::Phrase, TextStyle::Prose }) {
                const auto out = one.clean(mutated, style).text;
                EXPECT_EQ(one.clean(out, style).text, out) << mutated;
            }
        }
    }
}

TEST(TextCleaner, AListThatDoesNotHoldIsRefused)
{
    auto texts = shipped();
    texts.text_patterns_tsv = "kernel\tb#{2}\tB30 B3\tB300\n";
    EXPECT_FALSE(TextCleaner::load(texts, nullptr).ok());
    texts.text_patterns_tsv = "kernel\tb#{2}\tB30\tB31\n";
    EXPECT_FALSE(TextCleaner::load(texts, nullptr).ok());
    texts.text_patterns_tsv = "kernel\tb[#{2\tB30\tB300\n";
    EXPECT_FALSE(TextCleaner::load(texts, nullptr).ok());
    texts = shipped();
    texts.words_tsv += "harmles\tword\n";
    EXPECT_FALSE(TextCleaner::load(texts, nullptr).ok());
    texts = shipped();
    texts.vocabulary_tsv.clear();
    EXPECT_FALSE(TextCleaner::load(texts, nullptr).ok());
}

}  // namespace
}  // namespace imprimatur::dicom
