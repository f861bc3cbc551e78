// dicom_validity BEFORE AFTER [REPORT]: REPORT is what redact --json printed, and says which copy is whose when names were changed. For
// each file of BEFORE that has a copy of the same name in AFTER, what dciodvfy finds in the copy alone, whether DCMTK and GDCM still decode
// it, and whether the pixels are the same.
#include "cleaner.h"
#include "leaks.h"
#include "pixels.h"
#include "validity.h"

#include <cstdio>
#include <map>

using namespace imprimatur::dicom_eval;
namespace fs = std::filesystem;

int main(int argc, char** argv)
{
    if (argc < 3 || argc > 4) {
        std::fputs("usage: dicom_validity BEFORE AFTER [REPORT]\n", stderr);
        return 2;
    }
    const auto copies = argc == 4 ? copies_told(argv[3]) : std::map<std::string, fs::path>();
    std::map<std::string, fs::path> files;
    for (const auto& entry : fs::directory_iterator(argv[1])) {
        if (entry.is_regular_file())
            files[entry.path().filename().string()] = entry.path();
    }
    std::size_t errors = 0, with_errors = 0, missing = 0, pixels = 0, dcmtk = 0, gdcm = 0;
    for (const auto& [name, path] : files) {
        const auto told = copies.find(name);
        const auto copy = told == copies.end() ? fs::path(argv[2]) / name : told->second;
        if (!fs::exists(copy)) {
            ++missing;
            std::printf("not written\t%s\n", name.c_str());
            continue;
        }
        const auto added = has_dciodvfy() ? added_errors(path, copy) : std::vector<std::string>();
        for (const auto& line : added)
            std::printf("error\t%s\t%s\n", name.c_str(), line.c_str());
        errors += added.size();
        with_errors += added.empty() ? 0 : 1;
        if (!same_pixels(path, copy)) {
            ++pixels;
            std::printf("pixels differ\t%s\n", name.c_str());
        }
        if (decoded_pixels(path) && !decoded_pixels(copy)) {
            ++dcmtk;
            std::printf("not decoded by DCMTK or OpenJPEG any more\t%s\n", name.c_str());
        }
        if (has_gdcm() && readable_by_gdcm(path) && !readable_by_gdcm(copy)) {
            ++gdcm;
            std::printf("not decoded by GDCM any more\t%s\n", name.c_str());
        }
    }
    std::printf("%zu files, %zu not written, %zu new errors in %zu files, pixels differ in %zu, no longer decoded: %zu by DCMTK or "
                "OpenJPEG, %zu by GDCM\n",
        files.size(), missing, errors, with_errors, pixels, dcmtk, gdcm);
    return errors + pixels + dcmtk + gdcm == 0 ? 0 : 1;
}
