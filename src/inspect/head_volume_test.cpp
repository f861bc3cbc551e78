#include "inspect/head_volume.h"

#include "inspect/test_head.h"

#include <gtest/gtest.h>

namespace imprimatur::inspect {
namespace {

using What = FaceRisk::What;

What risk_of(const std::vector<Material>& materials) { return face_risk(pointers(materials)).what; }

std::vector<Material> described(std::vector<Material> slices, const char* tag, const char* value)
{
    for (auto& slice : slices)
        say(slice, tag, value);
    return slices;
}

TEST(HeadVolume, OneAxialSliceShowsNoFaceAndAStackDoes)
{
    EXPECT_EQ(risk_of(described(axial_head("CT", 0, 0, 5), "(0018,0015)", "HEAD")), What::None);
    EXPECT_EQ(risk_of(described(axial_head("CT", -50, 50, 5), "(0018,0015)", "HEAD")), What::FaceVolume);
    EXPECT_EQ(risk_of(described(axial_head("MR", -50, 50, 5), "(0008,103E)", "t1 brain ax")), What::FaceVolume);
    EXPECT_EQ(risk_of(described(axial_head("PT", -50, 50, 5), "(0008,1030)", "PET whole body")), What::FaceVolume);
    EXPECT_EQ(risk_of(described(axial_head("CT", 0, 12, 3), "(0018,0015)", "HEAD")), What::None) << "five slices, 12 mm";
}

TEST(HeadVolume, ASagittalSliceShowsTheProfile)
{
    EXPECT_EQ(risk_of(described(sagittal_head("MR", 0, 0, 5), "(0018,0015)", "BRAIN")), What::ProfileSlice);
    EXPECT_EQ(risk_of(described(sagittal_head("MR", 0, 0, 5), "(0018,0015)", "KNEE")), What::None);
    EXPECT_EQ(risk_of(sagittal_head("MR", 0, 0, 5)), What::Unknown);
}

TEST(HeadVolume, ASkullIsKnownWithoutAWordInTheHeader)
{
    EXPECT_EQ(risk_of(axial_head("CT", -50, 50, 5)), What::FaceVolume);
    EXPECT_EQ(risk_of(described(axial_head("CT", -50, 50, 5), "(0018,0015)", "CHEST")), What::FaceVolume) << "the ring speaks against it";
    EXPECT_EQ(risk_of(axial_head("MR", -50, 50, 5)), What::Unknown);
    EXPECT_EQ(risk_of(described(axial_head("MR", -50, 50, 5), "(0018,0015)", "PELVIS")), What::None);
}

TEST(HeadVolume, ABodyWiderThanAHeadIsNone)
{
    auto slices = axial_head("CT", -50, 50, 5);
    for (auto& slice : slices) {
        auto& frame = slice.frames[0];
        for (std::uint32_t y = 0; y < frame.height; ++y) {
            for (std::uint32_t x = 0; x < frame.width; ++x)
                frame.samples[y * frame.width + x] = std::hypot((x - 65.0) / 60, (y - 65.0) / 40) < 1 ? 90 : 0;
        }
        slice.attributes[0].value = "3\\3";
    }
    EXPECT_EQ(risk_of(slices), What::None);
}

TEST(HeadVolume, ManyFramesThatDoNotSayWhereTheyLieCountAsAStack)
{
    Material clip;
    clip.modality = "MR";
    clip.frames.resize(20, Frame { 64, 64, 1, Bytes(64 * 64, 3) });
    EXPECT_EQ(risk_of({ clip }), What::Unknown);
    say(clip, "(0018,0015)", "HEAD");
    EXPECT_EQ(risk_of({ clip }), What::FaceVolume);
}

TEST(HeadVolume, FourSlicesAtManyTimesAreNoStack)
{
    std::vector<Material> perfusion;
    for (int time = 0; time < 10; ++time) {
        for (auto& slice : described(axial_head("CT", 0, 15, 5), "(0018,0015)", "HEAD"))
            perfusion.push_back(slice);
    }
    EXPECT_EQ(risk_of(perfusion), What::None);
}

TEST(HeadVolume, AMosaicIsAStackInOnePicture)
{
    auto mosaic = described(axial_head("MR", 0, 0, 5), "(0008,0008)", "ORIGINAL\\PRIMARY\\M\\ND\\MOSAIC");
    EXPECT_EQ(risk_of(mosaic), What::Unknown);
    EXPECT_EQ(risk_of(described(mosaic, "(0018,0015)", "BRAIN")), What::FaceVolume);
}

TEST(HeadVolume, RenderingsAndLocalisers)
{
    Material picture;
    picture.modality = "CT";
    picture.frames.resize(1, Frame { 64, 64, 1, Bytes(64 * 64, 3) });
    const auto with = [&](const char* type, const char* part) {
        Material made = picture;
        say(made, "(0008,0008)", type);
        say(made, "(0018,0015)", part);
        return risk_of({ made });
    };
    EXPECT_EQ(with("DERIVED\\SECONDARY\\VOLREN", "HEAD"), What::SurfaceRender);
    EXPECT_EQ(with("DERIVED\\SECONDARY\\VOLREN", ""), What::SurfaceRender);
    EXPECT_EQ(with("DERIVED\\SECONDARY\\VOLREN", "HIP"), What::None);
    EXPECT_EQ(with("DERIVED\\SECONDARY\\MIP", "HEAD"), What::SurfaceRender);
    EXPECT_EQ(with("ORIGINAL\\PRIMARY\\LOCALIZER", "HEAD"), What::ProfileSlice);
    EXPECT_EQ(with("ORIGINAL\\PRIMARY\\LOCALIZER", ""), What::Unknown);
    EXPECT_EQ(with("ORIGINAL\\PRIMARY\\LOCALIZER", "CHEST"), What::None);
}

TEST(HeadVolume, ASkinColouredCaptureIsSeen)
{
    Material capture;
    capture.modality = "OT";
    Frame frame { 100, 100, 3, Bytes(30'000, 0) };
    for (std::size_t y = 20; y < 80; ++y) {
        for (std::size_t x = 20; x < 80; ++x) {
            frame.samples[(y * 100 + x) * 3] = 220;
            frame.samples[(y * 100 + x) * 3 + 1] = 170;
            frame.samples[(y * 100 + x) * 3 + 2] = 140;
        }
    }
    capture.frames.push_back(frame);
    EXPECT_EQ(risk_of({ capture }), What::Unknown);
    say(capture, "(0008,103E)", "Face 3D");
    EXPECT_EQ(risk_of({ capture }), What::SurfaceRender);
    EXPECT_EQ(risk_of({}), What::None);
}

}  // namespace
}  // namespace imprimatur::inspect
