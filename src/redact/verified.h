// A Verified is a shareable copy whose own bytes were opened again and inspected again. Only verify() makes one, and
// only a Verified can be put into a release (release/issue.h): what was not proven cannot be handed over.
#pragma once

#include "imprimatur/model.h"
#include "inspect/findings.h"
#include "redact/plan.h"
#include "redact/removed_search.h"

#include <string>
#include <variant>
#include <vector>

namespace imprimatur::redact {

/// One file as it would be handed over.
struct ShareableCopy {
    Bytes bytes;
    std::string extension;  ///< "png" or "jpg"
    std::uint32_t frame = 0;  ///< of the original
    std::vector<Rect> filled;  ///< in this copy
    std::vector<Quad> kept;  ///< markers left on request
};

/// What the jail said when it opened the copy.
struct Reopened {
    Material material;
    std::vector<Finding> findings;  ///< in the pixels of the copy: looked at in another way than the first time, by a second reader as well
};

/// Something that the second look saw outside of every fill.
struct UncoveredPlace {
    Quad quad {};
    IdentifierKind kind = IdentifierKind::TextInPixels;
    std::string detector;
};

/// Why a copy is not verified.
struct Residue {
    enum class What { NotOneFrame, Metadata, HiddenContent, NotConstant, Writing, RemovedValue };
    What what = What::Writing;
    std::string sentence;  ///< for a person, without the value
    std::vector<UncoveredPlace> places;  ///< for Writing: where, so that it can be filled as well
};

class Verified {
public:
    [[nodiscard]] const Bytes& bytes() const { return m_copy.bytes; }
    [[nodiscard]] const std::string& extension() const { return m_copy.extension; }
    [[nodiscard]] const std::string& sha256() const { return m_sha256; }
    [[nodiscard]] const std::vector<Rect>& filled() const { return m_copy.filled; }
    [[nodiscard]] bool kept_markers() const { return !m_copy.kept.empty(); }

private:
    friend std::variant<Verified, std::vector<Residue>> verify(ShareableCopy, const Reopened&, const RemovedSearch&);
    Verified(ShareableCopy copy, std::string sha256)
        : m_copy(std::move(copy))
        , m_sha256(std::move(sha256))
    {
    }
    ShareableCopy m_copy;
    std::string m_sha256;
};

/// Writing, faces and codes found in a copy that are neither under a fill nor a marker left on request.
std::vector<UncoveredPlace> uncovered_places(
    const std::vector<Finding>& findings, const std::vector<Rect>& filled, const std::vector<Quad>& markers);

/// Holds the copy against everything that must not be in it (REQUIREMENTS IMG-IRREV):
/// one frame, no metadata but what its format needs, nothing hidden, every filled rectangle one constant, no writing
/// outside kept markers, none of the removed values in any written form anywhere in its bytes.
/// Not promised: writing that the detector cannot see at either scale.
std::variant<Verified, std::vector<Residue>> verify(ShareableCopy copy, const Reopened& reopened, const RemovedSearch& removed);

}  // namespace imprimatur::redact
