// Names, dates and labels in other scripts. The dates are in the script's own digits where people write them so.
#include "fields.h"

#include <array>
#include <fmt/format.h>

namespace imprimatur::pixels {

namespace {

struct Words {
    const char* name;  ///< of the script
    std::array<const char*, 6> family;
    std::array<const char*, 6> given;
    const char* name_label;
    const char* born_label;
    const char* hospital;
    char32_t zero;  ///< its digit nought
    const char* date_order;  ///< of day {0}, month {1}, year {2}
};

constexpr Words kWords[] = {
    { "Devanagari", { "शर्मा", "पाटील", "वर्मा", "देशमुख", "यादव", "जोशी" }, { "अनिता", "राजेश", "सुनीता", "विक्रम", "पूजा", "मोहन" },
        "नाम: ", "जन्म: ", "श्री आरोग्य अस्पताल", U'०', "{0}/{1}/{2}" },
    { "Arabic", { "الحداد", "المصري", "منصور", "الخطيب", "نجار", "سليمان" }, { "ليلى", "عمر", "فاطمة", "يوسف", "مريم", "خالد" },
        "الاسم: ", "تاريخ الميلاد: ", "مستشفى النور العام", U'٠', "{2}/{1}/{0}" },
    { "Hebrew", { "כהן", "לוי", "מזרחי", "פרץ", "ביטון", "אברהם" }, { "נועה", "דוד", "שרה", "יוסף", "תמר", "משה" },
        "שם: ", "תאריך לידה: ", "המרכז הרפואי הצפוני", U'0', "{0}.{1}.{2}" },
    { "Cyrillic", { "Петрова", "Иванов", "Коваленко", "Смирнов", "Шевчук", "Димитров" },
        { "Ольга", "Алексей", "Марина", "Сергей", "Наталья", "Борис" }, "Пациент: ", "Дата рожд. ", "Городская больница № 47", U'0',
        "{0}.{1}.{2}" },
    { "Greek", { "Παπαδάκης", "Νικολάου", "Γεωργίου", "Δημητρίου", "Οικονόμου", "Βλάχος" },
        { "Ελένη", "Γιώργος", "Μαρία", "Κώστας", "Σοφία", "Νίκος" }, "Όνομα: ", "Γεν. ", "Νοσοκομείο Άγιος Φίλων", U'0', "{0}/{1}/{2}" },
    { "Tamil", { "முருகன்", "செல்வம்", "பாண்டியன்", "ராமன்", "குமார்", "வேலு" }, { "லட்சுமி", "கார்த்திக்", "மீனா", "அருண்", "கவிதா", "சுரேஷ்" },
        "பெயர்: ", "பிறந்த தேதி: ", "அரசு மருத்துவமனை", U'௦', "{0}-{1}-{2}" },
    { "Thai", { "สมบูรณ์", "ใจดี", "ศรีสุข", "วงศ์ทอง", "แก้วมณี", "พรหมมา" }, { "สมชาย", "มาลี", "นภา", "วิชัย", "อรุณี", "ประเสริฐ" },
        "ชื่อ: ", "วันเกิด: ", "โรงพยาบาลรุ่งอรุณ", U'๐', "{0}/{1}/{2}" },
    { "Han", { "王", "李", "陈", "欧阳", "赵", "林" }, { "小明", "丽华", "建国", "秀英", "志强", "美玲" },
        "姓名: ", "出生日期: ", "东山人民医院", U'0', "{2}年{1}月{0}日" },
    { "Japanese", { "山田", "佐藤", "高橋", "渡辺", "小林", "タナカ" }, { "花子", "太郎", "さくら", "健一", "ユキ", "美咲" },
        "患者名: ", "生年月日: ", "緑が丘中央病院", U'0', "{2}年{1}月{0}日" },
    { "Hangul", { "김", "이", "박", "최", "정", "강" }, { "민준", "서연", "지우", "하은", "도윤", "수빈" },
        "성명: ", "생년월일: ", "한빛종합병원", U'0', "{2}년 {1}월 {0}일" },
};

std::string utf8(char32_t c)
{
    const auto byte = [](char32_t value) { return static_cast<char>(static_cast<unsigned char>(value)); };
    if (c < 0x80)
        return { byte(c) };
    if (c < 0x800)
        return { byte(0xC0 | (c >> 6U)), byte(0x80 | (c & 0x3FU)) };
    return { byte(0xE0 | (c >> 12U)), byte(0x80 | ((c >> 6U) & 0x3FU)), byte(0x80 | (c & 0x3FU)) };
}

std::string in_digits(const std::string& number, char32_t zero)
{
    std::string text;
    for (const char c : number)
        text += c >= '0' && c <= '9' ? utf8(zero + static_cast<char32_t>(c - '0')) : std::string(1, c);
    return text;
}

std::string date(Random& random, const Words& words, int first, int last)
{
    const char32_t zero = random.chance(0.75) ? words.zero : U'0';
    const auto two = [&](int value) { return in_digits(fmt::format("{:02}", value), zero); };
    const std::string day = two(random.between(1, 28)), month = two(random.between(1, 12)), year = two(random.between(first, last));
    return fmt::format(fmt::runtime(words.date_order), day, month, year);
}

}  // namespace

const std::vector<Script>& scripts()
{
    static const std::vector<Script> list = [] {
        std::vector<Script> all;
        for (const auto& words : kWords) {
            const std::string name = words.name;
            if (name == "Hangul")
                all.push_back({ name, { "Eunjin,DejaVu Sans", "fonts-alee fonts-dejavu-core" } });
            else if (name == "Han" || name == "Japanese")
                all.push_back({ name, { "Droid Sans Fallback,DejaVu Sans", "fonts-droid-fallback fonts-dejavu-core" } });
            else if (name == "Cyrillic" || name == "Greek")
                all.push_back({ name, { "Noto Sans", "fonts-noto-core" } });
            else
                all.push_back({ name, { "Noto Sans " + name + ",Noto Sans", "fonts-noto-core" } });
        }
        return all;
    }();
    return list;
}

Text script_text(Random& random, const Script& script)
{
    const auto* found = &kWords[0];
    for (const auto& words : kWords) {
        if (script.name == words.name)
            found = &words;
    }
    const Words& words = *found;
    const std::string family = random.pick(words.family), given = random.pick(words.given);
    const bool east = script.name == "Han" || script.name == "Japanese" || script.name == "Hangul";
    const std::string full = east ? family + (random.chance(0.4) ? " " : "") + given : given + " " + family;
    switch (random.between(0, 7)) {
    case 0:
    case 1:
    case 2: return { true, "name", full };
    case 3: return { true, "name", words.name_label + full };
    case 4: return { true, "dob", words.born_label + date(random, words, 1930, 2015) };
    case 5:
    case 6: return { true, "date", date(random, words, 2001, 2026) };
    default: return { true, "inst", words.hospital };
    }
}

}  // namespace imprimatur::pixels
