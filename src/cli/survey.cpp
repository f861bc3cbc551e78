// imprimatur survey, survey merge, survey kappa
#include "cli/commands.h"
#include "cli/effort.h"
#include "cli/exit_code.h"
#include "cli/progress.h"
#include "cli/text.h"

#include <charconv>
#include <optional>
#include <ostream>

namespace imprimatur::cli {

namespace {

/// More than these are told by problems.csv.
constexpr std::size_t kShownProblems = 20;

std::optional<std::size_t> number(std::string_view text)
{
    std::size_t value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    return failure == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

/// "2/8"
Result<void> read_shard(const std::string& text, SurveyRequest& request)
{
    const auto slash = text.find('/');
    const auto shard = number(std::string_view(text).substr(0, slash));
    const auto shards = slash == std::string::npos ? std::nullopt : number(std::string_view(text).substr(slash + 1));
    if (!shard || !shards || *shard == 0 || *shard > *shards)
        return Error { ErrorCode::InvalidArgument, "this is no shard", "--shard", "write it like 2/8: the second of eight" };
    request.shard = *shard;
    request.shards = *shards;
    return {};
}

int tell(const SurveyDone& done, const Invocation& invocation, World& world)
{
    if (invocation.json) {
        world.out << done.json;
    } else {
        for (const auto& line : done.lines)
            world.out << line << "\n";
        if (done.report)
            world.out << "Report: " << printable(done.report->string()) << "\n";
    }
    world.out.flush();
    for (std::size_t i = 0; i < done.problems.size() && i < kShownProblems; ++i) {
        const auto& problem = done.problems[i];
        world.err << "imprimatur " << invocation.command << ": "
                  << (problem.number == 0 ? std::string() : problem.unit + " " + std::to_string(problem.number) + ": ")
                  << printable(problem.what) << "\n";
    }
    if (done.problems.size() > kShownProblems)
        world.err << "imprimatur " << invocation.command << ": " << counted(done.problems.size() - kShownProblems, "more problem")
                  << (done.report ? " in problems.csv" : "") << "\n";
    return done.problems.empty() ? kDone : kFailed;
}

}  // namespace

Result<int> run_survey(const Invocation& invocation, World& world)
{
    const auto& words = invocation.survey;
    if (words.input.empty() || words.out.empty()) {
        world.err << "imprimatur survey: " << (words.input.empty() ? "INPUT" : "--out") << " is required: see 'imprimatur survey --help'\n";
        return int { kUsage };
    }
    SurveyRequest request { .input = words.input, .out = words.out };
    if (!words.images.empty())
        request.images = words.images;
    request.look_at_images = !words.no_images;
    request.sample = words.sample;
    request.effort = effort_of(invocation.fast, invocation.thorough);
    if (!words.shard.empty())
        TRY(read_shard(words.shard, request));
    auto desk = TRY(open_desk_for(invocation, world));
    const auto done = [&] {
        ProgressLine progress(world, invocation);
        return desk->survey(request, progress.listener());
    }();
    if (!done.ok())
        return done.error();
    return tell(*done, invocation, world);
}

Result<int> run_survey_merge(const Invocation& invocation, World& world)
{
    const auto& words = invocation.survey;
    auto desk = TRY(open_desk_for(invocation, world));
    const std::vector<std::filesystem::path> shards(words.shards.begin(), words.shards.end());
    return tell(TRY(desk->merge_surveys(shards, words.out)), invocation, world);
}

Result<int> run_survey_kappa(const Invocation& invocation, World& world)
{
    const auto& words = invocation.survey;
    AgreementRequest request { .sheet = words.sheet };
    if (!words.posts.empty())
        request.posts = words.posts;
    if (!words.out.empty())
        request.out = words.out;
    auto desk = TRY(open_desk_for(invocation, world));
    return tell(TRY(desk->survey_agreement(request)), invocation, world);
}

}  // namespace imprimatur::cli
