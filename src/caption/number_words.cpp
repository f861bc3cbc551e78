#include "caption/number_words.h"

#include <algorithm>
#include <array>
#include <string>
#include <unicode/uchar.h>
#include <unicode/utf8.h>
#include <unordered_map>
#include <vector>

namespace imprimatur::caption {

namespace {

/// Blank-separated words; the n-th row says `first` + n, a '/' parts two ways to write the same number.
struct Row {
    int first;
    std::string_view words;
};

constexpr Row kRows[] = {
    { 0,
        "newborn one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
        "nineteen twenty" },
    { 1,
        "uno/una/un dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis/dieciseis diecisiete "
        "dieciocho diecinueve veinte veintiuno/veintiún veintidós/veintidos veintitrés/veintitres veinticuatro veinticinco "
        "veintiséis/veintiseis veintisiete veintiocho veintinueve treinta" },
    { 1, "une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize" },
    { 1,
        "ein/eins zwei drei vier fünf/fuenf sechs sieben acht neun zehn elf zwölf/zwoelf dreizehn vierzehn fünfzehn sechzehn siebzehn "
        "achtzehn neunzehn zwanzig" },
    { 1,
        "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien "
        "twintig" },
    { 1,
        "एक दो तीन चार पांच/पाँच छह/छः सात आठ नौ दस ग्यारह बारह तेरह चौदह पंद्रह/पन्द्रह सोलह सत्रह अठारह उन्नीस बीस इक्कीस बाईस तेईस चौबीस पच्चीस "
        "छब्बीस सत्ताईस अट्ठाईस उनतीस तीस इकतीस बत्तीस तैंतीस चौंतीस पैंतीस छत्तीस सैंतीस अड़तीस उनतालीस चालीस इकतालीस बयालीस तैंतालीस चौवालीस "
        "पैंतालीस छियालीस सैंतालीस अड़तालीस उनचास पचास इक्यावन बावन तिरपन चौवन पचपन छप्पन सत्तावन अट्ठावन उनसठ साठ इकसठ बासठ तिरसठ चौंसठ पैंसठ "
        "छियासठ सड़सठ अड़सठ उनहत्तर सत्तर इकहत्तर बहत्तर तिहत्तर चौहत्तर पचहत्तर छिहत्तर सतहत्तर अठहत्तर उनासी अस्सी इक्यासी बयासी तिरासी "
        "चौरासी पचासी छियासी सत्तासी अट्ठासी नवासी नब्बे" },
    { 1,
        "ek do teen/tin char/chaar paanch/panch chhe/chhah saat aath/aanth nau das gyarah barah terah chaudah pandrah solah satrah "
        "atharah unnis/unnees bees/bis ikkis/ikkees bais/baees teis/teyees chaubis/chaubees pachis/pachees/pacchis chhabbis/chabbees "
        "sattais/sattaees atthais/atthaees untis/unatees tees/tis ikattis/ikatees battis/battees taintis/tentees chauntis/chauntees "
        "paintis/paintees chhattis/chattees saintis/saintees adtis/artees untalis/untalees chalis/chalees iktalis/iktalees "
        "bayalis/bayalees taintalis/taintalees chauvalis/chawalees paintalis/paintalees chhiyalis/chiyalees saintalis/saintalees "
        "adtalis/artalees unchas pachas/pachaas ikyavan/ikyawan bavan/bawan tirpan chauvan/chauwan pachpan chhappan/chappan "
        "sattavan/sattawan atthavan/atthawan unsath saath/sath iksath basath tirsath chaunsath painsath chhiyasath/chiyasath "
        "sadsath/sarsath "
        "adsath/arsath unhattar sattar ikhattar bahattar tihattar chauhattar pachhattar/pichhattar chhihattar satahattar athahattar unasi "
        "assi ikyasi bayasi tirasi chaurasi pachasi chhiyasi sattasi atthasi navasi/nawasi nabbe" },
    { 30, "thirty" },
    { 40, "forty/fourty" },
    { 50, "fifty" },
    { 60, "sixty" },
    { 70, "seventy" },
    { 80, "eighty" },
    { 90, "ninety" },
    { 100, "hundred/hundredth/cien/ciento/cent/hundert/honderd/सौ/sau" },
    { 40, "cuarenta/quarante/vierzig/veertig" },
    { 50, "cincuenta/cinquante/fünfzig/fuenfzig/vijftig" },
    { 60, "sesenta/soixante/sechzig/zestig" },
    { 70, "setenta/septante/siebzig/zeventig" },
    { 80, "ochenta/huitante/octante/achtzig/tachtig" },
    { 90, "noventa/nonante/neunzig/negentig" },
    { 30, "trente/dreißig/dreissig/dertig" },
    { 20, "vingt/vingts" },
};

std::unordered_map<std::string_view, int> words_by_value()
{
    std::unordered_map<std::string_view, int> all;
    for (const auto& row : kRows) {
        int value = row.first;
        for (std::size_t at = 0; at < row.words.size();) {
            const std::size_t end = std::min(row.words.find_first_of(" /", at), row.words.size());
            all.emplace(row.words.substr(at, end - at), value);
            value += end < row.words.size() && row.words[end] == ' ' ? 1 : 0;
            at = end + 1;
        }
    }
    return all;
}

std::optional<int> value_of_word(std::string_view word)
{
    static const auto values = words_by_value();
    const auto found = values.find(word);
    return found == values.end() ? std::nullopt : std::optional(found->second);
}

/// "sechsundachtzig", "negenentachtig": the ones stand first; "-jährige", "jarige" may hang on behind.
std::optional<int> value_of_compound(std::string_view word)
{
    for (const std::string_view tail : { "jährig", "jaehrig", "jarig" })
        word = word.substr(0, word.find(tail));
    if (auto value = value_of_word(word))
        return value;
    for (const std::string_view joint : { "und", "en", "ën" }) {
        for (std::size_t at = word.find(joint); at != std::string_view::npos; at = word.find(joint, at + 1)) {
            const auto ones = value_of_word(word.substr(0, at));
            const auto tens = value_of_word(word.substr(at + joint.size()));
            if (ones && tens && *ones < 10 && *tens >= 20)
                return *ones + *tens;
        }
    }
    return std::nullopt;
}

std::vector<std::string_view> words_of(std::string_view text)
{
    std::vector<std::string_view> words;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    std::size_t start = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t here = at;
        UChar32 point = 0;
        U8_NEXT_OR_FFFD(bytes, at, text.size(), point);
        const bool part = (U_GET_GC_MASK(point) & (U_GC_L_MASK | U_GC_M_MASK)) != 0;
        if (!part && here > start)
            words.push_back(text.substr(start, here - start));
        if (!part)
            start = at;
    }
    if (start < text.size())
        words.push_back(text.substr(start));
    return words;
}

/// "六十八": tens before, ones after the ten.
std::optional<int> han_number(std::string_view text)
{
    static constexpr std::array<std::string_view, 10> kOnes { "", "一", "二", "三", "四", "五", "六", "七", "八", "九" };
    const auto ten = text.find("十");
    const auto digit = [&](std::string_view part) {
        for (std::size_t i = 1; i < kOnes.size(); ++i) {
            if (part.substr(0, kOnes[i].size()) == kOnes[i])
                return static_cast<int>(i);
        }
        return 0;
    };
    if (ten == std::string_view::npos)
        return digit(text) > 0 ? std::optional(digit(text)) : std::nullopt;
    const int tens = ten == 0 ? 1 : digit(text);
    return tens * 10 + digit(text.substr(ten + kOnes[1].size()));
}

}  // namespace

std::optional<int> number_in_words(std::string_view lower)
{
    std::optional<int> sum;
    int last = 0;
    for (const auto word : words_of(lower)) {
        const auto value = value_of_compound(word);
        if (!value)
            continue;
        if (*value == 20 && last == 4)  // quatre-vingt
            sum = sum.value_or(0) - 4 + 80;
        else
            sum = sum.value_or(0) + *value;
        last = *value;
    }
    return sum ? sum : han_number(lower);
}

}  // namespace imprimatur::caption
