// Names and descriptions in the character sets of PS3.3 C.12.1.1.2, as bytes. The escape sequences of ISO 2022 are written out.
#include "objects.h"
#include "planted.h"

namespace imprimatur::dicom_eval {

namespace {

struct Written {
    const char* file;
    const char* character_set;
    Octets name;  ///< encoded
    const char* name_utf8;
    Octets place;
    const char* place_utf8;
    Octets text;
    const char* text_utf8;
};

/// JIS X 0208 behind ESC $ B, and back to ASCII.
Octets kanji(const Octets& two_bytes_each) { return "\x1B$B" + two_bytes_each + "\x1B(B"; }

std::vector<Written> all_written()
{
    return {
        { "a_iso_2022_ir_87.dcm", "\\ISO 2022 IR 87", "Kurotsuchi^Mayuri=" + kanji("\x39\x75\x45\x5A") + "^" + kanji("\x3E\x2B\x4D\x7A"),
            "黒土", kanji("\x3F\x79\x4A\x42\x49\x42\x31\x21"), "杉並病院", kanji("\x39\x75\x45\x5A\x35\x57\x39\x67"), "黒土久合" },
        { "a_gb18030.dcm", "GB18030", "Ouyangxiu^Zhihao=\xC5\xB7\xD1\xF4^\xD6\xBE\xBA\xC6", "欧阳",
            "\xB3\xAF\xD1\xF4\xC7\xF8\xD2\xBD\xD4\xBA", "朝阳区医院", "\xB5\xC8\xB4\xFD\xC5\xB7\xD1\xF4\xD6\xBE\xBA\xC6", "等待欧阳志浩" },
        { "a_iso_ir_100.dcm", "ISO_IR 100", "\xC5ngstr\xF6mqvist^\xD6rjan", "Ångströmqvist", "Hospital Cora\xE7\xE3o de S\xE3o Lu\xEDs",
            "Coração de São Luís", "Gro\xDFm\xFCtterlein M\xFC\xF1ozberg rief an", "Müñozberg" },
        { "a_iso_ir_144.dcm", "ISO_IR 144", "\xBF\xD5\xE0\xD5\xDF\xD5\xDB\xEE\xE5\xD8\xDD^\xB8\xD3\xDD\xD0\xE2", "Перепелюхин",
            "\xB1\xDE\xDB\xEC\xDD\xD8\xE6\xD0 \xB7\xDB\xDE\xE2\xE3\xE1\xE2\xDE\xD2\xD0", "Злотустова",
            "\xB7\xD2\xDE\xDD\xD8\xE2\xEC \xBF\xD5\xE0\xD5\xDF\xD5\xDB\xEE\xE5\xD8\xDD", "Звонить Перепелюхин" },
        { "a_iso_ir_126.dcm", "ISO_IR 126", "\xD0\xE1\xF0\xE1\xE4\xFC\xF0\xEF\xF5\xEB\xEF\xF2^\xCD\xDF\xEA\xEF\xF2", "Παπαδόπουλος",
            "\xC5\xF5\xE1\xE3\xE3\xE5\xEB\xE9\xF3\xEC\xFC\xF2", "Ευαγγελισμός", "\xD0\xE1\xF0\xE1\xE4\xFC\xF0\xEF\xF5\xEB\xEF\xF2 2",
            "Παπαδόπουλος 2" },
        { "a_iso_ir_192.dcm", "ISO_IR 192", "عبدالرحمانوف^نورالدين", "عبدالرحمانوف", "โรงพยาบาลสมุทรเจริญ", "สมุทรเจริญ", "रामचन्द्रनाथन से संपर्क",
            "रामचन्द्रनाथन" },
        { "a_korean.dcm", "\\ISO 2022 IR 149", "Namgung^Minsu=\x1B$)C\xB3\xB2\xB1\xC3^\x1B$)C\xB9\xCE\xBC\xF6", "남궁",
            "\x1B$)C\xC7\xD1\xB0\xAD\xBA\xB4\xBF\xF8", "한강병원", "\x1B$)C\xB3\xB2\xB1\xC3\xB9\xCE\xBC\xF6", "남궁민수" },
    };
}

/// The longest run without an escape: what a search of the raw bytes has to find.
Octets core_of(const Octets& bytes)
{
    auto core = bytes;
    const auto equals = core.find('=');
    if (equals != Octets::npos)
        core = core.substr(equals + 1);
    core = core.substr(0, core.find('^'));
    if (core.starts_with("\x1B$"))
        core = core.substr(core[2] == ')' ? 4 : 3);
    return core.substr(0, core.find('\x1B'));
}

}  // namespace

void plant_character_sets(PlantedSet& all, Invent& invent)
{
    for (const auto& written : all_written()) {
        Sheet sheet(written.file, all, invent);
        auto it = noted_case(sheet);
        auto set = object_of(Kind::Mr, it);
        set.text(0x00080005, "CS", written.character_set);
        sheet.encoded("PatientName", "character set", core_of(written.name), written.name_utf8);
        sheet.encoded("InstitutionName", "character set", core_of(written.place), written.place_utf8);
        sheet.encoded("StudyDescription", "character set", core_of(written.text), written.text_utf8);
        set.text(0x00101001, "PN", it.patient)
            .text(0x00100010, "PN", written.name)
            .text(0x00080080, "LO", written.place)
            .text(0x00081030, "LO", "MRI " + written.text);
        set.text(0x00081090, "LO", written.text).text(0x00181210, "SH", written.place.size() > 16 ? written.text : written.place);
        set.sequence(0x00089215, [&](DataSet& item) { item.text(0x00100010, "PN", written.name).text(0x0040A160, "UT", written.text); });
        // PS3.5 6.1.2.5.3: an item may bring a character set of its own.
        set.sequence(0x00409096, [&](DataSet& item) {
            item.text(0x00080005, "CS", "ISO_IR 192")
                .text(0x0040A160, "UT", sheet.text("UTF-8 in an item of another set", "character set", "Żółtowłosińska"));
        });
        sheet.finish(file_of_set(Kind::Mr, it, set));
    }
}

}  // namespace imprimatur::dicom_eval
