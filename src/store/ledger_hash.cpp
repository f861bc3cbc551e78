#include "store/ledger_hash.h"

#include <nlohmann/json.hpp>

namespace imprimatur::store {

namespace {

using Json = nlohmann::json;

Json records_json(const std::vector<RecordDigest>& records)
{
    Json list = Json::array();
    for (const auto& record : records)
        list.push_back({ { "digest", record.digest }, { "id", record.id }, { "type", record.type } });
    return list;
}

/// Callers have checked the texts; `replace` only keeps a broken promise from becoming an exception.
std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Sha256 tagged(std::uint8_t tag, ByteView first, ByteView second)
{
    Bytes message { tag };
    message.insert(message.end(), first.begin(), first.end());
    message.insert(message.end(), second.begin(), second.end());
    return sha256(message);
}

std::optional<std::string> text_of(const Json& object, const char* key)
{
    const auto found = object.find(key);
    if (found == object.end() || !found->is_string())
        return std::nullopt;
    return found->get<std::string>();
}

}  // namespace

std::string records_text(const std::vector<RecordDigest>& records) { return dump(records_json(records)); }

std::optional<std::vector<RecordDigest>> parse_records(std::string_view text)
{
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_array())
        return std::nullopt;
    std::vector<RecordDigest> records;
    for (const Json& row : json) {
        if (!row.is_object())
            return std::nullopt;
        auto type = text_of(row, "type");
        auto id = text_of(row, "id");
        auto digest = text_of(row, "digest");
        if (!type || !id || !digest)
            return std::nullopt;
        records.push_back({ std::move(*type), std::move(*id), std::move(*digest) });
    }
    if (records_text(records) != text)
        return std::nullopt;
    return records;
}

std::string canonical_entry(const AuditEntry& entry, const std::vector<RecordDigest>& records)
{
    const Json json {
        { "at", entry.at },
        { "detail", entry.detail },
        { "index", entry.index },
        { "kind", entry.kind },
        { "records", records_json(records) },
        { "subject", entry.subject },
    };
    return dump(json);
}

Sha256 leaf_hash(ByteView salt, const AuditEntry& entry, const std::vector<RecordDigest>& records)
{
    const std::string text = canonical_entry(entry, records);
    return tagged(0x00, salt, as_bytes(text));
}

Sha256 chain_hash(const Sha256& previous, const Sha256& leaf) { return tagged(0x01, previous, leaf); }

std::string record_digest(ByteView salt, std::string_view json) { return to_hex(tagged(0x02, salt, as_bytes(json))); }

}  // namespace imprimatur::store
