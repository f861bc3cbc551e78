// One row of each table into RiskTables. Each function says what is wrong with the row; empty when nothing is.
#pragma once

#include "risk/tables.h"

namespace imprimatur::risk {

std::string add_country(const Cells& cells, RiskTables& tables);
std::string add_condition(const Cells& cells, RiskTables& tables);
std::string add_age_risk(const Cells& cells, RiskTables& tables);
std::string add_region(const Cells& cells, RiskTables& tables);
std::string add_rare_disease(const Cells& cells, RiskTables& tables);
std::string add_sensitive_word(const Cells& cells, RiskTables& tables);

/// Makes the index of names, and holds broader terms and age risks against the conditions there are.
Result<void> link_conditions(RiskTables& tables);

}  // namespace imprimatur::risk
