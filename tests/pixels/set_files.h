// The files of a set: NNNN.png or NNNN.jpg, NNNN.mask.png, truth.json.
#pragma once

#include "finish.h"

#include "imprimatur/result.h"

#include <filesystem>
#include <nlohmann/json.hpp>

namespace imprimatur::pixels {

/// 8 or 16 bits a sample; 16 only for grey.
Result<void> write_png(const cv::Mat& picture, const std::filesystem::path& path, int bits = 8);
Result<void> write_jpeg(const cv::Mat& picture, const std::filesystem::path& path, int quality);

/// Writes the picture and its mask; the entry of truth.json.
Result<nlohmann::ordered_json> write_picture(const Finished& finished, const std::filesystem::path& folder, int index, int bits);

Result<void> write_json(const nlohmann::ordered_json& json, const std::filesystem::path& path);

}  // namespace imprimatur::pixels
