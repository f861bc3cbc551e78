// words_evidence POLICY [MODELS JAIL] < posts.jsonl: for every post what the rules found and, with a reader, what it says, before anything
// is decided, as JSON lines. train/words/train.py shows the rules' findings to the network, fit.py fits policy/reader/reader.toml to the
// rest.
#include "base/test_texts.h"
#include "caption/foreign_script.h"
#include "caption/judgement.h"
#include "caption/post_json.h"
#include "caption/screen.h"
#include "open/jail_reader.h"

#include <iostream>
#include <nlohmann/json.hpp>

namespace {

using namespace imprimatur;
namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

Json place(std::size_t field, std::size_t start, std::size_t end, caption::Label label)
{
    return { { "field", std::string(caption::kFieldNames[field]) }, { "start", start }, { "end", end },
        { "label", std::string(to_string(label)) } };
}

Json evidence_json(const caption::Evidence& evidence)
{
    Json json;
    for (std::size_t i = 0; i < evidence.size(); ++i)
        json[std::string(caption::kEvidenceNames[i])] = evidence[i];
    return json;
}

Result<Json> evidence_for(const Post& post, const caption::WordRules& rules, const caption::Tokeniser& tokeniser,
    const caption::GramReader& grams, open::JailReader& reader)
{
    const auto searched = TRY(caption::search(post, rules));
    auto windows = TRY(caption::word_windows(post, tokeniser, searched.found));
    std::vector<WordSequence> sequences;
    for (const auto& window : windows.windows)
        sequences.push_back(window.sequence);
    auto answer = TRY(reader.read_words(sequences));
    if (const auto* refused = std::get_if<Unreadable>(&answer))
        return Error { ErrorCode::Unavailable, refused->detail, "", "" };
    const auto reading
        = TRY(caption::LearnedReading::of(std::move(windows.windows), std::get<std::vector<WordReading>>(std::move(answer))));
    const auto bag = TRY(grams.read(post));
    Json line;
    line["id"] = post.id;
    line["evidence"] = evidence_json(caption::evidence_of(reading, bag, searched));
    line["worst"] = reading.worst();
    line["foreign"] = !caption::foreign_script(post).empty();
    line["rules"] = Json::array();
    for (const auto& found : searched.found) {
        auto row = place(found.field, found.start, found.end, found.rule->label);
        row["alone"] = found.strength() == caption::Strength::Alone;
        row["rule"] = found.rule->id;
        row["chance"] = reading.chance(found.field, found.start, found.end, found.rule->label);
        line["rules"].push_back(std::move(row));
    }
    line["spans"] = Json::array();
    for (int step = 1; step < 20; ++step) {  // a span's extent depends on its threshold
        caption::LabelChances least;
        least.fill(step * 0.05);
        for (const auto& span : reading.spans(least)) {
            auto row = place(span.field, span.start, span.end, span.label);
            row["least"] = step * 0.05;
            row["chance"] = span.chance;
            line["spans"].push_back(std::move(row));
        }
    }
    return line;
}

/// What the training of the reader asks for: the rules' findings and nothing else.
Result<void> print_rules(const fs::path& policy)
{
    const auto rules = TRY(caption::WordRules::load(folder_texts(policy / "words")));
    std::string line;
    while (std::getline(std::cin, line)) {
        const auto post = TRY(caption::parse_post(line));
        const auto searched = TRY(caption::search(post, rules));
        Json found = Json::array();
        for (const auto& one : searched.found)
            found.push_back({ std::string(caption::kFieldNames[one.field]), one.start, one.end, std::string(to_string(one.rule->label)),
                one.strength() == caption::Strength::Alone });
        std::cout << Json { { "id", post.id }, { "rules", found } }.dump() << "\n";
    }
    return {};
}

Result<void> run(const fs::path& policy, const fs::path& models, const fs::path& jail)
{
    const auto rules = TRY(caption::WordRules::load(folder_texts(policy / "words")));
    const auto tokeniser = TRY(caption::Tokeniser::load(file_text(models / "words_vocabulary.txt")));
    const auto grams = TRY(caption::GramReader::load(file_text(models / "words_grams.bin")));
    open::JailReader reader({ jail, models, policy }, 1);
    std::string line;
    while (std::getline(std::cin, line)) {
        const auto post = TRY(caption::parse_post(line));
        std::cout << TRY(evidence_for(post, rules, tokeniser, grams, reader)).dump() << "\n";
    }
    return {};
}

}  // namespace

int main(int argc, char** argv)
{
    if (argc != 2 && argc != 4) {
        std::cerr << "words_evidence POLICY [MODELS JAIL] < posts.jsonl\n";
        return 2;
    }
    const auto done = argc == 2 ? print_rules(argv[1]) : run(argv[1], argv[2], argv[3]);
    if (!done.ok())
        std::cerr << done.error().line() << "\n";
    return done.ok() ? 0 : 1;
}
