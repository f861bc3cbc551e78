#pragma once

#include "objects.h"

namespace imprimatur::dicom_eval {

/// The modules of PS3.3 that belong to this kind alone.
void add_modules(DataSet& set, Kind kind, const Case& it);

/// Its half for what is derived from other objects: reports, presentation states, segmentations, enhanced multi-frame.
void add_derived_modules(DataSet& set, Kind kind, const Case& it);

/// PS3.3 C.17.3.2: a content item; `relation` empty at the root.
struct Concept {
    std::string code;
    std::string scheme;
    std::string meaning;
};
void text_item(DataSet& item, const std::string& relation, const Concept& name, const std::string& text);
void code_item(DataSet& item, const std::string& relation, const Concept& name, const Concept& value);
void sop_reference(DataSet& item, const std::string& sop_class, const std::string& instance);
/// PS3.3 C.17.2.1: Current Requested Procedure Evidence.
void add_evidence(DataSet& set, const Case& it);

}  // namespace imprimatur::dicom_eval
