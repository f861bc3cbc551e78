#include "desk/file_list.h"

namespace imprimatur::desk {

Result<std::vector<Listed>> list_all(Files& files, const std::vector<std::filesystem::path>& paths)
{
    std::vector<Listed> listed;
    for (const auto& path : paths) {
        for (auto& file : TRY(files.list(path))) {
            auto relative = file.lexically_relative(path);
            if (relative.empty() || relative == ".")
                relative = file.filename();
            listed.push_back({ std::move(file), std::move(relative) });
        }
    }
    return listed;
}

std::filesystem::path frame_path(const std::filesystem::path& stem, const std::string& extension, std::size_t number, std::size_t count)
{
    std::string name = stem.string();
    if (count > 1) {
        std::string digits = std::to_string(number + 1);
        digits.insert(0, std::to_string(count).size() - digits.size(), '0');
        name += "-frame-" + digits;
    }
    return name + "." + extension;
}

void Counter::one_done()
{
    const std::lock_guard lock(m_mutex);
    ++m_done;
    tell();
}

void Counter::tell() const
{
    if (m_progress)
        m_progress(m_done, m_total, m_what);
}

}  // namespace imprimatur::desk
