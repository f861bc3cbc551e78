// Codes that the benchmark draws itself on drawn radiographs: how many are covered, and how many decode.
#pragma once

#include "imprimatur/model/pixel_finds.h"

namespace imprimatur::bench {

void print_code_table(Effort effort);

}  // namespace imprimatur::bench
