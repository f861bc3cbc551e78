// Material -> Findings, and the values that have to be gone from the copy.
#pragma once

#include "imprimatur/model.h"
#include "inspect/attribute_table.h"
#include "inspect/text_class.h"

#include <string>
#include <vector>

namespace imprimatur::inspect {

/// One finding for every metadata value and every embedded object, technical ones included.
std::vector<Finding> metadata_findings(const Material& material, const AttributeTable& table);

/// One finding for every line of writing in frame `number`. Action Fill; Keep for a sure marker when
/// `keep_markers`; Ask, shown to a person and not filled, for what cannot be read and moves (motion.h), is as large as an
/// organ (anatomy.h), or was seen by the second look alone: on the measured sets none of these was writing that names
/// anybody (docs/benchmarks.md).
enum class Look { First, Second };
std::vector<Finding> text_findings(const Material& material, std::size_t number, const std::vector<TextBox>& boxes,
    const TextClassifier& classifier, bool keep_markers, Look look);

/// A value that must not be found again in the copy. Patient data: lives in memory only.
struct RemovedValue {
    IdentifierKind kind = IdentifierKind::FreeText;
    std::string value;
};

/// The identifying values of the metadata (technical ones and empty ones left out), without repetition.
std::vector<RemovedValue> removed_values(const Material& material, const AttributeTable& table);

}  // namespace imprimatur::inspect
