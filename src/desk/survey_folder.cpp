#include "desk/survey_folder.h"

#include "base/limits.h"

#include <algorithm>

namespace imprimatur::desk {

namespace {

namespace fs = std::filesystem;

constexpr const char* kRun = ".survey/run.json";
constexpr const char* kRecords = ".survey/posts.jsonl";

/// What Files leaves behind when it is killed while it writes: it may hold a part of a sheet, and is taken away.
constexpr std::string_view kLeftOver = ".imprimatur-";

/// A record has some 600 bytes; all of them together.
constexpr std::uint64_t kMaxRecords = 4ULL << 30;

Error other_run(const fs::path& folder)
{
    return { ErrorCode::InvalidArgument, "another survey stands in this folder: another input, other rules or other options",
        folder.string(), "name a new folder, or run it as it was begun" };
}

Result<std::optional<survey::RunFacts>> read_facts(Files& files, const fs::path& folder)
{
    const auto bytes = files.read(folder / kRun, limits::kMaxSurveyBytes);
    if (!bytes.ok()) {
        if (bytes.error().code == ErrorCode::NotFound)
            return std::optional<survey::RunFacts>();
        return bytes.error();
    }
    auto facts = survey::parse_run_facts(as_text(*bytes));
    if (!facts)
        return Error { ErrorCode::Malformed, "the notes of the survey that stands in this folder cannot be read", folder.string(),
            "name a new folder" };
    return facts;
}

/// Only what this program writes below .survey stands there, or nothing: a run that was killed at its first word.
bool is_free(const std::vector<fs::path>& files, const fs::path& folder)
{
    return std::ranges::all_of(
        files, [&](const fs::path& file) { return file.lexically_relative(folder).generic_string().starts_with(".survey/"); });
}

}  // namespace

Result<SurveyFolder> SurveyFolder::begin(Files& files, const fs::path& folder, const survey::RunFacts& facts)
{
    SurveyFolder begun;
    begun.m_folder = folder;
    begun.m_facts = facts;
    const auto before = TRY(read_facts(files, folder));
    const auto there = files.list(folder);
    if (!before && there.ok() && !is_free(*there, folder))
        return Error { ErrorCode::InvalidArgument, "the folder holds something else", folder.string(), "name a new or an empty folder" };
    if (before) {
        if (!survey::same_run(*before, facts))
            return other_run(folder);
        TRY(begun.read_records(files));
    }
    for (const auto& file : there.ok() ? *there : std::vector<fs::path>()) {
        if (file.filename().string().starts_with(kLeftOver))
            files.discard(file);
    }
    if (!before || before->sample != facts.sample)
        TRY(files.write_file(folder / kRun, as_bytes(survey::to_json(facts))));
    return begun;
}

Result<SurveyFolder> SurveyFolder::open(Files& files, const fs::path& folder)
{
    auto facts = TRY(read_facts(files, folder));
    if (!facts)
        return Error { ErrorCode::NotFound, "no survey stands in this folder", folder.string(), "name the --out folder of a survey" };
    SurveyFolder opened;
    opened.m_folder = folder;
    opened.m_facts = std::move(*facts);
    TRY(opened.read_records(files));
    return opened;
}

Result<void> SurveyFolder::read_records(Files& files)
{
    const auto bytes = files.read(m_folder / kRecords, kMaxRecords);
    if (!bytes.ok()) {
        if (bytes.error().code == ErrorCode::NotFound)
            return {};
        return bytes.error();
    }
    const auto text = as_text(*bytes);
    std::size_t whole = 0;
    for (auto end = text.find('\n'); end != std::string_view::npos; end = text.find('\n', whole)) {
        auto record = survey::parse_record(text.substr(whole, end - whole));
        if (!record)
            break;
        const auto number = record->number;
        m_records.insert_or_assign(number, std::move(*record));
        whole = end + 1;
    }
    // A crash cut the last line anywhere: what stands behind the last whole one is taken away, so that the next one begins a line.
    if (whole < text.size())
        return files.write_file(m_folder / kRecords, as_bytes(text.substr(0, whole)));
    return {};
}

Result<void> SurveyFolder::add(Files& files, std::vector<survey::PostRecord> records)
{
    std::string lines;
    for (const auto& record : records)
        lines += survey::to_json_line(record) + "\n";
    TRY(files.append(m_folder / kRecords, as_bytes(lines)));
    for (auto& record : records) {
        const auto number = record.number;
        m_records.insert_or_assign(number, std::move(record));
    }
    return {};
}

std::vector<survey::PostRecord> SurveyFolder::in_order() const
{
    std::vector<survey::PostRecord> ordered;
    ordered.reserve(m_records.size());
    for (const auto& [number, record] : m_records)
        ordered.push_back(record);
    return ordered;
}

}  // namespace imprimatur::desk
