// What crosses the border of the jail when a copy is made: requests that we write, reports that a child may have made up.
#include "jail/protocol.h"

#include "base/limits.h"

#include <gtest/gtest.h>

#include <random>

namespace imprimatur::jail {
namespace {

DicomCopyOptions wanted()
{
    DicomCopyOptions options;
    options.profile.set(ProfileOption::RetainModifiedDates, true);
    options.profile.set(ProfileOption::CleanDescriptors, false);
    for (std::size_t i = 0; i < options.key.size(); ++i)
        options.key[i] = static_cast<std::uint8_t>(i * 7);
    options.pixels_inspected = true;
    options.want_elements = true;
    options.fills = { { 0, { .x = 1, .y = 2, .width = 3, .height = 4 } }, { 41, { .x = 0, .y = 0, .width = 65'500, .height = 1 } } };
    return options;
}

TEST(ProtocolDicom, ACopyRequestArrivesWhole)
{
    const auto sent = wanted();
    const auto arrived = parse_copy_request(copy_request(sent));
    ASSERT_TRUE(arrived);
    EXPECT_EQ(arrived->profile.on, sent.profile.on);
    EXPECT_EQ(arrived->key, sent.key);
    EXPECT_TRUE(arrived->pixels_inspected);
    EXPECT_FALSE(arrived->nobody_recognisable);
    EXPECT_TRUE(arrived->want_elements);
    ASSERT_EQ(arrived->fills.size(), 2U);
    EXPECT_EQ(arrived->fills[1].frame, 41U);
    EXPECT_EQ(arrived->fills[0].rect.y, 2);
    EXPECT_EQ(arrived->fills[1].rect.width, 65'500);
}

TEST(ProtocolDicom, ARequestCutShortOrTooLongIsNone)
{
    const auto good = copy_request(wanted());
    for (std::size_t length = 0; length < good.size(); ++length)
        EXPECT_FALSE(parse_copy_request(ByteView(good).first(length))) << length;
    auto longer = good;
    longer.push_back(0);
    EXPECT_FALSE(parse_copy_request(longer));
    auto far = wanted();
    far.fills[0].rect.x = static_cast<std::int32_t>(limits::kMaxSide) + 1;
    EXPECT_FALSE(parse_copy_request(copy_request(far)));
    far.fills[0].rect.x = -1;
    EXPECT_FALSE(parse_copy_request(copy_request(far)));
}

TEST(ProtocolDicom, AProofRequestArrivesWhole)
{
    ProofRequest sent;
    sent.profile.set(ProfileOption::RetainUids, true);
    sent.needles = { "Quillfeather", "", "山田" };
    const auto good = proof_request(sent);
    const auto arrived = parse_proof_request(good);
    ASSERT_TRUE(arrived);
    EXPECT_EQ(arrived->profile.on, sent.profile.on);
    EXPECT_EQ(arrived->needles, sent.needles);
    for (std::size_t length = 0; length < good.size(); ++length)
        EXPECT_FALSE(parse_proof_request(ByteView(good).first(length))) << length;
    // A number of needles that nobody sent is not believed.
    EXPECT_FALSE(parse_proof_request(Payload().u32(0).u32(0xFFFFFFFF).bytes()));
    EXPECT_FALSE(parse_proof_request(Payload().u32(0).u32(1).u32(0xFFFFFFFF).bytes()));
}

void add(Bytes& output, RecordType type, const Payload& payload = {})
{
    const Bytes head = record_head(type, payload.bytes().size());
    output.insert(output.end(), head.begin(), head.end());
    output.insert(output.end(), payload.bytes().begin(), payload.bytes().end());
}

Bytes good_report()
{
    Bytes output;
    add(output, RecordType::Element, Payload().text("(0010,0010)").text("empty").text("PS3.15 E.1-1").u8(1));
    add(output, RecordType::Removed, Payload().u64(17));
    add(output, RecordType::Needle, Payload().text("Quillfeather"));
    add(output, RecordType::End);
    return output;
}

Bytes good_proof()
{
    Bytes output;
    add(output, RecordType::Objection, Payload().text("(0010,0010)").text("should have been removed"));
    add(output, RecordType::End);
    return output;
}

TEST(ProtocolDicom, AReportArrivesWhole)
{
    const auto parsed = parse_copy_report(good_report());
    ASSERT_TRUE(parsed);
    const auto& report = std::get<DicomCopyReport>(*parsed);
    EXPECT_EQ(report.removed, 17U);
    EXPECT_EQ(report.needles, std::vector<std::string> { "Quillfeather" });
    ASSERT_EQ(report.elements.size(), 1U);
    EXPECT_EQ(report.elements[0].path, "(0010,0010)");
    EXPECT_TRUE(report.elements[0].changed);
}

TEST(ProtocolDicom, AProofArrivesWhole)
{
    const auto parsed = parse_proof(good_proof());
    ASSERT_TRUE(parsed);
    const auto& proof = std::get<DicomProof>(*parsed);
    ASSERT_EQ(proof.objections.size(), 1U);
    EXPECT_EQ(proof.objections[0].what, "should have been removed");
    Bytes none;
    add(none, RecordType::End);
    ASSERT_TRUE(parse_proof(none));
    EXPECT_TRUE(std::get<DicomProof>(*parse_proof(none)).objections.empty());
}

TEST(ProtocolDicom, AChildThatDiesBeforeTheEndHasProvenNothing)
{
    for (const auto& good : { good_report(), good_proof() }) {
        for (std::size_t length = 0; length < good.size(); ++length) {
            EXPECT_FALSE(parse_copy_report(ByteView(good).first(length))) << length;
            EXPECT_FALSE(parse_proof(ByteView(good).first(length))) << length;
        }
    }
    // One kind of answer is not the other: a proof cannot be told by a report.
    EXPECT_FALSE(parse_proof(good_report()));
    // A report may carry the proof of the child that wrote the copy.
    ASSERT_TRUE(parse_copy_report(good_proof()));
    EXPECT_EQ(std::get<DicomCopyReport>(*parse_copy_report(good_proof())).removed, 0U);
}

TEST(ProtocolDicom, AnUnreadableIsToldAsOne)
{
    Bytes output;
    add(output, RecordType::Needle, Payload().text("Quillfeather"));
    add(output, RecordType::Unreadable, Payload().u32(static_cast<std::uint32_t>(Unreadable::How::Malformed)).text("it is broken"));
    add(output, RecordType::End);
    const auto parsed = parse_copy_report(output);
    EXPECT_TRUE(!parsed || std::holds_alternative<Unreadable>(*parsed));
}

TEST(ProtocolDicom, DamagedReportsAreLiesOrReportsAndNeverACrash)
{
    std::mt19937 chance(20261122);
    const auto request = copy_request(wanted());
    for (int i = 0; i < 2000; ++i) {
        for (auto bytes : { good_report(), good_proof(), request }) {
            for (int changes = 0; changes < 2; ++changes)
                bytes[chance() % bytes.size()] = static_cast<std::uint8_t>(chance());
            static_cast<void>(parse_copy_report(bytes));
            static_cast<void>(parse_proof(bytes));
            static_cast<void>(parse_proof_request(bytes));
            if (const auto options = parse_copy_request(bytes)) {
                EXPECT_LE(options->fills.size(), request.size());
            }
        }
    }
}

}  // namespace
}  // namespace imprimatur::jail
