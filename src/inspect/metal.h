// Metal in radiographs and CT: screws, plates, prostheses, pacemakers, leads, clips. Earlier surgery and a device can tell who somebody is
// (REQUIREMENTS IMG-UNIQUE), so a person is asked; nothing is filled.
#pragma once

#include "imprimatur/model.h"

#include <vector>

namespace imprimatur::inspect {

struct MetalLook {
    bool looked = false;  ///< false: a picture in which metal cannot be told from bone or contrast; the person has to look anyway
    std::vector<Finding> findings;  ///< DistinctiveFeature, Ask; at most kMaxMetal a frame
};

inline constexpr std::size_t kMaxMetal = 12;

/// Radiographs (CR, DX): bright, smooth regions, alone or once broad shadows are taken away, whose edge falls by 20 grey levels within a
/// pixel of a picture reduced to 1,024. CT: what is beyond the top of a window that reaches 2,600 Hounsfield units. `writing`: what is
/// writing is no metal; letters in a row, letters at the edge and on the black beside a limb are left out even without it.
///
/// Measured with drawn implants over seven real radiographs (231 pictures, contrast 25 to 160): 177 marked (.77): hip 20 of 21, sternal
/// wires 20, pacemaker 19, stent 19, valve 19, screws 18, filter 16, plate 16, nail 15, coil 9, clips of 1 to 2 % of the picture 6. On 18
/// real radiographs with none, 12 of them with text burnt in and its places given, 1 false place. No real implant was to be had: the
/// figure for those is unknown, and "nothing found" is no statement that there is none. In CT bone of a head reached 2,500, so that an
/// ordinary bone window says nothing.
/// Not looked at: fluoroscopy and angiography (metal and contrast are both dark), mammography (calcifications are as sharp as clips), CT in
/// a window that ends lower. Not promised: metal before or behind something as white as itself, nylon, carbon, polyethylene.
MetalLook look_for_metal(const Material& material, std::size_t number, const std::vector<Quad>& writing);

}  // namespace imprimatur::inspect
