// The picture for a person who wants to see what the detectors saw: left as it is, then with the places marked, then the
// probability of writing as a heat map. What no detector saw is found by a person on the stretched heat map or not at all.
#pragma once

#include "imprimatur/result.h"
#include "jail/protocol.h"

namespace imprimatur::jail {

/// Panels side by side, RGB, each at most kPanel pixels long; small pictures are enlarged so that labels can be read.
/// InvalidArgument when the frame's samples do not fit its size.
Result<Frame> overlay(const Drawing& drawing);

}  // namespace imprimatur::jail
