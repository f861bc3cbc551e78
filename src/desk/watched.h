// A verb's progress told picture by picture: a clip of ten thousand frames is one file, and nobody waits an hour before a line that stands.
#pragma once

#include "desk/office.h"
#include "imprimatur/desk.h"

#include <memory>

namespace imprimatur::desk {

/// An office whose reader counts its looks, and the progress that says how many there were. Both refer to this object, and it to `office`
/// and `progress`.
class Watched {
public:
    Watched(const Office& office, const Progress& progress);
    Watched(const Watched&) = delete;
    Watched& operator=(const Watched&) = delete;
    ~Watched();

    [[nodiscard]] Office& office() { return m_office; }
    [[nodiscard]] const Progress& progress() const { return m_told; }

private:
    class Teller;
    class CountingReader;
    std::unique_ptr<Teller> m_teller;
    std::unique_ptr<CountingReader> m_reader;
    Office m_office;
    Progress m_told;
};

}  // namespace imprimatur::desk
