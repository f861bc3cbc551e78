// What a person wants covered (--fill) or left open (--leave) against the detectors.
#pragma once

#include "imprimatur/model.h"
#include "imprimatur/result.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::desk {

struct RequestedPlaces {
    struct Place {
        std::string file;  ///< its name without folders; empty: of every file
        Rect rect;  ///< in pixels of the picture as it is shown; in a clip of every frame
    };
    bool fill_asked = false;  ///< every piece of writing, face or code that a person would be asked about
    std::vector<Place> fill;
    /// What is filled here although nothing but a single letter could be read in it becomes a question. What was read, a sure face and a
    /// code stay filled.
    std::vector<Place> leave;
};

/// Words: "X,Y,WIDTH,HEIGHT" or "NAME:X,Y,WIDTH,HEIGHT"; among `fill` also "asked", which does not go together with `leave`.
Result<RequestedPlaces> parse_places(const std::vector<std::string>& fill, const std::vector<std::string>& leave);

/// An Error when a place names a file that is not among these: a misspelt name must not leave anything open.
Result<void> check_names(const RequestedPlaces& places, const std::vector<std::filesystem::path>& files);

/// One finding with Action::Fill for each place to fill in the file of this name.
std::vector<Finding> requested_findings(const RequestedPlaces& places, std::string_view file);

/// The places to leave open in the file of this name.
std::vector<Rect> left_open(const RequestedPlaces& places, std::string_view file);

/// Why the picture cannot be given out: one of its places reaches outside of it or of one of its pages, so that something else was meant.
std::optional<std::string> misplaced(const RequestedPlaces& places, std::string_view file, const Material& material);

/// What a person would be asked about is filled. Two things stay questions: metal, because an implant that is filled still tells of
/// surgery, and what takes up half of the picture, because nothing would be left to show. `picture`: its pixels, in the findings' scale.
void fill_what_is_asked(std::vector<Finding>& findings, double picture);

}  // namespace imprimatur::desk
