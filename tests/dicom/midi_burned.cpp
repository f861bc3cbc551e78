// Pictures with writing in them, and the boxes in which it stands.
#include "midi_set.h"

#include "objects.h"

#include <array>

#include <opencv2/imgproc.hpp>

namespace imprimatur::dicom_eval {

namespace {

struct Line {
    const char* text;
    int x, y;
    double scale;
};

constexpr int kColumns = 640;
constexpr int kRows = 480;

/// Something to look at that is no writing: a bright disc in a soft gradient.
cv::Mat scene(int shade)
{
    cv::Mat picture(kRows, kColumns, CV_8UC1);
    for (int y = 0; y < kRows; ++y) {
        for (int x = 0; x < kColumns; ++x)
            picture.at<unsigned char>(y, x) = static_cast<unsigned char>(20 + (x + y + shade) / 20);
    }
    cv::circle(picture, { kColumns / 2, kRows / 2 + 40 }, 90, cv::Scalar(120), cv::FILLED);
    cv::GaussianBlur(picture, picture, { 31, 31 }, 0);
    return picture;
}

void add_picture(MidiSet& set, const std::string& name, const std::vector<Line>& lines, int number)
{
    auto picture = scene(number * 40);
    for (const auto& line : lines) {
        cv::putText(picture, line.text, { line.x, line.y }, cv::FONT_HERSHEY_DUPLEX, line.scale, cv::Scalar(250), 1, cv::LINE_AA);
        int below = 0;
        const auto size = cv::getTextSize(line.text, cv::FONT_HERSHEY_DUPLEX, line.scale, 1, &below);
        set.key.push_back({ name, "7FE00010", "pixels_hidden",
            std::to_string(line.x) + "," + std::to_string(line.y - size.height) + "," + std::to_string(size.width) + ","
                + std::to_string(size.height) });
    }
    Case it;
    it.number = number;
    it.instance = "1.2.826.0.1.3680043.8.498.559" + std::to_string(number);
    auto object = object_of(Kind::SecondaryCapture, it);
    auto shape = kGrey8;
    shape.rows = kRows;
    shape.columns = kColumns;
    describe_pixels(object, shape);
    object.text(0x00280301, "CS", "YES").bytes(0x7FE00010, "OB", Octets(reinterpret_cast<const char*>(picture.data), picture.total()));
    set.files.push_back({ name, file_of_set(Kind::SecondaryCapture, it, object) });
}

}  // namespace

MidiSet midi_burned_set()
{
    MidiSet set;
    add_picture(set, "burned_1.dcm", { { "HOLLINGSWORTH, MARGUERITE", 20, 40, 0.8 }, { "DOB 11/17/1948", 20, 80, 0.8 } }, 1);
    add_picture(set, "burned_2.dcm", { { "Brackenridge Memorial Hospital", 150, 40, 0.9 }, { "MR-4410927", 440, 460, 0.8 } }, 2);
    add_picture(set, "burned_3.dcm", { { "Dr. Achterberg 14:32 03-MAR-2014", 30, 450, 0.8 } }, 3);
    return set;
}

}  // namespace imprimatur::dicom_eval
