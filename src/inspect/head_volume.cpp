#include "inspect/head_volume.h"

#include "inspect/body_part.h"
#include "inspect/head_outline.h"
#include "inspect/slice_geometry.h"

#include <algorithm>
#include <initializer_list>
#include <map>
#include <utility>

namespace imprimatur::inspect {

namespace {

using What = FaceRisk::What;

constexpr std::size_t kFewestSlices = 6;
constexpr double kFarthestApart = 16;  // millimetres
constexpr double kShortest = 30;  // millimetres: the height of the eyes and the bridge of the nose

// Outlines looked at per series.
constexpr std::size_t kOutlines = 24;

bool one_of(std::string_view text, std::initializer_list<std::string_view> list)
{
    return std::find(list.begin(), list.end(), text) != list.end();
}

bool is_volume_modality(const Material& material)
{
    // PET shows the skin as well (Schwarz, NeuroImage 2022, 119357).
    return material.kind == MediaKind::Dicom && one_of(material.modality, { "CT", "MR", "PT" });
}

/// Secondary captures carry what somebody made of a volume.
bool may_be_rendering(const Material& material)
{
    return material.kind == MediaKind::Dicom && (is_volume_modality(material) || one_of(material.modality, { "SC", "OT", "XC", "" }));
}

enum class Made { Acquired, Rendered, Projected, Localiser };

Made made_how(const Material& material)
{
    const auto type = words_of(attribute_value(material, "(0008,0008)"));
    const auto has = [](const std::vector<std::string>& words, std::initializer_list<std::string_view> wanted) {
        return std::any_of(words.begin(), words.end(), [&](const std::string& word) { return one_of(word, wanted); });
    };
    if (has(type, { "LOCALIZER", "LOCALISER", "SCOUT", "TOPOGRAM", "SURVIEW" }))
        return Made::Localiser;
    if (has(type, { "VOLREN", "RENDER", "RENDERED", "RENDERING", "VR", "VRT", "SSD", "SURFACE", "3D", "CINEMATIC" }))
        return Made::Rendered;
    if (has(type, { "MIP", "MINIP", "PROJECTION", "MAX" }))
        return Made::Projected;
    for (const auto* tag : { "(0008,103E)", "(0008,2111)", "(0020,4000)" }) {
        const auto said = words_of(attribute_value(material, tag));
        if (has(said, { "LOCALIZER", "LOCALISER", "LOC", "SCOUT", "TOPOGRAM", "SURVIEW" }))
            return Made::Localiser;
        if (has(said, { "VRT", "VR", "SSD", "RENDER", "RENDERED", "RENDERING", "CINEMATIC", "VOLREN" }))
            return Made::Rendered;
        if (has(said, { "MIP" }))
            return Made::Projected;
    }
    return Made::Acquired;
}

struct Series {
    std::vector<const Material*> materials;
    Part part = Part::Unknown;
    bool is_ct = false;
    std::size_t frames = 0;
};

std::map<std::string, Series> series_of(std::span<const Material* const> materials)
{
    std::map<std::string, Series> all;
    for (const auto* material : materials) {
        if (!is_volume_modality(*material) || made_how(*material) != Made::Acquired)
            continue;
        Series& series = all[std::string(attribute_value(*material, "(0020,000E)"))];
        series.materials.push_back(material);
        series.is_ct = material->modality == "CT";
        series.frames += material->frames.size();
        series.part = worst(series.part, body_part(*material), series.materials.size() == 1);
    }
    return all;
}

FaceRisk picture_risk(const Material& material)
{
    const Part part = body_part(material);
    const Made made = made_how(material);
    if (part == Part::Other || made == Made::Acquired) {
        const bool skin = part != Part::Other && !material.frames.empty() && looks_like_skin_render(material.frames.front());
        if (!skin)
            return {};
        return { part == Part::Head ? What::SurfaceRender : What::Unknown, "a coloured picture on an even ground that looks like skin" };
    }
    if (made == Made::Rendered)
        return { What::SurfaceRender,
            part == Part::Head ? "a rendering of a head" : "a rendering that does not say of which part of the body" };
    if (made == Made::Projected)
        return { part == Part::Head ? What::SurfaceRender : What::Unknown,
            "a projection through a head, or through an unnamed part of the body" };
    for (const auto& place : slice_places(material)) {
        if (one_of_planes(plane_of(place), { Plane::Axial, Plane::Coronal }))
            continue;
        if (part == Part::Head)
            return { What::ProfileSlice, "a localiser of a head that is not known to be cut across or seen from the front" };
        return { What::Unknown, "a localiser that does not say which part of the body it shows" };
    }
    return {};
}

/// What the outlines say where the header says nothing, or the contrary.
Part part_by_shape(const Series& series)
{
    std::size_t heads = 0;
    std::size_t others = 0;
    std::size_t looked = 0;
    const std::size_t step = std::max<std::size_t>(1, series.frames / kOutlines);
    std::size_t number = 0;
    for (const auto* material : series.materials) {
        const auto places = slice_places(*material);
        for (std::size_t i = 0; i < places.size(); ++i) {
            if (number++ % step != 0)
                continue;
            ++looked;
            const Outline outline = outline_of(material->frames[i], places[i], series.is_ct);
            heads += outline == Outline::Head ? 1 : 0;
            others += outline == Outline::Other ? 1 : 0;
        }
    }
    // A third: a stack that holds a head holds some neck or chest as well, and the outlines above the ears are the sure ones.
    if (heads * 3 >= looked && heads > 0)
        return Part::Head;
    return heads == 0 && others * 3 >= looked * 2 && others > 0 ? Part::Other : Part::Unknown;
}

bool is_stack(const Series& series)
{
    if (series.frames < kFewestSlices)
        return false;
    const auto stack = largest_stack(series.materials);
    if (stack.size() < kFewestSlices) {
        // Positions are missing or contradict each other; the frames are many all the same. Not so when every slice that says where it
        // lies lies at a few places: a perfusion series of four slices and 200 times.
        return stack.empty();
    }
    return stack_spacing(stack) <= kFarthestApart && stack.back().along - stack.front().along >= kShortest;
}

bool has_mosaic(const Series& series)
{
    return std::any_of(series.materials.begin(), series.materials.end(), [](const Material* material) { return is_mosaic(*material); });
}

bool has_sagittal(const Series& series)
{
    return std::any_of(series.materials.begin(), series.materials.end(), [](const Material* material) {
        const auto places = slice_places(*material);
        return std::any_of(places.begin(), places.end(), [](const SlicePlace& place) {
            return one_of_planes(plane_of(place), { Plane::Sagittal, Plane::Oblique });
        });
    });
}

bool has_unplaced(const Series& series)
{
    return std::any_of(series.materials.begin(), series.materials.end(), [](const Material* material) {
        const auto places = slice_places(*material);
        return std::any_of(places.begin(), places.end(), [](const SlicePlace& place) { return plane_of(place) == Plane::Unknown; });
    });
}

FaceRisk series_risk(const Series& series)
{
    const bool mosaic = has_mosaic(series);
    const bool stack = mosaic || is_stack(series);
    const bool sagittal = has_sagittal(series);
    const bool unplaced = has_unplaced(series);
    if (!stack && !sagittal && !unplaced)
        return {};
    Part part = series.part;
    const bool by_shape = part != Part::Head;
    if (by_shape) {
        const Part shape = mosaic ? Part::Unknown : part_by_shape(series);
        // A named part of the body is believed, except against the ring of a skull.
        part = shape == Part::Head && (series.is_ct || part == Part::Unknown) ? Part::Head : part == Part::Other ? part : shape;
    }
    if (part == Part::Other)
        return {};
    if (part == Part::Unknown)
        return { What::Unknown, "slices that neither say which part of the body they show nor look like one that is not the head" };
    if (stack)
        return { What::FaceVolume,
            by_shape ? "a stack of slices with the outline of a head: its face can be rendered"
                     : "a stack of slices of a head: its face can be rendered" };
    if (sagittal)
        return { What::ProfileSlice, "a slice of a head along the profile" };
    return { What::Unknown, "a slice of a head that does not say which way it is cut" };
}

int weight(What what) { return what == What::None ? 0 : what == What::Unknown ? 1 : 2; }

}  // namespace

std::string_view to_string(FaceRisk::What what)
{
    switch (what) {
    case What::None: return "none";
    case What::ProfileSlice: return "profile_slice";
    case What::SurfaceRender: return "surface_render";
    case What::FaceVolume: return "face_volume";
    case What::Unknown: return "unknown";
    }
    return "unknown";
}

bool is_mosaic(const Material& material)
{
    const auto type = words_of(attribute_value(material, "(0008,0008)"));
    return std::find(type.begin(), type.end(), "MOSAIC") != type.end();
}

FaceRisk face_risk(std::span<const Material* const> materials)
{
    FaceRisk worst_risk;
    const auto consider = [&](FaceRisk risk) {
        if (weight(risk.what) > weight(worst_risk.what))
            worst_risk = std::move(risk);
    };
    for (const auto* material : materials) {
        if (may_be_rendering(*material))
            consider(picture_risk(*material));
    }
    for (const auto& [uid, series] : series_of(materials))
        consider(series_risk(series));
    return worst_risk;
}

}  // namespace imprimatur::inspect
