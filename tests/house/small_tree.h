// A tree made for one test, gone afterwards: the house tests must be seen to fail.
#pragma once

#include "tree.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <unistd.h>

namespace imprimatur::house {

inline void expect_none(const Complaints& complaints) { EXPECT_TRUE(complaints.empty()) << join(complaints); }

class SmallTree : public testing::Test {
protected:
    SmallTree()
    {
        const auto* test = testing::UnitTest::GetInstance()->current_test_info();
        m_root = std::filesystem::path(testing::TempDir())
            / ("imprimatur-house-" + std::string(test->test_suite_name()) + "-" + test->name() + "-" + std::to_string(getpid()));
        std::filesystem::remove_all(m_root);
        std::filesystem::create_directories(m_root);
    }
    ~SmallTree() override { std::filesystem::remove_all(m_root); }

    void write(std::string_view path, std::string_view text) const
    {
        const auto file = m_root / path;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << text;
    }
    [[nodiscard]] const std::filesystem::path& root() const { return m_root; }

private:
    std::filesystem::path m_root;
};

}  // namespace imprimatur::house
