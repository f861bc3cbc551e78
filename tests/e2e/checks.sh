# What the end-to-end tests share. Sourced with the arguments IMPRIMATUR TOOLS SOURCE.
# A case is a function. It ends at the first thing that is not as it should be and says what that was.
set -uo pipefail

imprimatur=$(realpath "$1")
tools=$(realpath "$2")
source=$(realpath "$3")
# Stands in every text that make_seeds puts into a file (tests/hostile/seeds.h); so do these dates and numbers.
canaries=(Zqcanary 19600229 20200131 2.25.1234567890 2.25.987654321)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME=$work/home XDG_STATE_HOME=$work/xdg-state XDG_DATA_HOME=$work/data IMPRIMATUR_STATE=$work/state
unset NO_COLOR
mkdir -p "$HOME"
cd "$work" || exit 1
count_passed=0
count_failed=0

# it NAME FUNCTION [ARGUMENT...]
it() {
    local name=$1 status=0
    shift
    (set -e; "$@") >"$work/said" 2>&1
    status=$?
    if (( status == 0 )); then
        count_passed=$((count_passed + 1))
        printf 'ok      %s\n' "$name"
    else
        count_failed=$((count_failed + 1))
        printf 'FAILED  %s: %s\n' "$name" "$(tail -n 1 "$work/said")"
        sed 's/^/        | /' "$work/said"
    fi
}

finish() {
    printf '%s passed, %s failed\n' "$count_passed" "$count_failed"
    exit $(( count_failed > 0 ))
}

fail() {
    printf '%s\n' "$*"
    exit 1
}

# run CODE ARGUMENT...: the program, its output in out and err, and the exit code it must have.
run() {
    local wanted=$1 got=0
    shift
    timeout 300 "$imprimatur" "$@" >"$work/out" 2>"$work/err" </dev/null || got=$?
    [[ $got == "$wanted" ]] || { tail -n 5 "$work/err"; fail "exit code $got and not $wanted from: imprimatur $*"; }
}

# values PATH [FILE]: of the last answer, or of a file with one JSON document.
values() {
    if (( $# > 1 )); then
        tr -d '\n' <"$2" | "$tools/json_values" "$1"
    else
        "$tools/json_values" "$1" <"$work/out"
    fi
}

# says PATH VALUE [FILE]: exactly this one value stands there.
says() {
    local got
    got=$(values "$1" "${@:3}")
    [[ $got == "$2" ]] || fail "$1 is '$got' and not '$2'"
}

# holds FILE TEXT, lacks FILE TEXT: literally. grep -q would close the pipe early, but these are files.
holds() { grep -aqF -- "$2" "$1" || fail "$(basename "$1") lacks '$2'"; }
lacks() { ! grep -aqF -- "$2" "$1" || fail "$(basename "$1") holds '$2'"; }

is_file() { [[ -s $1 ]] || fail "there is no file $1"; }
is_absent() { [[ ! -e $1 ]] || fail "there is a $1"; }
one_line() { [[ $(wc -l <"$1") == 1 ]] || fail "$(basename "$1") has $(wc -l <"$1") lines and not 1"; }

# fits NAME [FILE]: every line of the last answer, or one document, is what docs/schema promises.
fits() {
    local schema=$source/docs/schema/$1.schema.json
    if (( $# > 1 )); then
        tr -d '\n' <"$2" | sed '$a\' | "$tools/fits_schema" "$schema" || fail "$2 does not fit $1.schema.json"
    else
        "$tools/fits_schema" "$schema" <"$work/out" || fail "the answer does not fit $1.schema.json"
    fi
}

# no_canary PATH...: nothing that stood in a file, in any byte below these paths.
no_canary() {
    local value
    for value in "${canaries[@]}"; do
        ! grep -arlF -- "$value" "$@" || fail "'$value' stands in the file above"
    done
}

# The pictures. crop.bmp is photo.bmp without its upper rows: a BMP is stored from the bottom, so the file is cut short and
# the height in its header (bytes 22 to 25) made smaller; a row of 48 pixels takes 144 bytes.
make_pictures() {
    "$tools/make_seeds" "$work/seeds" || exit 1
    cp seeds/screen.bmp photo.bmp
    head -c $((54 + 40 * 144)) photo.bmp >crop.bmp
    printf '\x28\x00\x00\x00' | dd of=crop.bmp bs=1 seek=22 conv=notrunc status=none
}

# flip FILE OFFSET: another byte there.
flip() {
    local byte
    byte=$(od -An -tu1 -j "$2" -N 1 "$1" | tr -d ' ')
    # shellcheck disable=SC2059  # the format is the byte
    printf "\\x$(printf %02x $(( byte ^ 1 )))" | dd of="$1" bs=1 seek="$2" conv=notrunc status=none
}

# ---- a case with its papers

caption='Chest radiograph with a pneumothorax.'
social=(--purpose social --platform instagram)

# answer REQUEST ATTESTATION: everything that a request for an attestation asks is answered with yes.
answer() {
    sed -e 's/^by = ""/by = "consultant radiologist"/' -e 's/^on = ""/on = "2026-01-02"/' \
        -e 's/^educational_value = ""/educational_value = "How the edge of the lung looks"/' -e 's/ = false/ = true/' "$1" >"$2"
}

# papers NAME FILE...: a first run without papers, and what the patient and the clinician make of its requests: NAME.consent
# and NAME.attest, both for these very files, these words and instagram.
papers() {
    local name=$1 got=0
    shift
    "$imprimatur" clear "${social[@]}" --caption "$caption" --account account.toml --out "$name-first" "$@" >first.out 2>first.err || got=$?
    [[ $got == 4 && -s $name-first/consent-request.json ]] || { cat first.err; echo "the first run for $name was not denied"; exit 1; }
    "$imprimatur" consent sign "$name-first/consent-request.json" --as self --group adult --capacity --saw-images --copy-given \
        --informed-of all --form-location "binder 12" --out "$name.consent" >first.out 2>first.err || { cat first.err; exit 1; }
    answer "$name-first/attestation-request.toml" "$name.attest"
}
