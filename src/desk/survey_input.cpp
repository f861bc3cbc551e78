#include "desk/survey_input.h"

#include "base/limits.h"
#include "base/sha256.h"
#include "base/unicode.h"
#include "survey/layout.h"
#include "survey/posts_csv.h"
#include "survey/posts_jsonl.h"

#include <algorithm>
#include <functional>

namespace imprimatur::desk {

namespace {

namespace fs = std::filesystem;

/// Names and contents of what posts are read from, in the order in which they are given.
class Fingerprint {
public:
    void add(std::string_view name, ByteView bytes) { add(name, sha256_hex(bytes)); }
    void add(std::string_view name, std::string_view value)
    {
        m_text += std::to_string(name.size()) + ":" + std::string(name) + " " + std::string(value) + "\n";
    }
    [[nodiscard]] std::string sha256() const { return sha256_hex(as_bytes(m_text)); }

private:
    std::string m_text;
};

std::string text_of(const Bytes& bytes) { return { bytes.begin(), bytes.end() }; }

bool has_ending(const fs::path& path, std::string_view ending) { return ascii_lower(path.extension().string()) == ending; }

Error not_read(const Unreadable& unreadable, const fs::path& path)
{
    return { ErrorCode::InvalidArgument, "the archive cannot be read: " + unreadable.detail, path.string(),
        "ask the platform for it again, or unpack it and give the folder" };
}

Result<SurveyInput> from_text(const std::string& text, bool is_table)
{
    SurveyInput input { .layout = is_table ? "csv" : "jsonl", .list = {}, .sha256 = {}, .pictures = {} };
    Fingerprint fingerprint;
    fingerprint.add(input.layout, as_bytes(text));
    input.sha256 = fingerprint.sha256();
    input.list = is_table ? TRY(survey::read_csv(text)) : survey::read_jsonl(text);
    return input;
}

using ReadFile = std::function<Result<std::string>(const std::string& name)>;

/// A platform's download, packed or not: `read` gives the text of a file by its name.
Result<SurveyInput> from_layout(const std::vector<std::string>& names, const ReadFile& read)
{
    const auto layout = TRY(survey::recognise_layout(names));
    SurveyInput input { .layout = std::string(to_string(layout.kind)), .list = {}, .sha256 = {}, .pictures = {} };
    Fingerprint fingerprint;
    fingerprint.add("layout", input.layout);
    std::map<std::string, std::string> texts;
    std::vector<SurveyProblem> unread;
    for (const auto* files : { &layout.profiles, &layout.posts }) {
        for (const auto& name : *files) {
            auto text = read(name);
            if (!text.ok() && text.error().code == ErrorCode::Unavailable)
                return text.error();
            fingerprint.add(name, as_bytes(text.ok() ? *text : std::string_view()));
            if (text.ok())
                texts[name] = std::move(text).value();
            else
                unread.push_back({ "entry", 0, "a file of the download was not read: " + text.error().what });
        }
    }
    // A report of no posts would read as if there were none to worry about.
    if (!unread.empty() && std::none_of(layout.posts.begin(), layout.posts.end(), [&](const auto& name) { return texts.contains(name); }))
        return Error { ErrorCode::Malformed, "no file with posts could be read: " + unread.front().what, input.layout,
            "ask the platform for it again, or unpack it and give the folder" };
    // The pictures that posts are given follow from the names.
    for (const auto& name : names)
        fingerprint.add("file", name);
    input.sha256 = fingerprint.sha256();
    input.list = survey::read_layout(layout, texts, names);
    input.list.problems.insert(input.list.problems.begin(), unread.begin(), unread.end());
    return input;
}

Result<SurveyInput> from_archive(Office& office, const fs::path& path)
{
    const auto list = TRY(office.reader.list_archive(path));
    if (const auto* unreadable = std::get_if<Unreadable>(&list))
        return not_read(*unreadable, path);
    const auto& entries = std::get<std::vector<ArchiveEntry>>(list);
    std::vector<std::string> names;
    std::map<std::string, std::uint32_t> places;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        names.push_back(entries[i].name);
        places.emplace(entries[i].name, static_cast<std::uint32_t>(i));
    }
    auto input = TRY(from_layout(names, [&](const std::string& name) -> Result<std::string> {
        const auto content = TRY(office.reader.extract(path, places.at(name)));
        if (const auto* unreadable = std::get_if<Unreadable>(&content))
            return Error { ErrorCode::Malformed, unreadable->detail, "", "" };
        return text_of(std::get<Bytes>(content));
    }));
    input.pictures = PostPictures::in_archive(path, entries);
    return input;
}

Result<SurveyInput> from_folder(Office& office, const fs::path& folder, const std::vector<fs::path>& files)
{
    std::vector<std::string> names;
    for (const auto& file : files)
        names.push_back(file.lexically_relative(folder).generic_string());
    for (const auto* own : { "posts.jsonl", "posts.csv" }) {
        if (std::find(names.begin(), names.end(), own) != names.end())
            return from_text(text_of(TRY(office.files.read(folder / own, limits::kMaxSurveyBytes))), has_ending(own, ".csv"));
    }
    return from_layout(names, [&](const std::string& name) -> Result<std::string> {
        auto bytes = office.files.read(folder / name, limits::kMaxEntryBytes);
        if (!bytes.ok())
            return Error { ErrorCode::NotFound, bytes.error().what, "", "" };
        return text_of(*bytes);
    });
}

bool is_archive(ByteView start) { return as_text(start).starts_with("PK\x03\x04") || as_text(start).starts_with("PK\x05\x06"); }

}  // namespace

Result<PostPictures> PostPictures::in_folder(Files& files, const fs::path& folder)
{
    PostPictures pictures;
    for (const auto& file : TRY(files.list(folder)))
        pictures.m_places.emplace(file.lexically_relative(folder).generic_string(), file);
    return pictures;
}

PostPictures PostPictures::in_archive(const fs::path& archive, const std::vector<ArchiveEntry>& entries)
{
    PostPictures pictures;
    pictures.m_archive = archive;
    for (std::size_t i = 0; i < entries.size(); ++i)
        pictures.m_places.emplace(entries[i].name, static_cast<std::uint32_t>(i));
    return pictures;
}

Result<Read<Bytes>> PostPictures::read(Office& office, const std::string& name) const
{
    const auto& place = m_places.at(name);
    if (const auto* index = std::get_if<std::uint32_t>(&place))
        return office.reader.extract(m_archive, *index);
    auto bytes = office.files.read(std::get<fs::path>(place), limits::kMaxEntryBytes);
    if (!bytes.ok())
        return Read<Bytes>(Unreadable { Unreadable::How::NotRecognised, bytes.error().what });
    return Read<Bytes>(std::move(bytes).value());
}

Result<SurveyInput> open_survey_input(Office& office, const SurveyRequest& request)
{
    const auto listed = TRY(office.files.list(request.input));
    const bool is_file = listed.size() == 1 && listed[0] == request.input;
    SurveyInput input;
    if (!is_file) {
        input = TRY(from_folder(office, request.input, listed));
        if (request.look_at_images)
            input.pictures = TRY(PostPictures::in_folder(office.files, request.input));
    } else if (has_ending(request.input, ".zip")) {
        input = TRY(from_archive(office, request.input));
    } else {
        const auto text = text_of(TRY(office.files.read(request.input, limits::kMaxSurveyBytes)));
        if (is_archive(as_bytes(text)))
            input = TRY(from_archive(office, request.input));
        else
            input = TRY(from_text(text, has_ending(request.input, ".csv")));
    }
    if (request.images && request.look_at_images)
        input.pictures = TRY(PostPictures::in_folder(office.files, *request.images));
    if (input.list.posts.size() > limits::kMaxSurveyPosts)
        return Error { ErrorCode::LimitExceeded, "the input holds more posts than the limit", request.input.string(),
            "split it and survey the parts" };
    if (input.list.posts.empty() && input.list.problems.empty())
        return Error { ErrorCode::NotFound, "there is no post in this input", request.input.string(),
            "see docs/survey.md for what is read" };
    return input;
}

}  // namespace imprimatur::desk
