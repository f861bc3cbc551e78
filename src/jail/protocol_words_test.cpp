#include "jail/protocol.h"

#include <gtest/gtest.h>

namespace imprimatur::jail {
namespace {

Bytes output_of(const WordReading& reading)
{
    const Bytes payload = reading_payload(reading).bytes();
    Bytes output = record_head(RecordType::WordReading, payload.size() + reading.labels.size());
    output.insert(output.end(), payload.begin(), payload.end());
    output.insert(output.end(), reading.labels.begin(), reading.labels.end());
    const Bytes end = record_head(RecordType::End, 0);
    output.insert(output.end(), end.begin(), end.end());
    return output;
}

WordReading some_reading()
{
    WordReading reading;
    reading.labels.assign(2 * 2 * kReaderLabels, 7);
    reading.about_patient = 0.25;
    reading.post_class = { 0.5, 0.25, 0.25 };
    return reading;
}

TEST(WordsProtocol, RequestsAndReadingsComeBackAsTheyWere)
{
    const std::vector<WordSequence> sequences { { { 101, 65535, 102 }, { 0, 23, 4 }, { 0, 38, 1 } }, { { 1 }, { 0 }, { 0 } } };
    const auto request = words_request(sequences);
    const auto parsed = parse_words_request(request);
    ASSERT_TRUE(parsed);
    EXPECT_EQ((*parsed)[0].pieces, sequences[0].pieces);
    EXPECT_EQ((*parsed)[0].segments, sequences[0].segments);
    EXPECT_EQ((*parsed)[0].marks, sequences[0].marks);
    ASSERT_EQ(parsed->size(), 2U);

    const auto readings = parse_readings(output_of(some_reading()));
    ASSERT_TRUE(readings);
    const auto& reading = std::get<std::vector<WordReading>>(*readings).front();
    EXPECT_EQ(reading.labels, some_reading().labels);
    EXPECT_EQ(reading.post_class, some_reading().post_class);
}

TEST(WordsProtocol, WhatDoesNotValidateIsNothing)
{
    EXPECT_FALSE(parse_words_request(words_request({ { {}, {}, {} } })));
    auto request = words_request({ { { 1, 2 }, { 0, 0 }, { 0, 0 } } });
    request.pop_back();
    EXPECT_FALSE(parse_words_request(request));

    auto chance = some_reading();
    chance.about_patient = 1.5;
    EXPECT_FALSE(parse_readings(output_of(chance)));
    auto rows = some_reading();
    rows.labels.pop_back();
    EXPECT_FALSE(parse_readings(output_of(rows)));
}

}  // namespace
}  // namespace imprimatur::jail
