#include "inspect/findings.h"

#include "inspect/anatomy.h"
#include "inspect/grain.h"
#include "inspect/motion.h"
#include "inspect/quad_extent.h"
#include "inspect/similar_text.h"
#include "model/mask.h"

#include <algorithm>
#include <set>

namespace imprimatur::inspect {

namespace {

const char* metadata_detector(const Material& material)
{
    return material.kind == MediaKind::Dicom ? "dicom-attributes" : "photo-metadata";
}

Finding writing_finding(const TextBox& box, const TextClass& said, std::size_t number)
{
    Finding finding { .kind = said.kind, .where = PixelPlace { static_cast<std::uint32_t>(number), box.quad } };
    finding.masked = mask(box.text);
    finding.detector = kFirstReader;
    finding.rule = said.rule;
    finding.confidence = box.detection;
    finding.action = Action::Fill;
    return finding;
}

void ask(Finding& finding, std::string why)
{
    finding.rule = std::move(why);
    finding.action = Action::Ask;
}

bool lies_in(const Quad& quad, std::span<const Rect> places, double scale)
{
    constexpr double kMostly = 0.7;
    const Extent box = extent_of(quad);
    return std::any_of(places.begin(), places.end(), [&](const Rect& place) {
        const double width = std::min(box.right, (place.x + place.width) * scale) - std::max(box.left, place.x * scale);
        const double height = std::min(box.bottom, (place.y + place.height) * scale) - std::max(box.top, place.y * scale);
        return width > 0 && height > 0 && width * height >= kMostly * (box.right - box.left) * (box.bottom - box.top);
    });
}

/// A single letter read into a vessel says nothing; two are somebody's initials.
bool may_be_left(const TextBox& box) { return !is_read(box) || letters_in(box.text) < 2; }

void decide_writing(
    const Material& material, std::size_t number, const TextBox& box, const TextClass& said, const PixelOptions& options, Finding& finding)
{
    if (films(material) && is_moving_texture(material.frames, number, box)) {
        ask(finding, "cannot be read and moves with the picture");
    } else if (is_larger_than_writing(box, material.frames[number])) {
        ask(finding, "as large as anatomy and not readable");
    } else if (options.look == Look::Second && !is_read(box)) {
        ask(finding, "seen by the second look alone and not readable");
    } else if (said.marker && options.keep_markers) {
        finding.action = Action::Keep;
    } else if (said.rule.empty() && may_be_left(box) && lies_in(box.quad, options.left_open, options.scale)) {
        ask(finding, std::string(kLeftOpen));
    }
}

/// What the second look reads where the first one left a marker is the marker, another one, or a question to a person. False: none of
/// these.
bool decide_on_a_marker(const TextBox& box, const TextClass& said, const PixelOptions& options, Finding& finding)
{
    const bool on_a_long_one = lies_on_a_long_marker(box, options.kept, options.scale);
    if (is_a_marker_again(box, options.kept, options.scale) || (on_a_long_one && said.marker))
        finding.action = Action::Keep;
    else if (on_a_long_one && said.rule.empty())
        ask(finding, "a kept marker, read otherwise by the second look");
    else
        return false;
    return true;
}

Finding face_finding(const FaceBox& face, std::size_t number)
{
    Finding finding { .kind = IdentifierKind::FullFacePhoto, .where = PixelPlace { static_cast<std::uint32_t>(number), face.quad } };
    finding.detector = kFaceDetector;
    finding.rule = face.score >= kSureFace ? "a face, " + face.seen_as : "perhaps a face, " + face.seen_as;
    finding.confidence = face.score;
    finding.action = face.score >= kSureFace ? Action::Fill : Action::Ask;
    return finding;
}

Finding code_finding(const CodeBox& code, std::size_t number)
{
    Finding finding { .kind = IdentifierKind::OtherUniqueId, .where = PixelPlace { static_cast<std::uint32_t>(number), code.quad } };
    finding.detector = kCodeFinder;
    finding.rule = code.decoded ? "a code: " + code.symbology : "looks like a code: " + code.symbology;
    finding.confidence = code.decoded ? 1 : 0.5;
    finding.action = Action::Fill;
    return finding;
}

/// Large letters are stripes too ("DELHI"). A bar code is read as a row of I, l and 1, or as nothing.
bool spells_out_words(const TextBox& box)
{
    constexpr double kSureReading = 0.9;
    constexpr std::size_t kDifferent = 4;
    if (box.recognition < kSureReading)
        return false;
    std::set<char32_t> different;
    for (const auto& word : words_of(without_accents(box.text))) {
        for (const char32_t point : look_alike(word))
            different.insert(point);
    }
    return different.size() >= kDifferent;
}

/// Is a code of which only stripes were seen mostly a line that was surely read? The number printed below a real one covers less of it, and
/// a line written across the picture says nothing about what its upright extent covers.
bool are_letters(const CodeBox& code, const std::vector<TextBox>& writing)
{
    constexpr double kMostly = 0.6;
    constexpr double kLevel = 0.7;
    const Extent stripes = extent_of(code.quad);
    const double area = (stripes.right - stripes.left) * (stripes.bottom - stripes.top);
    return !code.decoded && std::any_of(writing.begin(), writing.end(), [&](const TextBox& box) {
        const Extent line = extent_of(box.quad);
        const double width = std::min(line.right, stripes.right) - std::max(line.left, stripes.left);
        const double height = std::min(line.bottom, stripes.bottom) - std::max(line.top, stripes.top);
        const auto [shorter, longer] = sides_of(box.quad);
        const bool is_level = shorter * longer >= kLevel * (line.right - line.left) * (line.bottom - line.top);
        return is_level && width > 0 && height > 0 && width * height >= kMostly * area && spells_out_words(box);
    });
}

}  // namespace

std::vector<Finding> metadata_findings(const Material& material, const AttributeTable& table)
{
    std::vector<Finding> findings;
    findings.reserve(material.attributes.size() + material.objects.size());
    for (const auto& attribute : material.attributes) {
        const auto row = table.classify(material.kind, attribute);
        Finding finding { .kind = row.kind, .where = AttributePlace { attribute.tag, attribute.path } };
        finding.masked = attribute.binary ? std::to_string(attribute.length) + " bytes" : mask(attribute.value);
        finding.detector = metadata_detector(material);
        finding.rule = row.rule;
        findings.push_back(std::move(finding));
    }
    for (const auto& object : material.objects) {
        Finding finding { .kind = object.kind, .where = PartPlace { object.part } };
        finding.masked = std::to_string(object.length) + " bytes";
        finding.detector = metadata_detector(material);
        findings.push_back(std::move(finding));
    }
    return findings;
}

std::vector<Finding> pixel_findings(const Material& material, std::size_t number, const PixelFinds& finds, const TextClassifier& classifier,
    const ExpectedWords& expected, const PixelOptions& options)
{
    std::vector<Finding> findings;
    const auto said = classifier.classify(finds.writing, expected);
    const auto grain = grain_among(finds.writing);
    for (std::size_t i = 0; i < finds.writing.size(); ++i) {
        auto finding = writing_finding(finds.writing[i], said[i], number);
        if (grain[i] && said[i].rule.empty())
            ask(finding, "one of many faint marks that cannot be read");
        else if (!decide_on_a_marker(finds.writing[i], said[i], options, finding))
            decide_writing(material, number, finds.writing[i], said[i], options, finding);
        findings.push_back(std::move(finding));
    }
    for (const auto& word : finds.second_reading) {
        const auto what = classifier.classify(word, expected);
        auto finding = writing_finding(word, what, number);
        finding.detector = kSecondReader;
        finding.rule = "read by the second reader alone";
        decide_on_a_marker(word, what, options, finding);
        findings.push_back(std::move(finding));
    }
    for (const auto& face : finds.faces)
        findings.push_back(face_finding(face, number));
    for (const auto& code : finds.codes) {
        findings.push_back(code_finding(code, number));
        if (are_letters(code, finds.writing))
            ask(findings.back(), "letters, or perhaps a code");
    }
    return findings;
}

std::vector<Finding> hidden_findings(
    const std::string& part, const PixelFinds& finds, const TextClassifier& classifier, const ExpectedWords& expected)
{
    std::vector<Finding> findings;
    const auto said = classifier.classify(finds.writing, expected);
    for (std::size_t i = 0; i < finds.writing.size(); ++i)
        findings.push_back(writing_finding(finds.writing[i], said[i], 0));
    for (const auto& face : finds.faces)
        findings.push_back(face_finding(face, 0));
    for (const auto& code : finds.codes)
        findings.push_back(code_finding(code, 0));
    for (auto& finding : findings) {
        finding.where = PartPlace { part };
        finding.action = Action::Remove;
    }
    return findings;
}

std::vector<RemovedValue> removed_values(const Material& material, const AttributeTable& table)
{
    std::vector<RemovedValue> values;
    std::set<std::pair<IdentifierKind, std::string>> seen;
    for (const auto& attribute : material.attributes) {
        const auto kind = table.classify(material.kind, attribute).kind;
        if (kind == IdentifierKind::Technical || attribute.binary || attribute.value.empty())
            continue;
        if (seen.emplace(kind, attribute.value).second)
            values.push_back({ kind, attribute.value });
    }
    return values;
}

}  // namespace imprimatur::inspect
