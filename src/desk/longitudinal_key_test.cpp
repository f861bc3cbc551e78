#include "desk/longitudinal_key.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <map>

namespace imprimatur::desk {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return { std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>() };
}

std::vector<std::pair<std::string, std::string>> tree(const fs::path& folder)
{
    std::vector<std::pair<std::string, std::string>> texts;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file())
            texts.emplace_back(entry.path().lexically_relative(folder).generic_string(), text_of(entry.path()));
    }
    return texts;
}

const Rulebook& rulebook()
{
    static const Rulebook loaded = [] {
        const fs::path policy = fs::path(IMPRIMATUR_SOURCE_DIR) / "policy";
        RulebookTexts texts;
        texts.words = tree(policy / "words");
        texts.risk = tree(policy / "risk");
        for (const auto& [name, text] : texts.words) {
            if (name.starts_with("lists/cities"))
                texts.risk.emplace_back(fs::path(name).filename().string(), text);
        }
        texts.confidentiality_tsv = text_of(policy / "dicom/confidentiality.tsv");
        texts.metadata_tsv = text_of(policy / "photo/metadata.tsv");
        texts.writing_toml = text_of(policy / "pixels/text.toml");
        texts.devices_toml = text_of(policy / "pixels/devices.toml");
        texts.facts_toml = text_of(policy / "facts.toml");
        texts.presets_toml = text_of(policy / "presets.toml");
        texts.page_css = text_of(policy / "pages/decision.css");
        auto result = load_rulebook(std::move(texts));
        EXPECT_TRUE(result.ok()) << (result.ok() ? "" : result.error().line());
        return std::move(result).value();
    }();
    return loaded;
}

Error not_here() { return Error { ErrorCode::Internal, "nobody asks for this here", "", "" }; }

class NoReader final : public Reader {
public:
    Result<Read<Material>> read(const Source&, std::uint32_t) override { return not_here(); }
    Result<Read<PixelFinds>> look(const Frame&, const LookRequest&) override { return not_here(); }
    Result<Read<Bytes>> write_image(const Frame&, ImageFormat) override { return not_here(); }
    Result<Read<Bytes>> draw(const Frame&, const std::vector<PictureMark>&, const std::optional<HeatMap>&) override { return not_here(); }
    Result<Read<DicomCopyReport>> deidentify(const fs::path&, const DicomCopyOptions&, const fs::path&) override { return not_here(); }
    Result<Read<DicomProof>> prove(const fs::path&, const ProfileOptions&, const std::vector<std::string>&) override { return not_here(); }
};

class NoLedger final : public Ledger {
public:
    Result<std::vector<AuditEntry>> commit(const std::vector<NewEntry>&, const std::vector<Record>&) override { return not_here(); }
    Result<std::optional<std::string>> record(std::string_view, std::string_view) override { return not_here(); }
    Result<std::vector<Record>> records(std::string_view) override { return not_here(); }
    Result<std::vector<AuditEntry>> entries() override { return not_here(); }
    Result<LedgerCheck> verify() override { return not_here(); }
};

class NoSigner final : public Signer {
public:
    Result<SignatureBytes> sign(ByteView) override { return not_here(); }
    Result<Bytes> public_key() override { return not_here(); }
};

class CountingRandom final : public Random {
public:
    void fill(std::span<std::uint8_t> bytes) override
    {
        for (auto& byte : bytes)
            byte = ++m_last;
    }

private:
    std::uint8_t m_last = 0xA0;
};

/// Files in memory; `broken` is there and cannot be read.
class MemoryFiles final : public Files {
public:
    std::map<std::string, std::string> files;
    Result<Bytes> read(const fs::path& path, std::uint64_t limit) override
    {
        if (path == "/keys/broken")
            return Error { ErrorCode::Unavailable, "cannot be read", path.string(), "" };
        const auto found = files.find(path.string());
        if (found == files.end())
            return Error { ErrorCode::NotFound, "is not there", path.string(), "" };
        if (found->second.size() > limit)
            return Error { ErrorCode::LimitExceeded, "is too long", path.string(), "" };
        return Bytes(found->second.begin(), found->second.end());
    }
    Result<std::vector<fs::path>> list(const fs::path&) override { return not_here(); }
    Result<void> write_folder(const fs::path&, const std::vector<OutFile>&) override { return not_here(); }
    Result<void> write_file(const fs::path& path, ByteView bytes) override
    {
        if (path.string().starts_with("/full"))
            return Error { ErrorCode::Unavailable, "the disk is full", path.string(), "" };
        files[path.string()] = std::string(as_text(bytes));
        return {};
    }
    Result<fs::path> temporary_beside(const fs::path&) override { return not_here(); }
    Result<void> publish(const fs::path&, const fs::path&) override { return not_here(); }
    void discard(const fs::path&) override { }
};

class LongitudinalKey : public testing::Test {
protected:
    NoReader reader;
    NoLedger ledger;
    NoSigner signer;
    CountingRandom random;
    MemoryFiles files;
    FixedClock clock { 0 };
    Office office {
        .reader = reader, .ledger = ledger, .signer = signer, .random = random, .files = files, .clock = clock, .rulebook = rulebook()
    };
};

TEST_F(LongitudinalKey, IsMadeOnceAndReadAgain)
{
    const auto made = longitudinal_key(office, "/keys/project", "/copies");
    ASSERT_TRUE(made.ok());
    EXPECT_EQ((*made)[0], 0xA1);
    EXPECT_EQ(files.files["/keys/project"].size(), 65U);
    EXPECT_TRUE(files.files["/keys/project"].starts_with("a1a2a3a4"));
    const auto read = longitudinal_key(office, "/keys/project", "/copies");
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(*read, *made) << "or copies of two runs could never be linked";
    EXPECT_EQ(files.files.size(), 1U);
}

TEST_F(LongitudinalKey, NeverLiesAmongTheCopiesThatItUndoes)
{
    for (const auto* path : { "/copies/key", "/copies/deep/er/key", "/copies/../copies/key", "/copies" }) {
        const auto key = longitudinal_key(office, path, "/copies");
        ASSERT_FALSE(key.ok()) << path;
        EXPECT_EQ(key.error().code, ErrorCode::InvalidArgument);
    }
    EXPECT_TRUE(files.files.empty());
    EXPECT_TRUE(longitudinal_key(office, "/copies-key", "/copies").ok()) << "beside it is not in it";
    EXPECT_TRUE(longitudinal_key(office, "/copies/../key", "/copies").ok());
}

TEST_F(LongitudinalKey, WhatIsNoKeyIsNotTakenForOneAndNotOverwritten)
{
    const std::string good(64, 'a');
    for (const auto& text : { std::string(), std::string("secret"), good.substr(1), good + "a", std::string(64, 'A'), std::string(64, 'g'),
             std::string(63, 'a') + "\n", " " + good }) {
        files.files["/keys/old"] = text;
        const auto key = longitudinal_key(office, "/keys/old", "/copies");
        ASSERT_FALSE(key.ok()) << text;
        EXPECT_EQ(key.error().code, ErrorCode::Malformed);
        EXPECT_EQ(files.files["/keys/old"], text);
        EXPECT_EQ(key.error().line().find("secret"), std::string::npos) << "an error never tells what stands in a key file";
    }
    files.files["/keys/old"] = good + "\r\n";
    EXPECT_TRUE(longitudinal_key(office, "/keys/old", "/copies").ok());
    files.files["/keys/old"] = std::string(300, 'a');
    EXPECT_FALSE(longitudinal_key(office, "/keys/old", "/copies").ok());
}

TEST_F(LongitudinalKey, AKeyThatCannotBeReadOrKeptIsNoKey)
{
    EXPECT_FALSE(longitudinal_key(office, "/keys/broken", "/copies").ok()) << "another one would break the links of the project";
    EXPECT_FALSE(longitudinal_key(office, "/full/key", "/copies").ok());
}

TEST(Forget, LeavesZeros)
{
    PseudonymKey key;
    key.fill(7);
    forget(key);
    EXPECT_EQ(key, PseudonymKey {});
}

}  // namespace
}  // namespace imprimatur::desk
