// How libjpeg's errors reach us: a jump out of a function that has nothing to destroy, and no word on stderr.
#pragma once

#include <csetjmp>
#include <cstddef>
#include <cstdio>  // jpeglib.h needs it first

#include <jpeglib.h>

namespace imprimatur::jail::photo {

struct JpegErrors {
    jpeg_error_mgr manager;
    jpeg_progress_mgr progress;
    std::jmp_buf escape;
    int fatal;  ///< message code of the error that ended the work, 0 for none
    bool damaged;  ///< a warning that means: not the whole picture
    bool too_many_scans;
};

/// Ready for cinfo.err and cinfo.client_data.
void prepare(JpegErrors& errors);

}  // namespace imprimatur::jail::photo
