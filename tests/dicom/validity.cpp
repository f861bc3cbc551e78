#include "validity.h"

#include "cleaner.h"
#include "leaks.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <sstream>

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

namespace imprimatur::dicom_eval {

namespace fs = std::filesystem;

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "Error - </StudyInstanceUID(0020,000d)[1]> ... <1.2.3>": tags stay, values and numbers go.
std::string without_values(const std::string& line)
{
    std::string out;
    for (std::size_t i = 0; i < line.size();) {
        if (line[i] == '<' && i + 1 < line.size() && line[i + 1] != '/') {
            const auto end = line.find('>', i);
            out += "<>";
            i = end == std::string::npos ? line.size() : end + 1;
        } else if (line[i] == '[' || line[i] == '"') {
            const auto end = line.find(line[i] == '[' ? ']' : line[i], i + 1);
            i = end == std::string::npos ? i + 1 : end + 1;
        } else if (line[i] == '(' && i + 10 < line.size() && line[i + 5] == ',') {
            out += line.substr(i, 11);
            i += 11;
        } else if (is_digit(line[i])) {
            while (i < line.size() && (is_digit(line[i]) || line[i] == '.'))
                ++i;
            out += '#';
        } else {
            out += line[i++];
        }
    }
    return out;
}

bool on_path(const char* program)
{
    const TestFolder folder;
    return run_command(std::string("command -v ") + program, folder.path() / "where") == 0;
}

void each_element(DcmItem& item, const std::function<void(DcmElement&)>& visit)
{
    for (unsigned long i = 0; i < item.card(); ++i) {
        auto* element = item.getElement(i);
        visit(*element);
        if (auto* sequence = dynamic_cast<DcmSequenceOfItems*>(element); sequence != nullptr && element->ident() == EVR_SQ) {
            for (unsigned long k = 0; k < sequence->card(); ++k)
                each_element(*sequence->getItem(k), visit);
        }
    }
}

}  // namespace

bool has_dciodvfy()
{
    static const bool kThere = on_path("dciodvfy");
    return kThere;
}

bool has_gdcm()
{
    static const bool kThere = on_path("gdcmraw");
    return kThere;
}

std::multiset<std::string> iod_errors(const fs::path& file)
{
    const TestFolder folder;
    const auto out = folder.path() / "out";
    run_command("dciodvfy -new " + quoted(file.string()), out);
    std::istringstream lines(read_bytes(out) + read_bytes(out.string() + ".talk"));
    std::multiset<std::string> errors;
    for (std::string line; std::getline(lines, line);) {
        const auto at = line.find("Error");
        if (at != std::string::npos)
            errors.insert(without_values(line.substr(at)));
    }
    return errors;
}

std::vector<std::string> added_errors(const fs::path& original, const fs::path& copy)
{
    const auto before = iod_errors(original);
    const auto after = iod_errors(copy);
    std::vector<std::string> added;
    std::set_difference(after.begin(), after.end(), before.begin(), before.end(), std::back_inserter(added));
    return added;
}

bool readable_by_gdcm(const fs::path& file)
{
    const TestFolder folder;
    return run_command("gdcmraw -i " + quoted(file.string()) + " -o " + quoted((folder.path() / "raw").string()), folder.path() / "out")
        == 0;
}

References references_in(const fs::path& folder)
{
    References all;
    std::vector<std::pair<std::string, std::string>> wanted;
    for (const auto& entry : fs::directory_iterator(folder)) {
        DcmFileFormat file;
        if (file.loadFile(entry.path().c_str()).bad())
            continue;
        auto& set = *file.getDataset();
        OFString value;
        if (set.findAndGetOFString(DCM_SOPInstanceUID, value).good())
            all.instances.insert(value.c_str());
        if (set.findAndGetOFString(DCM_StudyInstanceUID, value).good())
            all.studies.insert(value.c_str());
        if (set.findAndGetOFString(DCM_SeriesInstanceUID, value).good())
            all.series.insert(value.c_str());
        each_element(set, [&](DcmElement& element) {
            OFString uid;
            if (element.getTag() == DCM_ReferencedSOPInstanceUID && element.getOFString(uid, 0).good() && !uid.empty())
                wanted.emplace_back(entry.path().filename().string(), uid.c_str());
        });
    }
    for (const auto& [file, uid] : wanted) {
        if (!all.instances.contains(uid) && !all.studies.contains(uid))
            all.dangling.push_back(file);
    }
    return all;
}

}  // namespace imprimatur::dicom_eval
