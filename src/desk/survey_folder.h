// The folder of a survey: what a run has done so far, and what comes out of it.
#pragma once

#include "desk/office.h"
#include "survey/record.h"
#include "survey/run_facts.h"

#include <map>
#include <string>
#include <vector>

namespace imprimatur::desk {

class SurveyFolder {
public:
    /// Of a new or an empty folder, or of one in which this very run was begun: its records are read. An Error when anything else stands
    /// there.
    static Result<SurveyFolder> begin(Files& files, const std::filesystem::path& folder, const survey::RunFacts& facts);
    /// Of a finished run or shard.
    static Result<SurveyFolder> open(Files& files, const std::filesystem::path& folder);

    [[nodiscard]] const survey::RunFacts& facts() const { return m_facts; }
    [[nodiscard]] const std::map<std::size_t, survey::PostRecord>& records() const { return m_records; }
    [[nodiscard]] bool has(std::size_t number) const { return m_records.contains(number); }

    /// On disk when it returns: a run that is killed later goes on behind these.
    Result<void> add(Files& files, std::vector<survey::PostRecord> records);
    [[nodiscard]] std::vector<survey::PostRecord> in_order() const;

private:
    Result<void> read_records(Files& files);

    std::filesystem::path m_folder;
    survey::RunFacts m_facts;
    std::map<std::size_t, survey::PostRecord> m_records;
};

}  // namespace imprimatur::desk
