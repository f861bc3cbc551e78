#include "midi_set.h"

#include "midi_texts.h"
#include "object_parts.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace imprimatur::dicom_eval {

namespace {

struct Person {
    const char *surname, *given, *record, *birth, *birth_words, *telephone, *address, *email, *hospital, *referring, *outside;
};

// Nobody's: names from several places, addresses of streets and towns that go together nowhere.
constexpr std::array<Person, 8> kPeople { {
    { "Hollingsworth", "Marguerite", "MR-4410927", "19481117", "11/17/1948", "(555) 014-2291",
        "4417 Maple Hollow Road, Brackenridge OH 44999", "m.hollingsworth48@mailbox.example", "Brackenridge Memorial Hospital",
        "Vandersloot", "Achterberg" },
    { "Okonkwo-Reyes", "Desmond", "7730-118-52", "19630402", "04/02/1963", "555-0187", "92 Quarry Lane Apt 7B, Tillamore 30911",
        "desmond.okr@post.example", "St. Aldhelm Medical Center", "Przybylski", "Castellanos" },
    { "Szymborska", "Halina", "PAT0099281", "19391201", "01.12.1939", "+48 22 555 01 34", "ulica Brzozowa 118, 00-994 Wilkowice",
        "halina.szym@poczta.example", "Szpital Wojewodzki Wilkowice", "Dabrowska", "Wisniewska" },
    { "Yamashiro", "Kenjiro", "JH-220156-K", "19710722", "1971-07-22", "03-5555-0199", "4-17-2 Minamikawa, Tokiwadai",
        "k.yamashiro@yubin.example", "Tokiwadai General Hospital", "Furukawa", "Nakagome" },
    { "Papadimitriou", "Eleftheria", "GR88120034", "19560315", "15 March 1956", "+30 21 0555 0142", "Odos Lemonodasous 63, Kallithronia",
        "el.papad@tachydromos.example", "Evangelistria Clinic", "Konstantakis", "Theodorakopoulos" },
    { "Brightwater", "Ruth", "0055120-9", "20120909", "Sep 9, 2012", "555 0111", "1 Old Cannery Wharf, Pelham Sound",
        "ruthsmum@inbox.example", "Pelham Sound Childrens Hospital", "Whitcombe", "Lockridge" },
    { "Guttormsgaard", "Sigbjorn", "N-31129944", "19850228", "28.02.1985", "+47 55 55 01 88", "Fjellveien 204, 5998 Haukedalen",
        "sigbjorn.g@epost.example", "Haukedalen sykehus", "Torgersrud", "Kvernberg" },
    { "Delacroix-Nguyen", "Amandine", "FR.1990.4471", "19900613", "13/06/1990", "01 55 55 01 23", "27 rue des Tilleuls, 69999 Saint-Brevol",
        "amandine.dn@courriel.example", "Clinique Saint-Brevol", "Beauregard", "Montaigu" },
} };

struct Device {
    const char *modality, *maker, *model;
};
constexpr std::array<Device, 7> kDevices { { { "CT", "SIEMENS", "SOMATOM Definition Flash" },
    { "MR", "Philips Medical Systems", "Ingenia" }, { "US", "GE MEDICAL SYSTEMS", "LOGIQ E9" }, { "CR", "FUJIFILM Corporation", "5000" },
    { "PT", "GE MEDICAL SYSTEMS", "Discovery 690" }, { "XA", "SIEMENS", "AXIOM-Artis" }, { "NM", "SIEMENS", "Symbia" } } };

constexpr std::array<Kind, 14> kOrder { Kind::Ct, Kind::Mr, Kind::Us, Kind::Cr, Kind::Mammography, Kind::Pet, Kind::NuclearMedicine,
    Kind::Angiography, Kind::Endoscopy, Kind::ComprehensiveSr, Kind::Presentation, Kind::RtStructureSet, Kind::Segmentation,
    Kind::BasicTextSr };

struct Round {
    const Person& person;
    std::string accession;
    std::string study_words;
    unsigned number = 0;
};

/// Text with its placeholders filled, and what was put in.
struct Filled {
    std::string text;
    std::vector<std::string> removed;
};

Filled fill(const std::string& text, const Round& round)
{
    const auto value = [&](char letter) -> std::string {
        switch (letter) {
        case 'P': return round.person.surname;
        case 'G': return round.person.given;
        case 'D': return round.person.outside;
        case 'R': return round.person.referring;
        case 'M': return round.person.record;
        case 'A': return round.accession;
        case 'B': return round.person.birth_words;
        case 'S': return round.study_words;
        case 'T': return round.person.telephone;
        case 'H': return round.person.hospital;
        case 'L': return round.person.address;
        default: return round.person.email;
        }
    };
    Filled filled;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '{') {
            filled.text += text[i];
            continue;
        }
        const auto put = value(text[i + 1]);
        filled.text += put;
        filled.removed.push_back(put);
        i += 2;
    }
    return filled;
}

std::vector<std::string> words_of(const std::string& text)
{
    std::vector<std::string> words(1);
    for (const char c : text) {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80)
            words.back() += c;
        else if (!words.back().empty())
            words.emplace_back();
    }
    if (words.back().empty())
        words.pop_back();
    return words;
}

/// What of a value can be asked to be gone: the scorer goes by tokens, so the 12 of "12 lead ECG" cannot be told from that of 3/12/2016.
std::string askable(const std::string& value, const std::string& text)
{
    const auto own = words_of(text);
    const auto parts = words_of(value);
    const auto is_own = [&](const std::string& part) { return std::find(own.begin(), own.end(), part) != own.end(); };
    if (std::none_of(parts.begin(), parts.end(), is_own))
        return value;
    std::string rest;
    for (const auto& part : parts)
        rest += is_own(part) ? "" : (rest.empty() ? "" : " ") + part;
    return rest;
}

class Author {
public:
    Author(MidiSet& set, std::string file)
        : m_set(set)
        , m_file(std::move(file))
    {
    }
    void check(const std::string& path, const std::string& action, const std::string& value = {})
    {
        m_set.key.push_back({ m_file, path, action, value });
    }
    /// Fills the text, and notes what has to go and what has to stay.
    std::string text(const std::string& path, const MidiText& it, const Round& round)
    {
        const auto filled = fill(it.text, round);
        for (const auto& gone : filled.removed)
            check(path, "text_removed", askable(gone, it.text));
        for (const auto& kept : it.kept)
            check(path, "text_retained", kept);
        return filled.text;
    }
    void uid(const std::string& path, const std::string& value)
    {
        check(path, "uid_changed", value);
        check(path, "uid_consistent", value);
    }

private:
    MidiSet& m_set;
    std::string m_file;
};

template <typename List> const auto& pick(const List& list, unsigned number) { return list[number % list.size()]; }

void describe(DataSet& set, Author& author, const Round& round, const std::string& modality)
{
    const auto& texts = midi_descriptors(modality);
    const struct {
        std::uint32_t tag;
        const char *vr, *path;
        unsigned turn;
    } places[] = { { 0x00081030, "LO", "00081030", 0 }, { 0x0008103E, "LO", "0008103E", 1 }, { 0x00181030, "LO", "00181030", 2 },
        { 0x00321060, "LO", "00321060", 3 }, { 0x00400254, "LO", "00400254", 4 } };
    for (const auto& place : places)
        set.text(place.tag, place.vr, author.text(place.path, pick(texts, round.number + place.turn), round));
    set.text(0x001021B0, "LT", author.text("001021B0", pick(midi_histories(), round.number), round));
    set.text(0x00204000, "LT", author.text("00204000", pick(midi_histories(), round.number + 3), round));
    set.text(0x00081080, "LO", author.text("00081080", { "Pneumonia, {H}", { "Pneumonia" } }, round));
    set.text(0x00102000, "LO", author.text("00102000", { "latex allergy per Dr. {D}", { "latex allergy" } }, round));
}

void identify(DataSet& set, Author& author, const Round& round, const Case& it)
{
    const auto& person = round.person;
    set.text(0x00080080, "LO", person.hospital)
        .text(0x00080081, "ST", person.address)
        .text(0x00080090, "PN", std::string(person.referring) + "^Dr");
    set.text(0x00101040, "LO", person.address).text(0x00102154, "SH", person.telephone).text(0x00080050, "SH", round.accession);
    set.text(0x00081070, "PN", person.outside)
        .text(0x00181000, "LO", "SN-" + round.accession)
        .text(0x00081010, "SH", "CTROOM" + std::to_string(round.number));
    for (const auto& [path, value] : std::vector<std::pair<std::string, std::string>> { { "00100010", person.surname },
             { "00100010", person.given }, { "00100020", person.record }, { "00080080", person.hospital }, { "00080081", person.address },
             { "00080090", person.referring }, { "00101040", person.address }, { "00102154", person.telephone },
             { "00080050", round.accession }, { "00081070", person.outside }, { "00181000", "SN-" + round.accession },
             { "00081010", "CTROOM" + std::to_string(round.number) } })
        author.check(path, "text_removed", value);
    author.check("00100020", "patid_consistent", person.record);
    author.check("00100030", "date_shifted", person.birth);
    for (const auto* path : { "00080020", "00080021", "00080023" })
        author.check(path, "date_shifted", it.study_date);
    author.uid("00080018", it.instance);
    author.uid("0020000D", it.study);
    author.uid("0020000E", it.series);
    for (const auto* path : { "00080018", "0020000D", "0020000E", "00080016", "00080060" })
        author.check(path, "text_notnull");
    for (const auto* path : { "00100010", "00100020", "00100030", "00100040", "00080020", "00080050", "00080090", "00200010" })
        author.check(path, "tag_retained");
}

void add_private(DataSet& set, Author& author, const Round& round, bool safe_private)
{
    set.text(0x00430010, "LO", "GEMS_PARM_01").text(0x00431027, "SH", "0.938:1").text(0x004310F1, "LO", round.person.surname);
    set.text(0x00990010, "LO", "SUNRISE PACS 2")
        .text(0x00991001, "LO", std::string("owner ") + round.person.surname)
        .text(0x00991002, "LT", round.person.address);
    author.check("0099xx01{SUNRISE PACS 2}", "text_removed", round.person.surname);
    author.check("0099xx02{SUNRISE PACS 2}", "text_removed", round.person.address);
    author.check("0043xxF1{GEMS_PARM_01}", "text_removed", round.person.surname);
    if (safe_private)
        author.check("0043xx27{GEMS_PARM_01}", "text_retained", "0.938:1");
}

void add_report(DataSet& set, Author& author, const Round& round, const Case& it)
{
    std::vector<DataSet::Fill> items;
    for (unsigned i = 0; i < 4; ++i) {
        const auto path = "0040A730[" + std::to_string(i) + "]";
        const auto text = author.text(path + ".0040A160", pick(midi_sentences(), round.number + i * 2), round);
        author.check(path + ".0040A043[0].00080104", "text_retained", "Finding");
        author.check(path + ".0040A040", "text_retained", "TEXT");
        items.emplace_back([text](DataSet& item) { text_item(item, "CONTAINS", { "121071", "DCM", "Finding" }, text); });
    }
    items.emplace_back([&](DataSet& item) {
        item.text(0x0040A010, "CS", "HAS OBS CONTEXT")
            .text(0x0040A040, "CS", "PNAME")
            .code(0x0040A043, "121008", "DCM", "Person Observer Name")
            .text(0x0040A123, "PN", round.person.outside);
    });
    author.check("0040A730[4].0040A123", "text_removed", round.person.outside);
    items.emplace_back([&](DataSet& item) {
        item.text(0x0040A010, "CS", "CONTAINS").text(0x0040A040, "CS", "IMAGE").sequence(0x00081199, [&](DataSet& ref) {
            sop_reference(ref, it.refers_to_class, it.refers_to);
        });
    });
    author.uid("0040A730[5].00081199[0].00081155", it.refers_to);
    author.check("0040A730[5].00081199[0].00081150", "text_retained", it.refers_to_class);
    set.sequence(0x0040A730, items);
}

/// What belongs to the picture and to nobody.
void keep_technique(DataSet& set, Author& author, const std::string& file, Kind kind)
{
    if (!has_pixels(kind))
        return;
    author.check("7FE00010", "pixels_retained");
    author.check("00280010", "text_retained", "32");
    author.check("00280004", "text_retained", picture_of(kind).photometric);
    if (kind == Kind::Ct) {
        set.text(0x00181210, "SH", "B30f");
        author.check("00180060", "text_retained", "120");
        author.check("00180015", "text_retained", "CHEST");
        author.check("00281052", "text_retained", "-1024");
        author.check("00181210", "text_retained", "B30f");
    }
    if (kind == Kind::Mr) {
        author.check("00180080", "text_retained", "500");
        author.check("00180020", "text_retained", "SE");
        author.check("00180015", "text_retained", "HEAD");
    }
    for (const auto& device : kDevices) {
        if (file.find(name_of(kind)) == std::string::npos
            || std::string(device.modality)
                != std::string(kind == Kind::Ct ? "CT"
                        : kind == Kind::Mr      ? "MR"
                        : kind == Kind::Us      ? "US"
                        : kind == Kind::Pet     ? "PT"
                                                : "--"))
            continue;
        set.text(0x00080070, "LO", device.maker).text(0x00081090, "LO", device.model);
        author.check("00080070", "text_retained", device.maker);
        author.check("00081090", "text_retained", device.model);
    }
}

std::string modality_of(Kind kind)
{
    static const std::vector<std::pair<Kind, std::string>> kNames { { Kind::Ct, "CT" }, { Kind::Mr, "MR" }, { Kind::Us, "US" },
        { Kind::Cr, "CR" }, { Kind::Mammography, "MG" }, { Kind::Pet, "PT" }, { Kind::NuclearMedicine, "NM" }, { Kind::Angiography, "XA" },
        { Kind::Endoscopy, "ES" }, { Kind::RtStructureSet, "RTSTRUCT" }, { Kind::Segmentation, "SEG" }, { Kind::Presentation, "PR" } };
    for (const auto& [one, name] : kNames) {
        if (one == kind)
            return name;
    }
    return "SR";
}

void add_object(MidiSet& out, const Person& person, unsigned patient, unsigned study, unsigned object, bool safe_private)
{
    const auto number = patient * 10 + study * 5 + object;
    const auto kind = pick(kOrder, patient + study * 3 + object * 2 + (object > 2 ? 1U : 0U));
    const auto uid = [&](unsigned a, unsigned b) {
        return "1.2.826.0.1.3680043.8.498.55" + std::to_string(a) + "." + std::to_string(100000 + b * 7919);
    };
    const auto day = 10 + patient + study;
    const auto year = 2014 + patient;
    Case it { .patient = std::string(person.surname) + "^" + person.given, .patient_id = person.record, .birth_date = person.birth };
    it.study_date = std::to_string(year) + "0" + std::to_string(3 + study) + std::to_string(day);
    it.accession = "ACC" + std::to_string(440000 + patient * 131 + study * 17);
    it.study = uid(1, patient * 2 + study);
    it.series = uid(2, number);
    it.instance = uid(3, number);
    it.frame_of_reference = uid(4, patient * 2 + study);
    it.refers_to = uid(3, patient * 10 + study * 5);
    it.number = static_cast<int>(object) + 1;
    const Round round { person, it.accession, std::to_string(3 + study) + "/" + std::to_string(day) + "/" + std::to_string(year), number };
    const auto name = name_of(kind) + "_" + std::to_string(100 + number) + ".dcm";
    Author author(out, name);
    auto set = object_of(kind, it, number % 4 == 0 ? kImplicit : kExplicit);
    identify(set, author, round, it);
    describe(set, author, round, modality_of(kind));
    add_private(set, author, round, safe_private);
    keep_technique(set, author, name, kind);
    if (kind == Kind::ComprehensiveSr || kind == Kind::BasicTextSr)
        add_report(set, author, round, it);
    set.sequence(0x00082112, [&](DataSet& ref) { sop_reference(ref, it.refers_to_class, it.refers_to); });
    author.check("00082112[0].00081155", "uid_changed", it.refers_to);
    author.check("00082112[0].00081155", "uid_consistent", it.refers_to);
    out.files.push_back({ name, file_of_set(kind, it, set) });
}

}  // namespace

MidiSet midi_set(bool safe_private)
{
    MidiSet set;
    for (unsigned patient = 0; patient < kPeople.size(); ++patient) {
        for (unsigned study = 0; study < 2; ++study) {
            for (unsigned object = 0; object < 5; ++object)
                add_object(set, kPeople[patient], patient, study, object, safe_private);
        }
    }
    return set;
}

}  // namespace imprimatur::dicom_eval
