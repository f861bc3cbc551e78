#!/usr/bin/env bash
# gdcmanon.sh IN OUT: GDCM's Basic Application Level Confidentiality Profile, a process for each file.
set -uo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=bench -keyout "$work/key" -out "$work/certificate" 2>"$work/talk"
mkdir -p "$2"
start=$EPOCHREALTIME
for file in "$1"/*; do
    gdcmanon -c "$work/certificate" -e -i "$file" -o "$2/${file##*/}" >"$work/talk" 2>&1 || rm -f "$2/${file##*/}"
done
awk "BEGIN { print $EPOCHREALTIME - $start }" >"$2.seconds"
exit 0
