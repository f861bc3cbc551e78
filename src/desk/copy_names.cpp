#include "desk/copy_names.h"

#include "base/unicode.h"
#include "caption/screen.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace imprimatur::desk {

namespace {

// "CT" or "01" turn up everywhere; four letters of a removed value in a name are no accident.
constexpr std::size_t kShortestPart = 4;

std::string letters_and_digits(std::string_view text)
{
    std::string kept;
    for (const char c : ascii_lower(text)) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (static_cast<unsigned char>(c) & 0x80U) != 0)
            kept.push_back(c);
    }
    return kept;
}

/// Whole words of the value, and the value run together.
std::vector<std::string> pieces(const std::string& value)
{
    std::vector<std::string> found(1);
    for (const char c : ascii_lower(value)) {
        const bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (static_cast<unsigned char>(c) & 0x80U) != 0;
        if (word)
            found.back().push_back(c);
        else if (!found.back().empty())
            found.emplace_back();
    }
    found.push_back(letters_and_digits(value));
    std::erase_if(found, [](const std::string& piece) { return piece.size() < kShortestPart; });
    return found;
}

bool carries_identity(IdentifierKind kind)
{
    switch (kind) {
    case IdentifierKind::Name:
    case IdentifierKind::Clinician:
    case IdentifierKind::Relative:
    case IdentifierKind::Institution:
    case IdentifierKind::MedicalRecordNumber:
    case IdentifierKind::HealthPlanNumber:
    case IdentifierKind::SocialSecurityNumber:
    case IdentifierKind::Date:
    case IdentifierKind::OtherUniqueId:
    case IdentifierKind::Telephone:
    case IdentifierKind::Email:
    case IdentifierKind::Geographic: return true;
    default: return false;
    }
}

}  // namespace

bool CopyNames::identifies(const std::string& part, const std::vector<inspect::RemovedValue>& removed) const
{
    const std::string plain = letters_and_digits(part);
    for (const auto& value : removed) {
        if (!carries_identity(value.kind))
            continue;
        for (const auto& piece : pieces(value.value)) {
            if (plain.find(piece) != std::string::npos)
                return true;
        }
    }
    Post post;
    post.file_name = part;
    std::replace_if(
        post.file_name.begin(), post.file_name.end(), [](char c) { return c == '_' || c == '.'; }, ' ');
    const auto screening = caption::screen(post, m_words);
    return !screening.ok() || !screening->spans.empty();
}

std::filesystem::path CopyNames::stem_for(const std::filesystem::path& relative, const std::vector<inspect::RemovedValue>& removed)
{
    std::filesystem::path safe;
    const std::filesystem::path stem = relative.parent_path() / relative.stem();
    for (const auto& part : stem) {
        if (part.empty() || part == "." || part == ".." || part == "/")
            continue;
        if (!identifies(part.string(), removed)) {
            safe /= part;
            continue;
        }
        std::array<char, 24> name {};
        std::snprintf(name.data(), name.size(), "item-%04u", ++m_replaced);
        safe /= name.data();
    }
    std::filesystem::path unique = safe;
    for (int i = 2; !m_given.insert(unique).second; ++i)
        unique = safe.string() + "-" + std::to_string(i);
    return unique;
}

}  // namespace imprimatur::desk
