// An office with nothing in it but the policy, for tests of the desk: files in memory, chance that counts, no ledger.
#pragma once

#include "base/test_texts.h"
#include "desk/fake_reader.h"
#include "desk/office.h"

#include <gtest/gtest.h>
#include <map>
#include <string>

namespace imprimatur::desk {

/// What the project ships, before it is read.
inline RulebookTexts shipped_texts()
{
    const std::filesystem::path policy = std::filesystem::path(IMPRIMATUR_SOURCE_DIR) / "policy";
    RulebookTexts texts;
    texts.words = folder_texts(policy / "words");
    texts.reader_toml = file_text(policy / "reader/reader.toml");
    texts.vocabulary = file_text(std::filesystem::path(IMPRIMATUR_SOURCE_DIR) / "models/words_vocabulary.txt");
    texts.grams = file_text(std::filesystem::path(IMPRIMATUR_SOURCE_DIR) / "models/words_grams.bin");
    texts.risk = folder_texts(policy / "risk");
    texts.confidentiality_tsv = file_text(policy / "dicom/confidentiality.tsv");
    texts.metadata_tsv = file_text(policy / "photo/metadata.tsv");
    texts.writing_toml = file_text(policy / "pixels/text.toml");
    texts.devices_toml = file_text(policy / "pixels/devices.toml");
    texts.account_platforms_toml = file_text(policy / "account/platforms.toml");
    texts.account_statements_toml = file_text(policy / "account/statements.toml");
    texts.facts_toml = file_text(policy / "facts.toml");
    texts.presets_toml = file_text(policy / "presets.toml");
    texts.page_css = file_text(policy / "pages/decision.css");
    return texts;
}

inline const Rulebook& rulebook()
{
    static const Rulebook loaded = [] {
        auto result = load_rulebook(shipped_texts());
        EXPECT_TRUE(result.ok()) << (result.ok() ? "" : result.error().line());
        return std::move(result).value();
    }();
    return loaded;
}

inline Error not_here() { return Error { ErrorCode::Internal, "nobody asks for this here", "", "" }; }

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
    Result<Bytes> read(const std::filesystem::path& path, std::uint64_t limit) override
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
    Result<std::vector<std::filesystem::path>> list(const std::filesystem::path&) override { return not_here(); }
    Result<void> write_folder(const std::filesystem::path&, const std::vector<OutFile>&) override { return not_here(); }
    Result<void> write_file(const std::filesystem::path& path, ByteView bytes) override
    {
        if (path.string().starts_with("/full"))
            return Error { ErrorCode::Unavailable, "the disk is full", path.string(), "" };
        files[path.string()] = std::string(as_text(bytes));
        return {};
    }
    Result<void> append(const std::filesystem::path&, ByteView) override { return not_here(); }
    Result<std::filesystem::path> temporary_beside(const std::filesystem::path& path) override
    {
        return std::filesystem::path(path.string() + ".part");
    }
    Result<void> publish(const std::filesystem::path&, const std::filesystem::path&) override { return not_here(); }
    void discard(const std::filesystem::path&) override { }
};

class FakeOffice {
public:
    explicit FakeOffice(Reader& reader)
        : m_reader(reader)
    {
    }
    MemoryFiles files;
    [[nodiscard]] Office office()
    {
        return { .reader = m_reader,
            .ledger = m_ledger,
            .signer = m_signer,
            .random = m_random,
            .files = files,
            .clock = m_clock,
            .rulebook = rulebook() };
    }

private:
    Reader& m_reader;
    NoLedger m_ledger;
    NoSigner m_signer;
    CountingRandom m_random;
    FixedClock m_clock { 0 };
};

}  // namespace imprimatur::desk
