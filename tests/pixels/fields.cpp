#include "fields.h"

#include <array>
#include <cctype>
#include <fmt/format.h>

namespace imprimatur::pixels {

namespace {

constexpr const char* kFamily[] = { "Okafor", "Garcia", "Nguyen", "Patel", "Kowalski", "Yamamoto", "Haddad", "Lindqvist", "Abebe", "Rossi",
    "Novak", "Dubois", "O'Brien", "van Dijk", "Kim", "Silva", "Petrov", "Adeyemi", "Begum", "Fernandes", "Horvath", "Wójcik", "Müller",
    "Çelik", "Nakamura", "Mbeki", "Sørensen", "Ionescu", "Tanaka", "Castillo", "McAllister", "Rahman", "Popescu", "Virtanen", "Ngata",
    "Whitfield", "St. Clair", "Al-Masri", "De la Cruz", "Zhou" };
constexpr const char* kGiven[] = { "Amara", "Luis", "Thuy", "Anjali", "Tomasz", "Keiko", "Layla", "Erik", "Selam", "Giulia", "Petra",
    "Camille", "Sean", "Joost", "Min-jun", "Beatriz", "Ivan", "Folake", "Nasreen", "Rui", "Zsofia", "Hanna", "Jürgen", "Elif", "Haruto",
    "Thandi", "Astrid", "Mihai", "Grace", "Diego", "Fiona", "Imran", "Elena", "Aino", "Tane", "Margaret", "John", "Rose", "Omar", "Wei" };
constexpr const char* kMonths[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
constexpr const char* kPlaces[] = { "St Elwin's Hospital", "NORTHMOOR GENERAL", "Klinikum Ahlenbach", "Hopital Sainte-Odile",
    "Lakeview Imaging Ctr", "Ospedale San Brunone", "RIVERBEND MEDICAL CENTER", "Hospital del Valle Alto", "Mercy Hill Radiology",
    "Dept of Radiology, Ardmoor", "Szpital Lesny", "CHU de Montrevel", "East Fenwick Clinic", "UNIV. HOSP. KASTELL",
    "Bayside Heart Institute" };
constexpr const char* kStreets[]
    = { "Alder Lane", "Rue des Tilleuls", "Birkenweg", "Station Road", "Maple Street", "Via Garofano", "Calle Almendro" };
constexpr const char* kTowns[] = { "Ardmoor", "Fenwick", "Lindau-Ost", "Montrevel", "Greystone", "Casalverde" };

std::string upper(std::string text)
{
    for (auto& c : text) {
        if (static_cast<unsigned char>(c) < 0x80)
            c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
    return text;
}

/// A pen and some bitmap fonts know ASCII only; names in capitals must not end up half in capitals.
bool ascii(const std::string& text)
{
    for (const char c : text) {
        if (static_cast<unsigned char>(c) >= 0x80)
            return false;
    }
    return true;
}

std::string digits(Random& random, int count)
{
    std::string text;
    for (int i = 0; i < count; ++i)
        text += static_cast<char>('0' + random.between(i == 0 ? 1 : 0, 9));
    return text;
}

std::string name(Random& random)
{
    const std::string family = random.pick(kFamily), given = random.pick(kGiven);
    const auto shout = [](const std::string& text) { return ascii(text) ? upper(text) : text; };
    switch (random.between(0, 9)) {
    case 0: return shout(family) + ", " + shout(given);
    case 1: return shout(family) + "^" + shout(given);
    case 2: return given + " " + family;
    case 3: return shout(family) + " " + given.substr(0, 1);
    case 4: return family + ", " + given;
    case 5: return random.pick({ "Mr ", "Mrs ", "Ms ", "Pt: ", "Name: ", "Patient: " }) + given + " " + family;
    case 6: return given.substr(0, 1) + ". " + family;
    case 7: return shout(family + ", " + given + " " + static_cast<char>('A' + random.between(0, 25)) + ".");
    case 8: return family + " " + given;
    default: return shout(given + " " + family);
    }
}

std::string date(Random& random, int first, int last)
{
    const int y = random.between(first, last), m = random.between(1, 12), d = random.between(1, 28);
    const std::string month = kMonths[m - 1];
    switch (random.between(0, 8)) {
    case 0: return fmt::format("{:02}/{:02}/{}", d, m, y);
    case 1: return fmt::format("{}-{:02}-{:02}", y, m, d);
    case 2: return fmt::format("{:02}.{:02}.{}", d, m, y);
    case 3: return fmt::format("{:02}-{}-{}", d, month, y);
    case 4: return fmt::format("{} {}, {}", month, d, y);
    case 5: return fmt::format("{:02} {} {}", d, upper(month), y);
    case 6: return fmt::format("{}{:02}{:02}", y, m, d);
    case 7: return fmt::format("{:02}/{:02}/{:02}", m, d, y % 100);
    default: return fmt::format("{}/{:02}/{:02}", y, m, d);
    }
}

std::string clock_time(Random& random)
{
    const int h = random.between(0, 23), m = random.between(0, 59), s = random.between(0, 59);
    switch (random.between(0, 3)) {
    case 0: return fmt::format("{:02}:{:02}:{:02}", h, m, s);
    case 1: return fmt::format("{:02}:{:02}", h, m);
    case 2: return fmt::format("{:02}:{:02}:{:02} {}", h % 12 + 1, m, s, h < 12 ? "AM" : "PM");
    default: return fmt::format("{:02}h{:02}", h, m);
    }
}

/// Ten digits in NHS form whose check digit is wrong, so it is nobody's.
std::string no_health_number(Random& random)
{
    std::string number = digits(random, 9);
    int sum = 0;
    for (int i = 0; i < 9; ++i)
        sum += (number[static_cast<std::size_t>(i)] - '0') * (10 - i);
    const int right = (11 - sum % 11) % 11;
    number += static_cast<char>('0' + (right + 1 + random.between(0, 7)) % 10);
    if (number.back() - '0' == right)
        number.back() = static_cast<char>('0' + (right + 5) % 10);
    return number.substr(0, 3) + " " + number.substr(3, 3) + " " + number.substr(6);
}

/// Numbers kept free for fiction.
std::string phone(Random& random)
{
    switch (random.between(0, 3)) {
    case 0: return fmt::format("Tel {}-555-01{:02}", random.between(201, 989), random.between(0, 99));
    case 1: return fmt::format("({}) 555-01{:02}", random.between(201, 989), random.between(0, 99));
    case 2: return fmt::format("Tel: 020 7946 0{:03}", random.between(0, 999));
    default: return fmt::format("07700 900{:03}", random.between(0, 999));
    }
}

}  // namespace

Text identifying_text(Random& random)
{
    switch (random.between(0, 17)) {
    case 0:
    case 1:
    case 2:
    case 3: return { true, "name", name(random) };
    case 4:
    case 5: return { true, "dob", random.pick({ "DOB: ", "DOB ", "D.O.B. ", "Born ", "geb. ", "Birth: ", "" }) + date(random, 1930, 2019) };
    case 6:
        return { true, "mrn", random.pick({ "MRN ", "MRN: ", "ID: ", "PID ", "Pat.-Nr. ", "" }) + digits(random, random.between(6, 10)) };
    case 7:
        return { true, "mrn",
            fmt::format("{}{}-{}", static_cast<char>('A' + random.between(0, 25)), digits(random, 3), digits(random, 5)) };
    case 8: return { true, "acc", random.pick({ "ACC ", "Acc# ", "Acc: ", "A" }) + digits(random, random.between(7, 10)) };
    case 9:
    case 10: return { true, "date", date(random, 2001, 2026) };
    case 11: return { true, "time", clock_time(random) };
    case 12: return { true, "date", date(random, 2001, 2026) + " " + clock_time(random) };
    case 13: return { true, "inst", random.pick(kPlaces) };
    case 14: return { true, "doctor", random.pick({ "Dr. ", "Ref: Dr ", "Op: ", "Prof. " }) + std::string(random.pick(kFamily)) };
    case 15: return { true, "age", fmt::format("{} {}", random.pick({ "Age", "Age:", "M", "F" }), random.between(90, 104)) };
    case 16:
        return random.chance(0.5) ? Text { true, "phone", phone(random) }
                                  : Text { true, "nhs", random.pick({ "NHS ", "NHS No: ", "" }) + no_health_number(random) };
    default: return { true, "address", fmt::format("{} {}, {}", random.between(2, 240), random.pick(kStreets), random.pick(kTowns)) };
    }
}

Text marker_text(Random& random)
{
    switch (random.between(0, 15)) {
    case 0:
    case 1: return { false, "side", random.pick({ "L", "R", "LT", "RT", "Left", "Right", "L", "R" }) };
    case 2: return { false, "view", random.pick({ "AP", "PA", "LAT", "RLAT", "OBL", "AXIAL", "CC", "MLO", "SAG", "COR" }) };
    case 3: return { false, "view", random.pick({ "SUPINE", "PORTABLE", "ERECT", "SEMI-UPRIGHT", "PRONE", "MOBILE" }) };
    case 4: return { false, "tech", fmt::format("{} kVp {} mAs", random.between(50, 140), random.between(1, 320)) };
    case 5: return { false, "tech", fmt::format("kVp: {}", random.between(50, 140)) };
    case 6: return { false, "win", fmt::format("W: {} L: {}", random.between(80, 2200), random.between(-700, 600)) };
    case 7: return { false, "win", fmt::format("WW {} WL {}", random.between(80, 2200), random.between(-700, 600)) };
    case 8: return { false, "us", fmt::format("DEPTH {}cm", random.between(4, 24)) };
    case 9: return { false, "us", fmt::format("FR {}Hz", random.between(12, 90)) };
    case 10: return { false, "us", fmt::format("MI {:.1f}", random.real(0.3, 1.5)) };
    case 11: return { false, "us", fmt::format("TIS {:.1f}", random.real(0.1, 1.2)) };
    case 12: return { false, "us", fmt::format("Gain {} dB", random.between(30, 90)) };
    case 13: return { false, "meas", fmt::format("{} {:.1f} mm", random.pick({ "Dist", "D1", "L", "AoD" }), random.real(2, 90)) };
    case 14: return { false, "slice", fmt::format("Im: {}/{}", random.between(1, 60), random.between(61, 200)) };
    default: return { false, "slice", fmt::format("SL {:.1f} mm", random.real(0.5, 8)) };
    }
}

std::vector<Text> patient_block(Random& random)
{
    std::vector<Text> lines { { true, "name", name(random) } };
    if (random.chance(0.9))
        lines.push_back({ true, "mrn", random.pick({ "MRN ", "ID ", "ID: ", "" }) + digits(random, random.between(6, 10)) });
    if (random.chance(0.8))
        lines.push_back({ true, "dob", random.pick({ "DOB ", "DOB: ", "", "*" }) + date(random, 1930, 2019) });
    if (random.chance(0.35))
        lines.push_back({ true, "acc", "Acc " + digits(random, 8) });
    if (random.chance(0.4))
        lines.push_back({ true, "inst", random.pick(kPlaces) });
    if (random.chance(0.7))
        lines.push_back({ true, "date", date(random, 2001, 2026) + (random.chance(0.6) ? " " + clock_time(random) : "") });
    return lines;
}

std::vector<Text> settings_block(Random& random, const std::string& base)
{
    std::vector<Text> lines;
    if (base == "ultrasound") {
        lines = { { false, "us", fmt::format("FR {}Hz", random.between(12, 90)) },
            { false, "us", fmt::format("DEPTH {}cm", random.between(4, 24)) },
            { false, "us", fmt::format("Gain {} dB", random.between(30, 90)) },
            { false, "us", fmt::format("MI {:.1f}", random.real(0.3, 1.5)) } };
    } else if (base == "ct" || base == "mr") {
        lines = { { false, "slice", fmt::format("Im: {}/{}", random.between(1, 60), random.between(61, 200)) },
            { false, "slice", fmt::format("SL {:.1f} mm", random.real(0.5, 8)) },
            { false, "win", fmt::format("W {} L {}", random.between(80, 2200), random.between(-700, 600)) } };
    } else {
        for (int i = random.between(1, 3); i > 0; --i)
            lines.push_back(marker_text(random));
    }
    return lines;
}

const std::vector<std::string>& leads()
{
    static const std::vector<std::string> names { "I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6" };
    return names;
}

}  // namespace imprimatur::pixels
