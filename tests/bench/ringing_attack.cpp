// ringing_attack [PICTURES] [PAST]: how often somebody with 200 numbers to choose from picks the right one from what lossy compression left
// around a fill (redact/attack.h). Chance is 0.5 %. Fewer pictures give coarser numbers: 20 tell nothing below 5 %. PAST: only the pasts
// that have this in their name, "WebP" or "resized"; all of them take ten minutes a picture.
#include "redact/attack.h"

#include <cstdlib>
#include <fmt/format.h>
#include <string>

namespace {

using namespace imprimatur::redact_eval;

struct Row {
    std::array<double, kRules> found {};
    std::array<double, kRules> pixels {};
    double sizes = 0;
};

Row measure(const Situation& situation, int pictures)
{
    Row row;
    Chance chance(7);
    for (int i = 0; i < pictures; ++i) {
        const auto result = attack(situation, chance);
        for (std::size_t r = 0; r < kRules; ++r) {
            row.found[r] += result.found[r] / pictures;
            row.pixels[r] += result.pixels[r] / pictures;
        }
        row.sizes += result.found_with_sizes / pictures;
    }
    return row;
}

void print(const Situation& situation, int pictures)
{
    const auto row = measure(situation, pictures);
    fmt::print("| {} | {} | {:.0f} |", situation.past->name, name_of(situation.ground), situation.unknown);
    for (std::size_t r = 0; r < kRules; ++r)
        fmt::print(" {:.1f} % |", 100 * row.found[r]);
    fmt::print(" {:.1f} % |", 100 * row.sizes);
    for (std::size_t r = 1; r < kRules; ++r)
        fmt::print(" {:.2f} |", row.pixels[r] / row.pixels[0]);
    fmt::print("\n");
    std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv)
{
    const int pictures = argc > 1 ? std::atoi(argv[1]) : 20;
    const std::string wanted = argc > 2 ? argv[2] : "";
    if (pictures < 1)
        return 2;
    for (const double room : { 1.0, 6.0 }) {
        fmt::print("\nThe detector's box leaves {:.0f} px around the letters; {} pictures a row. Chance is 0.5 %.\n\n", room, pictures);
        fmt::print("| past | ground | unknown levels | box | box + 4 | box + 4 on 16 | ours | ours, sizes told | area + 4 | area 16 | area "
                   "ours |\n");
        fmt::print("|---|---|---|---|---|---|---|---|---|---|---|\n");
        for (const auto& past : all_pasts()) {
            if (past.name.find(wanted) == std::string::npos)
                continue;
            for (const auto ground : { Ground::Black, Ground::Anatomy, Ground::Tissue }) {
                for (const double unknown : { 0.0, 2.0 }) {
                    if (ground != Ground::Black || unknown == 0)
                        print({ ground, &past, unknown, room }, pictures);
                }
            }
        }
    }
    return 0;
}
