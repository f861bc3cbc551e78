#!/usr/bin/env bash
# demo.sh IMPRIMATUR: a real ultrasound clip, a caption that says too much, and how it becomes something that can be shown.
# The clip (ten frames, a date burnt into each) ships in Debian's package octave-dicom; the case around it is invented.
set -euo pipefail
imprimatur=$(realpath "$1")
cd "$(dirname "${BASH_SOURCE[0]}")/.."
work=$PWD/build/demo
say() { printf '\n\033[1m%s\033[0m\n' "$*"; }
[[ -t 1 && -z ${NO_COLOR:-} ]] || say() { printf '\n%s\n' "$*"; }

# Runs a step and insists on the exit code it is there to show.
expect() {
    local wanted=$1 got=0
    shift
    "$@" || got=$?
    [[ $got == "$wanted" ]] || { echo "demo: expected exit code $wanted, got $got" >&2; exit 1; }
}

fetch_clip() {
    clip=$work/debian/usr/share/octave/packages/dicom-0.5.1/imdata/US-PAL-8-10x-echo.dcm
    [[ -f $clip ]] && return
    mkdir -p "$work/debian"
    say "Fetching Debian's octave-dicom for its ultrasound clip (unpacked, not installed)"
    (cd "$work" && { apt-get -q download octave-dicom >apt.log 2>&1 || { [[ $(id -u) == 0 ]] && apt-get -q update >>apt.log 2>&1; apt-get -q download octave-dicom >>apt.log 2>&1; }; }) \
        || { echo "demo: octave-dicom could not be downloaded (build/demo/apt.log)" >&2; exit 1; }
    dpkg-deb -x "$work"/octave-dicom_*.deb "$work/debian"
    [[ -f $clip ]] || clip=$(find "$work/debian" -name 'US-PAL-8-10x-echo.dcm' | head -1)
    [[ -f $clip ]] || { echo "demo: the package no longer holds the clip" >&2; exit 1; }
}

rm -rf "$work/state" "$work/papers" "$work/first" "$work/second"
mkdir -p "$work/papers"
fetch_clip
export IMPRIMATUR_STATE=$work/state

cat >"$work/papers/caption.txt" <<'TEXT'
86M seen last Tuesday at Northgate General Hospital in Leeds with breathlessness. Parasternal long axis view: mitral regurgitation and aortic insufficiency. Only case like this in the county! #NorthgateEcho
TEXT
cat >"$work/papers/account.toml" <<'TEXT'
name = "Dr A. Example"
handle = "@echo_example"
bio = "Consultant cardiologist at Northgate General Hospital"
location = "Leeds, UK"
visibility = "public"
TEXT

say "1. The case as it came: a clip with a date in its frames, this caption, this account, no consent"
sed 's/^/   /' "$work/papers/caption.txt"
expect 4 "$imprimatur" clear --purpose social --platform instagram --caption "@$work/papers/caption.txt" \
    --account "$work/papers/account.toml" --policy hipaa,gdpr,uk,dpdp --out "$work/first" "$clip"

say "2. What has to be done: use the safer caption, show the patient the redacted clip, get it signed, answer the questions"
cp "$work/first/caption-proposed.txt" "$work/papers/"
sed 's/^/   /' "$work/papers/caption-proposed.txt"
expect 0 "$imprimatur" consent sign "$work/first/consent-request.json" --as self --group adult --capacity --saw-images --copy-given \
    --informed-of all --form-location "consent folder 2026, sheet 17" --out "$work/papers/consent.json"
sed -e 's/^by = ""/by = "consultant cardiologist"/' -e "s/^on = \"\"/on = \"$(date -u +%F)\"/" \
    -e 's/^educational_value = ""/educational_value = "How both lesions look in one view, for echo trainees"/' \
    -e 's/ = false/ = true/' \
    -e 's/^guardian_advice = ""/guardian_advice = "Caldicott Guardian, advice CG-0042: no objection"/' \
    -e 's|^legal_basis = ""|legal_basis = "GDPR Art. 9(2)(a), explicit consent"|' \
    -e 's/^transfer = ""/transfer = "explicit consent after information on the risks, Art. 49(1)(a)"/' \
    -e 's/^safeguards = ""/safeguards = "nothing but the redacted picture and these words leaves the desk"/' \
    "$work/first/attestation-request.toml" >"$work/papers/attestation.toml"

say "3. The same case with the safer caption, the consent and the attestation"
expect 0 "$imprimatur" clear --purpose social --platform instagram --caption "@$work/papers/caption-proposed.txt" \
    --account "$work/papers/account.toml" --consent "$work/papers/consent.json" --attest "$work/papers/attestation.toml" \
    --policy hipaa,gdpr,uk,dpdp --out "$work/second" "$clip"

say "4. Is the package what was cleared, and does the ledger hold?"
expect 0 "$imprimatur" verify "$work/second/package"
expect 0 "$imprimatur" ledger verify

say "Look at"
cat <<TEXT
   before          $work/second/review/before-1.png
   after           $work/second/review/after-1.png
   refused because $work/first/decision.html
   decision        $work/second/decision.html
   package         $work/second/package
TEXT
