#include "desk/peel_files.h"

#include "desk/fake_office.h"
#include "inspect/test_head.h"

#include <map>
#include <set>

namespace imprimatur::desk {
namespace {

/// Files that are Materials; what is not there cannot be read.
class ShelfReader final : public FakeReader {
public:
    std::map<std::string, Material> files;
    int views = 0;

    Result<Read<Material>> read(const Source& source, std::uint32_t first) override
    {
        const auto found = files.find(std::get<std::filesystem::path>(source).string());
        if (found == files.end())
            return Read<Material>(Unreadable { Unreadable::How::NotRecognised, "not a picture" });
        Material part = found->second;
        part.frames = { found->second.frames[first] };
        part.more_frames = first + 1 < found->second.frames.size();
        return Read<Material>(part);
    }
    Result<Read<PixelFinds>> look(const Frame&, const LookRequest&) override
    {
        ++views;
        return Read<PixelFinds>(PixelFinds {});
    }
};

std::vector<Peel> peeled(ShelfReader& reader, const std::vector<std::filesystem::path>& names)
{
    FakeOffice fake(reader);
    auto office = fake.office();
    auto made = peel_files(office, names, [](auto&&...) {});
    EXPECT_TRUE(made.ok());
    return made.ok() ? *made : std::vector<Peel>(names.size());
}

TEST(PeelFiles, FilesOfOneSeriesArePeeledTogetherWhateverTheirOrder)
{
    ShelfReader reader;
    std::vector<std::filesystem::path> names;
    const auto head = inspect::axial_head("CT", -100, 90, 10);
    for (const char* series : { "a", "b" }) {
        for (std::size_t i = 0; i < head.size(); ++i) {
            const auto name = std::string(series) + std::to_string((i * 7) % head.size());
            auto material = head[i];
            material.attributes.back().value = series;
            reader.files[name] = material;
        }
    }
    for (std::size_t i = 0; i < head.size(); ++i) {
        names.emplace_back("b" + std::to_string(i));
        names.emplace_back("a" + std::to_string(i));
    }
    names.emplace_back("letter.txt");
    const auto all = peeled(reader, names);
    EXPECT_EQ(reader.views, 6) << "three of each series";
    for (std::size_t i = 0; i + 1 < all.size(); ++i)
        EXPECT_FALSE(std::get<std::vector<FilledArea>>(all[i]).empty());
    EXPECT_TRUE(std::holds_alternative<std::string>(all.back()));
}

TEST(PeelFiles, AFileOfManyFramesIsReadWindowByWindow)
{
    ShelfReader reader;
    auto material = inspect::axial_head("CT", 0, 0, 1)[0];
    std::erase_if(material.attributes, [](const Attribute& attribute) { return attribute.tag == "(0020,0032)"; });
    material.frames.resize(9, material.frames[0]);
    for (std::size_t i = 0; i < material.frames.size(); ++i) {
        const std::string path = "(5200,9230)[" + std::to_string(i) + "]/(0020,9113)[0]/(0020,0032)";
        material.attributes.push_back({ "(0020,0032)", path, "", "", "-130\\-130\\" + std::to_string(10 * i), 0, false });
    }
    reader.files["head"] = material;
    const auto all = peeled(reader, { "head" });
    EXPECT_EQ(reader.views, 3);
    std::set<std::uint32_t> frames;
    for (const auto& area : std::get<std::vector<FilledArea>>(all[0]))
        frames.insert(area.frame);
    EXPECT_EQ(frames.size(), 9U);
}

}  // namespace
}  // namespace imprimatur::desk
