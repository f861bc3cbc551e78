// Invented identifiers that look like real ones: surnames, record numbers, telephones, addresses, dates, UIDs. Each is given once, and
// none is a word of medicine or a common word, so that finding it in a copy means that it leaked.
#pragma once

#include <cstdint>
#include <string>

namespace imprimatur::dicom_eval {

class Invent {
public:
    /// `start` sets apart the identifiers of two sets.
    explicit Invent(unsigned start = 0)
        : m_next(start)
    {
    }
    std::string surname();
    std::string given();
    std::string upper();  ///< a surname in capitals, for CS and AE
    std::string record_number();  ///< "MRN-4821-0937"
    std::string digits();  ///< ten digits
    std::string telephone();
    std::string address();
    std::string email();
    std::string institution();
    std::string date();  ///< DA
    std::string time();  ///< TM with a fraction
    std::string uid();
    std::string accession();

    unsigned take() { return m_next++; }

private:
    unsigned m_next;
};

/// DA as 1944-03-05.
std::string with_hyphens(const std::string& date);
/// DA as 05.03.1944.
std::string european(const std::string& date);

}  // namespace imprimatur::dicom_eval
