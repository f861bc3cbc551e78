// What the tests of writing in pictures share: the shipped rules, and boxes that stand upright.
#pragma once

#include "base/test_texts.h"
#include "inspect/text_class.h"

#include <stdexcept>

namespace imprimatur::inspect {

inline std::string shipped(const std::string& policy_file)
{
    return file_text(std::filesystem::path(IMPRIMATUR_SOURCE_DIR) / "policy" / policy_file);
}

inline const TextClassifier& shipped_classifier()
{
    static const auto loaded = TextClassifier::load(shipped("pixels/text.toml"));
    if (!loaded.ok())
        throw std::runtime_error(loaded.error().line());
    return *loaded;
}

inline Quad at(double x, double y, double width, double height)
{
    return { { { { x, y }, { x + width, y }, { x + width, y + height }, { x, y + height } } } };
}

}  // namespace imprimatur::inspect
