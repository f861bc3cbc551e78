#include "jail/photo/jpeg_errors.h"

#include <jerror.h>

namespace imprimatur::jail::photo {

namespace {

JpegErrors& errors_of(j_common_ptr cinfo) { return *static_cast<JpegErrors*>(cinfo->client_data); }

[[noreturn]] void escape(j_common_ptr cinfo)
{
    errors_of(cinfo).fatal = cinfo->err->msg_code;
    std::longjmp(errors_of(cinfo).escape, 1);
}

/// Bytes in front of a marker and odd version numbers do not touch the picture; every other warning does.
bool harmless(int code)
{
    return code == JWRN_EXTRANEOUS_DATA || code == JWRN_JFIF_MAJOR || code == JWRN_ADOBE_XFORM || code == JWRN_TOO_MUCH_DATA;
}

void note_message(j_common_ptr cinfo, int level)
{
    if (level < 0 && !harmless(cinfo->err->msg_code))
        errors_of(cinfo).damaged = true;
}

void say_nothing(j_common_ptr) { }

/// A progressive file may repeat scans without end; encoders write about ten, the standard needs below 900 for all bits.
void count_scans(j_common_ptr cinfo)
{
    constexpr int kMaxScans = 1'000;
    if (cinfo->is_decompressor == 0)
        return;
    if (reinterpret_cast<j_decompress_ptr>(cinfo)->input_scan_number > kMaxScans) {
        errors_of(cinfo).too_many_scans = true;
        escape(cinfo);
    }
}

}  // namespace

void prepare(JpegErrors& errors)
{
    jpeg_std_error(&errors.manager);
    errors.manager.error_exit = escape;
    errors.manager.emit_message = note_message;
    errors.manager.output_message = say_nothing;
    errors.progress = {};
    errors.progress.progress_monitor = count_scans;
    errors.fatal = 0;
    errors.damaged = false;
    errors.too_many_scans = false;
}

}  // namespace imprimatur::jail::photo
