#include "midi_score.h"

#include "leaks.h"
#include "pixels.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <set>
#include <sstream>

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

namespace imprimatur::dicom_eval {

namespace fs = std::filesystem;

namespace {

// The words that carry no meaning of their own; the challenge takes NLTK's English list.
const std::set<std::string, std::less<>> kStopWords
    = { "a", "an", "the", "of", "and", "or", "in", "on", "at", "to", "for", "with", "by", "from", "is", "was", "were", "are", "be", "been",
          "it", "this", "that", "as", "no", "not", "we", "he", "she", "his", "her", "has", "have", "had", "will" };

std::string lower(std::string_view text)
{
    std::string out(text);
    for (auto& c : out) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

std::vector<std::string> tokens_of(std::string_view text)
{
    std::vector<std::string> tokens;
    std::string token;
    for (const char c : lower(text) + " ") {
        const auto u = static_cast<unsigned char>(c);
        if (std::isalnum(u) != 0 || u >= 0x80
            || (c == '.' && !token.empty() && std::isdigit(static_cast<unsigned char>(token.back())) != 0)) {
            token += c;
            continue;
        }
        while (!token.empty() && token.back() == '.')
            token.pop_back();
        if (!token.empty() && !kStopWords.contains(token))
            tokens.push_back(token);
        token.clear();
    }
    return tokens;
}

bool same_token(const std::string& one, const std::string& other)
{
    if (one == other)
        return true;
    char* end_one = nullptr;
    char* end_other = nullptr;
    const double a = std::strtod(one.c_str(), &end_one);
    const double b = std::strtod(other.c_str(), &end_other);
    return *end_one == '\0' && *end_other == '\0' && std::abs(a - b) < 1e-9;
}

double share_found(std::string_view value, std::string_view text)
{
    if (lower(text).find(lower(value)) != std::string::npos)
        return 1;
    const auto wanted = tokens_of(value);
    const auto there = tokens_of(text);
    if (wanted.empty())
        return 0;
    const auto found = std::count_if(wanted.begin(), wanted.end(), [&](const std::string& token) {
        return std::any_of(there.begin(), there.end(), [&](const std::string& other) { return same_token(token, other); });
    });
    return static_cast<double>(found) / static_cast<double>(wanted.size());
}

using File = std::unique_ptr<DcmFileFormat>;

File load(const fs::path& path)
{
    auto file = std::make_unique<DcmFileFormat>();
    return file->loadFile(path.c_str()).good() ? std::move(file) : nullptr;
}

/// "0043xx27{CREATOR}": the element in the block that the creator reserved, wherever that is (PS3.5 7.8.1).
DcmElement* private_element(DcmItem& item, const std::string& part)
{
    const auto group = static_cast<Uint16>(std::stoul(part.substr(0, 4), nullptr, 16));
    const auto low = static_cast<Uint16>(std::stoul(part.substr(6, 2), nullptr, 16));
    const auto creator = part.substr(9, part.size() - 10);
    for (Uint16 block = 0x10; block <= 0xFF; ++block) {
        OFString name;
        DcmElement* element = nullptr;
        if (item.findAndGetOFString(DcmTagKey(group, block), name).good() && name == creator.c_str()
            && item.findAndGetElement(DcmTagKey(group, static_cast<Uint16>(block << 8U | low)), element).good())
            return element;
    }
    return nullptr;
}

DcmElement* element_at(DcmItem& set, const std::string& path)
{
    auto* item = &set;
    std::istringstream parts(path);
    for (std::string part; std::getline(parts, part, '.');) {
        if (part.find("xx") == 4)
            return private_element(*item, part);
        const DcmTagKey tag(static_cast<Uint16>(std::stoul(part.substr(0, 4), nullptr, 16)),
            static_cast<Uint16>(std::stoul(part.substr(4, 4), nullptr, 16)));
        const auto bracket = part.find('[');
        if (bracket == std::string::npos) {
            DcmElement* element = nullptr;
            return item->findAndGetElement(tag, element).good() ? element : nullptr;
        }
        DcmItem* next = nullptr;
        if (item->findAndGetSequenceItem(tag, next, std::stol(part.substr(bracket + 1))).bad())
            return nullptr;
        item = next;
    }
    return nullptr;
}

std::string value_at(DcmItem& set, const std::string& path)
{
    auto* element = element_at(set, path);
    OFString value;
    Uint8* bytes = nullptr;
    if (element == nullptr || !element->isLeaf())
        return {};
    std::string text;
    // Private elements of implicit VR are UN: their bytes, not their hexadecimal.
    if (element->getUint8Array(bytes).good() && bytes != nullptr)
        text.assign(reinterpret_cast<const char*>(bytes), element->getLength());
    else if (element->getOFStringArray(value).good())
        text = value.c_str();
    while (!text.empty() && (text.back() == ' ' || text.back() == '\0'))
        text.pop_back();
    return text;
}

/// Old to new, which has to be a function and to stay one backwards.
class Mapping {
public:
    bool agrees(const std::string& old_value, const std::string& new_value)
    {
        const auto forward = m_forward.emplace(old_value, new_value).first->second == new_value;
        const auto backward = m_backward.emplace(new_value, old_value).first->second == old_value;
        return forward && backward;
    }

private:
    std::map<std::string, std::string> m_forward;
    std::map<std::string, std::string> m_backward;
};

struct Mappings {
    Mapping uids;
    Mapping patients;
};

double passes(const MidiCheck& check, DcmItem& copy, const fs::path& original_path, const fs::path& copy_path, Mappings& mappings)
{
    if (check.action == "pixels_retained")
        return same_pixels(original_path, copy_path) ? 1 : 0;
    if (check.action == "pixels_hidden")
        return one_colour_in(copy_path, check.value) ? 1 : 0;
    const auto text = value_at(copy, check.path);
    if (check.action == "tag_retained")
        return element_at(copy, check.path) != nullptr ? 1 : 0;
    if (check.action == "text_notnull")
        return text.empty() ? 0 : 1;
    if (check.action == "text_retained")
        return share_retained(check.value, text);
    if (check.action == "text_removed")
        return share_removed(check.value, text);
    if (check.action == "date_shifted" || check.action == "uid_changed")
        return text.find(check.value) == std::string::npos ? 1 : 0;
    // An identifier that went with its attribute cannot disagree with another.
    if (text.empty())
        return 1;
    auto& mapping = check.action == "uid_consistent" ? mappings.uids : mappings.patients;
    return text != check.value && mapping.agrees(check.value, text) ? 1 : 0;
}

bool is_removal(const std::string& action)
{
    return action == "text_removed" || action == "date_shifted" || action == "uid_changed" || action == "pixels_hidden";
}

}  // namespace

double MidiScore::overall() const
{
    double passed = 0;
    double total = 0;
    for (const auto& [action, tally] : actions) {
        passed += tally.passed;
        total += static_cast<double>(tally.total);
    }
    return total > 0 ? passed / total : 0;
}

double share_retained(std::string_view value, std::string_view text) { return share_found(value, text); }

double share_removed(std::string_view value, std::string_view text) { return 1 - share_found(value, text); }

MidiScore midi_score(const std::vector<MidiCheck>& key, const fs::path& originals, const fs::path& copies)
{
    MidiScore score;
    Mappings mappings;
    File copy;
    std::string loaded;
    for (const auto& check : key) {
        if (check.file != loaded) {
            copy = load(copies / check.file);
            loaded = check.file;
        }
        auto& tally = score.actions[check.action];
        ++tally.total;
        const double passed = copy == nullptr ? (is_removal(check.action) ? 1 : 0)
                                              : passes(check, *copy->getDataset(), originals / check.file, copies / check.file, mappings);
        tally.passed += passed;
        if (passed < 1)
            score.failed.push_back(check.file + "\t" + check.path + "\t" + check.action + "\t" + check.value);
    }
    return score;
}

std::string midi_table(const std::vector<MidiCheck>& key)
{
    std::string table = "file\tpath\taction\tvalue\n";
    for (const auto& check : key)
        table += check.file + "\t" + check.path + "\t" + check.action + "\t" + check.value + "\n";
    return table;
}

std::vector<MidiCheck> parse_midi_table(std::string_view table)
{
    std::vector<MidiCheck> key;
    std::istringstream lines { std::string(table) };
    std::string line;
    std::getline(lines, line);
    while (std::getline(lines, line)) {
        std::istringstream cells(line);
        MidiCheck check;
        std::getline(cells, check.file, '\t');
        std::getline(cells, check.path, '\t');
        std::getline(cells, check.action, '\t');
        std::getline(cells, check.value, '\t');
        key.push_back(check);
    }
    return key;
}

}  // namespace imprimatur::dicom_eval
