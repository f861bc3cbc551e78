// "Did you mean": the known word that is at most two slips away.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::cli {

/// Empty when nothing is near.
std::string nearest(std::string_view word, const std::vector<std::string>& known);

}  // namespace imprimatur::cli
