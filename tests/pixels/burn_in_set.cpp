// burn_in_set --out DIR --n 40 --seed 7 --profile NAME [--bases DIR] [--bits 16]: pictures with writing whose place is known.
#include "clip.h"
#include "profiles.h"
#include "set_files.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace {

using namespace imprimatur;

struct Options {
    std::string out, profile = "mixed", bases;
    std::uint64_t seed = 7;
    int count = 40, bits = 8;
};

Result<void> run(const Options& options)
{
    const auto* profile = pixels::find_profile(options.profile);
    if (profile == nullptr)
        return Error { ErrorCode::InvalidArgument, "no such profile", options.profile, "" };
    std::error_code failed;
    std::filesystem::create_directories(options.out, failed);
    if (failed)
        return Error { ErrorCode::Unavailable, "could not be made", options.out, "" };
    TRY(pixels::fonts_are_there());
    pixels::Job job { *profile, options.seed };
    if (!options.bases.empty())
        job.bases = TRY(pixels::bases_in(options.bases));
    pixels::Clip clip;
    if (profile->name == "clip") {
        clip = TRY(pixels::make_clip(job, options.count));
        TRY(pixels::write_json(pixels::frames_of(clip), std::filesystem::path(options.out) / "frames.json"));
    }
    auto entries = nlohmann::ordered_json::array();
    for (int i = 0; i < options.count; ++i) {
        const auto picture = TRY(clip.frames.empty() ? pixels::make_picture(job, i) : clip.frames[static_cast<std::size_t>(i)]);
        auto entry = TRY(pixels::write_picture(picture, options.out, i, options.bits));
        entries.push_back(std::move(entry));
    }
    return pixels::write_json({ { "images", entries } }, std::filesystem::path(options.out) / "truth.json");
}

}  // namespace

int main(int count, char** arguments)
{
    std::string names;
    for (const auto& profile : pixels::profiles())
        names += fmt::format("  {:10} {}\n", profile.name, profile.what);
    CLI::App app("Pictures with writing burnt in, drawn from a seed, with masks and truth.json.\nProfiles:\n" + names);
    Options options;
    app.add_option("--out", options.out, "folder for the files")->required();
    app.add_option("--n", options.count, "pictures, or frames of a clip")->check(CLI::Range(1, 9999));
    app.add_option("--seed", options.seed, "the same seed gives the same bytes");
    app.add_option("--profile", options.profile, "what the writing is like");
    app.add_option("--bases", options.bases, "a folder of PNG files to write on instead of drawn pictures");
    app.add_option("--bits", options.bits, "16: grey PNG files get 16 bits a sample")->check(CLI::IsMember({ 8, 16 }));
    CLI11_PARSE(app, count, arguments);
    cv::setNumThreads(1);
    const auto done = run(options);
    if (!done.ok())
        fmt::print(stderr, "burn_in_set: {}\n", done.error().line());
    return done.ok() ? 0 : 1;
}
