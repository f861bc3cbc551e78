#include "desk/survey.h"

#include "base/sha256.h"
#include "desk/parallel.h"
#include "desk/screen_posts.h"
#include "desk/survey_images.h"
#include "desk/survey_input.h"
#include "desk/survey_outputs.h"
#include "survey/consent_mention.h"
#include "survey/sample.h"

#include <algorithm>

namespace imprimatur::desk {

namespace {

/// Posts between two writes to the disk. A run that is killed does at most these again.
constexpr std::size_t kPostsAtOnce = 256;
/// The same for pictures, a second or so each, by worker.
constexpr std::size_t kImagesAtOnce = 8;

survey::RunFacts facts_of(const Office& office, const SurveyRequest& request, const SurveyInput& input)
{
    const auto& rules = office.rulebook.survey;
    survey::RunFacts facts { .layout = input.layout, .unit = input.list.unit, .input_sha256 = input.sha256 };
    facts.rules_sha256 = sha256_hex(as_bytes(rules.words_sha256 + rules.consent_toml + rules.categories_toml));
    facts.images = request.look_at_images;
    facts.effort = to_string(request.effort);
    facts.shard = request.shard;
    facts.shards = request.shards;
    facts.sample = request.sample;
    facts.posts = input.list.posts.size();
    facts.notes = input.list.notes;
    facts.problems = input.list.problems;
    return facts;
}

/// One run: the posts of its shard that are not done yet, some at a time.
class SurveyRun {
public:
    SurveyRun(Office& office, const SurveyRequest& request, const SurveyInput& input, const survey::ConsentMentions& mentions,
        SurveyFolder& folder)
        : m_office(office)
        , m_request(request)
        , m_input(input)
        , m_mentions(mentions)
        , m_folder(folder)
        , m_salt(survey::pseudonym_salt(folder.facts()))
    {
    }

    Result<void> run(const Progress& progress)
    {
        for (std::size_t i = 0; i < m_input.list.posts.size(); ++i) {
            if (!survey::in_shard(i, m_folder.facts()))
                continue;
            ++m_total;
            if (!m_folder.has(m_input.list.posts[i].number))
                m_to_do.push_back(i);
        }
        std::size_t done = m_total - m_to_do.size();
        for (std::size_t at = 0; at < m_to_do.size();) {
            if (progress)
                progress(done, m_total, "reading posts");
            const auto end = end_of_batch(at);
            TRY(run_batch(std::span(m_to_do).subspan(at, end - at)));
            done += end - at;
            at = end;
        }
        return {};
    }

private:
    [[nodiscard]] std::size_t end_of_batch(std::size_t at) const
    {
        std::size_t images = 0;
        const std::size_t most = kImagesAtOnce * std::max(1U, m_office.workers);
        std::size_t end = at;
        while (end < m_to_do.size() && end - at < kPostsAtOnce && images < most) {
            images += m_request.look_at_images ? m_input.list.posts[m_to_do[end]].images.size() : 0;
            ++end;
        }
        return end;
    }

    Result<void> run_batch(std::span<const std::size_t> batch)
    {
        std::vector<Post> posts;
        for (const auto i : batch)
            posts.push_back(m_input.list.posts[i].post);
        const auto screened = TRY(screen_posts(m_office, posts));
        std::vector<survey::PostRecord> records;
        for (std::size_t i = 0; i < batch.size(); ++i)
            records.push_back(record_of(m_input.list.posts[batch[i]], screened[i]));
        if (m_request.look_at_images) {
            TRY(parallel_for(batch.size(), m_office.workers, [&](std::size_t i) {
                return look_at_images(m_office, m_input.pictures, m_input.list.posts[batch[i]], m_request.effort, records[i]);
            }));
        }
        return m_folder.add(m_office.files, std::move(records));
    }

    [[nodiscard]] survey::PostRecord record_of(const survey::SurveyPost& post, const Result<Screening>& screening) const
    {
        survey::PostRecord record { .number = post.number, .id = post.post.id };
        record.account = survey::pseudonym(m_salt, post.post.platform, post.post.account);
        record.platform = post.post.platform;
        record.year = post.posted.substr(0, 4);
        record.images.named = post.images.size();
        if (!screening.ok()) {
            record.screened = false;
            record.problems.push_back("could not be screened: " + screening.error().line());
            return record;
        }
        record.post_class = screening->post_class;
        record.about_patient = screening->about_patient;
        record.read_twice = screening->read_twice;
        record.foreign_script = !screening->foreign_script.empty();
        record.consent_mentioned = m_mentions.mentioned(post.post);
        for (const auto& span : screening->spans) {
            ++record.labels[span.label];
            ++record.rules[span.rule];
        }
        return record;
    }

    Office& m_office;
    const SurveyRequest& m_request;
    const SurveyInput& m_input;
    const survey::ConsentMentions& m_mentions;
    SurveyFolder& m_folder;
    std::string m_salt;
    std::vector<std::size_t> m_to_do;
    std::size_t m_total = 0;
};

/// Of the posts of this shard.
std::optional<std::string> sample_sheet(const SurveyInput& input, const survey::RunFacts& facts)
{
    if (facts.sample == 0)
        return std::nullopt;
    std::vector<std::size_t> numbers;
    for (std::size_t i = 0; i < input.list.posts.size(); ++i) {
        if (survey::in_shard(i, facts))
            numbers.push_back(input.list.posts[i].number);
    }
    const auto drawn = survey::draw(std::move(numbers), facts.sample, survey::sample_seed(facts));
    std::string sheet = survey::sheet_header();
    for (const auto& post : input.list.posts) {
        if (std::ranges::binary_search(drawn, post.number))
            sheet += survey::sheet_row(post);
    }
    return sheet;
}

}  // namespace

Result<SurveyDone> survey(Office& office, const SurveyRequest& request, const Progress& progress)
{
    if (request.shards == 0 || request.shard == 0 || request.shard > request.shards)
        return Error { ErrorCode::InvalidArgument, "there is no such shard",
            std::to_string(request.shard) + "/" + std::to_string(request.shards), "write --shard 1/4 to --shard 4/4" };
    const auto mentions = TRY(survey::ConsentMentions::load(office.rulebook.survey.consent_toml));
    const auto input = TRY(open_survey_input(office, request));
    auto folder = TRY(SurveyFolder::begin(office.files, request.out, facts_of(office, request, input)));
    SurveyRun run(office, request, input, mentions, folder);
    TRY(run.run(progress));
    // A sheet that somebody may have begun to fill in is not drawn again.
    const auto there = office.files.list(request.out / "sample.csv");
    auto done = TRY(write_outputs(office, request.out, folder, there.ok() ? std::nullopt : sample_sheet(input, folder.facts())));
    if (there.ok() && request.sample > 0)
        done.lines.emplace_back("sample.csv stood there already and was left as it is.");
    return done;
}

}  // namespace imprimatur::desk
