// A library's failed assertion ends a reading instead of the process.
#pragma once

#include <functional>

namespace imprimatur::jail {

/// Runs `reading`. False: an assertion of a library failed in it, and what it had made so far is lost (and its memory leaks until the
/// process ends). Debian's ZXing is built with assertions, and some pictures make it draw a line through no points. Outside of a guard a
/// failed assertion ends the process, as everywhere. Not for a reading that throws, holds a lock or calls back into our own objects:
/// nothing on the way out is destroyed.
bool survives_assertions(const std::function<void()>& reading);

}  // namespace imprimatur::jail
