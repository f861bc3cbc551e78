#include "dicom/deidentify.h"

#include "dicom/coded_terms.h"
#include "dicom/header.h"
#include "dicom/inflate.h"
#include "dicom/walker.h"

namespace imprimatur::dicom {

std::optional<Unreadable> deidentify(
    ByteView file, const Library& library, const DeidentifyOptions& options, const FrameFiller& filler, Sink& sink, Observer& observer)
{
    auto parsed = parse(file, library.tables);
    if (auto* refused = std::get_if<Unreadable>(&parsed))
        return std::move(*refused);
    const auto& set = std::get<DataSet>(parsed);
    const auto header = read_header(set, library.tables);
    if (auto refused = refuse_object(set, header, library.tables))
        return refused;
    const auto words = library.words.for_case(header.seeds);
    const bool retain = options.profile.has(ProfileOption::RetainUids) && is_well_formed_uid(header.sop_instance);
    const auto instance = retain ? header.sop_instance : Pseudonyms(options.key).uid(header.sop_instance);
    sink.write(file_meta(header.sop_class, instance, set.syntax->uid));
    if (!set.syntax->deflated) {
        Writer writer(sink, *set.syntax);
        return Walker(set, header, library, words, options, filler, sink, observer).run(writer);
    }
    MemorySink memory;
    {
        Writer writer(memory, *set.syntax);
        if (auto refused = Walker(set, header, library, words, options, filler, memory, observer).run(writer))
            return refused;
    }
    auto deflated = deflate_raw(memory.bytes);
    if (deflated.size() % 2 != 0)
        deflated.push_back(0);
    sink.write(deflated);
    return std::nullopt;
}

}  // namespace imprimatur::dicom
