// Posts of a survey: a table, JSON Lines and the files of every download.
#include "survey/layout.h"
#include "survey/posts_csv.h"
#include "survey/posts_jsonl.h"

#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace imprimatur::survey;
    const std::string text(reinterpret_cast<const char*>(data), size);
    (void)read_csv(text);
    (void)read_jsonl(text);
    for (const auto* name : { "data/tweets.js", "content/posts_1.json", "posts/your_posts_1.json", "Shares.csv" }) {
        const auto layout = recognise_layout({ name });
        if (layout.ok())
            (void)read_layout(*layout, { { name, text } }, { name });
    }
    return 0;
}
