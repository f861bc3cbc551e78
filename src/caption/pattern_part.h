// What is known of a part of a pattern while it is read (necessary.h): the outlines of all its matches, or sets of which each
// match holds one.
#pragma once

#include "caption/necessary.h"

namespace imprimatur::caption {

/// An assertion that a word ends or begins here; resolved once its neighbours are known.
inline constexpr char kEdge = '|';

struct Part {
    bool exact = true;
    AnyOf all { "" };  ///< when exact
    std::vector<AnyOf> sets;  ///< otherwise; none when nothing is necessary
};

Part anything();
Part just(AnyOf all);
/// One character.
Part one(char32_t point);
/// `a|b|c`.
Part either(const std::vector<Part>& branches);
/// `a{least,most}`.
Part repeated(const Part& part, int least, int most);

/// One part after the other.
class Chain {
public:
    void add(Part part);
    Part done();

private:
    void flush();
    AnyOf m_open { "" };
    std::vector<AnyOf> m_sets;
    bool m_whole = true;
};

/// What a part demands, as sets; and how many places of a text of usual length fit one of a set.
std::vector<AnyOf> sets_of(const Part& part);
double expected(const AnyOf& set);

}  // namespace imprimatur::caption
