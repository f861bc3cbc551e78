// Is the copy as valid as its original, readable by others, and the same picture?
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace imprimatur::dicom_eval {

/// The error lines of dciodvfy without their values: what is in quotes, brackets or <>, numbers of items, UIDs.
std::multiset<std::string> iod_errors(const std::filesystem::path& file);
bool has_dciodvfy();
bool has_gdcm();

/// Errors of the copy that its original did not have. A kind of error that became more frequent counts.
std::vector<std::string> added_errors(const std::filesystem::path& original, const std::filesystem::path& copy);

/// gdcmraw reads the pixels of the copy where it read those of the original.
bool readable_by_gdcm(const std::filesystem::path& file);

struct References {
    std::set<std::string> instances;  ///< SOP Instance UIDs of the folder
    std::set<std::string> studies;
    std::set<std::string> series;
    std::vector<std::string> dangling;  ///< references of instance UIDs to nothing in the folder, by file
};
References references_in(const std::filesystem::path& folder);

}  // namespace imprimatur::dicom_eval
