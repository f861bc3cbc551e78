#include "store/system_random.h"

#include <sodium.h>

namespace imprimatur::store {

void SystemRandom::fill(std::span<std::uint8_t> bytes)
{
    if (!bytes.empty())
        randombytes_buf(bytes.data(), bytes.size());
}

}  // namespace imprimatur::store
