#include "jail/protocol_records.h"

#include <algorithm>

namespace imprimatur::jail {

namespace {

// One form of a removed value; the longest that is searched for is 256 characters of UTF-8.
constexpr std::size_t kMaxNeedles = 400'000;

std::uint32_t bits_of(const ProfileOptions& options)
{
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < options.on.size(); ++i)
        bits |= options.on[i] ? 1U << i : 0U;
    return bits;
}

ProfileOptions options_of(std::uint32_t bits)
{
    ProfileOptions options;
    for (std::size_t i = 0; i < options.on.size(); ++i)
        options.on[i] = (bits >> i & 1U) != 0;
    return options;
}

bool read_element(ByteReader reader, DicomCopyReport& report)
{
    auto path = read_text(reader);
    auto treatment = read_text(reader);
    auto rule = read_text(reader);
    const auto changed = reader.u8();
    if (!path || !treatment || !rule || !changed || report.elements.size() >= 2 * limits::kMaxAttributes)
        return false;
    report.elements.push_back({ std::move(*path), std::move(*treatment), *changed != 0, std::move(*rule) });
    return true;
}

bool read_objection(ByteReader reader, std::vector<Objection>& objections)
{
    auto path = read_text(reader);
    auto what = read_text(reader);
    if (!path || !what || objections.size() >= limits::kMaxObjects)
        return false;
    objections.push_back({ std::move(*path), std::move(*what) });
    return true;
}

std::optional<FilledArea> read_fill(ByteReader& reader)
{
    FilledArea fill;
    const auto frame = reader.u32(kLittleEndian);
    if (!frame)
        return std::nullopt;
    fill.frame = *frame;
    for (auto* side : { &fill.rect.x, &fill.rect.y, &fill.rect.width, &fill.rect.height }) {
        const auto value = reader.u32(kLittleEndian);
        if (!value || *value > limits::kMaxSide)
            return std::nullopt;
        *side = static_cast<std::int32_t>(*value);
    }
    return fill;
}

}  // namespace

Parsed<DicomCopyReport> parse_copy_report(ByteView output)
{
    return parse_records<DicomCopyReport>(output, {}, [](const Record& record, DicomCopyReport& report) {
        ByteReader reader(record.payload);
        switch (record.type) {
        case RecordType::Element: return read_element(reader, report);
        case RecordType::Removed: {
            const auto count = reader.u64(kLittleEndian);
            report.removed = count.value_or(0);
            return count.has_value();
        }
        case RecordType::Needle: {
            auto needle = read_text(reader);
            if (!needle || report.needles.size() >= kMaxNeedles)
                return false;
            report.needles.push_back(std::move(*needle));
            return true;
        }
        case RecordType::Objection: return read_objection(reader, report.objections);
        default: return false;
        }
    });
}

Parsed<DicomProof> parse_proof(ByteView output)
{
    return parse_records<DicomProof>(output, {}, [](const Record& record, DicomProof& proof) {
        return record.type == RecordType::Objection && read_objection(ByteReader(record.payload), proof.objections);
    });
}

Bytes copy_request(const DicomCopyOptions& options)
{
    Payload payload;
    payload.u32(bits_of(options.profile)).u8(options.pixels_inspected ? 1 : 0).u8(options.nobody_recognisable ? 1 : 0);
    payload.u8(options.want_elements ? 1 : 0).u8(options.prove_at_once ? 1 : 0);
    for (const auto byte : options.key)
        payload.u8(byte);
    payload.u32(static_cast<std::uint32_t>(options.fills.size()));
    for (const auto& fill : options.fills) {
        payload.u32(fill.frame).u32(static_cast<std::uint32_t>(fill.rect.x)).u32(static_cast<std::uint32_t>(fill.rect.y));
        payload.u32(static_cast<std::uint32_t>(fill.rect.width)).u32(static_cast<std::uint32_t>(fill.rect.height));
    }
    return payload.bytes();
}

std::optional<DicomCopyOptions> parse_copy_request(ByteView input)
{
    ByteReader reader(input);
    DicomCopyOptions options;
    const auto bits = reader.u32(kLittleEndian);
    const auto flags = reader.take(4);
    const auto key = reader.take(options.key.size());
    const auto count = reader.u32(kLittleEndian);
    if (!bits || !flags || !key || !count)
        return std::nullopt;
    options.profile = options_of(*bits);
    options.pixels_inspected = (*flags)[0] != 0;
    options.nobody_recognisable = (*flags)[1] != 0;
    options.want_elements = (*flags)[2] != 0;
    options.prove_at_once = (*flags)[3] != 0;
    std::copy(key->begin(), key->end(), options.key.begin());
    for (std::uint32_t i = 0; i < *count; ++i) {
        const auto fill = read_fill(reader);
        if (!fill)
            return std::nullopt;
        options.fills.push_back(*fill);
    }
    return reader.at_end() ? std::optional(std::move(options)) : std::nullopt;
}

Bytes proof_request(const ProofRequest& request)
{
    Payload payload;
    payload.u32(bits_of(request.profile)).u32(static_cast<std::uint32_t>(request.needles.size()));
    for (const auto& needle : request.needles)
        payload.text(needle);
    return payload.bytes();
}

std::optional<ProofRequest> parse_proof_request(ByteView input)
{
    ByteReader reader(input);
    const auto bits = reader.u32(kLittleEndian);
    const auto count = reader.u32(kLittleEndian);
    if (!bits || !count || *count > kMaxNeedles)
        return std::nullopt;
    ProofRequest request { options_of(*bits), {} };
    for (std::uint32_t i = 0; i < *count; ++i) {
        const auto length = reader.u32(kLittleEndian);
        const auto bytes = length ? reader.take(*length) : std::nullopt;
        if (!bytes)
            return std::nullopt;
        request.needles.emplace_back(as_text(*bytes));
    }
    return reader.at_end() ? std::optional(std::move(request)) : std::nullopt;
}

}  // namespace imprimatur::jail
