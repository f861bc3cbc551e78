#include "cli/text_file.h"

#include "base/limits.h"
#include "base/unicode.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>

namespace imprimatur::cli {

namespace {

/// Closes at the end, whatever happens.
class Descriptor {
public:
    explicit Descriptor(int number)
        : m_number(number)
    {
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor()
    {
        if (m_number >= 0)
            ::close(m_number);
    }
    [[nodiscard]] int get() const { return m_number; }

private:
    int m_number;
};

bool write_all(int descriptor, std::string_view text)
{
    while (!text.empty()) {
        const auto written = ::write(descriptor, text.data(), text.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return ::fsync(descriptor) == 0;
}

Error cannot(std::string_view verb, std::string_view what)
{
    return { ErrorCode::Unavailable, "cannot " + std::string(verb) + ": " + std::strerror(errno), std::string(what), {} };
}

}  // namespace

Result<std::string> read_text_file(const std::filesystem::path& path, std::uint64_t limit, std::string_view what)
{
    std::error_code problem;
    const auto status = std::filesystem::status(path, problem);
    if (!std::filesystem::exists(status))
        return Error { ErrorCode::NotFound, "there is no such file", std::string(what), "check the path" };
    if (!std::filesystem::is_regular_file(status))
        return Error { ErrorCode::InvalidArgument, "this is not a file", std::string(what), "name a file" };
    std::ifstream stream(path, std::ios::binary);
    std::string text;
    char part[64 * 1024];
    while (stream.read(part, sizeof part) || stream.gcount() > 0) {
        text.append(part, static_cast<std::size_t>(stream.gcount()));
        if (text.size() > limit)
            return Error { ErrorCode::LimitExceeded, "the file is larger than " + std::to_string(limit) + " bytes", std::string(what), {} };
    }
    if (!stream.eof())
        return Error { ErrorCode::Unavailable, "the file cannot be read", std::string(what), "check its permissions" };
    return text;
}

Result<std::string> text_or_file(const std::string& word, std::string_view what)
{
    std::string text = word;
    if (word.starts_with("@@")) {
        text = word.substr(1);
    } else if (word.starts_with('@')) {
        auto read = read_text_file(word.substr(1), limits::kMaxTextField, what);
        if (!read.ok()) {
            auto error = read.error();
            error.remedy = "give @FILE with a file that can be read; begin words that start with @ with @@";
            return error;
        }
        text = std::move(read).value();
        text.erase(text.find_last_not_of("\r\n") + 1);
    }
    if (!decode_utf8(text))
        return Error { ErrorCode::InvalidArgument, "the text is not UTF-8", std::string(what), "save it as UTF-8" };
    return text;
}

Result<void> write_new_file(const std::filesystem::path& path, std::string_view text, std::string_view what)
{
    const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    auto partial = path;
    partial += ".partial-" + std::to_string(::getpid());
    {
        const Descriptor file(::open(partial.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, S_IRUSR | S_IWUSR));
        if (file.get() < 0)
            return cannot("write", what);
        if (!write_all(file.get(), text)) {
            auto error = cannot("write", what);
            ::unlink(partial.c_str());
            return error;
        }
    }
    // link() puts it in place whole, and unlike rename() it fails when somebody is there already.
    const bool placed = ::link(partial.c_str(), path.c_str()) == 0;
    const bool taken = !placed && errno == EEXIST;
    auto error = cannot("write", what);
    ::unlink(partial.c_str());
    if (taken)
        return Error { ErrorCode::InvalidArgument, "the file is there already and is not overwritten", std::string(what),
            "choose another name" };
    if (!placed)
        return error;
    const Descriptor directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (directory.get() < 0 || ::fsync(directory.get()) != 0)
        return cannot("sync the folder", what);
    return {};
}

}  // namespace imprimatur::cli
