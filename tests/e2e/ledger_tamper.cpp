// ledger_tamper FILE entry|record|end: what somebody with the file and SQLite can do. Takes the guards off, then changes one
// letter of an entry, changes one letter of a record, or cuts the last entry off. Ends with 0 when exactly one row changed.
#include <sqlite3.h>

#include <cstdio>
#include <string>
#include <string_view>

namespace {

constexpr const char* kNoGuards = "DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete;";

std::string change(std::string_view what)
{
    if (what == "entry")
        return "UPDATE audit SET kind = 'X' || substr(kind, 2) WHERE idx = 2";
    if (what == "record")
        return "UPDATE record SET json = substr(json, 1, 2) || 'X' || substr(json, 4) "
               "WHERE (type, id) = (SELECT type, id FROM record ORDER BY type, id LIMIT 1)";
    if (what == "end")
        return "DELETE FROM audit WHERE idx = (SELECT max(idx) FROM audit)";
    return {};
}

}  // namespace

int main(int argc, char** argv)
{
    const std::string sql = argc == 3 ? change(argv[2]) : std::string();
    if (sql.empty()) {
        std::fputs("ledger_tamper FILE entry|record|end\n", stderr);
        return 2;
    }
    sqlite3* database = nullptr;
    int status = 1;
    if (sqlite3_open_v2(argv[1], &database, SQLITE_OPEN_READWRITE, nullptr) == SQLITE_OK
        && sqlite3_exec(database, kNoGuards, nullptr, nullptr, nullptr) == SQLITE_OK
        && sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK)
        status = sqlite3_changes(database) == 1 ? 0 : 1;
    if (status != 0)
        std::fprintf(stderr, "ledger_tamper: %s\n", sqlite3_errmsg(database));
    sqlite3_close(database);
    return status;
}
