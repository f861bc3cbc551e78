// Two sets of files with invented identifiers in every corner of a DICOM file, and the list of where each one stands. A de-identified
// copy that still holds one of them leaked it.
#pragma once

#include "data_set.h"
#include "invent.h"

#include <string>
#include <vector>

namespace imprimatur::dicom_eval {

struct Plant {
    std::string file;
    std::string key;  ///< the place, as a person would name it
    std::string where;  ///< the class of place
    /// kind text: UTF-8, searched as it is and in both UTF-16s. hex: these bytes. bits: a mask that no 16-bit sample of native Pixel
    /// Data may have a bit of.
    std::string token;
    std::string kind;
};

struct PlantedFile {
    std::string name;
    Octets bytes;
};

struct PlantedSet {
    std::vector<PlantedFile> files;
    std::vector<Plant> plants;
};

/// Written byte by byte.
PlantedSet planted_by_bytes();
/// Written by DCMTK, from whole objects.
PlantedSet planted_by_dcmtk();

/// Files that a careful program may refuse, each with a reason of its own kind.
const std::vector<std::string>& may_be_refused();

/// Where the plants of one file are written down.
class Sheet {
public:
    Invent& invent;

    Sheet(std::string file, PlantedSet& set, Invent& source)
        : invent(source)
        , m_file(std::move(file))
        , m_set(set)
    {
    }
    /// Notes the plant, and gives its token back.
    const std::string& text(const std::string& key, const std::string& where, const std::string& token);
    /// A value in another character set: the raw bytes, and what they say in UTF-8.
    const Octets& encoded(const std::string& key, const std::string& where, const Octets& bytes, const std::string& utf8);
    void bits(const std::string& key, const std::string& where, unsigned mask);
    std::string name(const std::string& key, const std::string& where) { return text(key, where, invent.surname()); }
    std::string date(const std::string& key, const std::string& where) { return text(key, where, invent.date()); }
    std::string uid(const std::string& key, const std::string& where) { return text(key, where, invent.uid()); }
    std::string id(const std::string& key, const std::string& where) { return text(key, where, invent.record_number()); }

    void finish(Octets bytes) { m_set.files.push_back({ m_file, std::move(bytes) }); }

private:
    void note(const std::string& key, const std::string& where, const std::string& token, const std::string& kind);
    std::string m_file;
    PlantedSet& m_set;
};

struct Case;
/// A case whose own identifiers are noted too.
Case noted_case(Sheet& sheet);

// The parts of the first set, a folder's worth of corners each.
void plant_attributes(PlantedSet& set, Invent& invent);
void plant_tricks(PlantedSet& set, Invent& invent);
void plant_structure(PlantedSet& set, Invent& invent);
void plant_attachments(PlantedSet& set, Invent& invent);
void plant_documents(PlantedSet& set, Invent& invent);
void plant_reports(PlantedSet& set, Invent& invent);
void plant_character_sets(PlantedSet& set, Invent& invent);
void plant_native_pixels(PlantedSet& set, Invent& invent);
void plant_code_streams(PlantedSet& set, Invent& invent);

}  // namespace imprimatur::dicom_eval
