// What was found out about one post: everything that the report is made of, and not a word of the post.
#pragma once

#include "imprimatur/model/words.h"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::survey {

using Counts = std::map<std::string, std::size_t>;

/// What became of the pictures that a post names.
struct ImageCounts {
    std::size_t named = 0;
    std::size_t inspected = 0;
    std::size_t missing = 0;  ///< named and not there
    std::size_t unreadable = 0;
    std::size_t not_pictures = 0;  ///< videos and the like: not looked at
    std::size_t with_metadata = 0;  ///< pictures whose metadata identify
    Counts kinds;  ///< findings in pixels by identifier kind ("date", "full_face_photo"), pictures that show it
    Counts rules;  ///< the same by rule
    friend bool operator==(const ImageCounts&, const ImageCounts&) = default;
};

struct PostRecord {
    std::size_t number = 0;
    std::string id;
    std::string account;  ///< pseudonym, "" when no account is known
    std::string platform;
    std::string year;  ///< "2019", "" when it is not known
    bool screened = true;  ///< false: its words could not be screened, `problems` says why; it is in no count
    PostClass post_class = PostClass::AtRisk;  ///< from the words alone
    bool about_patient = true;
    bool consent_mentioned = false;
    bool read_twice = false;  ///< by the learned reader too, not the rules alone
    bool foreign_script = false;  ///< much of it is in letters that neither reader knows well: at risk, unless it is worse
    Counts labels;  ///< spans by label
    Counts rules;  ///< spans by rule
    ImageCounts images;
    std::vector<std::string> problems;  ///< with its pictures: "image 2 is not there"
    friend bool operator==(const PostRecord&, const PostRecord&) = default;
};

/// Words and pictures together: a post whose pictures show an identifier is at risk at least, as in the study of 2021, whose posts at risk
/// were so for dates, birth dates and faces in pictures.
PostClass class_with_images(const PostRecord& record);

/// Does a finding of this kind on a picture put a post at risk? Writing that nobody could classify does not; it is counted apart.
bool puts_at_risk(std::string_view identifier_kind);

/// One JSON object without a line end, and back. nullopt: not what to_json_line writes.
std::string to_json_line(const PostRecord& record);
std::optional<PostRecord> parse_record(std::string_view line);

/// "a-" and twelve hexadecimal digits, from the platform and the handle (the name where there is no handle), letter case aside; "" for an
/// account without both. `salt` is secret to whoever does not have the input: handles cannot be tried out against the pseudonyms.
std::string pseudonym(std::string_view salt, std::string_view platform, const Account& account);

}  // namespace imprimatur::survey
