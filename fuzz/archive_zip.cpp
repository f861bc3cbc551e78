// Archives of platforms: listed, and every entry unpacked.
#include "jail/archive/zip.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace imprimatur::jail;
    const imprimatur::ByteView file(data, size);
    const auto list = list_zip(file);
    if (const auto* entries = std::get_if<std::vector<ZipEntry>>(&list)) {
        for (const auto& entry : *entries)
            (void)extract_zip(file, entry);
    }
    return 0;
}
