// The desk behind the public interface: each call goes to the file of its verb.
#pragma once

#include "desk/office.h"
#include "imprimatur/desk.h"

#include <memory>

namespace imprimatur::desk {

/// `owned` holds what the office refers to and lives as long as the desk; null when the caller sees to that.
std::unique_ptr<Desk> make_desk(Office office, std::shared_ptr<void> owned);

}  // namespace imprimatur::desk
