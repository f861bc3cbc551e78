// When the examination was, as the files themselves say it: held against the packs' minimum delay and the risk's time window. A date of
// examination is patient data: it is never shown and never written to the ledger, only the number of days decides, and that inside.
#pragma once

#include "base/clock.h"
#include "desk/open_item.h"

#include <optional>
#include <vector>

namespace imprimatur::desk {

/// The newest date that the file's own header tells: study, series, acquisition or content (DICOM), taken or digitised (Exif). nullopt: it
/// tells none that exists. Not promised: that a device's clock was right.
std::optional<Date> examination_date(const Material& material);

/// Days between the newest examination of the items that tell one and `now`. A date after `now` tells nothing.
std::optional<std::int64_t> days_since_newest(const std::vector<ExaminedItem>& items, Instant now);

/// The same, and nullopt as well when an item tells no date: the window of time may only widen on full knowledge.
std::optional<std::int64_t> days_since_all(const std::vector<ExaminedItem>& items, Instant now);

}  // namespace imprimatur::desk
