#include "consent/vocabulary.h"

#include <algorithm>
#include <array>

namespace imprimatur::consent {

namespace {

constexpr std::array<std::string_view, 6> kPurposes { "social", "teaching", "publication", "conference", "research", "record" };

/// From the narrowest to the widest.
constexpr std::array<std::string_view, 4> kAudiences { "team", "institution", "closed_group", "public" };

constexpr std::array<std::string_view, 9> kElements { "public_visibility", "permanence", "loss_of_control", "may_be_recognised",
    "withdrawal", "withdrawal_limits", "care_unaffected", "voluntary", "copyright" };

/// What goes online stays online: the whole list, copyright excepted, which is the clinician's own duty (attest.copyright_addressed).
constexpr std::array<std::string_view, 8> kToldForPublicUse { "public_visibility", "permanence", "loss_of_control", "may_be_recognised",
    "withdrawal", "withdrawal_limits", "care_unaffected", "voluntary" };

/// Every use at all: free, revocable, and within which limits (CON-FREE, CON-WITHDRAW).
constexpr std::array<std::string_view, 4> kToldForEveryUse { "withdrawal", "withdrawal_limits", "care_unaffected", "voluntary" };

constexpr std::size_t kLongestPlatform = 40;
constexpr std::size_t kLongestId = 100;

template <std::size_t N> bool holds(const std::array<std::string_view, N>& words, std::string_view word)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_lower_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

}  // namespace

bool is_purpose(std::string_view word) { return holds(kPurposes, word); }
bool is_audience(std::string_view word) { return holds(kAudiences, word); }
bool is_element(std::string_view word) { return holds(kElements, word); }

bool is_platform(std::string_view word)
{
    const auto allowed = [](char c) { return is_lower_or_digit(c) || c == '-' || c == '_' || c == '.'; };
    return !word.empty() && word.size() <= kLongestPlatform && std::all_of(word.begin(), word.end(), allowed);
}

bool is_id(std::string_view word)
{
    const auto allowed = [](char c) {
        return is_lower_or_digit(c) || (c >= 'A' && c <= 'Z') || std::string_view("._:@/-").find(c) != std::string_view::npos;
    };
    return !word.empty() && word.size() <= kLongestId && std::all_of(word.begin(), word.end(), allowed);
}

std::vector<std::string_view> must_be_told(std::string_view purpose, std::string_view audience)
{
    // Conferences are photographed and journals are online: both are public use whatever audience they name.
    const bool public_use = purpose == "social" || purpose == "publication" || purpose == "conference" || audience == "public";
    if (public_use)
        return { kToldForPublicUse.begin(), kToldForPublicUse.end() };
    return { kToldForEveryUse.begin(), kToldForEveryUse.end() };
}

int width_of(std::string_view audience)
{
    const auto at = std::find(kAudiences.begin(), kAudiences.end(), audience);
    return at == kAudiences.end() ? 0 : static_cast<int>(at - kAudiences.begin()) + 1;
}

bool audience_covers(std::string_view granted, std::string_view asked)
{
    if (!is_audience(granted) || !is_audience(asked))
        return false;
    return granted == asked || (granted == "public" && asked == "closed_group");
}

}  // namespace imprimatur::consent
