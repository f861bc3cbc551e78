#include "dicom/method_codes.h"

#include <algorithm>
#include <array>

namespace imprimatur::dicom {

namespace {

/// A code of CID 7050.
struct MethodCode {
    std::string_view code;
    std::string_view meaning;
};

struct OptionCode {
    ProfileOption option;
    MethodCode code;
};

// CID 7050.
constexpr std::array<OptionCode, kProfileOptions> kOptionCodes { {
    { ProfileOption::CleanGraphics, { "113103", "Clean Graphics Option" } },
    { ProfileOption::CleanStructuredContent, { "113104", "Clean Structured Content Option" } },
    { ProfileOption::CleanDescriptors, { "113105", "Clean Descriptors Option" } },
    { ProfileOption::RetainFullDates, { "113106", "Retain Longitudinal Temporal Information Full Dates Option" } },
    { ProfileOption::RetainModifiedDates, { "113107", "Retain Longitudinal Temporal Information Modified Dates Option" } },
    { ProfileOption::RetainPatientCharacteristics, { "113108", "Retain Patient Characteristics Option" } },
    { ProfileOption::RetainDevice, { "113109", "Retain Device Identity Option" } },
    { ProfileOption::RetainUids, { "113110", "Retain UIDs Option" } },
    { ProfileOption::RetainSafePrivate, { "113111", "Retain Safe Private Option" } },
    { ProfileOption::RetainInstitution, { "113112", "Retain Institution Identity Option" } },
} };

std::vector<MethodCode> codes_of(const DeidentifyOptions& options)
{
    std::vector<MethodCode> codes { { "113100", "Basic Application Confidentiality Profile" } };
    if (options.pixels_inspected)
        codes.push_back({ "113101", "Clean Pixel Data Option" });
    if (options.nobody_recognisable)
        codes.push_back({ "113102", "Clean Recognizable Visual Features Option" });
    for (const auto& [option, code] : kOptionCodes) {
        if (options.profile.has(option))
            codes.push_back(code);
    }
    return codes;
}

constexpr Tag kMethod { 0x0012, 0x0063 };
constexpr Tag kDerivation { 0x0008, 0x2111 };
constexpr std::string_view kFilled = "Areas that identified somebody were filled with one constant value.";

std::string method_of(const DeidentifyOptions& options)
{
    std::string method = "Imprimatur: PS3.15 2026c Basic Profile";
    for (const auto& code : codes_of(options))
        method += "\\" + std::string(code.code);
    return method;
}

Bytes codes_as_written(const DeidentifyOptions& options, const TransferSyntax& syntax)
{
    MemorySink sink;
    {
        Writer writer(sink, syntax);
        write_method_codes(options, writer);
    }
    return std::move(sink.bytes);
}

/// PS3.3 C.7.6.1.1.5.2
std::string_view compression_method(PixelCodec codec)
{
    switch (codec) {
    case PixelCodec::JpegLs: return "ISO_14495_1";
    case PixelCodec::Jpeg2000: return "ISO_15444_1";
    default: return "ISO_10918_1";
    }
}

void lossy_statements(const DeidentifyOptions& options, const DataSet& set, std::vector<Statement>& out)
{
    if (options.fills.empty())
        return;
    out.push_back({ kDerivation, Vr::ST, std::string(kFilled) });
    if (set.syntax->lossless)
        return;
    out.push_back({ { 0x0028, 0x2110 }, Vr::CS, "01" });
    if (set.top({ 0x0028, 0x2114 }) == nullptr)
        out.push_back({ { 0x0028, 0x2114 }, Vr::CS, std::string(compression_method(set.syntax->codec)) });
}

}  // namespace

std::vector<Statement> statements(const DeidentifyOptions& options, const DataSet& set, std::string_view photometric)
{
    std::vector<Statement> out;
    out.push_back({ { 0x0012, 0x0062 }, Vr::CS, "YES" });
    out.push_back({ kMethod, Vr::LO, method_of(options) });
    out.push_back({ kMethodCodes, Vr::SQ, {} });
    const bool has_pixels = set.top(kPixelData) != nullptr;
    if (options.pixels_inspected && has_pixels)
        out.push_back({ { 0x0028, 0x0301 }, Vr::CS, "NO" });
    if (options.nobody_recognisable && has_pixels)
        out.push_back({ { 0x0028, 0x0302 }, Vr::CS, "NO" });
    const bool full = options.profile.has(ProfileOption::RetainFullDates);
    const bool modified = options.profile.has(ProfileOption::RetainModifiedDates);
    out.push_back({ { 0x0028, 0x0303 }, Vr::CS, full ? "UNMODIFIED" : modified ? "MODIFIED" : "REMOVED" });
    if (!photometric.empty())
        out.push_back({ { 0x0028, 0x0004 }, Vr::CS, std::string(photometric) });
    lossy_statements(options, set, out);
    std::sort(out.begin(), out.end(), [](const Statement& a, const Statement& b) { return a.tag < b.tag; });
    return out;
}

void write_method_codes(const DeidentifyOptions& options, Writer& writer)
{
    writer.begin_sequence(kMethodCodes);
    for (const auto& code : codes_of(options)) {
        writer.begin_item();
        writer.element({ 0x0008, 0x0100 }, Vr::SH, code.code);
        writer.element({ 0x0008, 0x0102 }, Vr::SH, std::string_view("DCM"));
        writer.element({ 0x0008, 0x0104 }, Vr::LO, code.meaning);
        writer.end_item();
    }
    writer.end_sequence();
}

bool is_our_statement(const Node& node, const DataSet& set, const ProfileOptions& profile)
{
    const auto text = set.text(&node);
    if (node.tag == Tag { 0x0012, 0x0062 })
        return text == "YES";
    if (node.tag == kDerivation)
        return text == kFilled;
    if (node.tag == Tag { 0x0028, 0x0303 })
        return text == "UNMODIFIED" || text == "MODIFIED" || text == "REMOVED";
    if (node.tag != kMethod && node.tag != kMethodCodes)
        return false;
    for (const bool inspected : { false, true }) {
        for (const bool nobody : { false, true }) {
            DeidentifyOptions options { .profile = profile };
            options.pixels_inspected = inspected;
            options.nobody_recognisable = nobody;
            if (node.tag == kMethod && text == method_of(options))
                return true;
            // The content of the sequence as written ends where the value does; its head is as long as the rest of what is written.
            const Bytes written = node.tag == kMethodCodes ? codes_as_written(options, *set.syntax) : Bytes();
            const auto value = set.value(node);
            if (!written.empty() && written.size() >= value.size() && std::equal(value.rbegin(), value.rend(), written.rbegin())
                && written.size() - value.size() <= 12)
                return true;
        }
    }
    return false;
}

}  // namespace imprimatur::dicom
