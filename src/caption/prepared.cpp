#include "caption/prepared.h"

#include "base/limits.h"
#include "base/unicode.h"
#include "caption/segment.h"

#include <algorithm>
#include <array>
#include <string>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

namespace imprimatur::caption {

namespace {

struct LookAlike {
    char32_t from;
    char32_t to;
};
// Letters of other alphabets that pass for Latin ones (a part of UTS #39 confusables). Used only inside a word that also
// has Latin letters, so that Russian or Greek words stay what they are.
constexpr std::array<LookAlike, 44> kLookAlikes { { { U'а', U'a' }, { U'в', U'b' }, { U'с', U'c' }, { U'ԁ', U'd' }, { U'е', U'e' },
    { U'һ', U'h' }, { U'і', U'i' }, { U'ј', U'j' }, { U'к', U'k' }, { U'ӏ', U'l' }, { U'м', U'm' }, { U'о', U'o' }, { U'р', U'p' },
    { U'ԛ', U'q' }, { U'ѕ', U's' }, { U'т', U't' }, { U'у', U'y' }, { U'х', U'x' }, { U'ԝ', U'w' }, { U'А', U'A' }, { U'В', U'B' },
    { U'С', U'C' }, { U'Е', U'E' }, { U'Н', U'H' }, { U'І', U'I' }, { U'Ј', U'J' }, { U'К', U'K' }, { U'М', U'M' }, { U'О', U'O' },
    { U'Р', U'P' }, { U'Ѕ', U'S' }, { U'Т', U'T' }, { U'Х', U'X' }, { U'Ү', U'Y' }, { U'α', U'a' }, { U'ο', U'o' }, { U'ν', U'v' },
    { U'ι', U'i' }, { U'ρ', U'p' }, { U'Α', U'A' }, { U'Ε', U'E' }, { U'Ο', U'O' }, { U'Ρ', U'P' }, { U'Τ', U'T' } } };

char32_t fold_look_alike(char32_t point)
{
    for (const auto& row : kLookAlikes) {
        if (row.from == point)
            return row.to;
    }
    return point;
}

char32_t fold_punctuation(char32_t point)
{
    if ((point >= 0x2010 && point <= 0x2015) || point == 0x2212 || point == 0x2043 || point == 0xFE63)
        return U'-';
    if (point == 0x2018 || point == 0x2019 || point == 0x201B || point == 0x02BC || point == 0x00B4 || point == 0x2032)
        return U'\'';
    if (point == 0x201C || point == 0x201D || point == 0x201E || point == 0x00AB || point == 0x00BB || point == 0x2033)
        return U'"';
    if (point == U'\t' || point == 0x2028 || point == 0x2029)
        return point == U'\t' ? U' ' : U'\n';
    if (point == U'\r')
        return U'\n';
    if (point < 0x80)
        return point;
    const auto type = u_charType(static_cast<UChar32>(point));
    if (type == U_SPACE_SEPARATOR)
        return U' ';
    // Digits of any script are read as numbers by what follows.
    return type == U_DECIMAL_DIGIT_NUMBER ? U'0' + static_cast<char32_t>(u_charDigitValue(static_cast<UChar32>(point))) : point;
}

bool invisible(char32_t point)
{
    const auto value = static_cast<UChar32>(point);
    return u_hasBinaryProperty(value, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0
        || (point != U'\n' && point != U'\t' && point != U'\r' && u_charType(value) == U_CONTROL_CHAR);
}

struct Point {
    char32_t value;
    std::uint32_t first;
    std::uint32_t last;
};

void append_normalised(std::u32string_view piece, std::uint32_t at, const UNormalizer2* nfkc, std::vector<Point>& out)
{
    const auto end = at + static_cast<std::uint32_t>(piece.size());
    if (piece.size() == 1 && unorm2_isInert(nfkc, static_cast<UChar32>(piece[0])) != 0) {
        if (!invisible(piece[0]))
            out.push_back({ fold_punctuation(piece[0]), at, end });
        return;
    }
    std::u16string utf16;
    for (const char32_t point : piece) {
        if (point >= 0x10000) {
            utf16.push_back(static_cast<char16_t>(0xD7C0U + (point >> 10U)));
            utf16.push_back(static_cast<char16_t>(0xDC00U + (point & 0x3FFU)));
        } else {
            utf16.push_back(static_cast<char16_t>(point));
        }
    }
    // NFKC grows a character by at most 18 units (U+FDFA).
    std::u16string result(utf16.size() * 18 + 8, u'\0');
    UErrorCode status = U_ZERO_ERROR;
    const auto length = unorm2_normalize(
        nfkc, utf16.data(), static_cast<std::int32_t>(utf16.size()), result.data(), static_cast<std::int32_t>(result.size()), &status);
    const bool usable = U_SUCCESS(status) != 0;
    const std::u16string_view units
        = usable ? std::u16string_view(result).substr(0, static_cast<std::size_t>(length)) : std::u16string_view(utf16);
    for (std::size_t i = 0; i < units.size(); ++i) {
        char32_t point = units[i];
        if (point >= 0xD800 && point < 0xDC00 && i + 1 < units.size())
            point = 0x10000U + ((point - 0xD800U) << 10U) + (units[++i] - 0xDC00U);
        if (!invisible(point))
            out.push_back({ fold_punctuation(point), at, end });
    }
}

std::vector<Point> normalise(std::u32string_view points)
{
    std::vector<Point> out;
    out.reserve(points.size());
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2* nfkc = unorm2_getNFKCInstance(&status);
    for (std::size_t at = 0; at < points.size();) {
        std::size_t end = at + 1;
        // A run of marks without a boundary is cut after 32: longer ones are only ever an attack ("zalgo").
        while (end < points.size() && end - at < 32 && points[end] >= 0x80
            && unorm2_hasBoundaryBefore(nfkc, static_cast<UChar32>(points[end])) == 0)
            ++end;
        const auto here = static_cast<std::uint32_t>(at);
        if (end == at + 1 && points[at] < 0x80) {
            if (!invisible(points[at]))
                out.push_back({ fold_punctuation(points[at]), here, here + 1 });
        } else {
            append_normalised(points.substr(at, end - at), here, nfkc, out);
        }
        at = end;
    }
    return out;
}

/// Text on which the steps below change nothing, as most texts are.
bool is_plain(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char letter) { return (letter >= ' ' && letter <= '~') || letter == '\n'; });
}

bool is_latin(char32_t point)
{
    return (point >= U'a' && point <= U'z') || (point >= U'A' && point <= U'Z') || (point >= 0xC0 && point <= 0x24F);
}

void fold_mixed_words(std::vector<Point>& points)
{
    const auto letter = [](char32_t point) { return point < 0x80 ? is_latin(point) : u_isalpha(static_cast<UChar32>(point)) != 0; };
    for (std::size_t at = 0; at < points.size();) {
        std::size_t end = at;
        bool latin = false;
        bool other = false;
        for (; end < points.size() && letter(points[end].value); ++end) {
            latin = latin || is_latin(points[end].value);
            other = other || points[end].value >= 0x250;
        }
        if (latin && other) {
            for (std::size_t i = at; i < end; ++i)
                points[i].value = fold_look_alike(points[i].value);
        }
        at = std::max(end, at + 1);
    }
}

void append_utf8(Prepared& out, char32_t point, std::uint32_t first, std::uint32_t last)
{
    if (point < 0x80) {
        out.text.push_back(static_cast<char>(point));
        out.first.push_back(first);
        out.last.push_back(last);
        return;
    }
    out.text += encode_utf8(std::u32string_view(&point, 1));
    out.first.resize(out.text.size(), first);
    out.last.resize(out.text.size(), last);
}

}  // namespace

ByteRange Prepared::sentence_at(std::size_t byte) const
{
    const auto after = std::upper_bound(
        sentences.begin(), sentences.end(), byte, [](std::size_t value, const ByteRange& range) { return value < range.start; });
    return after == sentences.begin() ? ByteRange { 0, static_cast<std::uint32_t>(text.size()) } : *std::prev(after);
}

Result<Prepared> prepare(std::string_view text, std::string_view field)
{
    if (text.size() > limits::kMaxTextField)
        return Error { ErrorCode::LimitExceeded, "text field is longer than 1 MB", std::string(field), "shorten it" };
    Prepared out;
    if (is_plain(text)) {
        out.text = text;
        find_sentences(out);
        find_words(out);
        return out;
    }
    const auto points = decode_utf8(text);
    if (!points)
        return Error { ErrorCode::InvalidArgument, "text is not valid UTF-8", std::string(field), "save it as UTF-8" };
    auto normal = normalise(*points);
    if (points->size() != text.size())
        fold_mixed_words(normal);
    out.text.reserve(text.size());
    out.first.reserve(text.size());
    out.last.reserve(text.size());
    for (const auto& point : normal)
        append_utf8(out, point.value, point.first, point.last);
    find_sentences(out);
    find_words(out);
    return out;
}

Prepared split_hashtags(const Prepared& whole)
{
    Prepared out;
    const std::string& text = whole.text;
    for (std::size_t at = text.find('#'); at != std::string::npos; at = text.find('#', at + 1)) {
        std::size_t end = at + 1;
        while (end < text.size()
            && (static_cast<unsigned char>(text[end]) >= 0x80 || std::isalnum(static_cast<unsigned char>(text[end])) != 0
                || text[end] == '_'))
            ++end;
        if (end < at + 3)
            continue;
        const auto first = static_cast<std::uint32_t>(whole.original_start(at));
        const auto last = static_cast<std::uint32_t>(whole.original_end(end));
        for (std::size_t i = at + 1; i < end; ++i) {
            const auto is_upper = [&](std::size_t k) { return k < end && std::isupper(static_cast<unsigned char>(text[k])) != 0; };
            const auto is_lower = [&](std::size_t k) { return k < end && std::islower(static_cast<unsigned char>(text[k])) != 0; };
            if (i > at + 1 && is_upper(i) && (is_lower(i - 1) || is_lower(i + 1)))
                append_utf8(out, U' ', first, last);
            out.text.push_back(text[i] == '_' ? ' ' : text[i]);
            out.first.push_back(first);
            out.last.push_back(last);
        }
        for (const char32_t mark : { U' ', U'.', U' ' })
            append_utf8(out, mark, first, last);
    }
    find_sentences(out);
    find_words(out);
    return out;
}

}  // namespace imprimatur::caption
