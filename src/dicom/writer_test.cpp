#include "dicom/writer.h"

#include "dicom/data_set.h"
#include "dicom/inflate.h"
#include "dicom/tables_test_support.h"
#include "dicom/test_data_set.h"

namespace imprimatur::dicom {
namespace {

using namespace testing;

Bytes written(Encoding encoding, const std::function<void(Writer&)>& write)
{
    MemorySink sink;
    {
        Writer writer(sink, *transfer_syntax(syntax_of(encoding)));
        write(writer);
    }
    return sink.bytes;
}

TEST(Writer, WritesWhatTheStandardWrites)
{
    for (const auto encoding : { Encoding::Implicit, Encoding::Explicit, Encoding::BigEndian }) {
        Elements item(encoding);
        item.text({ 0x0008, 0x1155 }, Vr::UI, "1.2.3");
        Elements expected(encoding);
        expected.sequence({ 0x0008, 0x1140 }, { item }).text({ 0x0010, 0x0010 }, Vr::PN, "A^B").number({ 0x0028, 0x0010 }, 513);
        expected.bytes(kPixelData, Vr::OW, Bytes { 1, 2, 3, 4 });
        const Bytes rows = encoding == Encoding::BigEndian ? Bytes { 2, 1 } : Bytes { 1, 2 };
        const auto bytes = written(encoding, [&](Writer& writer) {
            writer.begin_sequence({ 0x0008, 0x1140 });
            writer.begin_item();
            writer.element({ 0x0008, 0x1155 }, Vr::UI, std::string_view("1.2.3"));
            writer.end_item();
            writer.end_sequence();
            writer.element({ 0x0010, 0x0010 }, Vr::PN, std::string_view("A^B"));
            writer.element({ 0x0028, 0x0010 }, Vr::US, rows);
            writer.begin_native(kPixelData, Vr::OW, 4);
            writer.raw(Bytes { 1, 2, 3, 4 });
        });
        EXPECT_EQ(bytes, expected.get());
    }
}

TEST(Writer, FragmentsHaveAnEmptyOffsetTableAndEvenLengths)
{
    const auto bytes = written(Encoding::Explicit, [](Writer& writer) {
        writer.begin_encapsulated();
        writer.fragment(bytes_of("odd"));
        writer.fragment(bytes_of("even"));
        writer.end_encapsulated();
    });
    EXPECT_EQ(bytes, Elements().fragments({ Bytes { 'o', 'd', 'd', 0 }, bytes_of("even") }).get());
}

TEST(Writer, AValueTooLongForItsVrIsWrittenAsUnknown)
{
    // PS3.5 6.2.2: a length field of two bytes must never wrap around.
    for (const std::size_t length : { 65'534U, 65'535U, 65'536U, 70'001U }) {
        const std::string value(length, '1');
        const auto file = file_of(written(Encoding::Explicit,
                                      [&](Writer& writer) {
                                          writer.element({ 0x0018, 0x0060 }, Vr::DS, value);
                                      }),
            kExplicit);
        const auto parsed = parse(file, shipped());
        ASSERT_TRUE(std::holds_alternative<DataSet>(parsed)) << length;
        EXPECT_EQ(std::get<DataSet>(parsed).text({ 0x0018, 0x0060 }), value) << length;
    }
}

TEST(Writer, FileMetaInformationHoldsNothingOfTheOriginal)
{
    const auto meta = file_meta(kCtImage, "2.25.1", kExplicit);
    EXPECT_EQ(ByteView(meta).first(128).size(), 128U);
    EXPECT_TRUE(std::all_of(meta.begin(), meta.begin() + 128, [](std::uint8_t byte) { return byte == 0; }));
    EXPECT_EQ(as_text(ByteView(meta).subspan(128, 4)), "DICM");
    // (0002,0000) says how much follows.
    const auto stated = ByteReader(ByteView(meta).subspan(140, 4)).u32(false);
    EXPECT_EQ(stated, meta.size() - 144);
    EXPECT_TRUE(std::holds_alternative<DataSet>(parse(joined({ meta, ct().get() }), shipped())));
}

TEST(TransferSyntax, IsKnownByItsUid)
{
    ASSERT_NE(transfer_syntax(kBigEndian), nullptr);
    EXPECT_TRUE(transfer_syntax(kBigEndian)->big_endian);
    EXPECT_TRUE(transfer_syntax(kImplicit)->implicit_vr);
    EXPECT_TRUE(transfer_syntax(kDeflated)->deflated);
    EXPECT_FALSE(transfer_syntax(kExplicit)->encapsulated());
    EXPECT_EQ(transfer_syntax(kJpeg)->codec, PixelCodec::Jpeg);
    EXPECT_FALSE(transfer_syntax(kJpeg)->lossless);
    EXPECT_TRUE(transfer_syntax("1.2.840.10008.1.2.4.70")->lossless);
    EXPECT_EQ(transfer_syntax("1.2.840.10008.1.2.4.102")->codec, PixelCodec::NotOpened);
    EXPECT_EQ(transfer_syntax("1.2.840.10008.1.2.4.50 "), nullptr);
    EXPECT_EQ(transfer_syntax(""), nullptr);
    EXPECT_EQ(default_transfer_syntax().uid, kImplicit);
}

TEST(Inflate, GivesBackWhatWasDeflated)
{
    Bytes bytes;
    for (std::size_t i = 0; i < 700'000; ++i)
        bytes.push_back(static_cast<std::uint8_t>(i * i >> 3));
    EXPECT_EQ(inflate_raw(deflate_raw(bytes))->bytes, bytes);
    EXPECT_EQ(inflate_raw(deflate_raw({}))->bytes, Bytes {});
}

TEST(Inflate, TakesNothingThatIsBrokenOrCutShort)
{
    const auto deflated = deflate_raw(bytes_of("Quillfeather, Quillfeather, Quillfeather and nobody else at all"));
    for (std::size_t length = 0; length < deflated.size(); ++length)
        EXPECT_FALSE(inflate_raw(ByteView(deflated).first(length))) << length;
    EXPECT_FALSE(inflate_raw(bytes_of("\xFF\xFF\xFF not deflated")));
}

}  // namespace
}  // namespace imprimatur::dicom
