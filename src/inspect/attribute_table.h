// Says what a metadata value identifies: by DICOM PS3.15 Table E.1-1 and, for photos, by the fields' own standards.
#pragma once

#include "imprimatur/model.h"
#include "imprimatur/result.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::inspect {

struct AttributeClass {
    IdentifierKind kind = IdentifierKind::FreeText;
    std::string rule;  ///< the row or default that spoke
};

class AttributeTable {
public:
    /// The texts of policy/dicom/confidentiality.tsv and policy/photo/metadata.tsv. An unknown kind or a short row is an Error.
    static Result<AttributeTable> load(std::string_view dicom_tsv, std::string_view photo_tsv);

    [[nodiscard]] AttributeClass classify(MediaKind media, const Attribute& attribute) const;

private:
    struct Pattern {
        std::string glob;
        AttributeClass row;
    };
    [[nodiscard]] AttributeClass classify_dicom(const Attribute& attribute) const;

    std::map<std::string, AttributeClass, std::less<>> m_dicom;
    std::vector<Pattern> m_photo;
};

}  // namespace imprimatur::inspect
