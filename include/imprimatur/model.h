// The value types of the field. One header a noun stands in model/.
#pragma once

#include "imprimatur/model/account.h"
#include "imprimatur/model/consent.h"
#include "imprimatur/model/dicom_copy.h"
#include "imprimatur/model/finding.h"
#include "imprimatur/model/identifier.h"
#include "imprimatur/model/material.h"
#include "imprimatur/model/pixel_finds.h"
#include "imprimatur/model/release.h"
#include "imprimatur/model/risk.h"
#include "imprimatur/model/survey.h"
#include "imprimatur/model/word_reading.h"
#include "imprimatur/model/words.h"
