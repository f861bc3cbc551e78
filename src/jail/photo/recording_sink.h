// A sink that keeps what it is given, within limits: for tests and fuzz targets.
#pragma once

#include "base/limits.h"
#include "jail/photo/refusal.h"

#include <algorithm>

namespace imprimatur::jail::photo {

class RecordingSink final : public MaterialSink {
public:
    explicit RecordingSink(std::uint64_t most_bytes = limits::kMaxDecodedBytes)
        : m_left(most_bytes)
    {
    }

    void describe(MediaKind kind, std::string encoding) override
    {
        material.kind = kind;
        material.encoding = std::move(encoding);
        ++described;
    }
    void dicom_context(std::string, std::string) override { }
    void lossy_ancestor(bool lossy) override { material.lossy_ancestor = lossy; }
    void blocks(const BlockGrid& grid) override { material.blocks = grid; }
    std::optional<Unreadable> frame(Frame frame) override
    {
        if (frame.samples.size() > m_left || material.frames.size() == limits::kMaxFrames)
            return too_large("more pictures than the limit");
        m_left -= frame.samples.size();
        material.frames.push_back(std::move(frame));
        return std::nullopt;
    }
    std::optional<Unreadable> attribute(Attribute attribute) override
    {
        material.attributes.push_back(std::move(attribute));
        return std::nullopt;
    }
    std::optional<Unreadable> object(EmbeddedObject object) override
    {
        material.objects.push_back(std::move(object));
        return std::nullopt;
    }
    void note(std::string sentence) override { material.notes.push_back(std::move(sentence)); }

    /// The value of the first attribute of that tag; "(none)" when there is none.
    [[nodiscard]] std::string value(std::string_view tag) const
    {
        const auto& all = material.attributes;
        const auto found = std::find_if(all.begin(), all.end(), [tag](const Attribute& a) { return a.tag == tag; });
        return found == all.end() ? "(none)" : found->value;
    }
    [[nodiscard]] bool has_object(std::string_view part, IdentifierKind kind) const
    {
        const auto& all = material.objects;
        return std::any_of(all.begin(), all.end(), [&](const EmbeddedObject& o) { return o.part == part && o.kind == kind; });
    }

    Material material {};
    int described = 0;

private:
    std::uint64_t m_left;
};

}  // namespace imprimatur::jail::photo
