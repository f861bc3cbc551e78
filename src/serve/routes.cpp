#include "serve/routes.h"

#include "serve/pages.h"
#include "serve/target.h"

#include <optional>

namespace imprimatur::serve {

namespace {

enum class Place { Home, Style, Health, Status, Screen, Nowhere };

constexpr std::string_view kStatusPath = "/v/";
/// As long as an id may be; a longer one is asked for too, cut short, so that it takes as long to say no.
constexpr std::size_t kLongestId = 100;

Place place_of(const Target& target)
{
    if (target.path == "/")
        return Place::Home;
    if (target.path == "/style.css")
        return Place::Style;
    if (target.path == "/healthz")
        return Place::Health;
    if (target.path == "/v1/screen")
        return Place::Screen;
    if (target.path.starts_with(kStatusPath) || (target.path == "/v" && target.id))
        return Place::Status;
    return Place::Nowhere;
}

Answer status(Desk& desk, const Target& target)
{
    const auto id = target.path.starts_with(kStatusPath) ? target.path.substr(kStatusPath.size()) : target.id.value_or("");
    const auto state = desk.status(std::string_view(id).substr(0, kLongestId));
    Answer page;
    page.paced = true;
    if (state.ok())
        page.body = status_page(id, *state);
    else if (state.error().code == ErrorCode::NotFound || state.error().code == ErrorCode::InvalidArgument)
        page.body = status_page(id, PackageState::Unknown);
    else {
        // No answer is no yes: the page says that the image must not be shown meanwhile.
        page.status = 503;
        page.body = unavailable_page();
    }
    return page;
}

Answer screen(Desk& desk, std::string_view body)
{
    auto answers = desk.screen_lines({ std::string(body) }, false);
    auto line = answers.ok() ? std::move(answers->front()) : Result<ScreenedLine>(answers.error());
    Answer answer;
    answer.type = "application/json";
    if (line.ok()) {
        answer.body = line->json + "\n";
        return answer;
    }
    const auto code = line.error().code;
    answer.status = code == ErrorCode::InvalidArgument || code == ErrorCode::Malformed ? 400 : code == ErrorCode::LimitExceeded ? 413 : 500;
    answer.body = error_json(answer.status == 500 ? "the post could not be screened, so do not publish it" : line.error().line());
    return answer;
}

}  // namespace

Answer plain(unsigned status, std::string_view sentence)
{
    Answer answer;
    answer.status = status;
    answer.type = "text/plain; charset=utf-8";
    answer.body = std::string(sentence) + "\n";
    return answer;
}

Answer refuse_early(std::string_view method, std::string_view target)
{
    const auto parsed = parse_target(target);
    if (!parsed)
        return plain(400, "The address is broken.");
    const auto place = place_of(*parsed);
    if (place == Place::Nowhere)
        return plain(404, "There is nothing at this address.");
    const bool fits = place == Place::Screen ? method == "POST" : method == "GET" || method == "HEAD";
    if (!fits) {
        auto answer = plain(405, "This address is not asked in this way.");
        answer.allow = place == Place::Screen ? "POST" : "GET, HEAD";
        return answer;
    }
    Answer well;
    well.status = 0;
    return well;
}

Answer answer(Desk& desk, std::string_view method, std::string_view target, std::string_view body)
{
    auto refused = refuse_early(method, target);
    if (refused.status != 0)
        return refused;
    const auto parsed = parse_target(target).value_or(Target {});
    Answer page;
    switch (place_of(parsed)) {
    case Place::Home: page.body = home_page(); return page;
    case Place::Style:
        page.type = "text/css; charset=utf-8";
        page.body = style_sheet();
        return page;
    case Place::Health: return plain(200, "ok");
    case Place::Status: return status(desk, parsed);
    case Place::Screen: return screen(desk, body);
    case Place::Nowhere: break;
    }
    return plain(404, "There is nothing at this address.");
}

}  // namespace imprimatur::serve
