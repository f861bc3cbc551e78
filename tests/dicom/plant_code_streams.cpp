// Comments, application segments, thumbnails and stray bytes in compressed frames.
#include "codestreams.h"
#include "planted.h"

namespace imprimatur::dicom_eval {

namespace {

struct Stage {
    Sheet sheet;
    Case it;
    DataSet set;
    Kind kind;
};

Stage begin(PlantedSet& all, Invent& invent, const std::string& name, const Syntax& syntax, const Picture& picture)
{
    Sheet sheet(name, all, invent);
    const auto it = noted_case(sheet);
    const auto kind = picture.samples == 3 ? Kind::Endoscopy : Kind::SecondaryCapture;
    auto set = object_of(kind, it, syntax);
    describe_pixels(set, picture);
    return { std::move(sheet), it, std::move(set), kind };
}

void end(Stage& stage, const Octets& offsets, const std::vector<Octets>& parts)
{
    stage.set.fragments(offsets, parts);
    stage.sheet.finish(file_of_set(stage.kind, stage.it, stage.set));
}

Octets exif(const Octets& artist)
{
    return Octets("Exif\0\0", 6) + "MM" + number(42, 2, true) + number(8, 4, true) + number(1, 2, true) + number(0x013B, 2, true)
        + number(2, 2, true) + number(artist.size() + 1, 4, true) + number(26, 4, true) + number(0, 4) + artist + '\0';
}

Octets with_segments(Sheet& sheet, const Octets& stream, const std::string& at)
{
    const auto name = [&](const char* what) { return sheet.name(what + at, "code stream"); };
    auto out = with_segment(stream, 0xFE, name("COM"));
    // T.871: a thumbnail of 4 by 4 in the JFIF segment.
    auto thumbnail = name("APP0 thumbnail");
    thumbnail.resize(48, '\x20');
    out = with_segment(out, 0xED,
        Octets("Photoshop 3.0\0", 14) + "8BIM" + number(0x0404, 2, true) + number(0, 2) + number(40, 4, true) + name("APP13 IPTC"));
    out = with_segment(out, 0xE1, Octets("http://ns.adobe.com/xap/1.0/\0", 29) + "<x:xmpmeta>" + name("APP1 XMP") + "</x:xmpmeta>");
    out = with_segment(out, 0xE1, exif(name("APP1 EXIF Artist")));
    out = with_segment(out, 0xE2, Octets("ICC_PROFILE\0\1\1", 14) + icc_profile(name("APP2 ICC description"), "none", "none", {}));
    out = with_segment(out, 0xEF, name("APP15"));
    out = with_segment(out, 0xE0, Octets("JFXX\0\x13", 6) + number(4, 1) + number(4, 1) + thumbnail);
    out = with_segment_before_last_scan(out, 0xFE, name("COM before the last scan"));
    return out + name("behind EOI");
}

void plant_jpeg(PlantedSet& all, Invent& invent)
{
    auto one = begin(all, invent, "a_jpeg_baseline.dcm", kJpeg, kGrey8);
    end(one, {}, { with_segments(one.sheet, encoded_frame(kGrey8, Encoding::JpegBaseline), "") });

    auto colour = kColour;
    colour.photometric = "YBR_FULL";
    auto scans = begin(all, invent, "a_jpeg_three_scans.dcm", kJpeg, colour);
    end(scans, {}, { with_segments(scans.sheet, jpeg_in_scans(), " in three scans") });

    auto stray = begin(all, invent, "a_jpeg_between_scans.dcm", kJpeg, colour);
    const auto stream = jpeg_in_scans();
    const auto last = stream.rfind("\xFF\xDA");
    end(stray, {}, { stream.substr(0, last) + stray.sheet.name("bytes between two scans", "code stream") + stream.substr(last) });

    auto lossless = begin(all, invent, "a_jpeg_lossless.dcm", kJpegLossless, Picture {});
    end(lossless, {}, { with_segments(lossless.sheet, encoded_frame({}, Encoding::JpegLossless), " lossless") });

    auto two = kGrey8;
    two.frames = 2;
    auto frames = begin(all, invent, "a_jpeg_two_frames.dcm", kJpeg, two);
    const auto frame = encoded_frame(kGrey8, Encoding::JpegBaseline);
    end(frames, {},
        { with_segment(frame, 0xFE, frames.sheet.name("COM of frame 1", "code stream")),
            with_segment(frame, 0xFE, frames.sheet.name("COM of frame 2", "code stream")) });
}

void plant_jpeg_ls(PlantedSet& all, Invent& invent)
{
    auto stage = begin(all, invent, "a_jpeg_ls.dcm", kJpegLs, Picture {});
    auto stream = encoded_frame({}, Encoding::JpegLs);
    stream = with_segment(stream, 0xFE, stage.sheet.name("JPEG-LS COM", "code stream"));
    stream = with_segment(stream, 0xE3, stage.sheet.name("JPEG-LS APP3", "code stream"));
    end(stage, {}, { stream + stage.sheet.name("behind EOI of JPEG-LS", "code stream") });
}

void plant_jpeg_2000(PlantedSet& all, Invent& invent)
{
    auto stage = begin(all, invent, "a_jpeg_2000.dcm", kJpeg2000, Picture {});
    auto stream = encoded_frame({}, Encoding::Jpeg2000);
    stream = with_tile_comment(with_main_comment(stream, stage.sheet.name("J2K COM, main header", "code stream")),
        stage.sheet.name("J2K COM, tile-part header", "code stream"));
    end(stage, {}, { stream + stage.sheet.name("behind EOC", "code stream") });

    auto boxed = begin(all, invent, "a_jp2_boxes.dcm", kJpeg2000, Picture {});
    end(boxed, {}, { in_jp2(encoded_frame({}, Encoding::Jpeg2000), {}, boxed.sheet.name("JP2 xml and uuid boxes", "code stream")) });

    auto colour = begin(all, invent, "a_jpeg_2000_colour.dcm", kJpeg2000, kColour);
    end(colour, {}, { with_main_comment(encoded_frame(kColour, Encoding::Jpeg2000), colour.sheet.name("J2K COM, colour", "code stream")) });
}

void plant_rle(PlantedSet& all, Invent& invent)
{
    auto stage = begin(all, invent, "a_rle.dcm", kRle, Picture {});
    auto gap = stage.sheet.name("gap behind the RLE header", "code stream");
    gap.resize(24, '\0');
    auto behind = stage.sheet.name("behind the last RLE segment", "code stream");
    behind.resize(24, '\0');
    end(stage, {}, { rle_frame({}, gap, behind) });

    auto unused = begin(all, invent, "a_rle_unused_offsets.dcm", kRle, Picture {});
    auto frame = rle_frame({});
    // PS3.5 G.5: offsets of segments that are not there are zero.
    const auto token = unused.sheet.name("unused offsets of the RLE header", "code stream");
    frame.replace(16, token.size(), token);
    end(unused, {}, { frame });
}

void plant_tables(PlantedSet& all, Invent& invent)
{
    auto stage = begin(all, invent, "a_offset_table.dcm", kJpegLossless, Picture {});
    auto offsets = number(0, 4) + stage.sheet.name("Basic Offset Table behind its entries", "fragments");
    offsets.resize((offsets.size() + 3) / 4 * 4, '\0');
    end(stage, offsets, { encoded_frame({}, Encoding::JpegLossless) });

    auto empty = begin(all, invent, "a_empty_fragments.dcm", kJpegLossless, Picture {});
    const auto frame = encoded_frame({}, Encoding::JpegLossless);
    end(empty, {},
        { frame.substr(0, 40), Octets(), frame.substr(40) + Octets(8, '\0') + empty.sheet.name("padding of the last fragment", "fragments"),
            Octets() });

    auto extended = begin(all, invent, "a_extended_offset_table.dcm", kJpegLossless, Picture {});
    auto table = number(0, 8) + extended.sheet.name("Extended Offset Table behind its entries", "fragments");
    table.resize((table.size() + 7) / 8 * 8, '\0');
    auto lengths = number(frame.size(), 8) + extended.sheet.name("Extended Offset Table Lengths behind its entries", "fragments");
    lengths.resize((lengths.size() + 7) / 8 * 8, '\0');
    extended.set.bytes(0x7FE00001, "OV", table).bytes(0x7FE00002, "OV", lengths);
    end(extended, {}, { frame });
}

}  // namespace

void plant_code_streams(PlantedSet& set, Invent& invent)
{
    plant_jpeg(set, invent);
    plant_jpeg_ls(set, invent);
    plant_jpeg_2000(set, invent);
    plant_rle(set, invent);
    plant_tables(set, invent);
}

}  // namespace imprimatur::dicom_eval
