// DICOM files that lie: about lengths, ends, orders, depths, types and counts. Each holds the same invented identifiers.
#pragma once

#include "data_set.h"

namespace imprimatur::dicom_eval {

struct HostileFile {
    std::string name;
    Octets bytes;
};

/// What stands in every one of them and may not stand in a copy.
const std::vector<std::string>& hostile_identifiers();

std::vector<HostileFile> hostile_files();
/// A whole file cut at `count` places, the headers' more densely than the pixels'.
std::vector<HostileFile> truncated_files(std::size_t count);
/// Bytes of whole files changed, the same ones every time.
std::vector<HostileFile> mutated_files(std::size_t count);

}  // namespace imprimatur::dicom_eval
