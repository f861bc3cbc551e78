// The parts that the survey's pages are made of: frame, tables, bars. No script, nothing from outside.
#pragma once

#include "survey/statistics.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::survey {

/// A whole document around `body`. Style without "</" and "<!--" only: it must not be able to leave its element.
std::string html_page(std::string_view title, std::string_view css, std::string_view body);

/// "18.5 %", one decimal, with a no-break space; the share as 0..1.
std::string percent1(double share);
/// "18.5 %, 95 % interval 16.2 to 21.1"; "none to count" of nothing.
std::string interval_words(const Share& share);

/// <section> with a heading.
std::string section(std::string_view id, std::string_view heading, std::string_view body);

/// A table row by row, cells are HTML. The first cell of a row is its header.
struct Table {
    std::string caption;
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;
};
std::string html_table(const Table& table);

/// A horizontal bar on a scale from 0 to `scale` with the 95 % interval as a line, and a reference as a small mark. Drawn for the eye; the
/// table's other cells say the same in figures.
std::string bar_cell(const Share& share, double scale, std::optional<double> reference, std::string_view tone);

/// One bar cut into parts with these tones ("good", "warn", "bad"), described by `label` for who cannot see it.
struct Part {
    double share = 0;
    std::string_view tone;
};
std::string stacked_bar(const std::vector<Part>& parts, std::string_view label);

/// Columns beside each other, each cut into parts, with their names below.
struct ChartColumn {
    std::string name;
    std::vector<std::size_t> parts;
};
std::string stacked_columns(const std::vector<ChartColumn>& columns, const std::vector<std::string_view>& tones, std::string_view label);

}  // namespace imprimatur::survey
