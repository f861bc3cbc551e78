#include "imprimatur/model.h"
#include "model/mask.h"

#include <gtest/gtest.h>

#include <set>

namespace imprimatur {

TEST(Mask, KeepsTheShapeAndNothingElse)
{
    EXPECT_EQ(mask("DOE, John 12.3.1960"), "XXX, Xxxx 99.9.9999");
    EXPECT_EQ(mask("J\xC3\xB6rg"), "Xxxx");
    EXPECT_EQ(mask(std::string(100, '7')), std::string(40, '9') + "\xE2\x80\xA6");
}

TEST(Identifier, EveryNameLeadsBackToItsKind)
{
    std::set<std::string_view> names;
    for (int i = 0; i <= static_cast<int>(IdentifierKind::Technical); ++i) {
        const auto kind = static_cast<IdentifierKind>(i);
        EXPECT_EQ(identifier_kind(to_string(kind)), kind);
        names.insert(to_string(kind));
    }
    EXPECT_EQ(names.size(), static_cast<std::size_t>(IdentifierKind::Technical) + 1);
}

TEST(Identifier, AllEighteenSafeHarborLettersAreThere)
{
    std::set<char> letters;
    for (int i = 0; i <= static_cast<int>(IdentifierKind::Technical); ++i)
        letters.insert(safe_harbor_letter(static_cast<IdentifierKind>(i)));
    letters.erase('\0');
    EXPECT_EQ(letters.size(), 18U);
}

}  // namespace imprimatur
