// One command as help, man page and completion show it; made from the option table (option_table.cpp).
#pragma once

#include <string>
#include <vector>

namespace imprimatur::cli {

struct OptionLine {
    std::string name;  ///< "--out", "FILE..."
    std::string value;  ///< "DIR", "image|dicom|same"; empty for a switch
    std::string help;
    bool required = false;
};

struct CommandPage {
    std::string path;  ///< "clear", "policy check"; empty for the program itself
    std::string summary;
    std::string details;
    std::vector<OptionLine> options;
    std::vector<OptionLine> operands;
    std::vector<std::string> examples;
    std::vector<CommandPage> commands;
};

}  // namespace imprimatur::cli
