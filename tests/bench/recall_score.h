// Pictures with burnt-in writing whose place is known, and how much of it boxes cover.
#pragma once

#include "imprimatur/model.h"
#include "imprimatur/result.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace imprimatur::bench {

struct Item {
    Quad quad;
    std::string text;
    bool identifying = false;
    double cap_height = 0;
    double contrast = 0;
    double rotation = 0;
};

struct Picture {
    std::string name;
    Frame frame;
    Frame mask;  ///< 1 identifying, 2 marker, 3 scale, 0 everything else
    std::vector<Item> items;
};

struct Miss {
    std::string picture;
    Item item;
    double covered = 0;
};

struct Score {
    std::size_t glyphs = 0, glyphs_covered = 0;
    std::size_t strings = 0, strings_covered = 0;
    std::size_t pictures = 0, clean = 0;
    std::size_t away = 0, away_covered = 0;  ///< pixels that no writing stands near
    std::size_t pixels = 0, unwritten_covered = 0;  ///< all pixels; those covered that no glyph stands in
    std::size_t boxes = 0;
    std::vector<double> milliseconds;
    std::vector<Miss> missed;

    void add(const Picture& picture, const std::vector<Rect>& boxes);
};

/// Every picture of FOLDER/truth.json.
Result<std::vector<Picture>> load_set(const std::filesystem::path& folder);

Rect around(const Quad& quad);
std::vector<bool> covered_pixels(const Frame& frame, const std::vector<Rect>& boxes);

/// Share of an item's glyph pixels that is covered; nothing when none of them is visible.
std::optional<double> covered_share(const Picture& picture, const Item& item, const std::vector<bool>& covered);

double share(std::size_t part, std::size_t whole);

/// Of this process and of its ended children: the same on a busy machine. Everything here runs on one thread.
double cpu_milliseconds();

}  // namespace imprimatur::bench
