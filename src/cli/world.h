// What the command touches of the world, all in one place, so that tests can hand it another one.
#pragma once

#include "imprimatur/desk.h"

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <map>
#include <memory>
#include <string>

namespace imprimatur::cli {

/// What stands behind the public headers; the program joins them in main.cpp.
struct Services {
    std::function<Result<std::unique_ptr<Desk>>(const DeskOptions&)> open_desk;
    std::function<Result<CaseRequest>(const std::filesystem::path&)> read_case;
    std::function<Result<Account>(const std::filesystem::path&)> read_account;
    std::function<Result<void>(Desk&, const std::string& listen, const std::function<void(const std::string& address)>&)> serve;
};

struct World {
    std::istream& in;
    std::ostream& out;  ///< data
    std::ostream& err;  ///< talk
    bool out_is_terminal = false;
    bool err_is_terminal = false;
    unsigned width = 80;  ///< columns
    unsigned processors = 1;
    std::filesystem::path program_folder;  ///< where this program stands; imprimatur-jail stands beside it
    std::map<std::string, std::string, std::less<>> environment;
    Services services;
};

/// Empty when it is not set.
std::string environment(const World& world, std::string_view name);

}  // namespace imprimatur::cli
