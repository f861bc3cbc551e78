#include "dicom/codestream/jpeg_markers.h"

#include "base/limits.h"

#include <cstring>

namespace imprimatur::dicom {

using namespace jpeg;

namespace {
// T.81 has no limit; a progressive picture has about ten scans, a lossless one four. More is work without a picture.
constexpr std::size_t kMostScans = 256;

std::string name_of(std::uint8_t marker) { return marker == kCom ? std::string("JPEG COM") : "JPEG APP" + std::to_string(marker - kApp0); }

bool starts_with(ByteView body, std::string_view text) { return as_text(body).substr(0, text.size()) == text; }

/// JFIF 1.01 without density and thumbnail: all that a decoder asks is whether it is there (it then takes YCbCr).
constexpr std::array<std::uint8_t, 14> kJfif { 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0 };

std::array<std::uint8_t, 12> adobe(std::uint8_t transform) { return { 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, transform }; }
}  // namespace

CleanedStream JpegStream::clean()
{
    if (m_frame.size() < 4 || m_frame[0] != 0xFF || m_frame[1] != kSoi)
        return Unreadable { Unreadable::How::NotRecognised, "The frame does not start with SOI." };
    m_at = 2;
    m_out.reserve(m_frame.size() + 64);
    m_out = { 0xFF, kSoi };
    for (bool ended = false; !ended && !m_removed.full();) {
        const auto marker = next_marker();
        ended = !marker || *marker == kEoi;  // without EOI decoders stop at the end of the bytes, and the picture is the same
        if (!ended && !one_segment(*marker))
            return m_refusal;
    }
    const auto behind = after_end(m_frame, m_at);
    if (!behind.empty())
        m_removed.add("after EOI", behind);
    drop(m_restart);
    drop_unused();
    if (m_removed.full())
        return Unreadable { Unreadable::How::TooLarge, "The frame holds more segments without a picture than are counted." };
    if (!m_scanned)
        return Unreadable { Unreadable::How::Malformed, "The frame holds no scan." };
    m_out.insert(m_out.end(), { 0xFF, kEoi });
    make_even(m_out);
    return CleanStream { std::move(m_out), m_removed.take() };
}

bool JpegStream::refuse(Unreadable::How how, std::string_view detail)
{
    m_refusal = { how, std::string(detail) };
    return false;
}

void JpegStream::define(Pending& pending, std::uint8_t marker, ByteView body)
{
    drop(pending);
    pending.segment = { 0xFF, marker };
    put16(pending.segment, static_cast<std::uint32_t>(body.size() + 2));
    put_bytes(pending.segment, body);
    pending.known = pending.waiting = true;
}

void JpegStream::write(Pending& pending)
{
    if (pending.waiting)
        put_bytes(m_out, pending.segment);
    pending.waiting = false;
}

void JpegStream::drop(Pending& pending)
{
    if (pending.waiting)
        m_removed.add("JPEG unused table", pending.segment);
    pending.waiting = false;
}

void JpegStream::write_segment(std::uint8_t marker, ByteView body)
{
    m_out.insert(m_out.end(), { 0xFF, marker });
    put16(m_out, static_cast<std::uint32_t>(body.size() + 2));
    put_bytes(m_out, body);
}

std::size_t JpegStream::entropy_end(std::size_t from, bool restarts_too) const
{
    while (from < m_frame.size()) {
        const auto* ff = static_cast<const std::uint8_t*>(std::memchr(m_frame.data() + from, 0xFF, m_frame.size() - from));
        if (ff == nullptr)
            return m_frame.size();
        const auto at = static_cast<std::size_t>(ff - m_frame.data());
        if (at + 1 >= m_frame.size())
            return at;
        const auto next = m_frame[at + 1];
        if (!stuffed(next) && !(restarts_too && is_restart(next)))
            return at;
        from = at + 2;
    }
    return m_frame.size();
}

std::optional<JpegStream::Found> JpegStream::marker_at(std::size_t at) const
{
    if (at >= m_frame.size() || m_frame[at] != 0xFF)
        return std::nullopt;
    while (at < m_frame.size() && m_frame[at] == 0xFF)
        ++at;
    if (at >= m_frame.size() || stuffed(m_frame[at]))
        return std::nullopt;
    return Found { m_frame[at], at + 1 };
}

// Bytes that no segment claims are skipped by every decoder; fill bytes (T.81 B.1.1.2) say nothing and go without a word.
std::optional<std::uint8_t> JpegStream::next_marker()
{
    const auto start = m_at;
    std::optional<Found> found;
    auto at = start;
    for (; at < m_frame.size() && !found;) {
        at = entropy_end(at, false);
        found = marker_at(at);
        if (!found)
            while (at < m_frame.size() && m_frame[at] == 0xFF)
                ++at;
    }
    const auto stray = m_frame.subspan(start, at - start);
    if (!found) {
        m_at = m_frame.size();
        if (!after_end(m_frame, start).empty())
            m_removed.append("JPEG bytes between segments", stray);
        return std::nullopt;
    }
    if (!stray.empty())
        m_removed.append("JPEG bytes between segments", stray);
    m_at = found->end;
    return found->marker;
}

bool JpegStream::one_segment(std::uint8_t marker)
{
    if (is_restart(marker) || marker == kTem) {
        // Where data are missing, decoders look for the next restart marker, each in its own way.
        if (m_open_ended)
            return refuse(Unreadable::How::Malformed, "A restart marker stands where none may be.");
        m_removed.append("JPEG bytes between segments", std::array<std::uint8_t, 2> { 0xFF, marker });
        return true;
    }
    if (marker == kSoi)
        return refuse(Unreadable::How::Malformed, "A second picture starts inside the first.");
    ByteReader reader(m_frame);
    (void)reader.seek(m_at);
    const auto length = reader.u16(true);
    const auto body = length && *length >= 2 ? reader.take(*length - 2U) : std::nullopt;
    if (!body)
        return refuse(Unreadable::How::Malformed, "A segment runs past the end of the frame.");
    m_at = reader.position();
    if (marker == kCom || (marker >= kApp0 && marker <= kApp15))
        return application(marker, *body);
    if (marker == kSos)
        return scan(*body);
    if (marker == kDnl)
        return number_of_lines(*body);
    if (marker == kDri) {
        if (body->size() != 2)
            return refuse(Unreadable::How::Malformed, "A restart interval has the wrong length.");
        define(m_restart, marker, *body);
        m_restart_interval = static_cast<std::uint32_t>((*body)[0] << 8 | (*body)[1]);
        return true;
    }
    if (is_frame(marker))
        return frame_header(marker, *body);
    return segment(marker, *body);
}

bool JpegStream::application(std::uint8_t marker, ByteView body)
{
    const bool counts = !m_scanned;  // a decoder has chosen its colours when the first scan starts
    if (counts && marker == kApp0 && body.size() >= kJfif.size() && starts_with(body, std::string_view("JFIF\0", 5))) {
        if (m_jfif || !std::equal(body.begin(), body.end(), kJfif.begin(), kJfif.end()))
            m_removed.add("JPEG APP0", body);
        m_jfif = true;
        return true;
    }
    if (counts && marker == kApp14 && body.size() >= 12 && starts_with(body, "Adobe")) {
        if (body[11] > 2)
            return refuse(Unreadable::How::Unsupported, "The Adobe segment names a colour transform that nobody knows.");
        const auto canonical = adobe(body[11]);
        if (m_adobe || !std::equal(body.begin(), body.end(), canonical.begin(), canonical.end()))
            m_removed.add("JPEG APP14", body);
        m_adobe = body[11];
        return true;
    }
    if (!counts || !application_kept(marker, body))
        m_removed.add(name_of(marker), body);
    return true;
}

bool JpegStream::frame_header(std::uint8_t marker, ByteView body)
{
    constexpr std::size_t kMostComponents = 4;  // PS3.5 8.2.1 and 8.2.3: one or three samples per pixel; CMYK is retired
    if (m_header)
        return refuse(Unreadable::How::Malformed, "The frame holds two frame headers.");
    if (body.size() < 6 || body.size() != 6U + 3U * body[5])
        return refuse(Unreadable::How::Malformed, "The frame header has the wrong length.");
    FrameHeader header { marker, static_cast<std::uint32_t>(body[1] << 8 | body[2]), static_cast<std::uint32_t>(body[3] << 8 | body[4]), {},
        body };
    if (body[5] == 0 || body[5] > kMostComponents)
        return refuse(Unreadable::How::Unsupported, "The picture has no or more than four components.");
    if (header.columns == 0 || header.columns > limits::kMaxSide || header.lines > limits::kMaxSide
        || std::uint64_t { header.columns } * header.lines > limits::kMaxFramePixels)
        return refuse(Unreadable::How::TooLarge, "The picture has no columns or more pixels than are read.");
    for (std::size_t at = 6; at < body.size(); at += 3) {
        const Component component { body[at], static_cast<std::uint8_t>(body[at + 1] >> 4), static_cast<std::uint8_t>(body[at + 1] & 15),
            body[at + 2] };
        const auto same = [&](const Component& other) { return other.id == component.id; };
        if (std::any_of(header.components.begin(), header.components.end(), same) || component.horizontal < 1 || component.horizontal > 4
            || component.vertical < 1 || component.vertical > 4 || component.quantisation > 3)
            return refuse(Unreadable::How::Malformed, "A component of the frame header contradicts T.81 B.2.2.");
        header.components.push_back(component);
    }
    m_header = std::move(header);
    return true;
}

bool JpegStream::number_of_lines(ByteView body)
{
    const bool fits = body.size() == 2 && m_header && m_header->lines == static_cast<std::uint32_t>(body[0] << 8 | body[1]);
    return fits || refuse(Unreadable::How::Malformed, "DNL contradicts the frame header.");
}

// T.81 B.2.5: with no line in the frame header, DNL behind the first scan says how many there are.
bool JpegStream::lines_from_behind()
{
    const auto end = entropy_end(m_at, true);
    const auto found = marker_at(end);
    ByteReader reader(m_frame);
    if (!found || found->marker != kDnl || !reader.seek(found->end) || reader.u16(true) != 4)
        return refuse(Unreadable::How::Malformed, "Nothing says how many lines the picture has.");
    const auto lines = reader.u16(true);
    if (!lines || *lines == 0 || *lines > limits::kMaxSide || std::uint64_t { m_header->columns } * *lines > limits::kMaxFramePixels)
        return refuse(Unreadable::How::TooLarge, "The picture has no lines or more pixels than are read.");
    m_header->lines = *lines;
    return true;
}

std::optional<ScanHeader> JpegStream::scan_header(ByteView body)
{
    if (!m_header || body.empty() || body[0] == 0 || body[0] > 4 || body.size() != 4U + 2U * body[0])
        return std::nullopt;
    ScanHeader scan;
    for (std::size_t at = 1; at + 3 < body.size(); at += 2) {
        const auto& all = m_header->components;
        const auto named = std::find_if(all.begin(), all.end(), [&](const Component& component) { return component.id == body[at]; });
        if (named == all.end())
            return std::nullopt;
        const auto index = static_cast<std::size_t>(named - all.begin());
        if (std::any_of(scan.parts.begin(), scan.parts.end(), [&](const auto& part) { return part.component == index; }))
            return std::nullopt;
        scan.parts.push_back({ index, static_cast<std::uint8_t>(body[at + 1] >> 4), static_cast<std::uint8_t>(body[at + 1] & 15) });
    }
    const auto tail = body.last(3);
    scan.first = tail[0];
    scan.last = tail[1];
    scan.high = tail[2] >> 4;
    scan.low = tail[2] & 15;
    scan.body = body;
    return scan;
}

bool JpegStream::scan(ByteView body)
{
    const auto header = scan_header(body);
    if (!header)
        return refuse(Unreadable::How::Malformed, "A scan header contradicts the frame header.");
    if (++m_scans > kMostScans)
        return refuse(Unreadable::How::TooLarge, "The picture has more scans than are read.");
    const bool by_dnl = m_header->lines == 0;
    if ((by_dnl && !lines_from_behind()) || !accept(*header))
        return false;
    if (!m_scanned) {
        if (m_jfif)
            write_segment(kApp0, kJfif);
        if (m_adobe)
            write_segment(kApp14, adobe(*m_adobe));
    }
    write_before_frame(*header);
    if (!m_scanned)
        write_segment(m_header->process, m_header->body);
    write_before_scan(*header);
    write(m_restart);
    write_segment(kSos, header->body);
    m_scanned = true;
    if (!entropy_data(*header))
        return false;
    if (by_dnl)
        write_segment(kDnl,
            std::array<std::uint8_t, 2> { static_cast<std::uint8_t>(m_header->lines >> 8), static_cast<std::uint8_t>(m_header->lines) });
    return true;
}

// Some decoders read FF FF 00 as one byte of data, others as the end: nothing of that may be left to taste.
bool JpegStream::stops_cleanly(std::size_t end)
{
    auto at = end;
    while (at < m_frame.size() && m_frame[at] == 0xFF)
        ++at;
    return at == m_frame.size() || !stuffed(m_frame[at]) || refuse(Unreadable::How::Malformed, "Entropy-coded data hold a fill byte.");
}

bool JpegStream::copy_entropy_data()
{
    const auto end = entropy_end(m_at, true);
    if (!stops_cleanly(end))
        return false;
    put_bytes(m_out, m_frame.subspan(m_at, end - m_at));
    m_at = end;
    m_open_ended = true;
    return true;
}

}  // namespace imprimatur::dicom
