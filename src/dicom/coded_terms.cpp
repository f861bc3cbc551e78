#include "dicom/coded_terms.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace imprimatur::dicom {

namespace {

enum class Form {
    Digits,  ///< DCM, SCT, FMA, MDC: a number
    Snomed,  ///< SRT, SNM3: "T-D4000", "R-102BD", "99V-..." is not one
    Loinc,  ///< "18748-4"
    Icd,  ///< "C18.7", "414.01"
    Letter,  ///< UMLS "C0205165", NCIt "C12439", RadLex "RID5824"
    Unit,  ///< UCUM
};

struct Scheme {
    std::string_view designator;
    Form form;
};

constexpr std::array<Scheme, 27> kSchemes { {
    { "DCM", Form::Digits }, { "SCT", Form::Digits }, { "FMA", Form::Digits }, { "MDC", Form::Digits }, { "NEU", Form::Digits },
    { "CPT4", Form::Digits }, { "C4", Form::Digits }, { "CD2", Form::Digits }, { "ITIS_TSN", Form::Digits }, { "PUBCHEM_CID", Form::Digits },
    { "RXNORM", Form::Digits }, { "SRT", Form::Snomed }, { "SNM3", Form::Snomed }, { "99SDM", Form::Snomed }, { "LN", Form::Loinc },
    { "I9", Form::Icd }, { "I9C", Form::Icd }, { "I9P", Form::Icd }, { "I10", Form::Icd }, { "I10P", Form::Icd }, { "ICDO3", Form::Icd },
    { "BI", Form::Icd }, { "UMLS", Form::Letter }, { "NCIt", Form::Letter }, { "RADLEX", Form::Letter }, { "MSH", Form::Letter },
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
    return axis_ok && number.size() >= 3 && number.size() <= 6
        && all(number, [](char c) { return digit(c) || (c >= 'A' && c <= 'Y'); }) && std::any_of(number.begin(), number.end(), digit);
}

bool is_loinc(std::string_view code)
{
    return code.size() >= 3 && code.size() <= 8 && code[code.size() - 2] == '-' && digit(code.back()) && all(code.substr(0, code.size() - 2), digit);
}

bool is_icd(std::string_view code)
{
    const auto rest = !code.empty() && upper(code[0]) ? code.substr(1) : code;
    return rest.size() <= 6 && all(rest, [](char c) { return digit(c) || c == '.' || c == '/'; });
}

bool is_letter_and_digits(std::string_view code)
{
    const auto letters = std::min(code.find_first_of("0123456789"), code.size());
    return letters >= 1 && letters <= 3 && letters < code.size() && all(code.substr(0, letters), upper) && all(code.substr(letters), digit);
}

/// UCUM: unit atoms joined by signs and exponents. Annotations in braces are free text, so only those that PS3.16 uses pass.
bool is_unit(std::string_view code)
{
    static constexpr std::string_view kAnnotated[] = { "{counts}", "{ratio}", "{H.U.}", "{SUVbw}g/ml", "{SUVlbm}g/ml", "{SUVbsa}cm2/ml",
        "{SUVibw}g/ml", "{propcounts}", "{pixels}", "{events}", "{counts}/s", "{0:1}", "{score}", "{stddev}", "{index}", "{particles}" };
    static constexpr std::string_view kAtoms[] = { "m", "cm", "mm", "um", "nm", "km", "s", "ms", "us", "ns", "min", "h", "d", "wk", "mo", "a", "g",
        "kg", "mg", "ug", "ng", "pg", "l", "dl", "ml", "ul", "L", "dL", "mL", "uL", "Hz", "kHz", "MHz", "GHz", "eV", "keV", "MeV", "V", "kV",
        "mV", "uV", "A", "mA", "uA", "W", "mW", "J", "mJ", "Gy", "mGy", "cGy", "uGy", "dGy", "Sv", "mSv", "uSv", "Bq", "kBq", "MBq", "GBq", "Ci", "mCi",
        "deg", "rad", "sr", "K", "Cel", "Pa", "kPa", "Hg", "T", "mT", "G", "mol", "mmol", "umol", "nmol", "C", "F", "pt", "arb", "U", "hnsf", "dB",
        "B", "bit", "By", "kBy", "MBy", "lm", "lx", "cd", "in_i", "ft_i", "iU", "N", "ohm", "S", "Np", "bpm", "x" };
    constexpr std::size_t kLongestUnit = 16;
    if (std::find(std::begin(kAnnotated), std::end(kAnnotated), code) != std::end(kAnnotated))
        return true;
    if (code.size() > kLongestUnit || std::count_if(code.begin(), code.end(), digit) > 4)
        return false;
    const auto letter = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_'; };
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
    case Form::Digits: return all(code, digit);
    case Form::Snomed: return is_snomed(code);
    case Form::Loinc: return is_loinc(code);
    case Form::Icd: return is_icd(code);
    case Form::Letter: return is_letter_and_digits(code);
    case Form::Unit: return is_unit(code);
    }
    return false;
}

bool is_public_uid(std::string_view uid, const Tables& tables)
{
    static constexpr std::string_view kContextGroups = "1.2.840.10008.6.1.";
    constexpr std::size_t kLongestNumber = 4;
    if (uid.starts_with(kContextGroups)) {
        const auto number = uid.substr(kContextGroups.size());
        return !number.empty() && number.size() <= kLongestNumber && all(number, digit);
    }
    return uid.empty() || tables.is_registered_uid(uid) || tables.is_sop_class(uid);
}

}  // namespace imprimatur::dicom
