#include "jail/protocol.h"

#include "base/limits.h"

#include <gtest/gtest.h>

#include <cmath>

namespace imprimatur::jail {

namespace {

void add(Bytes& output, RecordType type, const Bytes& payload)
{
    const Bytes head = record_head(type, payload.size());
    output.insert(output.end(), head.begin(), head.end());
    output.insert(output.end(), payload.begin(), payload.end());
}

Quad square(double at)
{
    Quad quad;
    quad.corners = { Point { at, at }, Point { at + 9, at }, Point { at + 9, at + 9 }, Point { at, at + 9 } };
    return quad;
}

Bytes joined(std::initializer_list<Bytes> pieces)
{
    Bytes all;
    for (const auto& piece : pieces)
        all.insert(all.end(), piece.begin(), piece.end());
    return all;
}

const Frame kFrame { 4, 3, 1, Bytes(12, 50) };

}  // namespace

TEST(ProtocolFinds, WhatWasSeenArrives)
{
    Bytes output;
    add(output, RecordType::TextBox, find_payload(TextBox { square(1), "EXAMPLE", 0.9, 0.8 }).bytes());
    add(output, RecordType::SecondReading, find_payload(TextBox { square(2), "example", 0.7, 0.7 }).bytes());
    add(output, RecordType::Face, find_payload(FaceBox { square(3), 0.99, "turned 90" }).bytes());
    add(output, RecordType::Code, find_payload(CodeBox { square(4), "QRCode", true }).bytes());
    add(output, RecordType::Heat, joined({ frame_head(kFrame), kFrame.samples }));
    add(output, RecordType::End, {});
    const auto parsed = parse_finds(output);
    ASSERT_TRUE(parsed);
    const auto& finds = std::get<PixelFinds>(*parsed);
    EXPECT_EQ(finds.writing.at(0).text, "EXAMPLE");
    EXPECT_EQ(finds.second_reading.at(0).text, "example");
    EXPECT_EQ(finds.faces.at(0).seen_as, "turned 90");
    EXPECT_DOUBLE_EQ(finds.faces.at(0).quad.corners[2].x, 12);
    EXPECT_TRUE(finds.codes.at(0).decoded);
    ASSERT_TRUE(finds.heat);
    EXPECT_EQ(finds.heat->samples.size(), 12U);
}

TEST(ProtocolFinds, AScoreThatIsNoneIsALie)
{
    for (const double score : { -0.1, 1.5, std::nan(""), HUGE_VAL }) {
        Bytes output;
        add(output, RecordType::Face, find_payload(FaceBox { square(3), score, "" }).bytes());
        add(output, RecordType::End, {});
        EXPECT_FALSE(parse_finds(output)) << score;
    }
}

TEST(ProtocolFinds, MoreFacesThanAPictureMayHaveAreALie)
{
    Bytes output;
    for (std::size_t i = 0; i <= limits::kMaxFaces; ++i)
        add(output, RecordType::Face, find_payload(FaceBox { square(3), 0.5, "" }).bytes());
    add(output, RecordType::End, {});
    EXPECT_FALSE(parse_finds(output));
}

TEST(ProtocolFinds, ALookArrivesWithItsFrame)
{
    const LookRequest request { LookRequest::Pass::Verification, Effort::Thorough, true, { { 1, 2, 3, 4 } } };
    const auto look = parse_look(joined({ look_head(request), frame_head(kFrame), kFrame.samples }));
    ASSERT_TRUE(look);
    EXPECT_EQ(look->request.pass, LookRequest::Pass::Verification);
    EXPECT_EQ(look->request.effort, Effort::Thorough);
    EXPECT_TRUE(look->request.heat);
    EXPECT_EQ(look->request.covered.at(0), (Rect { 1, 2, 3, 4 }));
    EXPECT_EQ(look->frame.samples, kFrame.samples);
}

TEST(ProtocolFinds, ADrawingArrivesWithItsMarksAndItsHeat)
{
    Drawing drawing;
    drawing.marks.push_back({ square(5), PictureMark::Colour::Asked, "full face photo 40" });
    drawing.heat = HeatMap { 2, 2, { 0, 1, 2, 3 } };
    const auto parsed = parse_drawing(joined({ drawing_head(drawing.marks, drawing.heat), frame_head(kFrame), kFrame.samples }));
    ASSERT_TRUE(parsed);
    EXPECT_EQ(parsed->marks.at(0).label, "full face photo 40");
    EXPECT_EQ(parsed->heat->samples, (Bytes { 0, 1, 2, 3 }));
    EXPECT_EQ(parsed->frame.width, 4U);
    drawing.heat.reset();
    EXPECT_FALSE(parse_drawing(joined({ drawing_head(drawing.marks, drawing.heat), frame_head(kFrame), kFrame.samples }))->heat);
}

TEST(ProtocolFinds, EveryCutOfARequestIsNone)
{
    Drawing drawing;
    drawing.marks.push_back({ square(5), PictureMark::Colour::Asked, "x" });
    const Bytes drawn = joined({ drawing_head(drawing.marks, drawing.heat), frame_head(kFrame), kFrame.samples });
    for (std::size_t length = 0; length < drawn.size(); ++length)
        EXPECT_FALSE(parse_drawing(ByteView(drawn).first(length))) << length;
    const Bytes look = joined({ look_head({}), frame_head(kFrame), kFrame.samples });
    for (std::size_t length = 0; length < look.size(); ++length)
        EXPECT_FALSE(parse_look(ByteView(look).first(length))) << length;
}

}  // namespace imprimatur::jail
