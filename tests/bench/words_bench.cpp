// How fast the words of posts are screened: posts a second on one thread, and what loading the rules costs.
// A line of the file is a post as JSON, or "id<TAB>caption".
#include "caption/post_json.h"
#include "caption/rules_test_support.h"
#include "caption/screen.h"

#include <ctime>
#include <fmt/format.h>

using namespace imprimatur;

namespace {

/// Seconds this thread has computed: what others do on the machine does not count.
double now()
{
    timespec time {};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

double seconds_since(double start) { return now() - start; }

std::vector<Post> posts_of(const char* path)
{
    std::vector<Post> posts;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        Post post;
        if (!line.empty() && line.front() == '{') {
            if (auto parsed = caption::parse_post(line))
                post = std::move(parsed).value();
        } else {
            post.caption = line.substr(line.find('\t') + 1);
        }
        posts.push_back(std::move(post));
    }
    return posts;
}

void measure(const caption::WordRules& rules, const std::vector<Post>& posts, const char* name)
{
    constexpr int kRounds = 3;
    std::vector<double> micros;
    std::size_t bytes = 0;
    std::size_t spans = 0;
    const auto start = now();
    for (int round = 0; round < kRounds; ++round) {
        for (const auto& post : posts) {
            const auto begin = now();
            const auto screening = caption::screen(post, rules);
            micros.push_back(seconds_since(begin) * 1e6);
            bytes += post.caption.size() + post.alt_text.size() + post.account.bio.size();
            spans += screening.ok() ? screening->spans.size() : 0;
        }
    }
    const double whole = seconds_since(start);
    std::sort(micros.begin(), micros.end());
    const auto count = static_cast<double>(micros.size());
    const auto share = [&](double part) { return micros[static_cast<std::size_t>(part * (count - 1))]; };
    fmt::print("{:<32} {:>7} {:>10.0f} {:>8.1f} {:>8.1f} {:>8.1f} {:>7.2f} {:>8}\n", name, posts.size(), count / whole, whole / count * 1e6,
        share(0.5), share(0.99), static_cast<double>(bytes) / whole / 1e6, spans / kRounds);
}

}  // namespace

int main(int argc, char** argv)
{
    if (argc < 2) {
        fmt::print("words_bench FILE...   (JSON Lines of posts, or lines of id<TAB>caption)\n");
        return 2;
    }
    const auto files = caption::testing::shipped_files(IMPRIMATUR_SOURCE_DIR);
    const auto start = now();
    const auto rules = caption::WordRules::load(files);
    const double load = seconds_since(start);
    if (!rules) {
        fmt::print("{}\n", rules.error().line());
        return 1;
    }
    fmt::print("rules and lists loaded, every example tried: {:.0f} ms\n\n", load * 1e3);
    fmt::print("{:<32} {:>7} {:>10} {:>8} {:>8} {:>8} {:>7} {:>8}\n", "file", "posts", "posts/s", "us mean", "p50", "p99", "MB/s", "spans");
    for (int i = 1; i < argc; ++i) {
        const auto posts = posts_of(argv[i]);
        const std::string_view path = argv[i];
        if (!posts.empty())
            measure(rules.value(), posts, std::string(path.substr(path.rfind('/') + 1)).c_str());
    }
    return 0;
}
