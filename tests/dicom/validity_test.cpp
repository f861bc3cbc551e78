// Copies as valid as their originals, readable by DCMTK and GDCM, with the same pixels and with references that still lead somewhere.
#include "cleaner.h"
#include "codestreams.h"
#include "leaks.h"
#include "pixels.h"
#include "validity.h"

#include <gtest/gtest.h>

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

namespace imprimatur::dicom_eval {
namespace {

namespace fs = std::filesystem;

/// One patient, one study, every kind of object, each referring to the first; some compressed.
std::vector<std::string> write_study(const fs::path& folder)
{
    fs::create_directories(folder);
    std::vector<std::string> names;
    int number = 1;
    for (const auto kind : all_kinds()) {
        Case it;
        it.number = number;
        it.series = "1.2.826.0.1.3680043.8.498.82" + std::to_string(number);
        it.instance = "1.2.826.0.1.3680043.8.498.83" + std::to_string(number);
        it.refers_to = "1.2.826.0.1.3680043.8.498.831";
        names.push_back(name_of(kind) + ".dcm");
        write_bytes(folder / names.back(), file_of_kind(kind, it, number % 3 == 0 ? kImplicit : kExplicit));
        ++number;
    }
    const struct {
        const char* name;
        Encoding encoding;
        Syntax syntax;
        Picture picture;
    } kCompressed[]
        = { { "jpeg.dcm", Encoding::JpegBaseline, kJpeg, kGrey8 }, { "lossless.dcm", Encoding::JpegLossless, kJpegLossless, {} },
              { "jls.dcm", Encoding::JpegLs, kJpegLs, {} }, { "j2k.dcm", Encoding::Jpeg2000, kJpeg2000, {} },
              { "j2k_colour.dcm", Encoding::Jpeg2000, kJpeg2000, kColour }, { "rle.dcm", Encoding::Rle, kRle, {} } };
    for (const auto& one : kCompressed) {
        Case it;
        it.number = number;
        it.series = "1.2.826.0.1.3680043.8.498.8298";
        it.instance = "1.2.826.0.1.3680043.8.498.83" + std::to_string(number++);
        const auto kind = one.picture.samples == 3 ? Kind::Endoscopy : Kind::SecondaryCapture;
        auto set = object_of(kind, it, one.syntax);
        describe_pixels(set, one.picture);
        set.fragments({}, { encoded_frame(one.picture, one.encoding) });
        names.emplace_back(one.name);
        write_bytes(folder / names.back(), file_of_set(kind, it, set));
    }
    return names;
}

struct Study {
    TestFolder folder;
    std::vector<std::string> names;
    CleanerRun run;
};

/// The program runs once for all tests of this file.
const Study& cleaned_study()
{
    static const auto* const kStudy = [] {
        auto* study = new Study;
        study->names = write_study(study->folder.path() / "in");
        study->run = run_cleaner(study->folder.path() / "in", study->folder.path());
        return study;
    }();
    return *kStudy;
}

fs::path original_of(const std::string& name) { return cleaned_study().folder.path() / "in" / name; }
fs::path copy_of(const std::string& name) { return cleaned_study().run.copies / name; }

TEST(Validity, EveryObjectIsWritten)
{
    EXPECT_GE(cleaned_study().names.size(), 20U);
    EXPECT_EQ(cleaned_study().run.status, 0) << cleaned_study().run.talk;
    for (const auto& name : cleaned_study().names) {
        const auto answer = cleaned_study().run.answers.find(name);
        EXPECT_TRUE(fs::exists(copy_of(name))) << name << ": "
                                               << (answer == cleaned_study().run.answers.end() ? "no answer" : answer->second.reason);
    }
}

TEST(Validity, NoErrorIsAdded)
{
    ASSERT_TRUE(has_dciodvfy()) << "dciodvfy (Debian dicom3tools) is not there";
    for (const auto& name : cleaned_study().names) {
        for (const auto& error : added_errors(original_of(name), copy_of(name)))
            ADD_FAILURE() << name << ": " << error;
    }
}

TEST(Validity, TheValidatorSeesWhatIsTakenAway)
{
    ASSERT_TRUE(has_dciodvfy());
    const TestFolder folder;
    const Case it;
    auto set = object_of(Kind::Ct, it);
    write_bytes(folder.path() / "before.dcm", file_of_set(Kind::Ct, it, set));
    set.remove(0x00080018).remove(0x00200037);
    write_bytes(folder.path() / "after.dcm", file_of_set(Kind::Ct, it, set));
    EXPECT_FALSE(added_errors(folder.path() / "before.dcm", folder.path() / "after.dcm").empty());
    EXPECT_TRUE(added_errors(folder.path() / "before.dcm", folder.path() / "before.dcm").empty());
}

TEST(Validity, PixelsAreBitIdentical)
{
    std::size_t compared = 0;
    for (const auto& name : cleaned_study().names) {
        if (!decoded_pixels(original_of(name)))
            continue;
        ++compared;
        EXPECT_TRUE(same_pixels(original_of(name), copy_of(name))) << name;
        DcmFileFormat before;
        DcmFileFormat after;
        ASSERT_TRUE(before.loadFile(original_of(name).c_str()).good());
        ASSERT_TRUE(after.loadFile(copy_of(name).c_str()).good()) << name;
        EXPECT_EQ(before.getDataset()->getOriginalXfer(), after.getDataset()->getOriginalXfer()) << name << " was recompressed";
    }
    EXPECT_GE(compared, 16U);
}

TEST(Validity, GdcmReadsTheCopies)
{
    ASSERT_TRUE(has_gdcm()) << "gdcmraw (Debian libgdcm-tools) is not there";
    std::size_t read = 0;
    for (const auto& name : cleaned_study().names) {
        if (!readable_by_gdcm(original_of(name)))
            continue;
        ++read;
        EXPECT_TRUE(readable_by_gdcm(copy_of(name))) << name;
    }
    EXPECT_GE(read, 14U);
}

TEST(Validity, ReferencesStillLeadSomewhere)
{
    const auto before = references_in(cleaned_study().folder.path() / "in");
    const auto after = references_in(cleaned_study().run.copies);
    EXPECT_TRUE(before.dangling.empty());
    EXPECT_EQ(after.instances.size(), before.instances.size());
    EXPECT_EQ(after.studies.size(), 1U);
    EXPECT_EQ(after.series.size(), before.series.size());
    for (const auto& file : after.dangling)
        ADD_FAILURE() << file << " refers to nothing in the folder";
    for (const auto& uid : after.instances)
        EXPECT_FALSE(before.instances.contains(uid)) << "an instance kept its UID";
}

TEST(Validity, FileMetaInformationAgreesWithTheDataSet)
{
    for (const auto& name : cleaned_study().names) {
        DcmFileFormat copy;
        ASSERT_TRUE(copy.loadFile(copy_of(name).c_str()).good()) << name;
        OFString meta;
        OFString set;
        copy.getMetaInfo()->findAndGetOFString(DCM_MediaStorageSOPInstanceUID, meta);
        copy.getDataset()->findAndGetOFString(DCM_SOPInstanceUID, set);
        EXPECT_EQ(meta, set) << name;
        copy.getDataset()->findAndGetOFString(DCM_PatientIdentityRemoved, set);
        EXPECT_EQ(set, "YES") << name;
        // PS3.15 E.1.1 item 6 and PS3.3 C.12.1.1.4: what was done, in codes of CID 7050.
        DcmItem* method = nullptr;
        EXPECT_TRUE(copy.getDataset()->findAndGetSequenceItem(DCM_DeidentificationMethodCodeSequence, method, 0).good()) << name;
        EXPECT_TRUE(copy.getDataset()->tagExistsWithValue(DCM_LongitudinalTemporalInformationModified)) << name;
    }
}

}  // namespace
}  // namespace imprimatur::dicom_eval
