// What a survey is given, whatever it is: a list of posts and where their pictures stand.
#pragma once

#include "desk/office.h"
#include "imprimatur/desk.h"
#include "survey/post.h"

#include <map>
#include <string>
#include <variant>

namespace imprimatur::desk {

/// Pictures by the names that posts give them: files of a folder, or entries of an archive.
class PostPictures {
public:
    PostPictures() = default;
    /// Regular files below the folder, by their path in it; links are left out.
    static Result<PostPictures> in_folder(Files& files, const std::filesystem::path& folder);
    static PostPictures in_archive(const std::filesystem::path& archive, const std::vector<ArchiveEntry>& entries);

    [[nodiscard]] bool has(const std::string& name) const { return m_places.contains(name); }
    /// The picture's bytes, or why they cannot be had. The name must be there.
    Result<Read<Bytes>> read(Office& office, const std::string& name) const;

private:
    std::filesystem::path m_archive;
    std::map<std::string, std::variant<std::filesystem::path, std::uint32_t>> m_places;
};

struct SurveyInput {
    std::string layout;  ///< "jsonl", "csv", "x" ...
    survey::PostList list;
    std::string sha256;  ///< of everything that posts were read from
    PostPictures pictures;
};

/// By what stands there: a folder (an unpacked download, or one with posts.jsonl or posts.csv), a ZIP archive, a table (.csv), else JSON
/// Lines. An Error when it cannot be read or is of no known layout.
Result<SurveyInput> open_survey_input(Office& office, const SurveyRequest& request);

}  // namespace imprimatur::desk
