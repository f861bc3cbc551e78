// What stands on clinical pictures, invented: names, dates, numbers and places that nobody has, and the markers that must stay.
#pragma once

#include "lettering.h"
#include "random.h"

#include <string>
#include <vector>

namespace imprimatur::pixels {

struct Text {
    bool identifying = false;
    std::string field;
    std::string text;  ///< UTF-8
};

Text identifying_text(Random& random);
Text marker_text(Random& random);

/// What a device prints in a corner: name, number, birth date and so on, a line each.
std::vector<Text> patient_block(Random& random);
std::vector<Text> settings_block(Random& random, const std::string& base);

/// A script with its font; every text of it is made of that script's letters and, where the script has them, digits.
struct Script {
    std::string name;
    Face face;
};
const std::vector<Script>& scripts();
Text script_text(Random& random, const Script& script);

/// The twelve leads of an ECG.
const std::vector<std::string>& leads();

}  // namespace imprimatur::pixels
