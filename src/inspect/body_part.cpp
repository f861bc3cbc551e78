#include "inspect/body_part.h"

#include <algorithm>
#include <array>

namespace imprimatur::inspect {

namespace {

// Beginnings of words, so that HEADNECK, CRANIAL and ORBITS count and HEART is no EAR. PS3.16 annex L, and what is typed by hand in
// English, German, French, Spanish.
constexpr std::array<std::string_view, 39> kHead { "HEAD", "BRAIN", "SKULL", "FACE", "FACIAL", "MAXILLOFACIAL", "SINUS", "ORBIT", "NECK",
    "JAW", "EARS", "EYE", "NOSE", "NASAL", "MANDIB", "MAXILLA", "CRAN", "CEREBR", "PITUITAR", "SELLA", "TEMPORAL", "IAC", "TMJ", "DENTAL",
    "TEETH", "WHOLEBODY", "NEURO", "CAROTID", "KOPF", "SCHAEDEL", "SCHÄDEL", "GEHIRN", "HIRN", "CABEZA", "CEREBRO", "TETE", "CRANE",
    "PAROTI", "PETROUS" };

constexpr std::array<std::string_view, 43> kOther { "ABDOM", "PELVI", "CHEST", "THORA", "LUNG", "HEART", "CARDIA", "CORON", "LIVER",
    "KIDNEY", "RENAL", "LSPINE", "TSPINE", "LUMBAR", "SSPINE", "SACR", "KNEE", "ANKLE", "FOOT", "HAND", "WRIST", "ELBOW", "SHOULDER", "HIP",
    "FEMUR", "TIBIA", "LEG", "ARM", "EXTREMITY", "BREAST", "PROSTATE", "UTER", "COLON", "PANCREAS", "SPLEEN", "AORTA", "BLADDER", "FINGER",
    "CALCANEUS", "CLAVICLE", "HUMERUS", "ENTERO", "PHANTOM" };

template <std::size_t count> bool begins_with_one(const std::string& word, const std::array<std::string_view, count>& list)
{
    return std::any_of(
        list.begin(), list.end(), [&](std::string_view start) { return std::string_view(word).substr(0, start.size()) == start; });
}

bool tells_part(const Attribute& attribute)
{
    constexpr std::array<std::string_view, 4> kSaid { "(0018,0015)", "(0008,1030)", "(0008,103E)", "(0018,1030)" };
    // AnatomicRegionSequence, at the top or in a functional group (PS3.3 C.7.6.16.2.8).
    return std::find(kSaid.begin(), kSaid.end(), attribute.path) != kSaid.end()
        || (attribute.tag == "(0008,0104)" && attribute.path.find("(0008,2218)") != std::string::npos);
}

}  // namespace

std::vector<std::string> words_of(std::string_view text)
{
    constexpr std::size_t kLongest = 1024;
    std::vector<std::string> words;
    bool inside = false;
    for (const char c : text.substr(0, kLongest)) {
        const auto byte = static_cast<unsigned char>(c);
        const bool lower = c >= 'a' && c <= 'z';
        if (!lower && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9') && byte < 0x80) {
            inside = false;
            continue;
        }
        if (!inside)
            words.emplace_back();
        inside = true;
        words.back() += lower ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return words;
}

bool names_head(std::string_view text)
{
    const auto words = words_of(text);
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (begins_with_one(words[i], kHead) || words[i] == "EAR")
            return true;
        if (words[i] == "WHOLE" && i + 1 < words.size() && words[i + 1] == "BODY")
            return true;
    }
    return false;
}

Part body_part(const Material& material)
{
    bool other = false;
    if (names_head(material.body_part))
        return Part::Head;
    const auto look = [&](std::string_view text) {
        const auto words = words_of(text);
        other = other || std::any_of(words.begin(), words.end(), [](const std::string& word) { return begins_with_one(word, kOther); });
    };
    look(material.body_part);
    for (const auto& attribute : material.attributes) {
        if (!tells_part(attribute))
            continue;
        if (names_head(attribute.value))
            return Part::Head;
        look(attribute.value);
    }
    return other ? Part::Other : Part::Unknown;
}

Part worst(Part so_far, Part next, bool first)
{
    if (first || so_far == next)
        return next;
    return so_far == Part::Head || next == Part::Head ? Part::Head : Part::Unknown;
}

}  // namespace imprimatur::inspect
