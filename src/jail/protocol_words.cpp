// Word pieces to the learned reader, and its readings back.
#include "jail/protocol_records.h"

#include <bit>

namespace imprimatur::jail {

namespace {

constexpr std::size_t kRow = 2 * kReaderLabels;

std::optional<double> read_chance(ByteReader& reader)
{
    const auto bits = reader.u64(kLittleEndian);
    if (!bits)
        return std::nullopt;
    const auto chance = std::bit_cast<double>(*bits);
    return chance >= 0 && chance <= 1 ? std::optional(chance) : std::nullopt;
}

bool read_reading(const Record& record, std::vector<WordReading>& readings)
{
    if (record.type != RecordType::WordReading || readings.size() >= limits::kMaxReaderWindows)
        return false;
    ByteReader reader(record.payload);
    WordReading reading;
    const auto about = read_chance(reader);
    if (!about)
        return false;
    reading.about_patient = *about;
    for (auto& chance : reading.post_class) {
        const auto read = read_chance(reader);
        if (!read)
            return false;
        chance = *read;
    }
    if (reader.remaining() > kMaxReaderTokens * kRow || reader.remaining() % kRow != 0)
        return false;
    const auto rows = reader.take(reader.remaining());
    reading.labels.assign(rows->begin(), rows->end());
    readings.push_back(std::move(reading));
    return true;
}

std::optional<WordSequence> read_sequence(ByteReader& reader)
{
    const auto count = reader.u32(kLittleEndian);
    if (!count || *count == 0 || *count > kMaxReaderTokens)
        return std::nullopt;
    WordSequence sequence;
    for (std::uint32_t i = 0; i < *count; ++i) {
        const auto piece = reader.u32(kLittleEndian);
        const auto segment = reader.u8();
        const auto mark = reader.u8();
        if (!piece || !segment || !mark || *piece > 0xFFFF)
            return std::nullopt;
        sequence.pieces.push_back(static_cast<std::uint16_t>(*piece));
        sequence.segments.push_back(*segment);
        sequence.marks.push_back(*mark);
    }
    return sequence;
}

}  // namespace

Bytes words_request(const std::vector<WordSequence>& sequences)
{
    Payload payload;
    payload.u32(static_cast<std::uint32_t>(sequences.size()));
    for (const auto& sequence : sequences) {
        payload.u32(static_cast<std::uint32_t>(sequence.pieces.size()));
        for (std::size_t i = 0; i < sequence.pieces.size(); ++i)
            payload.u32(sequence.pieces[i]).u8(sequence.segments[i]).u8(sequence.marks[i]);
    }
    return payload.bytes();
}

std::optional<std::vector<WordSequence>> parse_words_request(ByteView input)
{
    ByteReader reader(input);
    const auto count = reader.u32(kLittleEndian);
    if (!count || *count > limits::kMaxReaderWindows)
        return std::nullopt;
    std::vector<WordSequence> sequences;
    for (std::uint32_t i = 0; i < *count; ++i) {
        auto sequence = read_sequence(reader);
        if (!sequence)
            return std::nullopt;
        sequences.push_back(std::move(*sequence));
    }
    return sequences;
}

Payload reading_payload(const WordReading& reading)
{
    Payload payload;
    payload.f64(reading.about_patient);
    for (const auto chance : reading.post_class)
        payload.f64(chance);
    return payload;
}

Parsed<std::vector<WordReading>> parse_readings(ByteView output)
{
    return parse_records(output, std::vector<WordReading> {}, read_reading);
}

}  // namespace imprimatur::jail
