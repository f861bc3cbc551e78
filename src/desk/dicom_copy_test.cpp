#include "desk/dicom_copy.h"

#include "desk/fake_office.h"

#include <gtest/gtest.h>

namespace imprimatur::desk {

namespace {

constexpr std::uint8_t kShown = 40;
constexpr std::uint8_t kHidden = 200;

TextBox date_at(double x, double y)
{
    return { { { { { x, y }, { x + 30, y }, { x + 30, y + 8 }, { x, y + 8 } } } }, "03/04/2021", 0.9, 0.95 };
}

/// A DICOM object of one frame, and a second picture of the values that its window does not show. A date stands in the
/// second one; the first look misses it.
class WindowedReader final : public FakeReader {
public:
    WindowedReader()
    {
        kind = MediaKind::Dicom;
        frames = { plain_frame(kShown) };
        objects = { { std::string(kOutsideWindow), 3072, IdentifierKind::HiddenBytes, plain_frame(kHidden) } };
        sees = [this](const Frame& frame, Effort) {
            PixelFinds finds;
            if (frame.samples[0] == kHidden && proofs > 0 && fills.empty())
                finds.writing.push_back(date_at(10, 20));
            return finds;
        };
    }

    Result<Read<DicomCopyReport>> deidentify(
        const std::filesystem::path&, const DicomCopyOptions& options, const std::filesystem::path&) override
    {
        fills = options.fills;
        return Read<DicomCopyReport>(DicomCopyReport {});
    }
    Result<Read<DicomProof>> prove(const std::filesystem::path&, const ProfileOptions&, const std::vector<std::string>&) override
    {
        ++proofs;
        for (const auto& fill : fills)
            redact::fill(frames[0], fill.rect);
        return Read<DicomProof>(DicomProof {});
    }

    std::vector<FilledArea> fills;
    int proofs = 0;
};

}  // namespace

TEST(DicomCopy, WhatTheWindowDoesNotShowIsLookedAtAgainInTheCopy)
{
    WindowedReader reader;
    FakeOffice fake(reader);
    auto office = fake.office();
    DicomCopyPlan plan;
    plan.examine.stored_values = true;
    const auto made = make_dicom_copy(office, "/study/1.dcm", "/copies/1.dcm", plan);
    ASSERT_TRUE(made.ok()) << made.error().line();
    EXPECT_FALSE(made->refused) << *made->refused;
    EXPECT_TRUE(made->verified);
    EXPECT_EQ(reader.proofs, 2) << "one more round, because of what was seen behind the window";
    ASSERT_EQ(reader.fills.size(), 1U);
    EXPECT_LE(reader.fills[0].rect.x, 10);
    EXPECT_GE(reader.fills[0].rect.x + reader.fills[0].rect.width, 40);
}

TEST(DicomCopy, SaysWhatEitherLookLeavesToAPerson)
{
    WindowedReader reader;
    reader.sees = [&](const Frame& frame, Effort) {
        PixelFinds finds;
        const auto face_at = [](double x) { return FaceBox { date_at(x, 5).quad, 0.5, "upright" }; };
        if (frame.samples[0] == kShown)
            finds.faces.push_back(face_at(5));
        if (frame.samples[0] == kShown && reader.proofs > 0)
            finds.faces.push_back(face_at(34));
        return finds;
    };
    FakeOffice fake(reader);
    auto office = fake.office();
    const auto made = make_dicom_copy(office, "/study/1.dcm", "/copies/1.dcm", {});
    ASSERT_TRUE(made.ok()) << made.error().line();
    ASSERT_EQ(made->asked.size(), 2U) << "one by both looks, one by the second alone";
    EXPECT_EQ(std::get<PixelPlace>(made->asked[1].where).quad.corners[0].x, 34);
}

}  // namespace imprimatur::desk
