#include "lettering.h"

#include <algorithm>
#include <map>
#include <memory>
#include <opencv2/imgproc.hpp>
#include <pango/pangocairo.h>

namespace imprimatur::pixels {

namespace {

template <auto Free> struct Freed {
    template <typename Pointer> void operator()(Pointer* pointer) const { Free(pointer); }
};
using Layout = std::unique_ptr<PangoLayout, Freed<g_object_unref>>;
using Context = std::unique_ptr<PangoContext, Freed<g_object_unref>>;
using Description = std::unique_ptr<PangoFontDescription, Freed<pango_font_description_free>>;
using Options = std::unique_ptr<cairo_font_options_t, Freed<cairo_font_options_destroy>>;
using Surface = std::unique_ptr<cairo_surface_t, Freed<cairo_surface_destroy>>;
using Cairo = std::unique_ptr<cairo_t, Freed<cairo_destroy>>;

Layout lay_out(const std::string& text, const Face& face, double pixels)
{
    // Never freed: Pango's threads may still look at it when the program ends.
    static PangoFontMap* const map = pango_cairo_font_map_new();
    const Context context(pango_font_map_create_context(map));
    const Options options(cairo_font_options_create());
    const bool bitmap = face.drawing != Drawing::Smooth;
    cairo_font_options_set_antialias(options.get(), bitmap ? CAIRO_ANTIALIAS_NONE : CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options.get(), bitmap ? CAIRO_HINT_STYLE_FULL : CAIRO_HINT_STYLE_SLIGHT);
    cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_ON);
    pango_cairo_context_set_font_options(context.get(), options.get());
    Layout layout(pango_layout_new(context.get()));
    const Description description(pango_font_description_from_string((face.families + "," + face.style).c_str()));
    pango_font_description_set_absolute_size(description.get(), pixels * PANGO_SCALE);
    pango_layout_set_font_description(layout.get(), description.get());
    pango_layout_set_text(layout.get(), text.c_str(), static_cast<int>(text.size()));
    return layout;
}

/// Empty when every glyph is there and of a family that was asked for.
std::string missing_family(PangoLayout* layout, const Face& face)
{
    if (pango_layout_get_unknown_glyphs_count(layout) > 0)
        return face.families;
    const std::string asked = "," + face.families + ",";
    const std::unique_ptr<PangoLayoutIter, Freed<pango_layout_iter_free>> at(pango_layout_get_iter(layout));
    do {
        const auto* run = pango_layout_iter_get_run_readonly(at.get());
        if (run == nullptr)
            continue;
        const Description used(pango_font_describe(run->item->analysis.font));
        const auto* family = pango_font_description_get_family(used.get());
        if (family == nullptr || asked.find("," + std::string(family) + ",") == std::string::npos)
            return face.families;
    } while (pango_layout_iter_next_run(at.get()) != 0);
    return {};
}

Error no_glyphs(const Face& face)
{
    return { ErrorCode::Unavailable, "no installed font of this family has the glyphs of a text", face.families,
        "apt-get install " + face.package };
}

/// The ink alone; empty for white space.
cv::Mat cut_to_ink(const cv::Mat& coverage)
{
    cv::Mat inked;
    cv::compare(coverage, 0.02, inked, cv::CMP_GT);
    const cv::Rect ink = cv::boundingRect(inked);
    return coverage(ink).clone();
}

cv::Mat paint(PangoLayout* layout)
{
    PangoRectangle ink {}, logical {};
    pango_layout_get_pixel_extents(layout, &ink, &logical);
    constexpr int kMargin = 4;
    const int width = ink.width + 2 * kMargin, height = ink.height + 2 * kMargin;
    const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_A8, width, height));
    const Cairo cairo(cairo_create(surface.get()));
    cairo_move_to(cairo.get(), kMargin - ink.x, kMargin - ink.y);
    pango_cairo_show_layout(cairo.get(), layout);
    cairo_surface_flush(surface.get());
    const cv::Mat bytes(height, width, CV_8UC1, cairo_image_surface_get_data(surface.get()),
        static_cast<std::size_t>(cairo_image_surface_get_stride(surface.get())));
    cv::Mat coverage;
    bytes.convertTo(coverage, CV_32FC1, 1.0 / 255);
    return coverage;
}

/// Font size in pixels per pixel of an H's height.
Result<double> size_per_cap(const Face& face)
{
    static std::map<std::string, double> known;
    const std::string key = face.families + face.style;
    if (const auto at = known.find(key); at != known.end())
        return at->second;
    constexpr double kSize = 200;
    const auto layout = lay_out("H", { face.families, face.package, Drawing::Smooth, face.style }, kSize);
    if (!missing_family(layout.get(), face).empty())
        return no_glyphs(face);
    PangoRectangle ink {};
    pango_layout_get_pixel_extents(layout.get(), &ink, nullptr);
    if (ink.height <= 0)
        return no_glyphs(face);
    return known[key] = kSize / ink.height;
}

Result<Lettering> by_pen(const std::string& text, const Face& face, double cap)
{
    if (std::any_of(text.begin(), text.end(), [](char c) { return c < ' ' || c > '~'; }))
        return Error { ErrorCode::InvalidArgument, "a pen writes ASCII only", face.style, "" };
    const int font = face.style.empty() ? 0 : face.style[0] - '0';
    const double cap_at_one = font == cv::FONT_HERSHEY_PLAIN ? 9.5 : 21;
    const int thick = std::max(1, cvRound(cap / 14));
    int base_line = 0;
    const cv::Size size = cv::getTextSize(text, font, cap / cap_at_one, thick, &base_line);
    const int margin = 8 + cvRound(cap);
    cv::Mat drawn = cv::Mat::zeros(size.height + base_line + 2 * margin, size.width + 2 * margin, CV_8UC1), coverage;
    cv::putText(drawn, text, { margin, margin + size.height }, font, cap / cap_at_one, cv::Scalar(255), thick, cv::LINE_AA);
    drawn.convertTo(coverage, CV_32FC1, 1.0 / 255);
    return Lettering { cut_to_ink(coverage), cap, "pen " + std::to_string(font) };
}

}  // namespace

Result<Lettering> letter(const std::string& text, const Face& face, double cap_height)
{
    if (face.drawing == Drawing::Pen)
        return by_pen(text, face, cap_height);
    const double per_cap = TRY(size_per_cap(face));
    const bool doubled = face.drawing == Drawing::DoubledBitmap && cap_height >= 12;
    const double cap = doubled ? std::floor(cap_height / 2) : cap_height;
    const auto layout = lay_out(text, face, std::max(6.0, std::round(cap * per_cap)));
    if (!missing_family(layout.get(), face).empty())
        return no_glyphs(face);
    cv::Mat coverage = cut_to_ink(paint(layout.get()));
    if (coverage.empty())
        return Error { ErrorCode::InvalidArgument, "a text without ink", face.families, "" };
    if (doubled)
        cv::resize(coverage, coverage, {}, 2, 2, cv::INTER_NEAREST);
    const std::string style = face.style.empty() ? "" : " " + face.style;
    return Lettering { coverage, doubled ? 2 * cap : cap, face.families + style + (face.drawing == Drawing::Smooth ? "" : " (bitmap)") };
}

Lettering by_hand(Lettering lettering, Random& random, double sway)
{
    const int margin = cvCeil(lettering.cap * sway * 2) + 2;
    cv::Mat wide;
    cv::copyMakeBorder(lettering.coverage, wide, margin, margin, margin, margin, cv::BORDER_CONSTANT, cv::Scalar(0));
    cv::Mat map_x(wide.size(), CV_32FC1), map_y(wide.size(), CV_32FC1);
    const double slow = lettering.cap * random.real(6, 12), quick = lettering.cap * random.real(1.2, 2.2), phase = random.real(0, 6.28);
    const double slant = random.real(-0.1, 0.25), amplitude = lettering.cap * sway;
    for (int y = 0; y < wide.rows; ++y) {
        for (int x = 0; x < wide.cols; ++x) {
            const double up = amplitude * (0.7 * std::sin(x / slow + phase) + 0.3 * std::sin(x / quick + 2 * phase));
            const double along = slant * sway * (y - wide.rows / 2.0) + 0.35 * amplitude * std::sin(x / quick + y / quick);
            map_x.at<float>(y, x) = static_cast<float>(x + along);
            map_y.at<float>(y, x) = static_cast<float>(y + up);
        }
    }
    cv::Mat swayed;
    cv::remap(wide, swayed, map_x, map_y, cv::INTER_LINEAR, cv::BORDER_CONSTANT, cv::Scalar(0));
    lettering.coverage = cut_to_ink(swayed);
    return lettering;
}

const std::vector<Face>& device_faces()
{
    static const std::vector<Face> faces {
        { "DejaVu Sans", "fonts-dejavu-core", Drawing::Bitmap },
        { "DejaVu Sans Mono", "fonts-dejavu-core", Drawing::Bitmap },
        { "Liberation Sans", "fonts-liberation", Drawing::Bitmap },
        { "Liberation Mono", "fonts-liberation", Drawing::DoubledBitmap },
        { "DejaVu Sans Mono", "fonts-dejavu-core", Drawing::DoubledBitmap },
        { "ProggyTinyTT", "fonts-proggy", Drawing::DoubledBitmap },
        { "IBM 3270", "fonts-3270", Drawing::Smooth },
        { "Liberation Sans", "fonts-liberation", Drawing::Smooth },
        { "DejaVu Sans", "fonts-dejavu-core", Drawing::Smooth },
        { "", "", Drawing::Pen, "0" },
        { "", "", Drawing::Pen, "1" },
        { "", "", Drawing::Pen, "2" },
    };
    return faces;
}

const std::vector<Face>& all_latin_faces()
{
    static const std::vector<Face> faces = [] {
        auto all = device_faces();
        all.insert(all.end(),
            {
                { "Liberation Sans", "fonts-liberation", Drawing::Smooth, "Bold" },
                { "Liberation Sans Narrow", "fonts-liberation", Drawing::Smooth },
                { "Liberation Serif", "fonts-liberation", Drawing::Smooth },
                { "Liberation Mono", "fonts-liberation", Drawing::Smooth },
                { "DejaVu Serif", "fonts-dejavu-core", Drawing::Smooth },
                { "DejaVu Sans Mono", "fonts-dejavu-core", Drawing::Smooth, "Bold" },
                { "OCR B", "fonts-ocr-b", Drawing::Smooth },
                { "Noto Sans", "fonts-noto-core", Drawing::Smooth },
                { "Noto Serif", "fonts-noto-core", Drawing::Smooth, "Italic" },
                { "", "", Drawing::Pen, "3" },
                { "", "", Drawing::Pen, "4" },
            });
        return all;
    }();
    return faces;
}

const std::vector<Face>& hand_faces()
{
    static const std::vector<Face> faces {
        { "DkgHandwriting", "fonts-dkg-handwriting" },
        { "Breip", "fonts-breip" },
        { "Delphine", "fonts-sjfonts" },
        { "Steve", "fonts-sjfonts" },
        { "Dancing Script", "fonts-dancingscript" },
        { "Humor Sans", "fonts-humor-sans" },
    };
    return faces;
}

}  // namespace imprimatur::pixels
