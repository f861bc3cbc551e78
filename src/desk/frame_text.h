// The writing in the frames of one file.
#pragma once

#include "base/sha256.h"
#include "desk/ports.h"

#include <map>
#include <mutex>
#include <vector>

namespace imprimatur::desk {

/// Text of each distinct frame, looked for once: the frames of a still clip are often the same bytes.
class FrameText {
public:
    FrameText(Reader& reader, TextSearch search)
        : m_reader(reader)
        , m_search(search)
    {
    }

    Result<Read<std::vector<TextBox>>> find(const Frame& frame)
    {
        const auto key = sha256(frame.samples);
        {
            const std::lock_guard lock(m_mutex);
            const auto known = m_known.find(key);
            if (known != m_known.end())
                return known->second;
        }
        auto found = TRY(m_reader.find_text(frame, m_search));
        const std::lock_guard lock(m_mutex);
        m_known.emplace(key, found);
        return found;
    }

private:
    Reader& m_reader;
    TextSearch m_search;
    std::mutex m_mutex;
    std::map<Sha256, Read<std::vector<TextBox>>> m_known;
};

}  // namespace imprimatur::desk
