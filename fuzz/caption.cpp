// Any bytes as a line of JSON and as a caption: never a crash, and what is found always lies inside the text.
#include "base/unicode.h"
#include "caption/post_json.h"
#include "caption/rules_test_support.h"
#include "caption/screen.h"

#include <cstdlib>

using namespace imprimatur;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const auto rules
        = caption::WordRules::load(caption::testing::shipped_files(std::filesystem::path(__FILE__).parent_path().parent_path()));
    const std::string text(reinterpret_cast<const char*>(data), size);
    (void)caption::parse_post(text);
    Post post;
    post.caption = text;
    post.account.bio = text;
    const auto result = caption::screen(post, rules.value());
    const auto points = decode_utf8(text);
    if (result.ok() != points.has_value())
        std::abort();
    for (std::size_t i = 0; result.ok() && i < result->spans.size(); ++i) {
        const auto& span = result->spans[i];
        if (span.start >= span.end || span.end > points->size())
            std::abort();
    }
    return 0;
}
