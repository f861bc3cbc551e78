#include "dicom/coded_terms.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace imprimatur::dicom {

namespace {

enum class Form {
    Dicom,  ///< 109001 to 139999
    SnomedNumber,  ///< an SCTID: 6 to 18 digits, the last one a check digit
    Digits,  ///< FMA, MDC: a number of six digits at most
    Snomed,  ///< SRT, SNM3: "T-D4000", "R-102BD", "99V-..." is not one
    Loinc,  ///< "18748-4"
    Icd,  ///< "C18.7", "414.01"
    Umls,  ///< "C0205165"
    Nci,  ///< "C12439"
    Radlex,  ///< "RID5824"
    Mesh,  ///< "D006321"
    Unit,  ///< UCUM
};

struct Scheme {
    std::string_view designator;
    Form form;
};

constexpr std::array<Scheme, 27> kSchemes { {
    { "DCM", Form::Dicom },
    { "SCT", Form::SnomedNumber },
    { "FMA", Form::Digits },
    { "MDC", Form::Digits },
    { "NEU", Form::Digits },
    { "CPT4", Form::Digits },
    { "C4", Form::Digits },
    { "CD2", Form::Digits },
    { "ITIS_TSN", Form::Digits },
    { "PUBCHEM_CID", Form::Digits },
    { "RXNORM", Form::Digits },
    { "SRT", Form::Snomed },
    { "SNM3", Form::Snomed },
    { "99SDM", Form::Snomed },
    { "LN", Form::Loinc },
    { "I9", Form::Icd },
    { "I9C", Form::Icd },
    { "I9P", Form::Icd },
    { "I10", Form::Icd },
    { "I10P", Form::Icd },
    { "ICDO3", Form::Icd },
    { "BI", Form::Icd },
    { "UMLS", Form::Umls },
    { "NCIt", Form::Nci },
    { "RADLEX", Form::Radlex },
    { "MSH", Form::Mesh },
    { "UCUM", Form::Unit },
} };

constexpr std::size_t kLongestCode = 18;  // an SCTID

bool digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }
bool upper(char c) { return std::isupper(static_cast<unsigned char>(c)) != 0; }

bool all(std::string_view text, bool (*is)(char)) { return std::all_of(text.begin(), text.end(), is); }

/// One or two characters, a dash, up to six hexadecimal digits or SNOMED's own letters.
bool is_snomed(std::string_view code)
{
    const auto dash = code.find('-');
    if (dash == std::string_view::npos)
        return code.size() >= 6 && all(code, digit);
    const auto axis = code.substr(0, dash);
    const auto number = code.substr(dash + 1);
    const bool axis_ok = !axis.empty() && axis.size() <= 2 && upper(axis[0]) && (axis.size() == 1 || upper(axis[1]) || digit(axis[1]));
    return axis_ok && number.size() >= 3 && number.size() <= 6 && all(number, [](char c) { return digit(c) || (c >= 'A' && c <= 'Y'); })
        && std::any_of(number.begin(), number.end(), digit);
}

bool is_loinc(std::string_view code)
{
    return code.size() >= 3 && code.size() <= 8 && code[code.size() - 2] == '-' && digit(code.back())
        && all(code.substr(0, code.size() - 2), digit);
}

bool is_icd(std::string_view code)
{
    const auto rest = !code.empty() && upper(code[0]) ? code.substr(1) : code;
    return rest.size() <= 6 && all(rest, [](char c) { return digit(c) || c == '.' || c == '/'; });
}

/// `prefix`, then `fewest` to `most` digits.
bool is_prefixed(std::string_view code, std::string_view prefix, std::size_t fewest, std::size_t most)
{
    if (!code.starts_with(prefix))
        return false;
    const auto number = code.substr(prefix.size());
    return number.size() >= fewest && number.size() <= most && all(number, digit);
}

/// The last digit of an SCTID after Verhoeff (SNOMED CT Release File Specification 5.5).
bool has_verhoeff_digit(std::string_view number)
{
    static constexpr std::array<std::string_view, 10> kMultiply { "0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
        "5987604321", "6598710432", "7659821043", "8765932104", "9876543210" };
    static constexpr std::array<std::string_view, 8> kPermute { "0123456789", "1576283094", "5803796142", "8916043527", "9453126870",
        "4286573901", "2793806415", "7046913258" };
    std::size_t check = 0;
    for (std::size_t i = 0; i < number.size(); ++i) {
        const auto value = static_cast<std::size_t>(number[number.size() - 1 - i] - '0');
        check = static_cast<std::size_t>(kMultiply[check][static_cast<std::size_t>(kPermute[i % 8][value] - '0')] - '0');
    }
    return check == 0;
}

/// The check digit of a LOINC number: modulo 10, every second digit doubled.
bool has_loinc_digit(std::string_view code)
{
    unsigned sum = 0;
    const auto number = code.substr(0, code.size() - 2);
    for (std::size_t i = 0; i < number.size(); ++i) {
        const unsigned value = static_cast<unsigned>(number[number.size() - 1 - i] - '0') * (i % 2 == 0 ? 2U : 1U);
        sum += value / 10 + value % 10;
    }
    return (10 - sum % 10) % 10 == static_cast<unsigned>(code.back() - '0');
}

/// UCUM: unit atoms joined by signs and exponents. Annotations in braces are free text, so only those that PS3.16 uses pass.
bool is_unit(std::string_view code)
{
    static constexpr std::string_view kAnnotated[] = { "{counts}", "{ratio}", "{H.U.}", "{SUVbw}g/ml", "{SUVlbm}g/ml", "{SUVbsa}cm2/ml",
        "{SUVibw}g/ml", "{propcounts}", "{pixels}", "{events}", "{counts}/s", "{0:1}", "{score}", "{stddev}", "{index}", "{particles}" };
    static constexpr std::string_view kAtoms[]
        = { "m", "cm", "mm", "um", "nm", "km", "s", "ms", "us", "ns", "min", "h", "d", "wk", "mo", "a", "g", "kg", "mg", "ug", "ng", "pg",
              "l", "dl", "ml", "ul", "L", "dL", "mL", "uL", "Hz", "kHz", "MHz", "GHz", "eV", "keV", "MeV", "V", "kV", "mV", "uV", "A", "mA",
              "uA", "W", "mW", "J", "mJ", "Gy", "mGy", "cGy", "uGy", "dGy", "Sv", "mSv", "uSv", "Bq", "kBq", "MBq", "GBq", "Ci", "mCi",
              "deg", "rad", "sr", "K", "Cel", "Pa", "kPa", "Hg", "T", "mT", "G", "mol", "mmol", "umol", "nmol", "C", "F", "pt", "arb", "U",
              "hnsf", "dB", "B", "bit", "By", "kBy", "MBy", "lm", "lx", "cd", "in_i", "ft_i", "iU", "N", "ohm", "S", "Np", "bpm", "x" };
    constexpr std::size_t kLongestUnit = 16;
    if (std::find(std::begin(kAnnotated), std::end(kAnnotated), code) != std::end(kAnnotated))
        return true;
    if (code.size() > kLongestUnit || std::count_if(code.begin(), code.end(), digit) > 4)
        return false;
    const auto letter = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_'; };
    if (std::none_of(code.begin(), code.end(), letter))
        return code == "1" || code == "%" || code == "10*3" || code == "10*6" || code == "10*-3";
    for (std::size_t i = 0; i < code.size();) {
        if (!letter(code[i])) {
            if (!digit(code[i]) && std::string_view("./-+*^()[]'%").find(code[i]) == std::string_view::npos)
                return false;
            ++i;
            continue;
        }
        std::size_t end = i;
        while (end < code.size() && letter(code[end]))
            ++end;
        if (std::find(std::begin(kAtoms), std::end(kAtoms), code.substr(i, end - i)) == std::end(kAtoms))
            return false;
        i = end;
    }
    return true;
}

}  // namespace

bool is_code_value(Tag tag)
{
    static constexpr std::array<Tag, 4> kTags { kCodeValue, kCodingSchemeDesignator, Tag { 0x0008, 0x0119 }, Tag { 0x0008, 0x0120 } };
    return std::find(kTags.begin(), kTags.end(), tag) != kTags.end();
}

bool is_public_scheme(std::string_view designator)
{
    return std::any_of(kSchemes.begin(), kSchemes.end(), [&](const Scheme& scheme) { return scheme.designator == designator; });
}

bool is_public_code(std::string_view scheme, std::string_view code)
{
    const auto* known = std::find_if(kSchemes.begin(), kSchemes.end(), [&](const Scheme& s) { return s.designator == scheme; });
    if (known == kSchemes.end() || code.empty() || code.size() > kLongestCode)
        return false;
    switch (known->form) {
    case Form::Dicom: return code.size() == 6 && code >= "109000" && code <= "139999" && all(code, digit);
    case Form::SnomedNumber: return code.size() >= 6 && all(code, digit) && has_verhoeff_digit(code);
    case Form::Digits: return code.size() <= 6 && all(code, digit);
    case Form::Snomed: return is_snomed(code);
    case Form::Loinc: return is_loinc(code) && has_loinc_digit(code);
    case Form::Icd: return is_icd(code);
    case Form::Umls: return is_prefixed(code, "C", 7, 7);
    case Form::Nci: return is_prefixed(code, "C", 3, 6);
    case Form::Radlex: return is_prefixed(code, "RID", 1, 6);
    case Form::Mesh: return is_prefixed(code, "D", 6, 9);
    case Form::Unit: return is_unit(code);
    }
    return false;
}

bool is_well_formed_uid(std::string_view uid)
{
    constexpr std::size_t kLongestUid = 64;
    return !uid.empty() && uid.size() <= kLongestUid && all(uid, [](char c) { return digit(c) || c == '.'; });
}

bool is_public_uid(std::string_view uid, const Tables& tables)
{
    static constexpr std::string_view kContextGroups = "1.2.840.10008.6.1.";
    constexpr std::size_t kLongestNumber = 4;
    if (uid.starts_with(kContextGroups)) {
        // Some 1,600 context groups in 2026.
        const auto number = uid.substr(kContextGroups.size());
        const bool small = number.size() < kLongestNumber || (number.size() == kLongestNumber && number < "1700");
        return !number.empty() && number.front() != '0' && small && all(number, digit);
    }
    return uid.empty() || tables.is_registered_uid(uid) || tables.is_sop_class(uid);
}

}  // namespace imprimatur::dicom
