// The files that a verb is given, folder by folder, and how many of them are done.
#pragma once

#include "desk/ports.h"
#include "imprimatur/desk.h"

#include <filesystem>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::desk {

struct Listed {
    std::filesystem::path path;
    std::filesystem::path relative;  ///< below what was given; the file's name when it was given itself
};

Result<std::vector<Listed>> list_all(Files& files, const std::vector<std::filesystem::path>& paths);

/// "stem.png"; of several frames "stem-frame-07.png", with as many digits as the last one has.
std::filesystem::path frame_path(const std::filesystem::path& stem, const std::string& extension, std::size_t number, std::size_t count);

/// Counts finished files and tells, one caller at a time. Names may hold patient data: only the step is told.
class Counter {
public:
    Counter(const Progress& progress, std::size_t total, std::string_view what)
        : m_progress(progress)
        , m_total(total)
        , m_what(what)
    {
    }
    /// Tells that nothing is done yet: one large file takes long.
    void begin() { tell(); }
    void one_done();

private:
    void tell() const;

    const Progress& m_progress;
    std::size_t m_total;
    std::string_view m_what;
    std::size_t m_done = 0;
    std::mutex m_mutex;
};

}  // namespace imprimatur::desk
