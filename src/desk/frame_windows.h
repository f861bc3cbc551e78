// The frames of one file, as many at a time as may be held in memory (limits::kMaxWindowBytes).
#pragma once

#include "desk/ports.h"

#include <functional>
#include <string>
#include <utility>

namespace imprimatur::desk {

class FrameWindows {
public:
    /// Bytes have to live longer than this. `name`: what a person calls the file, when it is read under another one.
    FrameWindows(Reader& reader, Source file, std::string name = {})
        : m_reader(reader)
        , m_file(std::move(file))
        , m_name(std::move(name))
    {
    }

    /// The frames of a window and the number of its first.
    using Visit = std::function<Result<void>(const Material& window, std::uint32_t first)>;

    /// Reads the file once. Of a file that is longer than a window the Material has all attributes, and frames without samples but for
    /// a few that stand for the others: their sizes are there, their pixels come with each().
    Result<Read<Material>> open(const Visit& visit);

    /// All frames once more, from memory where they are held; `opened` is what open() gave. An Unreadable means that the file changed its
    /// mind.
    Result<std::optional<Unreadable>> each(const Material& opened, const Visit& visit);

    /// As a person knows it, without folders; empty when it came as bytes.
    [[nodiscard]] std::string file_name() const;

private:
    Reader& m_reader;
    Source m_file;
    std::string m_name;
};

}  // namespace imprimatur::desk
