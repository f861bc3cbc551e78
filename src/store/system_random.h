// Randomness from the kernel, through libsodium.
#pragma once

#include "desk/ports.h"

namespace imprimatur::store {

class SystemRandom final : public desk::Random {
public:
    void fill(std::span<std::uint8_t> bytes) override;
};

}  // namespace imprimatur::store
