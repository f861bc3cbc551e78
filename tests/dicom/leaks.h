// Which plants stand in a copy.
#pragma once

#include "planted.h"

#include <filesystem>
#include <optional>

namespace imprimatur::dicom_eval {

Octets read_bytes(const std::filesystem::path& path);
void write_bytes(const std::filesystem::path& path, const Octets& bytes);

/// The file's bytes, and behind them the inflated data set when the transfer syntax is deflated (PS3.5 A.5).
Octets searchable(const Octets& file);
/// `bytes` is searchable(file).
bool stands_in(const Plant& plant, const Octets& file, const Octets& bytes);

struct Leaks {
    std::vector<Plant> left;
    std::vector<std::string> missing;  ///< files without a copy
    std::size_t searched = 0;
};
/// `copies` holds each file's copy under its own name.
Leaks find_leaks(const PlantedSet& set, const std::filesystem::path& copies);

void write_set(const PlantedSet& set, const std::filesystem::path& folder);
/// file, key, where, token, kind; one line a plant.
std::string as_table(const std::vector<Plant>& plants);

}  // namespace imprimatur::dicom_eval
