#include "profiles.h"
#include "paint.h"

#include <algorithm>

namespace imprimatur::pixels {

namespace {

constexpr Look kEvery[] = { Look::Auto, Look::Auto, Look::Auto, Look::Light, Look::Dark, Look::Boxed, Look::Inverted, Look::Outlined,
    Look::Shadowed, Look::Xor };

double cap_for(Random& random, const Profile& profile, const Burned& burned)
{
    const double most = std::min(profile.cap_high, burned.with.rows / 12.0);
    const double low = std::min(profile.cap_low, most), share = random.unit();
    return std::round((low + (most - low) * share * share) * 2) / 2;  // small is usual
}

cv::Scalar tint(Random& random, const Burned& burned)
{
    if (burned.with.channels() == 1)
        return { 1, 1, 1 };
    static const cv::Scalar tints[] = { { 1, 1, 1 }, { 1, 1, 1 }, { 1, 1, 0.1 }, { 0.2, 1, 0.3 }, { 0.3, 1, 1 }, { 1, 0.6, 0.1 } };
    return random.pick(tints);
}

/// Not every face has every name's letters: the next one that has them writes it, and when none has, the set fails.
Result<Lettering> letter_latin(Random& random, const std::string& text, const std::vector<Face>& faces, double cap)
{
    const std::size_t first = random.next() % faces.size();
    for (std::size_t i = 0; i + 1 < faces.size(); ++i) {
        auto lettering = letter(text, faces[(first + i) % faces.size()], cap);
        if (lettering.ok())
            return lettering;
    }
    return letter(text, faces[(first + faces.size() - 1) % faces.size()], cap);
}

/// A missing family is found out at once, not when chance first asks for it.
Result<void> faces_are_there(const std::vector<Face>& faces)
{
    for (const auto& face : faces)
        TRY(letter("H0", face, 12));
    return {};
}

}  // namespace

Result<void> fonts_are_there()
{
    TRY(faces_are_there(all_latin_faces()));
    TRY(faces_are_there(hand_faces()));
    for (const auto& script : scripts()) {
        Random random(1);
        for (int i = 0; i < 20; ++i)
            TRY(letter(script_text(random, script).text, script.face, 12));
    }
    return {};
}

namespace {

/// Tries places until one is free. A string that finds none is left out: the truth tells what is there.
void place(Burned& burned, Stroke& stroke, Random& random, double over_anatomy)
{
    const double w = burned.with.cols, h = burned.with.rows;
    for (int i = 0; i < 40; ++i) {
        stroke.centre = { 0, 0 };
        const cv::Rect foot = footprint(stroke);
        if (foot.width >= w - 6 || foot.height >= h - 6)
            return;
        const double half_w = foot.width / 2.0 + 3, half_h = foot.height / 2.0 + 3;
        double x = random.real(half_w, w - half_w), y = random.real(half_h, h - half_h);
        if (!random.chance(over_anatomy)) {
            const int side = random.between(0, 3);
            const double near = random.real(0, 0.06);
            x = side == 0 ? half_w + near * w : side == 1 ? w - half_w - near * w : x;
            y = side == 2 ? half_h + near * h : side == 3 ? h - half_h - near * h : y;
        } else {
            x = std::clamp(random.real(0.2, 0.8) * w, half_w, w - half_w);
            y = std::clamp(random.real(0.2, 0.8) * h, half_h, h - half_h);
        }
        stroke.centre = { x, y };
        if (burn(burned, stroke))
            return;
    }
}

/// Lines of one device in a corner, in one type.
Result<void> burn_block(Burned& burned, Random& random, const std::vector<Text>& lines, const Profile& profile, int corner)
{
    const double cap = cap_for(random, profile, burned), step = cap * random.real(1.55, 2.0), w = burned.with.cols, h = burned.with.rows;
    const Face usual = random.pick(device_faces()), wide { "DejaVu Sans", "fonts-dejavu-core" };
    const cv::Scalar colour = tint(random, burned);
    const double contrast = random.real(profile.contrast_low, profile.contrast_high), margin = std::max(6.0, 0.015 * w);
    double y = corner < 2 ? margin + cap : h - margin - step * static_cast<double>(lines.size() - 1) - cap * 0.5;
    for (const auto& text : lines) {
        Stroke stroke;
        stroke.text = text;
        auto lettering = letter(text.text, usual, cap);
        stroke.lettering = TRY(lettering.ok() ? lettering : letter(text.text, wide, cap));
        stroke.contrast = contrast;
        stroke.look = Look::Auto;
        stroke.tint = colour;
        const double half = stroke.lettering.coverage.cols / 2.0 + 3;
        stroke.centre = { corner % 2 == 0 ? margin + half : w - margin - half, y };
        burn(burned, stroke);
        y += step;
    }
    return {};
}

Result<void> burn_blocks(Burned& burned, Random& random, const Profile& profile, const std::string& base)
{
    const int first = random.between(0, 3);
    TRY(burn_block(burned, random, patient_block(random), profile, first));
    if (random.chance(0.8))
        TRY(burn_block(burned, random, settings_block(random, base), profile, (first + random.between(1, 3)) % 4));
    return {};
}

Result<void> burn_leads(Burned& burned, Random& random)
{
    const double w = burned.with.cols, h = burned.with.rows;
    for (std::size_t i = 0; i < leads().size(); ++i) {
        const double cap = std::max(8.0, h * 0.016);
        Stroke stroke;
        stroke.text = { false, "label", leads()[i] };
        stroke.lettering = TRY(letter(leads()[i], Face { "Liberation Sans", "fonts-liberation" }, cap));
        const auto column = i / 3, row = i % 3;
        stroke.centre = { w * (0.05 + 0.24 * static_cast<double>(column)), h * (0.22 + 0.19 * static_cast<double>(row)) };
        stroke.look = Look::Dark;
        stroke.contrast = random.real(180, 230);
        burn(burned, stroke);
    }
    return {};
}

/// A paper label, or bare film, with a line by hand.
void write_by_hand(Burned& burned, Stroke& stroke, Random& random)
{
    stroke.lettering = by_hand(std::move(stroke.lettering), random, random.real(0.06, 0.2));
    stroke.degrees = random.real(-6, 6);
    stroke.look = random.pick({ Look::Auto, Look::Auto, Look::Light, Look::Inverted });
    if (stroke.look == Look::Inverted)
        stroke.degrees = 0;
    place(burned, stroke, random, 0.4);
}

Result<void> burn_one(Burned& burned, Random& random, const Profile& profile)
{
    Stroke stroke;
    const double cap = cap_for(random, profile, burned);
    if (profile.name == "scripts" && random.chance(0.85)) {
        const auto& script = random.pick(scripts());
        stroke.text = script_text(random, script);
        stroke.lettering = TRY(letter(stroke.text.text, script.face, cap));
    } else {
        stroke.text = random.chance(profile.markers) ? marker_text(random) : identifying_text(random);
        const auto& faces = profile.name == "hand" ? hand_faces() : profile.name == "plain" ? device_faces() : all_latin_faces();
        stroke.lettering = TRY(letter_latin(random, stroke.text.text, faces, cap));
    }
    stroke.contrast = random.real(profile.contrast_low, profile.contrast_high);
    stroke.tint = tint(random, burned);
    if (profile.name == "hand") {
        write_by_hand(burned, stroke, random);
        return {};
    }
    stroke.look = random.pick(profile.looks);
    stroke.degrees = random.pick(profile.turns);
    if (std::abs(stroke.degrees) > 0 && std::abs(std::remainder(stroke.degrees, 90.0)) > 0
        && (stroke.look == Look::Boxed || stroke.look == Look::Inverted))
        stroke.look = Look::Auto;
    place(burned, stroke, random, profile.over_anatomy);
    return {};
}

Finish choose_finish(Random& random, const Profile& profile)
{
    Finish finish;
    if (profile.name == "photo")
        return { random.chance(0.3) ? random.real(0.8, 1.0) : 1, random.real(0.5, 1.0), random.real(2, 6), random.between(60, 92), true };
    if (random.chance(profile.damage))
        finish.scale = std::round(random.real(0.7, 1.35) * 100) / 100;
    if (random.chance(profile.damage))
        finish.blur = std::round(random.real(0.4, 0.9) * 100) / 100;
    if (random.chance(profile.damage))
        finish.noise = std::round(random.real(2, 9) * 10) / 10;
    if (random.chance(profile.damage * 1.5))
        finish.jpeg = random.between(55, 95);
    return finish;
}

Base choose_base(Random& random, const Job& job, int index)
{
    if (!job.bases.empty())
        return job.bases[static_cast<std::size_t>(index) % job.bases.size()];
    Base base = drawn_base(random, index + static_cast<int>(job.seed % kDrawnBases));
    if (base.image.channels() == 1 && random.chance(0.2))
        base.image = in_colour(base.image);  // a secondary capture
    return base;
}

}  // namespace

const std::vector<Profile>& profiles()
{
    static const std::vector<Profile> list = [] {
        const std::vector<Look> every(std::begin(kEvery), std::end(kEvery));
        const std::vector<double> mostly_level { 0, 0, 0, 0, 0, 0, 0, 90, 180, 270, 6, -6 };
        return std::vector<Profile> {
            { "plain", "a device's clean overlay", 1, 4, 9, 30, 130, 250, 0.1, 0.95 },
            { "mixed", "all sizes, looks and places", 4, 9, 7, 40, 25, 255, 0.4, 0.3, 0.35, every, mostly_level, 0.25 },
            { "hard", "small and faint over anatomy", 5, 10, 6, 14, 20, 90, 0.7, 0.1, 0.3,
                { Look::Auto, Look::Auto, Look::Light, Look::Dark, Look::Xor }, mostly_level, 0.35 },
            { "photo", "a photographed screen", 2, 5, 10, 26, 100, 250, 0.25, 0.7 },
            { "hand", "handwriting", 3, 6, 16, 36, 120, 240, 0.4, 0, 0.2, { Look::Auto }, { 0 }, 0.2 },
            { "scripts", "other scripts than Latin", 4, 8, 11, 30, 70, 250, 0.3, 0, 0.2,
                { Look::Auto, Look::Auto, Look::Boxed, Look::Outlined }, { 0 }, 0.15 },
            { "outlined", "outlined, inverted, boxed, shadowed and XOR", 4, 8, 9, 30, 60, 250, 0.5, 0, 0.3,
                { Look::Outlined, Look::Inverted, Look::Boxed, Look::Shadowed, Look::Xor }, { 0 }, 0.15 },
            { "turned", "at 90, 180, 270, 6, 15 and 45 degrees", 4, 8, 9, 26, 80, 250, 0.4, 0, 0.3, { Look::Auto },
                { 90, 180, 270, 6, -6, 15, -15, 45, -45 }, 0.15 },
            { "clip", "frames of a clip: standing, passing and moving writing" },
            { "clean", "no writing at all", 0, 0, 9, 30, 0, 0, 0, 0, 0, { Look::Auto }, { 0 }, 0.25 },
        };
    }();
    return list;
}

const Profile* find_profile(const std::string& name)
{
    for (const auto& profile : profiles()) {
        if (profile.name == name)
            return &profile;
    }
    return nullptr;
}

Result<Finished> make_picture(const Job& job, int index)
{
    const Profile& profile = job.profile;
    Random random = Random(job.seed).branch(static_cast<std::uint64_t>(index));
    const Base base = choose_base(random, job, index);
    Burned burned = start(base);
    for (const auto& ruler : base.rulers)
        burn_ruler(burned, ruler);
    if (profile.most > 0 && base.name == "ecg")
        TRY(burn_leads(burned, random));
    if (random.chance(profile.blocks))
        TRY(burn_blocks(burned, random, profile, base.name));
    for (int i = random.between(profile.least, profile.most); i > 0; --i)
        TRY(burn_one(burned, random, profile));
    Finished finished = finish(std::move(burned), choose_finish(random, profile), random);
    finished.base = base.name;
    return finished;
}

}  // namespace imprimatur::pixels
