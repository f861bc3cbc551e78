// The few public pages, as text. A page says the state of a release and nothing else about it: no purpose, no
// platform, no institution, because whoever holds an id may be anybody.
#pragma once

#include "imprimatur/model/release.h"

#include <string>
#include <string_view>

namespace imprimatur::serve {

std::string escaped_html(std::string_view text);
std::string escaped_json(std::string_view text);

std::string home_page();

/// Every status page has the same number of bytes, so that a watcher of encrypted traffic learns nothing either.
std::string status_page(std::string_view id, PackageState state);
std::string unavailable_page();

std::string style_sheet();

/// {"error":"..."}
std::string error_json(std::string_view sentence);

}  // namespace imprimatur::serve
