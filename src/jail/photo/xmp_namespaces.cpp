#include "jail/photo/xmp_namespaces.h"

#include <algorithm>
#include <array>

namespace imprimatur::jail::photo {

namespace {

struct Row {
    std::string_view uri;
    std::string_view prefix;
};

// clang-format off
constexpr auto kRows = std::to_array<Row>({
    { "adobe:ns:meta/", "x" },
    { "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf" },
    { "http://www.w3.org/XML/1998/namespace", "xml" },
    { "http://purl.org/dc/elements/1.1/", "dc" },
    { "http://purl.org/dc/terms/", "dcterms" },
    { "http://ns.adobe.com/xap/1.0/", "xmp" },
    { "http://ns.adobe.com/xap/1.0/mm/", "xmpMM" },
    { "http://ns.adobe.com/xap/1.0/bj/", "xmpBJ" },
    { "http://ns.adobe.com/xap/1.0/rights/", "xmpRights" },
    { "http://ns.adobe.com/xap/1.0/t/pg/", "xmpTPg" },
    { "http://ns.adobe.com/xap/1.0/g/", "xmpG" },
    { "http://ns.adobe.com/xap/1.0/g/img/", "xmpGImg" },
    { "http://ns.adobe.com/xap/1.0/sType/Dimensions#", "stDim" },
    { "http://ns.adobe.com/xap/1.0/sType/Font#", "stFnt" },
    { "http://ns.adobe.com/xap/1.0/sType/Job#", "stJob" },
    { "http://ns.adobe.com/xap/1.0/sType/ManifestItem#", "stMfs" },
    { "http://ns.adobe.com/xap/1.0/sType/ResourceEvent#", "stEvt" },
    { "http://ns.adobe.com/xap/1.0/sType/ResourceRef#", "stRef" },
    { "http://ns.adobe.com/xap/1.0/sType/Version#", "stVer" },
    { "http://ns.adobe.com/xmp/note/", "xmpNote" },
    { "http://ns.adobe.com/xmp/1.0/DynamicMedia/", "xmpDM" },
    { "http://ns.adobe.com/xmp/sType/Area#", "stArea" },
    { "http://ns.adobe.com/pdf/1.3/", "pdf" },
    { "http://ns.adobe.com/photoshop/1.0/", "photoshop" },
    { "http://ns.adobe.com/camera-raw-settings/1.0/", "crs" },
    { "http://ns.adobe.com/lightroom/1.0/", "lr" },
    { "http://ns.adobe.com/tiff/1.0/", "tiff" },
    { "http://ns.adobe.com/exif/1.0/", "exif" },
    { "http://ns.adobe.com/exif/1.0/aux/", "aux" },
    { "http://cipa.jp/exif/1.0/", "exifEX" },
    { "http://cipa.jp/exif/2.32/", "exifEX" },
    { "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/", "Iptc4xmpCore" },
    { "http://iptc.org/std/Iptc4xmpExt/2008-02-29/", "Iptc4xmpExt" },
    { "http://ns.useplus.org/ldf/xmp/1.0/", "plus" },
    { "http://ns.useplus.org/ldf/vocab/", "plus" },
    { "http://creativecommons.org/ns#", "cc" },
    { "http://www.metadataworkinggroup.com/schemas/regions/", "mwg-rs" },
    { "http://www.metadataworkinggroup.com/schemas/keywords/", "mwg-kw" },
    { "http://www.metadataworkinggroup.com/schemas/collections/", "mwg-coll" },
    { "http://ns.microsoft.com/photo/1.0/", "MicrosoftPhoto" },
    { "http://ns.microsoft.com/photo/1.0", "MicrosoftPhoto" },
    { "http://ns.microsoft.com/photo/1.2/", "MP" },
    { "http://ns.microsoft.com/photo/1.2/t/RegionInfo#", "MPRI" },
    { "http://ns.microsoft.com/photo/1.2/t/Region#", "MPReg" },
    { "http://ns.google.com/photos/1.0/panorama/", "GPano" },
    { "http://ns.google.com/photos/1.0/camera/", "GCamera" },
    { "http://ns.google.com/photos/1.0/image/", "GImage" },
    { "http://ns.google.com/photos/1.0/depthmap/", "GDepth" },
    { "http://ns.google.com/photos/1.0/container/", "Container" },
    { "http://ns.google.com/photos/1.0/container/item/", "Item" },
    { "http://ns.apple.com/faceinfo/1.0/", "apple-fi" },
    { "http://ns.apple.com/HDRGainMap/1.0/", "HDRGainMap" },
    { "http://ns.adobe.com/hdr-gain-map/1.0/", "hdrgm" },
    { "http://www.digikam.org/ns/1.0/", "digiKam" },
    { "http://ns.acdsee.com/iptc/1.0/", "acdsee" },
    { "http://ns.idimager.com/ics/1.0/", "ics" },
    { "http://www.gimp.org/xmp/", "GIMP" },
    { "http://ns.exiftool.ca/1.0/", "et" },
    { "http://www.dji.com/drone-dji/1.0/", "drone-dji" },
    { "http://ns.adobe.com/DICOM/", "DICOM" },
    { "http://rs.tdwg.org/dwc/index.htm", "dwc" },
    { "http://prismstandard.org/namespaces/basic/2.0/", "prism" },
});
// clang-format on

}  // namespace

std::string_view xmp_prefix(std::string_view uri)
{
    const auto* row = std::find_if(kRows.begin(), kRows.end(), [uri](const Row& candidate) { return candidate.uri == uri; });
    return row == kRows.end() ? std::string_view {} : row->prefix;
}

}  // namespace imprimatur::jail::photo
