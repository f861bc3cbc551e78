#!/usr/bin/env bash
# dcmodify.sh IN OUT: DCMTK's dcmodify with Table E.1-1 as its arguments, every file in one process.
set -euo pipefail
table=$(dirname "${BASH_SOURCE[0]}")/../../../policy/dicom/confidentiality.tsv
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# X goes at every level, Z becomes empty, D a word, U another UID; overlays and curves are written out group by group.
awk -F'\t' '
    /^#/ { next }
    { tag = substr($1, 2, 9); action = $3 }
    tag ~ /^0002/ || tag == "0008,0018" || tag == "0020,000D" || tag == "0020,000E" || tag ~ /gggg/ { next }
    tag ~ /^60xx/ { for (g = 0; g < 32; g += 2) printf "-ea\n(60%02X,%s)\n", g, substr(tag, 6); next }
    tag ~ /^50xx/ {
        n = split("0005 0010 0020 0022 0030 0040 0103 0104 0105 0110 0112 0114 1001 2000 2002 2004 2006 2008 200A 200C 200E 2500 2600 2610 3000", e, " ")
        for (g = 0; g < 32; g += 2) for (i = 1; i <= n; ++i) printf "-ea\n(50%02X,%s)\n", g, e[i]
        next
    }
    action ~ /^X/ { printf "-ea\n(%s)\n", tag; next }
    action ~ /^Z/ { printf "-ma\n(%s)=\n", tag; next }
    action ~ /^U/ { printf "-ma\n(%s)=2.25.%d\n", tag, 1000 + NR; next }
    $2 ~ /Sequence/ { printf "-ea\n(%s)\n", tag; next }
    $2 ~ /Date ?Time/ { printf "-ma\n(%s)=19000101000000\n", tag; next }
    $2 ~ /Date/ { printf "-ma\n(%s)=19000101\n", tag; next }
    $2 ~ /Time/ { printf "-ma\n(%s)=000000\n", tag; next }
    { printf "-ma\n(%s)=REMOVED\n", tag }' "$table" >"$work/actions"
printf '%s\n' -nb -ie -imt -ep -gst -gse -gin >"$work/all"
cat "$work/actions" >>"$work/all"

mkdir -p "$2"
cp "$1"/* "$2/"
chmod u+w "$2"/*
find "$2" -type f >>"$work/all"
start=$EPOCHREALTIME
dcmodify "@$work/all" >"$work/talk" 2>&1 || true
awk "BEGIN { print $EPOCHREALTIME - $start }" >"$2.seconds"
