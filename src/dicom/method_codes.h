// What a copy says of itself: (0012,0062) to (0012,0064), Burned In Annotation and its like (PS3.15 E.1.1 and E.3, CID 7050).
#pragma once

#include "dicom/deidentify.h"
#include "dicom/writer.h"

#include <vector>

namespace imprimatur::dicom {

/// A top-level element that the copy has whatever the original had.
struct Statement {
    Tag tag;
    Vr vr = Vr::CS;
    std::string value;
};

/// In the order of their tags. `photometric`: what filling made of the Photometric Interpretation, empty when it is unchanged.
std::vector<Statement> statements(const DeidentifyOptions& options, const DataSet& set, std::string_view photometric);

/// True for elements that a copy states of itself and that hold exactly what some run with this profile writes.
bool is_our_statement(const Node& node, const DataSet& set, const ProfileOptions& profile);

/// De-identification Method Code Sequence (0012,0064) itself.
void write_method_codes(const DeidentifyOptions& options, Writer& writer);
inline constexpr Tag kMethodCodes { 0x0012, 0x0064 };

}  // namespace imprimatur::dicom
