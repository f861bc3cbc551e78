#include "inspect/device_layouts.h"

#include "base/limits.h"
#include "base/unicode.h"

#include <algorithm>
#include <array>
#include <set>
#include <toml++/toml.h>

namespace imprimatur::inspect {

namespace {

constexpr const char* kFile = "policy/pixels/devices.toml";
constexpr std::size_t kMaxLayouts = 5'000;
constexpr std::size_t kMaxRectangles = 32;

Error bad(const std::string& layout, const std::string& what) { return { ErrorCode::Malformed, what, kFile + (", layout " + layout), "" }; }

Result<void> check_keys(const toml::table& table, std::initializer_list<std::string_view> known, const std::string& id)
{
    for (const auto& [key, value] : table) {
        if (std::find(known.begin(), known.end(), key.str()) == known.end())
            return bad(id, "it has an unknown key \"" + std::string(key.str()) + "\"");
    }
    return {};
}

Result<DeviceFeatures> features(const toml::table& table, const std::string& id)
{
    TRY(check_keys(table, { "modality", "manufacturer", "model", "image_type", "series", "burned_in", "rows", "columns" }, id));
    DeviceFeatures device;
    for (const auto& [key, target] : std::initializer_list<std::pair<const char*, std::string*>> { { "modality", &device.modality },
             { "manufacturer", &device.manufacturer }, { "model", &device.model }, { "image_type", &device.image_type },
             { "series", &device.series } }) {
        if (table.contains(key) && !table[key].is_string())
            return bad(id, std::string(key) + " is not a text");
        *target = ascii_lower(table[key].value_or(std::string()));
    }
    for (const auto& [key, target] :
        std::initializer_list<std::pair<const char*, std::uint32_t*>> { { "rows", &device.rows }, { "columns", &device.columns } }) {
        const auto number = table[key].value<std::int64_t>();
        if (table.contains(key) && (!number || *number < 1 || *number > limits::kMaxSide))
            return bad(id, std::string(key) + " is not a size");
        *target = static_cast<std::uint32_t>(number.value_or(0));
    }
    if (table.contains("burned_in")) {
        if (!table["burned_in"].is_boolean())
            return bad(id, "burned_in is neither true nor false");
        device.burned_in = table["burned_in"].value<bool>();
    }
    return device;
}

Result<Rect> rectangle(const toml::node& node, const std::string& id)
{
    std::array<std::int32_t, 4> numbers {};
    const auto* array = node.as_array();
    if (array == nullptr || array->size() != numbers.size())
        return bad(id, "a rectangle is not [left, top, width, height]");
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const auto number = (*array)[i].value<std::int64_t>();
        if (!number || *number < (i < 2 ? 0 : 1) || *number > limits::kMaxSide)
            return bad(id, "a number of a rectangle is out of range");
        numbers[i] = static_cast<std::int32_t>(*number);
    }
    return Rect { numbers[0], numbers[1], numbers[2], numbers[3] };
}

Result<std::vector<Rect>> rectangles_of(const toml::table& table, const std::string& id)
{
    const auto* array = table["rectangles"].as_array();
    if (array == nullptr || array->empty() || array->size() > kMaxRectangles)
        return bad(id, "it has no rectangles, or too many");
    std::vector<Rect> rectangles;
    for (const auto& node : *array)
        rectangles.push_back(TRY(rectangle(node, id)));
    return rectangles;
}

/// A rule that any picture of a modality or size would match would black out pictures of other devices.
bool names_a_device(const DeviceFeatures& when) { return !when.manufacturer.empty() || !when.model.empty() || !when.series.empty(); }

Result<DeviceLayout> layout_from(const toml::table& table)
{
    const std::string id = table["id"].value_or(std::string());
    const auto* when = table["when"].as_table();
    const auto* example = table["example"].as_table();
    const auto* other = table["counter_example"].as_table();
    if (id.empty() || table["source"].value_or(std::string()).empty() || when == nullptr || example == nullptr || other == nullptr)
        return bad(id, "id, source, when, example or counter_example is missing");
    TRY(check_keys(table, { "id", "source", "when", "rectangles", "example", "counter_example" }, id));
    DeviceLayout layout;
    layout.id = id;
    layout.when = TRY(features(*when, id));
    layout.rectangles = TRY(rectangles_of(table, id));
    if (!names_a_device(layout.when))
        return bad(id, "it names no manufacturer, model or series");
    const auto like = TRY(features(*example, id));
    const auto unlike = TRY(features(*other, id));
    if (!layout.matches(like))
        return bad(id, "it does not match its example");
    if (layout.matches(unlike))
        return bad(id, "it matches its counter-example");
    return layout;
}

bool part_of(const std::string& wanted, const std::string& whole) { return wanted.empty() || whole.find(wanted) != std::string::npos; }

}  // namespace

bool DeviceLayout::matches(const DeviceFeatures& device) const
{
    return (when.modality.empty() || when.modality == device.modality) && part_of(when.manufacturer, device.manufacturer)
        && part_of(when.model, device.model) && part_of(when.image_type, device.image_type) && part_of(when.series, device.series)
        && (!when.burned_in.has_value() || when.burned_in == device.burned_in) && (when.rows == 0 || when.rows == device.rows)
        && (when.columns == 0 || when.columns == device.columns);
}

Result<DeviceLayouts> DeviceLayouts::load(std::string_view toml)
{
    if (toml.size() > limits::kMaxConfigBytes)
        return Error { ErrorCode::LimitExceeded, "the list of device layouts is too long", kFile, "" };
    toml::table file;
    try {
        file = toml::parse(toml);
    } catch (const toml::parse_error& error) {
        return Error { ErrorCode::Malformed, std::string(error.description()),
            kFile + (", line " + std::to_string(error.source().begin.line)), "" };
    }
    const auto* array = file["layout"].as_array();
    if (array == nullptr || array->empty() || array->size() > kMaxLayouts)
        return bad("list", "there are no layouts, or too many");
    DeviceLayouts layouts;
    std::set<std::string> ids;
    for (const auto& element : *array) {
        const auto* table = element.as_table();
        if (table == nullptr)
            return bad("list", "a layout is not a table");
        layouts.m_layouts.push_back(TRY(layout_from(*table)));
        if (!ids.insert(layouts.m_layouts.back().id).second)
            return bad(layouts.m_layouts.back().id, "its id stands twice");
    }
    return layouts;
}

DeviceFeatures device_of(const Material& material, const Frame& frame)
{
    DeviceFeatures device;
    device.modality = ascii_lower(material.modality);
    device.rows = frame.height;
    device.columns = frame.width;
    for (const auto& attribute : material.attributes) {
        if (attribute.path != attribute.tag || attribute.binary)
            continue;
        if (attribute.tag == "(0008,0070)")
            device.manufacturer = ascii_lower(attribute.value);
        else if (attribute.tag == "(0008,1090)")
            device.model = ascii_lower(attribute.value);
        else if (attribute.tag == "(0008,0008)")
            device.image_type = ascii_lower(attribute.value);
        else if (attribute.tag == "(0008,103E)")
            device.series = ascii_lower(attribute.value);
        else if (attribute.tag == "(0028,0301)")
            device.burned_in = ascii_lower(attribute.value) == "yes";
    }
    return device;
}

std::vector<Rect> DeviceLayouts::rectangles(const Material& material, const Frame& frame) const
{
    std::vector<Rect> found;
    if (material.kind != MediaKind::Dicom)
        return found;
    const DeviceFeatures device = device_of(material, frame);
    const auto width = static_cast<std::int32_t>(std::min(frame.width, limits::kMaxSide));
    const auto height = static_cast<std::int32_t>(std::min(frame.height, limits::kMaxSide));
    for (const auto& layout : m_layouts) {
        if (!layout.matches(device))
            continue;
        for (const auto& rect : layout.rectangles) {
            const Rect cut { rect.x, rect.y, std::min(rect.width, width - rect.x), std::min(rect.height, height - rect.y) };
            if (cut.width > 0 && cut.height > 0 && std::find(found.begin(), found.end(), cut) == found.end())
                found.push_back(cut);
        }
    }
    return found;
}

}  // namespace imprimatur::inspect
