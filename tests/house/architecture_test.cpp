// ARCHITECTURE.md and the code say the same. Each check is first seen to fail on a small tree.
#include "architecture.h"
#include "small_tree.h"

#include <gmock/gmock.h>

using namespace imprimatur::house;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

namespace {

constexpr std::string_view kDocument = R"(# Architecture
### `src/base`
Bytes, time and limits. Nothing here knows what a picture is, and nothing here can fail for the world's reasons.
### `src/jail`
Every byte that somebody else wrote is parsed here, in a child that has no rights and that nobody misses when it dies.
### `src/open`
Says what a file is and sends it to the jail, which is the only thing that it knows of the jail: the message format.
<!-- arrows: read by a test -->
| folder | may include | its tests also |
|---|---|---|
| `imprimatur` | | |
| `base` | | |
| `jail` | `base` | |
| `open` | `base` `jail/protocol.h` | `jail/codec.h` |
<!-- end of arrows -->
<!-- absence: read by a test -->
| what | only in | why |
|---|---|---|
| `dcmtk/` `png.h` | `src/jail` | foreign bytes are parsed in the jail |
| `system_clock` | `src/base/clock.cpp` | time is an argument |
| `nlohmann/` | `*.cpp` | a heavy header |
| `throw` | | errors are values |
<!-- end of absence -->
)";

class Architecture : public SmallTree {
protected:
    Architecture()
    {
        write("ARCHITECTURE.md", kDocument);
        write("include/imprimatur/model.h", "#pragma once\n#include <string>\n");
        write("src/base/clock.h", "#include \"imprimatur/model.h\"\n");
        write("src/base/CMakeLists.txt", "imprimatur_folder(base)\n");
        write("src/jail/protocol.h", "#include \"base/clock.h\"\n");
        write("src/jail/codec.h", "#include \"base/clock.h\"\n");
        write("src/jail/CMakeLists.txt",
            "imprimatur_folder(jail LINKS base PRIVATE DCMTK::DCMTK)\nadd_library(imprimatur_jail_protocol protocol.cpp)\n");
        write("src/open/open.cpp", "#include \"jail/protocol.h\"\n#include \"open/open.h\"\n#include <vector>\n");
        write("src/open/open.h", "#include \"base/clock.h\"\n");
        write("src/open/open_test.cpp", "#include \"jail/codec.h\"\n");
        write("src/open/CMakeLists.txt",
            "imprimatur_folder(open\n    LINKS base jail_protocol  # the message format\n    TEST_LINKS imprimatur_jail_protocol)\n");
    }
};

}  // namespace

TEST_F(Architecture, ATreeThatKeepsItsWordIsFine)
{
    EXPECT_THAT(check_arrows(root()), IsEmpty());
    EXPECT_THAT(check_absence(root()), IsEmpty());
    EXPECT_THAT(check_code_map(root()), IsEmpty());
}

TEST_F(Architecture, AnIncludeAgainstTheArrowIsFound)
{
    write("src/base/clock.cpp", "\n#include \"jail/protocol.h\"\n");
    EXPECT_THAT(check_arrows(root()), ElementsAre(HasSubstr("src/base/clock.cpp:2: base may not include jail/protocol.h")));
}

TEST_F(Architecture, AGrantedHeaderGrantsNoOther)
{
    write("src/open/more.cpp", "#include \"jail/codec.h\"\n");
    EXPECT_THAT(check_arrows(root()), ElementsAre(HasSubstr("open may not include jail/codec.h")));
}

TEST_F(Architecture, AngleBracketsHideNothing)
{
    write("src/base/clock.cpp", "#include <jail/protocol.h>\n");
    EXPECT_THAT(check_arrows(root()), ElementsAre(HasSubstr("base may not include jail/protocol.h")));
}

TEST_F(Architecture, APublicHeaderStandsAlone)
{
    write("include/imprimatur/model.h", "#include \"base/clock.h\"\n");
    EXPECT_THAT(check_arrows(root()), ElementsAre(HasSubstr("imprimatur may not include base/clock.h")));
}

TEST_F(Architecture, AnIncludeWithoutItsFolderIsFound)
{
    write("src/open/more.cpp", "#include \"open.h\"\n");
    EXPECT_THAT(check_arrows(root()), ElementsAre(HasSubstr("\"open.h\" is no file of src/ or include/")));
}

TEST_F(Architecture, AFolderWithoutARowAndARowWithoutAFolderAreFound)
{
    write("src/extra/x.cpp", "int x;\n");
    std::filesystem::remove_all(root() / "src/open");
    const auto complaints = join(check_arrows(root()));
    EXPECT_THAT(complaints, HasSubstr("src/extra has no row in the arrow table"));
    EXPECT_THAT(complaints, HasSubstr("the arrow table names open, and src/open holds nothing"));
}

TEST_F(Architecture, ALinkAgainstTheArrowIsFound)
{
    write("src/base/CMakeLists.txt", "imprimatur_folder(base LINKS jail)\n");
    EXPECT_THAT(check_arrows(root()), ElementsAre(HasSubstr("base may not link jail")));
}

TEST_F(Architecture, AGrantedHeaderDoesNotGrantTheWholeFolder)
{
    write("src/open/CMakeLists.txt", "imprimatur_folder(open LINKS base)\ntarget_link_libraries(imprimatur_open PUBLIC imprimatur_jail)\n");
    EXPECT_THAT(check_arrows(root()), ElementsAre(HasSubstr("open may not link jail")));
}

TEST_F(Architecture, AGrantedLinkGrantsNoInclude)
{
    auto document = std::string(kDocument);
    document.replace(document.find("| `open` | `base`"), 17, "| `open` | `base` `link:jail`");
    write("ARCHITECTURE.md", document);
    write("src/open/CMakeLists.txt", "imprimatur_folder(open LINKS base jail)\n");
    write("src/open/more.cpp", "#include \"jail/codec.h\"\n");
    EXPECT_THAT(check_arrows(root()), ElementsAre(HasSubstr("open may not include jail/codec.h")));
}

TEST_F(Architecture, ADocumentWithoutItsTablesFails)
{
    write("ARCHITECTURE.md", "# Nothing\n");
    EXPECT_THAT(join(check_arrows(root())), HasSubstr("there is no arrow table"));
    EXPECT_THAT(join(check_absence(root())), HasSubstr("there is no table of absences"));
    EXPECT_THAT(join(check_code_map(root())), HasSubstr("src/base has no paragraph"));
}

TEST_F(Architecture, WhatMustBeAbsentIsFoundInCodeOnly)
{
    write("src/open/more.cpp", "#include <dcmtk/config.h>\n// png.h may be named\nconst char* s = \"throw\";\n");
    write("src/base/clock.cpp", "auto t = std::chrono::system_clock::now();\n");
    write("src/base/other.cpp", "auto t = std::chrono::system_clock::now();\n");
    write("src/open/open.h", "#include <nlohmann/json.hpp>\n");
    write("src/open/open.cpp", "#include <nlohmann/json.hpp>\nvoid f() { throw 1; }\n");
    write("src/open/open_test.cpp", "#include <png.h>\n");
    EXPECT_THAT(check_absence(root()),
        ElementsAre(HasSubstr("src/open/more.cpp:1: dcmtk/"), HasSubstr("src/base/other.cpp:1: system_clock"),
            HasSubstr("src/open/open.h:1: nlohmann/"), HasSubstr("src/open/open.cpp:2: throw")));
}

TEST_F(Architecture, TheCodeMapDescribesEveryFolderAndNoOther)
{
    write("src/extra/x.cpp", "int x;\n");
    std::filesystem::remove_all(root() / "src/open");
    const auto complaints = join(check_code_map(root()));
    EXPECT_THAT(complaints, HasSubstr("src/extra has no paragraph"));
    EXPECT_THAT(complaints, HasSubstr("describes src/open, which holds nothing"));
}

TEST(ArchitectureOfImprimatur, EveryIncludeAndLinkFollowsTheArrows) { expect_none(check_arrows(IMPRIMATUR_SOURCE_DIR)); }

TEST(ArchitectureOfImprimatur, WhatMustBeAbsentIsAbsent) { expect_none(check_absence(IMPRIMATUR_SOURCE_DIR)); }

TEST(ArchitectureOfImprimatur, EveryFolderIsDescribed) { expect_none(check_code_map(IMPRIMATUR_SOURCE_DIR)); }
