#include "store/ledger_verify.h"

#include "store/ledger_hash.h"
#include "store/ledger_schema.h"

#include <algorithm>
#include <map>

namespace imprimatur::store {

namespace {

/// What the newest entry that names a record says about it.
struct RecordClaim {
    std::uint64_t entry = 0;
    std::string digest;
    Bytes salt;
};
using RecordClaims = std::map<std::pair<std::string, std::string>, RecordClaim>;

struct Scan {
    std::uint64_t size = 0;
    std::vector<Sha256> hashes;  ///< by entry, from 0
    RecordClaims claims;
    std::uint64_t first_bad = 0;
    std::string problem;
};

LedgerCheck broken(std::uint64_t entries, std::uint64_t first_bad, std::string sentence)
{
    LedgerCheck check;
    check.entries = entries;
    check.first_bad = first_bad;
    check.sentence = std::move(sentence);
    return check;
}

std::string number(std::uint64_t value) { return std::to_string(value); }

/// One row against what the chain so far demands; the sentence says what is wrong, empty when nothing is.
std::string check_row(const Statement& row, const Sha256& previous, Scan& scan)
{
    const std::uint64_t expected = scan.size + 1;
    const std::int64_t index = row.integer(0);
    if (index < 1 || static_cast<std::uint64_t>(index) < expected)
        return "an entry stands before the first one";
    if (static_cast<std::uint64_t>(index) > expected)
        return "entry " + number(expected) + " is missing";

    const AuditEntry entry { expected, row.text(1), row.text(2), row.text(3), row.text(4), "" };
    const auto records = parse_records(row.text(5));
    const Bytes salt = row.blob(6);
    if (!records || salt.size() != kSaltBytes)
        return "entry " + number(expected) + " was changed";
    const Sha256 leaf = leaf_hash(salt, entry, *records);
    const Sha256 hash = chain_hash(previous, leaf);
    if (!std::ranges::equal(leaf, row.blob(7)))
        return "entry " + number(expected) + " was changed";
    if (!std::ranges::equal(hash, row.blob(8)))
        return "entry " + number(expected) + " does not follow from the entry before it";

    scan.size = expected;
    scan.hashes.push_back(hash);
    for (const auto& record : *records)
        scan.claims[{ record.type, record.id }] = { expected, record.digest, salt };
    return {};
}

Result<Scan> scan_entries(sqlite3* database)
{
    Scan scan;
    Statement query(database, "SELECT idx, at, kind, subject, detail, records, salt, leaf, hash FROM audit ORDER BY idx");
    while (true) {
        const int code = query.step();
        if (code == SQLITE_DONE)
            return scan;
        if (is_damage(code)) {
            scan.problem = "the file is damaged from entry " + number(scan.size + 1) + " on";
        } else if (code != SQLITE_ROW) {
            return sqlite_error("cannot read the ledger", code);
        } else {
            scan.problem = check_row(query, scan.hashes.empty() ? Sha256 {} : scan.hashes.back(), scan);
        }
        if (!scan.problem.empty()) {
            scan.first_bad = scan.size + 1;
            return scan;
        }
    }
}

/// Every record as the chain says, none that the chain does not know, none gone.
Result<std::optional<LedgerCheck>> check_records(sqlite3* database, const Scan& scan)
{
    RecordClaims open = scan.claims;
    Statement query(database, "SELECT type, id, json, entry FROM record");
    while (true) {
        const int code = query.step();
        if (code == SQLITE_DONE)
            break;
        if (code != SQLITE_ROW && !is_damage(code))
            return sqlite_error("cannot read the ledger", code);
        if (code != SQLITE_ROW)
            return std::optional(broken(scan.size, std::max<std::uint64_t>(scan.size, 1), "the file is damaged where the records stand"));
        const auto claim = open.find({ query.text(0), query.text(1) });
        if (claim == open.end())
            return std::optional(broken(scan.size, std::max<std::uint64_t>(scan.size, 1), "a record stands there that no entry speaks of"));
        const RecordClaim& said = claim->second;
        if (query.integer(3) != static_cast<std::int64_t>(said.entry) || record_digest(said.salt, query.text(2)) != said.digest)
            return std::optional(broken(scan.size, said.entry, "the record stored with entry " + number(said.entry) + " was changed"));
        open.erase(claim);
    }
    if (open.empty())
        return std::optional<LedgerCheck> {};
    const auto by_entry = [](const auto& a, const auto& b) { return a.second.entry < b.second.entry; };
    const std::uint64_t gone = std::min_element(open.begin(), open.end(), by_entry)->second.entry;
    return std::optional(broken(scan.size, gone, "the record stored with entry " + number(gone) + " is gone"));
}

std::string head_at(const Scan& scan, std::uint64_t size)
{
    return size == 0 ? Checkpoint {}.head : to_hex(scan.hashes[static_cast<std::size_t>(size - 1)]);
}

/// One checkpoint against the rows. `trusted_to`: up to where another checkpoint already agrees.
std::optional<LedgerCheck> check_against(
    const Scan& scan, const Checkpoint& checkpoint, ByteView public_key, std::uint64_t trusted_to, std::string_view which)
{
    const std::string name = "the signed checkpoint " + std::string(which);
    if (!signature_holds(checkpoint, public_key))
        return broken(scan.size, std::max<std::uint64_t>(scan.size, 1), name + " does not carry our signature");
    if (checkpoint.size > scan.size) {
        return broken(scan.size, scan.size + 1,
            "the end is cut off: " + name + " counts " + number(checkpoint.size) + " entries, " + number(scan.size) + " are there");
    }
    if (head_at(scan, checkpoint.size) != checkpoint.head) {
        return broken(scan.size, trusted_to + 1,
            "entries from " + number(trusted_to + 1) + " to " + number(checkpoint.size) + " were written anew: " + name
                + " contradicts them");
    }
    return std::nullopt;
}

}  // namespace

Result<LedgerCheck> verify_ledger(sqlite3* database, const std::optional<Checkpoint>& beside, ByteView public_key)
{
    const Scan scan = TRY(scan_entries(database));
    if (!scan.problem.empty())
        return broken(scan.size, scan.first_bad, scan.problem);
    const auto inside = TRY(load_checkpoint(database));
    const std::uint64_t last = std::max<std::uint64_t>(scan.size, 1);
    if (!beside)
        return broken(scan.size, last, "the checkpoint file beside the ledger is missing, so a cut end could not be seen");
    if (const auto bad = check_against(scan, *beside, public_key, 0, "beside the ledger"))
        return *bad;
    if (!inside)
        return broken(scan.size, last, "the checkpoint inside the ledger is missing");
    if (const auto bad = check_against(scan, *inside, public_key, beside->size, "inside the ledger"))
        return *bad;
    if (inside->size != scan.size)
        return broken(scan.size, inside->size + 1, "entries from " + number(inside->size + 1) + " on were added by somebody else");
    if (const auto bad = TRY(check_records(database, scan)))
        return *bad;

    LedgerCheck check;
    check.intact = true;
    check.entries = scan.size;
    check.head = head_at(scan, scan.size);
    check.sentence = "intact: " + number(scan.size) + (scan.size == 1 ? " entry" : " entries") + ", none changed, missing or added";
    return check;
}

}  // namespace imprimatur::store
