#!/usr/bin/env bash
# hostile_test.sh IMPRIMATUR TOOLS SOURCE: broken files against the program. It must live, answer for each file exactly once,
# with findings or a named reason, and show no value that stood in one. 200 files; IMPRIMATUR_HOSTILE=full makes it 2,000.
set -euo pipefail

imprimatur=$1
tools=$2
source=$3
count=200
seed=20261121
[[ ${IMPRIMATUR_HOSTILE:-} == full ]] && count=2000

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME=$work/home XDG_STATE_HOME=$work/state XDG_DATA_HOME=$work/data
mkdir -p "$HOME"

fail() {
    printf 'hostile_test: %s\n' "$*" >&2
    [[ -s $work/talk ]] && tail -n 20 "$work/talk" >&2
    exit 1
}

# answers FOLDER: inspects it and holds the answers against its files.
answers() {
    local status=0
    timeout 3000 "$imprimatur" inspect --json "$1" >"$work/answers" 2>"$work/talk" </dev/null || status=$?
    (( status <= 1 )) || fail "inspect ended with $status on $1"
    grep -q Zqcanary "$work/talk" && fail "a value of a file stands on standard error"
    "$tools/check_answers" "$work/answers" "$1" || fail "the answers do not fit the files of $1"
}

# Whole files first: mutants of files that nobody can read would test nothing.
printf 'whole files:\n'
"$tools/make_seeds" "$work/seeds"
answers "$work/seeds"
grep -q '"findings":\[{' "$work/answers" || fail "no whole file has a finding"
unread=$("$tools/check_answers" --unread "$work/answers" "$work/seeds")
[[ $unread == letter.txt ]] || fail "whole files could not be read: $unread"

# Files at the edge: bombs, loops, sizes that are lies, rare kinds. Each is a picture or a reason, as its name says.
printf 'awkward files:\n'
"$tools/make_seeds" --awkward "$work/awkward"
answers "$work/awkward"
unread=$("$tools/check_answers" --unread "$work/answers" "$work/awkward" | sort)
expected=$(cd "$work/awkward" && printf '%s\n' refused_* | sort)
[[ $unread == "$expected" ]] || fail "not what was expected of: $(comm -3 <(printf '%s\n' "$unread") <(printf '%s\n' "$expected") | tr -d '\t' | xargs)"

# Real files break in ways that made ones do not. Small ones, so that a mutation hits a header more often than pixels.
more() {
    local folder=$1 found
    found=$(find "$folder" -name '*.dcm' -size -120k 2>/dev/null | sort | head -n 24) || true
    if [[ -z $found ]]; then
        printf 'no DICOM files in %s; going on without them\n' "$folder"
        return
    fi
    printf '%s DICOM files of %s\n' "$(wc -l <<<"$found")" "$folder"
    while read -r file; do cp "$file" "$work/seeds/"; done <<<"$found"
}
more /usr/share
more "$source/../shared/data/dicom"

"$tools/mutate" --seed "$seed" --count "$count" --out "$work/mutants" "$work"/seeds/* >"$work/how"
[[ $(find "$work/mutants" -type f | wc -l) == "$count" ]] || fail "mutate did not make $count files"
printf '%s broken files:\n' "$count"
answers "$work/mutants"
