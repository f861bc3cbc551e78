// The kinds of set. A profile says what the writing is like; a seed and an index say which picture.
#pragma once

#include "finish.h"

#include "imprimatur/result.h"

#include <string>
#include <vector>

namespace imprimatur::pixels {

struct Profile {
    std::string name;
    std::string what;  ///< for the usage text
    int least = 3, most = 8;  ///< strings beside the blocks
    double cap_low = 9, cap_high = 30;
    double contrast_low = 120, contrast_high = 240;
    double over_anatomy = 0.2;
    double blocks = 0;  ///< how often a device's corner blocks are there
    double markers = 0.35;
    std::vector<Look> looks { Look::Auto };
    std::vector<double> turns { 0 };
    double damage = 0;  ///< how often resize, blur, noise and JPEG come in, each
};

const std::vector<Profile>& profiles();
const Profile* find_profile(const std::string& name);

/// An error that names the package when a family that the profiles write with is not installed.
Result<void> fonts_are_there();

struct Job {
    Profile profile;
    std::uint64_t seed = 7;
    std::vector<Base> bases = {};  ///< empty: drawn ones
};

/// The picture of that number; the same for the same job.
Result<Finished> make_picture(const Job& job, int index);

}  // namespace imprimatur::pixels
