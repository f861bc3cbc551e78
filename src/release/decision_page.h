// The decision as a page for people: one HTML file with everything inside it and no address outside. A clinician reads
// what to do, a data guardian reads why.
#pragma once

#include "imprimatur/model.h"
#include "imprimatur/policy.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::release {

struct PageItem {
    std::string label;  ///< "Image 1": ours, never the name of a submitted file
    Bytes before_png;  ///< frame 0 as it was submitted; empty when it could not be read
    Bytes after_png;  ///< frame 0 of the shareable copy, PNG or JPEG; empty when there is none
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::uint32_t frames = 1;
    std::vector<Finding> findings;  ///< boxes of frame 0 are drawn, metadata and parts are counted by kind
    std::vector<Rect> filled;  ///< in frame 0 of the copy
    std::string refused;  ///< why there is no copy; empty when there is one
};

struct ConsentLine {
    bool good = false;
    std::string text;  ///< "Written consent for Instagram, until 2027-01-01"; no names
};

struct DecisionPage {
    std::string subject;  ///< submission or release id
    std::string purpose;
    std::string platform;
    std::string audience;
    Decision decision;
    std::vector<PageItem> items;
    std::optional<Post> post;  ///< the words as submitted
    std::optional<Screening> screening;
    std::string released_caption;  ///< the words that go out; empty while nothing does
    std::string consent_statement;
    std::optional<RiskEstimate> risk;
    std::optional<AccountAdvice> account;  ///< internal only: it points into the profile
    std::vector<ConsentLine> consent;
};

enum class Rendering {
    Internal,  ///< with the picture and the words as they were submitted; says so and must stay inside
    Package  ///< goes out with the release: no picture before, no masked values, no original words, no risk inputs
};

/// `css` is policy/pages/decision.css. Every text is escaped and made well-formed UTF-8; the content security policy
/// lets nothing load and no script run.
std::string decision_page(const DecisionPage& page, std::string_view css, Rendering rendering);

}  // namespace imprimatur::release
