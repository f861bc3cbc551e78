// What each request is answered with. No sockets here: method, target and body in, an answer out.
#pragma once

#include "imprimatur/desk.h"

#include <string>
#include <string_view>

namespace imprimatur::serve {

struct Answer {
    unsigned status = 200;
    std::string type = "text/html; charset=utf-8";
    std::string body;
    std::string allow;  ///< for 405
    bool paced = false;  ///< sent after a fixed time, whatever was found
};

/// Decided from the head alone: an answer for what is wrong already, and no body is read for it. Status 0 when all is well.
Answer refuse_early(std::string_view method, std::string_view target);

Answer answer(Desk& desk, std::string_view method, std::string_view target, std::string_view body);

/// A short plain page for a status that the HTTP machinery itself answers with.
Answer plain(unsigned status, std::string_view sentence);

}  // namespace imprimatur::serve
