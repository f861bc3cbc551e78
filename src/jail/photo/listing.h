// What the metadata walkers find, on its way to the sink: text as text, the rest by length, hidden things by name.
// The first refusal of the sink stops every walker. Tags reach reports, so they hold names of known vocabularies and
// never bytes of the file; what the file itself calls something goes into the value.
#pragma once

#include "jail/photo/hidden_pictures.h"
#include "jail/photo/refusal.h"

namespace imprimatur::jail::photo {

struct Label {
    std::string tag;
    std::string name;
    std::string path {};  ///< empty: equal to the tag
};

class Listing {
public:
    explicit Listing(MaterialSink& sink)
        : m_sink(sink)
        , m_hidden(sink)
    {
    }

    void text(Label label, std::string value, std::uint64_t length);
    void binary(Label label, std::uint64_t length);
    /// Bytes that are said to be text; too long ones are listed by length and reported as hidden bytes.
    void bytes_as_text(Label label, ByteView bytes);
    /// A block nobody knows: text when it is plain text, and hidden bytes in any case.
    void unknown(Label label, std::string part, ByteView bytes);
    void hidden_bytes(std::string part, std::uint64_t length);
    void hidden_picture(std::string part, std::uint64_t length, std::optional<Frame> picture = std::nullopt);
    /// Opened when it is a file of a kind that is read.
    void hidden_file(std::string part, ByteView bytes, unsigned orientation = 1);
    /// Whole pictures anywhere inside bytes that were listed already, each as an object of its own unless it was met. How many there are.
    std::size_t search(const std::string& part, ByteView bytes);
    [[nodiscard]] HiddenPictures& hidden() { return m_hidden; }
    void note(std::string sentence) { m_sink.note(std::move(sentence)); }

    /// Bytes that are about to be read; blocks that overlap on purpose are read again and again.
    void spend(std::uint64_t bytes);
    /// The first refusal counts.
    void refuse(Unreadable refusal);

    [[nodiscard]] bool stopped() const { return m_refusal.has_value(); }
    [[nodiscard]] const Outcome& outcome() const { return m_refusal; }

private:
    friend class Nested;
    void put(Attribute attribute);
    void put(EmbeddedObject object);

    MaterialSink& m_sink;
    HiddenPictures m_hidden;
    Outcome m_refusal {};
    std::size_t m_depth = 0;
    std::uint64_t m_attributes = 0;
    std::uint64_t m_objects = 0;
    std::uint64_t m_text_bytes = 0;
    std::uint64_t m_read_bytes = 0;
};

/// One metadata block while it is walked. False when it stands too deep inside others (EXIF in Photoshop resources in
/// EXIF ...), or when blocks that overlap were read too often: both are attacks, no camera writes them.
class Nested {
public:
    Nested(Listing& listing, std::uint64_t bytes);
    ~Nested();
    Nested(const Nested&) = delete;
    Nested& operator=(const Nested&) = delete;
    explicit operator bool() const { return m_open; }

private:
    Listing& m_listing;
    bool m_open;
};

}  // namespace imprimatur::jail::photo
