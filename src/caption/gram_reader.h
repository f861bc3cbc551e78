// The bag of n-grams: two weighed sums over a post's n-grams (models/words_grams.bin, made by train/words/grams.py). It sees no order and
// marks no place, and it errs otherwise than the network does, above all where the network's vocabulary is foreign: beside the network it
// finds more, alone it is no reader.
#pragma once

#include "caption/word_grams.h"
#include "imprimatur/result.h"

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace imprimatur::caption {

/// Log odds, between -1 and 6: it may speak against a post louder than the network, and for one hardly.
struct GramReading {
    double about_patient = 0;
    double not_clean = 0;
};

class GramReader {
public:
    /// `file`: the bytes of words_grams.bin. Error when they are not of this format or of another number of n-grams.
    static Result<GramReader> load(std::string_view file);

    /// The worse of what the post's own words and account say, and all of its words. Error when a field is not UTF-8.
    [[nodiscard]] Result<GramReading> read(const Post& post) const;

private:
    struct Sum {
        double bias = 0;
        double scale = 0;
        std::vector<std::int8_t> weights;
    };
    static double odds(const Sum& sum, const std::vector<Gram>& grams);
    using Sums = std::array<Sum, 2>;
    explicit GramReader(std::shared_ptr<const Sums> sums);
    std::shared_ptr<const Sums> m_sums;
};

}  // namespace imprimatur::caption
