// One DICOM file to its de-identified copy: look at the pixels, write, prove, look again.
#pragma once

#include "desk/examine.h"
#include "desk/head_peel.h"
#include "desk/office.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace imprimatur::desk {

struct DicomCopyPlan {
    DicomCopyOptions options;  ///< the run's: profile and key
    ExamineOptions examine;
};

/// A copy that is written and proven, under a temporary name.
struct MadeCopy {
    std::filesystem::path temporary;  ///< empty when there is none
    std::optional<std::string> refused;  ///< why
    bool not_dicom = false;  ///< it is a picture of another kind
    bool verified = false;  ///< its pixels were looked at, before and after
    DicomCopyReport report;
    std::vector<FilledArea> fills;
    std::vector<Finding> asked;  ///< in the pixels, by either look
};

/// `beside`: where the copy will stand in the end; the temporary file is made in the same folder. `peel`: what to take off this file's
/// frames, nullptr when nothing.
Result<MadeCopy> make_dicom_copy(Office& office, const std::filesystem::path& source, const std::filesystem::path& beside,
    const DicomCopyPlan& plan, const Peel* peel = nullptr);

}  // namespace imprimatur::desk
