// Any bytes as a DICOM file, with any options (the first two bytes choose them). Whatever is accepted gives a copy that the proof has
// nothing against, that can be made into a copy again, and that holds nothing which was removed. Hits of removed values in pixels and in
// numbers are no broken promise: a fuzzer makes names that every picture holds.
#include "dicom/deidentify.h"
#include "dicom/needles.h"
#include "dicom/prove.h"
#include "dicom/text/text_cleaner.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace {

using namespace imprimatur;
using namespace imprimatur::dicom;

void hold(bool promise)
{
    if (!promise)
        std::abort();
}

/// Where policy/ is: a fuzzer is started in the source folder.
std::string text_of(const std::string& name)
{
    std::ifstream file("policy/dicom/" + name, std::ios::binary);
    hold(file.is_open());
    return { std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>() };
}

const Tables& tables()
{
    static const auto* loaded = [] {
        auto result = Tables::load({ text_of("dictionary.tsv"), text_of("confidentiality.tsv"), text_of("safe_private.tsv"),
            text_of("sr_concepts.tsv"), text_of("iod_types.tsv"), text_of("uids.tsv") });
        hold(result.ok());
        return new Result<Tables>(std::move(result));
    }();
    return loaded->value();
}

const TextCleaner& words()
{
    static const auto* loaded = [] {
        auto result = TextCleaner::load(
            { text_of("words.tsv"), text_of("vocabulary.tsv"), text_of("text_patterns.tsv"), text_of("defined_terms.tsv") }, nullptr);
        hold(result.ok());
        return new Result<TextCleaner>(std::move(result));
    }();
    return loaded->value();
}

class Listener final : public Observer {
public:
    explicit Listener(const TextCleaner::Case& harmless)
        : m_needles(harmless)
    {
    }
    void removed(IdentifierKind kind, std::string_view value) override { m_needles.add(kind, value); }
    void kept(std::string_view value) override { m_needles.keep(value); }
    void element(std::string_view path, Treatment, bool, std::string_view rule) override { hold(!path.empty() && !rule.empty()); }
    [[nodiscard]] bool wants_elements() const override { return true; }
    [[nodiscard]] std::vector<std::string> needles() const { return m_needles.all(); }

private:
    Needles m_needles;
};

const TextCleaner::Case& plain()
{
    static const auto harmless = words().for_case({});
    return harmless;
}

std::optional<Bytes> copy_of(ByteView file, const DeidentifyOptions& options, std::vector<std::string>& needles)
{
    const FrameFiller filler = [](ByteView, std::string_view, const FrameShape&, const std::vector<Rect>&, std::uint32_t) {
        return std::variant<FilledPixels, Unreadable>(Unreadable { Unreadable::How::Unsupported, "not here" });
    };
    MemorySink sink;
    Listener listener(plain());
    if (const auto refused = deidentify(file, { tables(), words(), plain() }, options, filler, sink, listener)) {
        hold(!refused->detail.empty());
        return std::nullopt;
    }
    needles = listener.needles();
    return std::move(sink.bytes);
}

void hold_proof(ByteView copy, const std::vector<std::string>& needles, const ProfileOptions& options)
{
    const auto proof
        = prove(copy, needles, { tables(), words(), plain() }, options, dicom::StreamsOfFrames::WalkedAgain, [](std::uint64_t) {});
    if (const auto* refused = std::get_if<Unreadable>(&proof)) {
        std::fprintf(stderr, "refused: %s\n", refused->detail.c_str());
        std::abort();
    }
    for (const auto& objection : std::get<std::vector<Objection>>(proof)) {
        std::fprintf(stderr, "%s: %s\n", objection.path.c_str(), objection.what.c_str());
        hold(objection.what == "a removed value stands in it");
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    constexpr std::size_t kChoices = 2;
    if (size < kChoices)
        return 0;
    DeidentifyOptions options;
    const unsigned choices = data[0] | static_cast<unsigned>(data[1]) << 8U;
    for (std::size_t i = 0; i < kProfileOptions; ++i)
        options.profile.set(static_cast<ProfileOption>(i), (choices >> i & 1U) != 0);
    options.pixels_inspected = (choices >> 10U & 1U) != 0;
    options.nobody_recognisable = (choices >> 11U & 1U) != 0;
    std::vector<std::string> needles;
    const auto copy = copy_of({ data + kChoices, size - kChoices }, options, needles);
    if (!copy)
        return 0;
    hold_proof(*copy, needles, options.profile);
    std::vector<std::string> ignored;
    const auto again = copy_of(*copy, options, ignored);
    hold(again.has_value());
    hold_proof(*again, {}, options.profile);
    return 0;
}
