// What one file's header says about who is in it: read once, before anything is written.
#pragma once

#include "dicom/character_sets.h"
#include "dicom/data_set.h"
#include "dicom/text/text_cleaner.h"

#include <set>
#include <string>
#include <vector>

namespace imprimatur::dicom {

struct Header {
    explicit Header(const DataSet& set)
        : characters(set)
    {
    }
    std::string sop_class;
    std::string sop_instance;
    std::string patient_id;
    std::string patient_name;
    CharacterSets characters;
    std::vector<Seed> seeds;  ///< names, numbers, places and dates of all levels, for the text cleaner
    std::set<std::string> seed_digits;  ///< those that are numbers, digits alone
};

Header read_header(const DataSet& set, const Tables& tables);

/// Why an object of this kind is not written at all: directories, encapsulated documents, SOP classes that nobody registered.
std::optional<Unreadable> refuse_object(const DataSet& set, const Header& header, const Tables& tables);

}  // namespace imprimatur::dicom
