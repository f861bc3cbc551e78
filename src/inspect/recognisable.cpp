#include "inspect/recognisable.h"

#include "inspect/body_part.h"

#include <algorithm>
#include <array>

namespace imprimatur::inspect {

bool may_show_a_person(std::string_view modality, std::string_view body_part)
{
    // PS3.3 C.7.3.1.1.1: pictures of the inside, one projection or section at a time.
    static constexpr std::array<std::string_view, 13> kInside { "US", "IVUS", "OCT", "OPT", "OP", "MG", "CR", "DX", "XA", "RF", "SM", "ECG",
        "BMD" };
    static constexpr std::array<std::string_view, 7> kHead { "HEAD", "FACE", "SKULL", "BRAIN", "NECK", "JAW", "ORBIT" };
    if (std::find(kInside.begin(), kInside.end(), modality) == kInside.end())
        return true;
    // Radiographs of the head have shown faces in profile since there were radiographs.
    return modality != "SM" && modality != "IVUS"
        && std::any_of(kHead.begin(), kHead.end(), [&](std::string_view part) { return body_part.find(part) != std::string_view::npos; });
}

bool may_show_a_person(const Material& material)
{
    if (material.kind != MediaKind::Dicom)
        return true;
    const Part part = body_part(material);
    const bool sliced = material.modality == "CT" || material.modality == "MR" || material.modality == "PT";
    if (sliced)
        return part != Part::Other;
    return may_show_a_person(material.modality, part == Part::Head ? "HEAD" : material.body_part);
}

}  // namespace imprimatur::inspect
