// The shipped tables and words, and copies made with them.
#pragma once

#include "caption/rules_test_support.h"
#include "dicom/deidentify.h"
#include "dicom/needles.h"
#include "dicom/prove.h"
#include "dicom/tables_test_support.h"
#include "dicom/test_data_set.h"

#include <gtest/gtest.h>

namespace imprimatur::dicom::testing {

inline const TextCleaner& shipped_words()
{
    static const TextCleaner cleaner = [] {
        auto rules = caption::WordRules::load(caption::testing::shipped_files(IMPRIMATUR_SOURCE_DIR));
        EXPECT_TRUE(rules.ok());
        auto loaded = TextCleaner::load(
            { text_of("words.tsv"), text_of("vocabulary.tsv"), text_of("text_patterns.tsv"), text_of("defined_terms.tsv") },
            std::make_shared<const caption::WordRules>(std::move(rules).value()));
        EXPECT_TRUE(loaded.ok());
        return std::move(loaded).value();
    }();
    return cleaner;
}

inline const TextCleaner::Case& plain()
{
    static const auto words = shipped_words().for_case({});
    return words;
}

inline Library library() { return { shipped(), shipped_words(), plain() }; }

struct Told {
    std::string path;
    Treatment treatment;
    bool changed;
};

class Listener final : public Observer {
public:
    Listener()
        : m_needles(plain())
    {
    }
    void removed(IdentifierKind kind, std::string_view value) override { m_needles.add(kind, value); }
    void kept(std::string_view value) override { m_needles.keep(value); }
    void element(std::string_view path, Treatment treatment, bool changed, std::string_view) override
    {
        told.push_back({ std::string(path), treatment, changed });
    }
    [[nodiscard]] bool wants_elements() const override { return true; }
    [[nodiscard]] std::vector<std::string> needles() const { return m_needles.all(); }
    std::vector<Told> told;

private:
    Needles m_needles;
};

struct Copy {
    Bytes bytes;
    std::optional<Unreadable> refused;
    std::vector<std::string> needles;
    std::vector<Told> told;
    [[nodiscard]] bool holds(std::string_view text) const { return as_text(bytes).find(text) != std::string_view::npos; }
    [[nodiscard]] bool was_told(std::string_view path) const
    {
        return std::any_of(told.begin(), told.end(), [&](const Told& one) { return one.path == path && one.changed; });
    }
};

inline std::variant<FilledPixels, Unreadable> no_filler(
    ByteView, std::string_view, const FrameShape&, const std::vector<Rect>&, std::uint32_t)
{
    return Unreadable { Unreadable::How::Unsupported, "nothing is filled here" };
}

inline Copy copy_of(ByteView file, const DeidentifyOptions& options = {}, const FrameFiller& filler = no_filler)
{
    MemorySink sink;
    Listener listener;
    auto refused = deidentify(file, library(), options, filler, sink, listener);
    return { std::move(sink.bytes), std::move(refused), listener.needles(), std::move(listener.told) };
}

inline DeidentifyOptions with(std::initializer_list<ProfileOption> on, std::initializer_list<ProfileOption> off = {})
{
    DeidentifyOptions options;
    for (const auto option : on)
        options.profile.set(option, true);
    for (const auto option : off)
        options.profile.set(option, false);
    return options;
}

/// One line an objection; "refused: ..." when the copy cannot be opened.
inline std::vector<std::string> objections(ByteView copy, const std::vector<std::string>& needles = {}, const ProfileOptions& options = {})
{
    const auto proof = prove(copy, needles, library(), options, StreamsOfFrames::WalkedAgain, [](std::uint64_t) {});
    if (const auto* refused = std::get_if<Unreadable>(&proof))
        return { "refused: " + refused->detail };
    std::vector<std::string> lines;
    for (const auto& objection : std::get<std::vector<Objection>>(proof))
        lines.push_back(objection.path + ": " + objection.what);
    return lines;
}

/// A copy that was made and that the proof has nothing against.
inline Copy proven_copy(ByteView file, const DeidentifyOptions& options = {}, const FrameFiller& filler = no_filler)
{
    auto copy = copy_of(file, options, filler);
    EXPECT_FALSE(copy.refused) << copy.refused->detail;
    if (!copy.refused) {
        for (const auto& line : objections(copy.bytes, copy.needles, options.profile))
            ADD_FAILURE() << line;
    }
    return copy;
}

/// Reads a copy again by the paths of its elements, items counted from 1: "(0008,1140)[1]/(0008,1155)".
class Reading {
public:
    explicit Reading(Bytes bytes)
        : m_bytes(std::move(bytes))
        , m_parsed(parse(m_bytes, shipped()))
    {
        const auto* set = std::get_if<DataSet>(&m_parsed);
        EXPECT_NE(set, nullptr) << (set == nullptr ? std::get<Unreadable>(m_parsed).detail : "");
        if (set != nullptr)
            visit(*set, 0, set->nodes.size(), {});
    }
    explicit Reading(const Copy& copy)
        : Reading(copy.bytes)
    {
    }
    Reading(const Reading&) = delete;
    Reading& operator=(const Reading&) = delete;
    [[nodiscard]] bool has(const std::string& path) const { return m_at.contains(path); }
    /// Without padding; "(none)" when it is not there.
    [[nodiscard]] std::string text(const std::string& path) const
    {
        const auto found = m_at.find(path);
        return found == m_at.end() ? "(none)" : std::string(set().text(&set().nodes[found->second]));
    }
    [[nodiscard]] Bytes bytes(const std::string& path) const
    {
        const auto found = m_at.find(path);
        const auto value = found == m_at.end() ? ByteView() : set().value(set().nodes[found->second]);
        return { value.begin(), value.end() };
    }
    [[nodiscard]] const DataSet& set() const { return std::get<DataSet>(m_parsed); }

private:
    void visit(const DataSet& set, std::size_t first, std::size_t end, const std::string& path)
    {
        for (std::size_t i = first; i < end; i = set.nodes[i].end) {
            const auto here = path + to_string(set.nodes[i].tag);
            m_at.emplace(here, i);
            std::size_t number = 0;
            for (std::size_t item = i + 1; set.nodes[i].is_sequence() && item < set.nodes[i].end; item = set.nodes[item].end)
                visit(set, item + 1, set.nodes[item].end, here + "[" + std::to_string(++number) + "]/");
        }
    }

    Bytes m_bytes;
    std::variant<DataSet, Unreadable> m_parsed;
    std::map<std::string, std::size_t> m_at;
};

}  // namespace imprimatur::dicom::testing
