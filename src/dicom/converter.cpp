#include "dicom/converter.h"

#include <iconv.h>

#include <array>
#include <cerrno>
#include <map>
#include <memory>

namespace imprimatur::dicom {

namespace {

const iconv_t kNone = reinterpret_cast<iconv_t>(-1);

class Converter {
public:
    Converter(const std::string& to, const std::string& from)
        : m_handle(iconv_open(to.c_str(), from.c_str()))
    {
    }
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;
    ~Converter()
    {
        if (m_handle != kNone)
            iconv_close(m_handle);
    }
    /// In its initial state.
    iconv_t fresh()
    {
        if (m_handle != kNone)
            iconv(m_handle, nullptr, nullptr, nullptr, nullptr);
        return m_handle;
    }

private:
    iconv_t m_handle;
};

/// Converters stay open for the life of the thread: opening one costs more than most values.
iconv_t converter(std::string_view to, std::string_view from)
{
    static thread_local std::map<std::pair<std::string, std::string>, std::unique_ptr<Converter>> open;
    auto& found = open[{ std::string(to), std::string(from) }];
    if (!found)
        found = std::make_unique<Converter>(std::string(to), std::string(from));
    return found->fresh();
}

std::optional<std::string> run(std::string_view to, std::string_view from, std::string_view bytes, const char* replacement)
{
    const iconv_t with = converter(to, from);
    std::string out;
    char* in = const_cast<char*>(bytes.data());
    std::size_t left = bytes.size();
    std::array<char, 512> buffer {};
    while (left > 0) {
        char* next = buffer.data();
        std::size_t room = buffer.size();
        const bool failed = with == kNone || iconv(with, &in, &left, &next, &room) == static_cast<std::size_t>(-1);
        const int why = with == kNone ? EILSEQ : errno;
        out.append(buffer.data(), buffer.size() - room);
        if (!failed || why == E2BIG)
            continue;
        if (replacement == nullptr)
            return std::nullopt;
        out += replacement;
        ++in;
        --left;
    }
    return out;
}

}  // namespace

std::string convert(std::string_view to, std::string_view from, std::string_view bytes)
{
    return *run(to, from, bytes, to == "UTF-8" ? "\xEF\xBF\xBD" : "?");
}

std::optional<std::string> convert_exactly(std::string_view to, std::string_view from, std::string_view bytes)
{
    return run(to, from, bytes, nullptr);
}

void preload_converter(const char* name)
{
    converter("UTF-8", name);
    converter(name, "UTF-8");
}

}  // namespace imprimatur::dicom
