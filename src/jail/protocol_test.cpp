#include "jail/protocol.h"

#include "base/limits.h"

#include <gtest/gtest.h>

namespace imprimatur::jail {

namespace {

void add(Bytes& output, RecordType type, const Payload& payload)
{
    const Bytes head = record_head(type, payload.bytes().size());
    output.insert(output.end(), head.begin(), head.end());
    output.insert(output.end(), payload.bytes().begin(), payload.bytes().end());
}

Payload frame_payload(std::uint32_t width, std::uint32_t height, std::uint32_t channels, std::size_t samples)
{
    Payload payload;
    payload.u32(width).u32(height).u32(channels);
    for (std::size_t i = 0; i < samples; ++i)
        payload.u8(7);
    return payload;
}

Bytes good_output()
{
    Bytes output;
    add(output, RecordType::Describe, Payload().u32(0).text("1.2.840.10008.1.2.1"));
    add(output, RecordType::DicomContext, Payload().text("US").text("HEART"));
    add(output, RecordType::Lossy, Payload().u8(0));
    add(output, RecordType::Attribute,
        Payload().text("(0010,0010)").text("(0010,0010)").text("PatientName").text("PN").text("Example^P").u64(9).u8(0));
    add(output, RecordType::Object, Payload().text("icon image").u64(100).u32(static_cast<std::uint32_t>(IdentifierKind::HiddenPicture)));
    add(output, RecordType::Note, Payload().text("window of the file applied"));
    add(output, RecordType::Frame, frame_payload(3, 2, 1, 6));
    add(output, RecordType::End, Payload());
    return output;
}

}  // namespace

TEST(Protocol, AWholeMaterialArrivesWhole)
{
    const auto parsed = parse_material(good_output());
    ASSERT_TRUE(parsed);
    const auto& material = std::get<Material>(*parsed);
    EXPECT_EQ(material.modality, "US");
    EXPECT_FALSE(material.lossy_ancestor);
    EXPECT_EQ(material.attributes.at(0).value, "Example^P");
    EXPECT_EQ(material.objects.at(0).part, "icon image");
    EXPECT_EQ(material.frames.at(0).samples.size(), 6U);
}

TEST(Protocol, EveryCutAndEveryFlippedByteIsALieOrAMaterialNeverACrash)
{
    const Bytes good = good_output();
    for (std::size_t length = 0; length < good.size(); ++length)
        EXPECT_FALSE(parse_material(ByteView(good).first(length))) << "cut at " << length;
    for (std::size_t at = 0; at < good.size(); ++at) {
        for (const int flip : { 0x01, 0x80, 0xFF }) {
            Bytes bad = good;
            bad[at] = static_cast<std::uint8_t>(bad[at] ^ flip);
            static_cast<void>(parse_material(bad));
            static_cast<void>(parse_finds(bad));
            static_cast<void>(parse_file(bad));
        }
    }
}

TEST(Protocol, BytesAfterTheEndAreALie)
{
    Bytes output = good_output();
    output.push_back(0);
    EXPECT_FALSE(parse_material(output));
}

TEST(Protocol, AFrameThatIsNotWhatItSaysIsALie)
{
    for (const auto& payload : { frame_payload(3, 2, 1, 5), frame_payload(3, 2, 2, 12), frame_payload(0, 2, 1, 0),
             frame_payload(65'500, 65'500, 3, 10), frame_payload(70'000, 1, 1, 10) }) {
        Bytes output;
        add(output, RecordType::Frame, payload);
        add(output, RecordType::End, Payload());
        EXPECT_FALSE(parse_material(output));
    }
}

TEST(Protocol, TextThatIsNotUtf8IsMadeSo)
{
    Bytes output;
    add(output, RecordType::Note, Payload().text("a\xFF"));
    add(output, RecordType::End, Payload());
    const auto parsed = parse_material(output);
    ASSERT_TRUE(parsed);
    EXPECT_EQ(std::get<Material>(*parsed).notes.at(0), "a\xEF\xBF\xBD");
}

TEST(Protocol, UnreadableArrivesWithItsReason)
{
    Bytes output;
    add(output, RecordType::Unreadable, Payload().u32(static_cast<std::uint32_t>(Unreadable::How::Malformed)).text("cut short"));
    const auto parsed = parse_file(output);
    ASSERT_TRUE(parsed);
    EXPECT_EQ(std::get<Unreadable>(*parsed).detail, "cut short");
}

TEST(Protocol, ATextBoxFarOutsideOrNotANumberIsALie)
{
    const auto box = [](double x, double score) {
        Payload payload;
        for (int i = 0; i < 4; ++i)
            payload.f64(x).f64(1);
        Bytes output;
        add(output, RecordType::TextBox, payload.text("A").f64(score).f64(1));
        add(output, RecordType::End, Payload());
        return output;
    };
    EXPECT_TRUE(parse_finds(box(5, 0.5)));
    EXPECT_FALSE(parse_finds(box(1e9, 0.5)));
    EXPECT_FALSE(parse_finds(box(5, std::numeric_limits<double>::quiet_NaN())));
}

}  // namespace imprimatur::jail
