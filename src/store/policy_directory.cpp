#include "store/policy_directory.h"

#include "base/byte_reader.h"
#include "base/limits.h"
#include "base/unicode.h"
#include "store/posix_file.h"

#include <algorithm>
#include <system_error>

namespace imprimatur::store {

namespace {

namespace fs = std::filesystem;

/// The largest rule folder has some twenty files.
constexpr std::size_t kMaxConfigFiles = 1'000;

Result<std::vector<fs::path>> entries_of(const fs::path& folder)
{
    std::vector<fs::path> found;
    std::error_code failure;
    for (fs::directory_iterator at(folder, failure), end; !failure && at != end; at.increment(failure)) {
        found.push_back(at->path());
        if (found.size() > kMaxConfigFiles)
            return Error { ErrorCode::LimitExceeded, "too many files for a policy folder", folder.string(),
                "name the policy folder itself" };
    }
    if (failure)
        return system_error("cannot list the policy folder", folder, failure.value());
    std::ranges::sort(found);
    return found;
}

}  // namespace

Result<std::string> read_text(const fs::path& path)
{
    const auto bytes = TRY(read_regular(path, limits::kMaxConfigBytes));
    std::string text(as_text(bytes));
    if (!decode_utf8(text))
        return Error { ErrorCode::Malformed, "not a UTF-8 text", path.string(), "save it as UTF-8" };
    return text;
}

Result<std::vector<std::pair<std::string, std::string>>> read_toml_folder(const fs::path& folder)
{
    std::vector<std::pair<std::string, std::string>> texts;
    for (const auto& path : TRY(entries_of(folder))) {
        if (path.extension() != ".toml")
            continue;
        auto text = TRY(read_text(path));
        texts.emplace_back(path.filename().string(), std::move(text));
    }
    return texts;
}

Result<std::vector<std::string>> folders_with(const fs::path& folder, const std::string& file_name)
{
    std::vector<std::string> names;
    for (const auto& path : TRY(entries_of(folder))) {
        std::error_code failure;
        const auto type = fs::status(path / file_name, failure).type();
        if (type != fs::file_type::not_found && type != fs::file_type::none)
            names.push_back(path.filename().string());
    }
    return names;
}

}  // namespace imprimatur::store
