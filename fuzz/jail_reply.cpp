// The reply of a child that was taken over: it validates or it is a lie, it never harms the reader.
#include "jail/protocol.h"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const imprimatur::ByteView output(data, size);
    static_cast<void>(imprimatur::jail::parse_material(output));
    static_cast<void>(imprimatur::jail::parse_finds(output));
    static_cast<void>(imprimatur::jail::parse_file(output));
    static_cast<void>(imprimatur::jail::parse_frame(output));
    static_cast<void>(imprimatur::jail::parse_copy_report(output));
    static_cast<void>(imprimatur::jail::parse_proof(output));
    static_cast<void>(imprimatur::jail::parse_entries(output));
    static_cast<void>(imprimatur::jail::parse_copy_request(output));
    static_cast<void>(imprimatur::jail::parse_proof_request(output));
    return 0;
}
