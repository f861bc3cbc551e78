#include "leaks.h"

#include <fstream>
#include <iterator>

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dcistrmb.h>
#include <dcmtk/dcmdata/dctk.h>

namespace imprimatur::dicom_eval {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kInflatedMax = 1U << 28U;

/// UTF-8 as UTF-16 code units; the plants hold nothing beyond the basic plane.
Octets utf16(const std::string& utf8, bool big_endian)
{
    Octets out;
    for (std::size_t i = 0; i < utf8.size();) {
        const auto c = static_cast<unsigned char>(utf8[i]);
        const std::size_t length = c < 0x80 ? 1 : c < 0xE0 ? 2 : 3;
        std::uint32_t code = length == 1 ? c : length == 2 ? c & 0x1FU : c & 0x0FU;
        for (std::size_t k = 1; k < length && i + k < utf8.size(); ++k)
            code = code << 6U | (static_cast<unsigned char>(utf8[i + k]) & 0x3FU);
        append_number(out, code, 2, big_endian);
        i += length;
    }
    return out;
}

Octets from_hex(const std::string& hex)
{
    Octets out;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
        out += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
    return out;
}

bool any_sample_has(const Octets& file, unsigned mask)
{
    DcmFileFormat format;
    DcmInputBufferStream stream;
    stream.setBuffer(file.data(), static_cast<offile_off_t>(file.size()));
    stream.setEos();
    format.transferInit();
    if (format.read(stream, EXS_Unknown, EGL_noChange, DCM_MaxReadLength).bad())
        return true;
    const Uint16* samples = nullptr;
    unsigned long count = 0;
    if (format.getDataset()->findAndGetUint16Array(DCM_PixelData, samples, &count).bad() || samples == nullptr)
        return true;
    for (unsigned long i = 0; i < count; ++i) {
        if ((samples[i] & mask) != 0)
            return true;
    }
    return false;
}

}  // namespace

Octets read_bytes(const fs::path& path)
{
    std::ifstream in(path, std::ios::binary);
    return { std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>() };
}

void write_bytes(const fs::path& path, const Octets& bytes)
{
    std::ofstream out(path, std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

Octets searchable(const Octets& file)
{
    const auto uid = file.substr(0, 4096).find(kDeflated.uid);
    // (0002,0000) UL stands at 132: its value is what remains of group 0002.
    if (uid == Octets::npos || file.size() < 144)
        return file;
    std::size_t length = 0;
    for (std::size_t i = 0; i < 4; ++i)
        length |= std::size_t { static_cast<unsigned char>(file[140 + i]) } << (8 * i);
    return length < file.size() - 144 ? file + inflated(file.substr(144 + length), kInflatedMax) : file;
}

bool stands_in(const Plant& plant, const Octets& file, const Octets& bytes)
{
    if (plant.kind == "bits")
        return any_sample_has(file, static_cast<unsigned>(std::stoul(plant.token)));
    if (plant.kind == "hex")
        return bytes.find(from_hex(plant.token)) != Octets::npos;
    return bytes.find(plant.token) != Octets::npos || bytes.find(utf16(plant.token, false)) != Octets::npos
        || bytes.find(utf16(plant.token, true)) != Octets::npos;
}

Leaks find_leaks(const PlantedSet& set, const fs::path& copies)
{
    Leaks leaks;
    for (const auto& planted : set.files) {
        const auto path = copies / planted.name;
        if (!fs::is_regular_file(path)) {
            leaks.missing.push_back(planted.name);
            continue;
        }
        const auto file = read_bytes(path);
        const auto bytes = searchable(file);
        for (const auto& plant : set.plants) {
            if (plant.file != planted.name)
                continue;
            ++leaks.searched;
            if (stands_in(plant, file, bytes))
                leaks.left.push_back(plant);
        }
    }
    return leaks;
}

void write_set(const PlantedSet& set, const fs::path& folder)
{
    fs::create_directories(folder);
    for (const auto& file : set.files)
        write_bytes(folder / file.name, file.bytes);
}

std::string as_table(const std::vector<Plant>& plants)
{
    std::string table = "file\tkey\twhere\ttoken\tkind\n";
    for (const auto& plant : plants)
        table += plant.file + "\t" + plant.key + "\t" + plant.where + "\t" + plant.token + "\t" + plant.kind + "\n";
    return table;
}

}  // namespace imprimatur::dicom_eval
