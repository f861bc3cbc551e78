// --fast and --thorough; the option table does not let both through.
#pragma once

#include "imprimatur/model.h"

namespace imprimatur::cli {

inline Effort effort_of(bool fast, bool thorough) { return fast ? Effort::Fast : thorough ? Effort::Thorough : Effort::Standard; }

}  // namespace imprimatur::cli
