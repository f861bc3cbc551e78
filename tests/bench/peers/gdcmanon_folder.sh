#!/usr/bin/env bash
# gdcmanon_folder.sh IN OUT: the same, one process for the folder. It stops at the first file that it cannot de-identify.
set -uo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=bench -keyout "$work/key" -out "$work/certificate" 2>"$work/talk"
mkdir -p "$2"
start=$EPOCHREALTIME
gdcmanon -c "$work/certificate" -e -r --continue -i "$1" -o "$2" >"$work/talk" 2>&1
awk "BEGIN { print $EPOCHREALTIME - $start }" >"$2.seconds"
exit 0
