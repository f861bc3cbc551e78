#include "desk/office.h"

#include <array>

namespace imprimatur::desk {

Error in_file(Error error, const std::filesystem::path& path)
{
    error.where = path.string() + (error.where.empty() ? "" : ", " + error.where);
    return error;
}

std::string new_id(Random& random, std::string_view prefix)
{
    // No vowels, no letters that look like digits: it is read aloud over a telephone and must not spell a word.
    constexpr std::string_view kAlphabet = "23456789bcdfghjkmnpqrstvwxyz2345";
    static_assert(kAlphabet.size() == 32);
    std::array<std::uint8_t, 20> bytes {};
    random.fill(bytes);
    std::string id(prefix);
    for (const auto byte : bytes)
        id.push_back(kAlphabet[byte % kAlphabet.size()]);
    return id;
}

}  // namespace imprimatur::desk
