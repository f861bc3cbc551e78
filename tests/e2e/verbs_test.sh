#!/usr/bin/env bash
# verbs_test.sh IMPRIMATUR TOOLS SOURCE: what the commands beside clear answer, how they end, and what they never show.
# shellcheck source-path=SCRIPTDIR
source "$(dirname "${BASH_SOURCE[0]}")/checks.sh"

whole=(explicit16.dcm implicit_rgb.dcm big_endian.dcm three_frames.dcm rle.dcm jpeg.dcm photo.jpg figure.png scan.tif phone.webp clip.gif screen.bmp)

prepare() {
    make_pictures
    mkdir -p good/deep
    local name
    for name in "${whole[@]}"; do cp "seeds/$name" good/; done
    mv good/rle.dcm good/jpeg.dcm good/deep/
    printf 'Not a picture, but a letter about Zqcanary' >letter.txt
}

lines_of() { wc -l <"$1" | tr -d ' '; }

inspect_folder() {
    find seeds -type f -exec sha256sum {} + | sort >before.sums
    run 1 inspect --json seeds
    [[ $(lines_of out) == 13 ]] || fail "$(lines_of out) answers for 13 files"
    fits inspect
    values /file | sort >answered
    find seeds -type f | sort | cmp - answered || fail "the answers are not for these files"
    [[ $(values /status) == unreadable && $(values /how) == not_recognised ]] || fail "the letter has no reason"
    one_line err
    find seeds -type f -exec sha256sum {} + | sort | cmp - before.sums || fail "a file was changed"
    no_canary out err
}

# Key by key, beside the schema: programs of others hold on to these names.
inspect_keys() {
    run 0 inspect --json good
    local key count
    [[ $(lines_of out) == "${#whole[@]}" ]] || fail "$(lines_of out) answers"
    for key in file kind width height frames findings; do
        [[ $(values "/$key" | wc -l) == "${#whole[@]}" ]] || fail "not every answer has '$key'"
    done
    count=$(values '/findings/*' | wc -l)
    (( count > 50 )) || fail "only $count findings"
    for key in kind where confidence detector action; do
        [[ $(values "/findings/*/$key" | wc -l) == "$count" ]] || fail "not every finding has '$key'"
    done
    [[ -z $(values '/findings/*/action' | grep -vxE 'fill|remove|replace|keep|ask') ]] || fail "an action that nobody knows"
    values '/findings/*/where/attribute' | grep -xF '(0010,0010)' >/dev/null || fail "the patient's name was not found"
    [[ $(values '/findings/*/where/attribute' | wc -l) == $(values '/findings/*/where/path' | wc -l) ]] || fail "an attribute without its path"
}

# The pictures show the original: they are named like copies, without a patient's name, and are pictures.
inspect_pictures() {
    mkdir -p shown
    cp seeds/explicit16.dcm shown/zqcanary_erika_hand.dcm
    run 0 inspect --json --picture seen good/clip.gif shown
    fits inspect
    [[ $(values '/pictures/*' | wc -l) -ge 2 ]] || fail "no picture of what was seen"
    values '/pictures/*' | while read -r picture; do
        [[ -f $picture ]] || fail "$picture is not there"
        [[ $(head -c 4 "$picture" | tail -c 3) == PNG ]] || fail "$picture is no PNG"
    done
    [[ -z $(find seen -iname '*zqcanary*') ]] || fail "a patient's name in a picture's name"
    run 0 inspect good/photo.jpg --picture seen2
    holds out 'Seen: seen2/photo.seen.png'
}

efforts() {
    local effort
    for effort in --fast --thorough; do
        run 0 inspect --json "$effort" good/figure.png
        fits inspect
        run 0 redact --json "$effort" --out "effort$effort" good/figure.png
        [[ $(values /verified) == true ]] || fail "$effort: not verified"
    done
    run 2 inspect --fast --thorough good/figure.png
    one_line err
}

inspect_text() {
    run 1 inspect seeds
    holds out PatientName
    holds err letter.txt
    holds err '1 of 13 files refused'
    no_canary out err
    run 0 inspect seeds/explicit16.dcm
    run 1 inspect not-there.dcm
    one_line err
    holds err not-there.dcm
}

# sizes FILE...: "WIDTH HEIGHT" of each.
size_of() {
    "$imprimatur" inspect --json "$1" 2>/dev/null </dev/null >size.out
    printf '%s %s\n' "$("$tools/json_values" /width <size.out)" "$("$tools/json_values" /height <size.out)"
}

redact_all() {
    run 0 redact --json --as image --out copies good
    fits redact
    [[ $(lines_of out) == "${#whole[@]}" ]] || fail "$(lines_of out) answers"
    [[ $(values /status | sort -u) == written && $(values /verified | sort -u) == true ]] || fail "not every copy is written and verified"
    [[ $(values '/out/*' | sort) == "$(find copies -type f ! -name '.*' | sort)" ]] || fail "the answers do not name what was written"
    cp out redacted
    local answer original copy
    while IFS= read -r answer; do
        original=$("$tools/json_values" /file <<<"$answer")
        for copy in $("$tools/json_values" '/out/*' <<<"$answer"); do
            [[ $copy == *.png ]] || fail "$copy is no PNG"
            [[ $(size_of "$copy") == "$(size_of "$original")" ]] || fail "$copy has another size than $original"
        done
    done <redacted
    [[ $(find copies -name 'three_frames*.png' | wc -l) == 3 && $(find copies -name 'clip*.png' | wc -l) == 2 ]] || fail "a frame is missing"
    is_file copies/deep/rle.png
    no_canary copies out err
}

copies_are_clean() {
    run 0 inspect --json copies
    (( $(lines_of out) >= ${#whole[@]} )) || fail "there are no copies to look at"
    [[ -z $(values '/findings/*/where/attribute')$(values '/findings/*/where/part') ]] || fail "metadata is left: $(values '/findings/*/where' | head -3)"
}

redact_same() {
    run 0 redact --json --as same --out same good/photo.jpg good/figure.png
    fits redact
    [[ $(values '/out/*' | sort | tr '\n' ' ') == "same/figure.png same/photo.jpg " ]] || fail "written were $(values '/out/*')"
    [[ $(head -c 3 same/photo.jpg | od -An -tx1 | tr -d ' ') == ffd8ff ]] || fail "the JPEG is none"
    [[ $(values /verified | sort -u) == true ]] || fail "a copy is not verified"
    [[ $(size_of same/photo.jpg) == "$(size_of good/photo.jpg)" ]] || fail "the JPEG has another size"
    no_canary same
    # A JPEG cannot be written without JFIF's version and density. Nothing else may be left, and they identify nobody.
    run 0 inspect --json same
    [[ -z $(values '/findings/*/where/attribute' | grep -v '^JFIF:')$(values '/findings/*/where/part') ]] || fail "metadata is left"
    [[ -z $(values '/findings/*/kind' | grep -vx technical) ]] || fail "the copy's own JFIF header counts as $(values '/findings/*/kind' | sort -u | tr '\n' ' ')"
}

# covers X Y WIDTH HEIGHT: an area of the only answer holds that place.
covers() {
    local x y width height
    paste -d' ' <(values '/filled/*/rect/0') <(values '/filled/*/rect/1') <(values '/filled/*/rect/2') <(values '/filled/*/rect/3') >areas
    while read -r x y width height; do
        if (( x <= $1 && y <= $2 && x + width >= $1 + $3 && y + height >= $2 + $4 )); then
            return 0
        fi
    done <areas
    fail "nothing covers $*"
}

redact_on_request() {
    local file
    for file in figure.png explicit16.dcm; do
        run 0 redact --json --as same --fill 3,5,14,9 --fill asked --out by-hand "good/$file"
        fits redact
        [[ $(values /verified) == true ]] || fail "$file: not verified"
        covers 3 5 14 9
    done
    run 0 redact --json --fill figure.png:3,5,14,9 --out by-hand2 good/figure.png good/photo.jpg
    [[ $(values '/verified' | sort -u) == true ]] || fail "not verified"
    run 0 redact --json --as same --fill explicit16.dcm:3,5,14,9 --out by-hand4 good/explicit16.dcm good/figure.png
    grep explicit16 out > named && mv named out
    covers 3 5 14 9
    run 1 redact --json --fill 3,5,60000,9 --out by-hand3 good/figure.png
    [[ $(values /status) == refused && ! -e by-hand3/figure.png ]] || fail "a place outside the picture was let pass"
    run 1 redact --fill scam.png:3,5,14,9 --out by-hand3 good/figure.png
    one_line err
    run 1 redact --leave 3,5,14 --out by-hand3 good/figure.png
    one_line err
    # What can be read stays covered, whoever says otherwise.
    run 0 redact --json --out left1 good/figure.png
    cp out before
    run 0 redact --json --leave "0,0,$(size_of good/figure.png | tr ' ' ',')" --out left2 good/figure.png
    sed 's/left1/left2/' before | cmp - out || fail "a leave opened what could be read"
}

redact_tags_only() {
    run 0 redact --json --tags-only --out tags good/explicit16.dcm good/photo.jpg
    fits redact
    [[ $(values /verified | sort -u) == false ]] || fail "a copy that nobody looked at is called verified"
    [[ -z $(values '/out/*' | grep -v pixels-not-inspected) ]] || fail "the name does not say it: $(values '/out/*')"
    [[ $(values '/out/*' | wc -l) == 2 ]] || fail "not two copies"
    no_canary tags
    run 0 redact --tags-only --out tags2 good/explicit16.dcm
    holds out 'not verified'
}

redact_names() {
    mkdir -p "named/Zqcanary^Erika"
    cp seeds/explicit16.dcm "named/Zqcanary^Erika/19600229.dcm"
    cp seeds/explicit16.dcm named/zqcanary_erika_hand.dcm
    cp seeds/implicit_rgb.dcm named/hand.dcm
    run 0 redact --json --out renamed named
    [[ $(values '/out/*' | wc -l) == 3 ]] || fail "not three copies"
    [[ -z $(find renamed | grep -iE 'zqcanary|erika|19600229') ]] || fail "the name is kept: $(find renamed | tr '\n' ' ')"
    is_file renamed/hand.png
}

redact_past_a_bad_file() {
    mkdir -p mixed
    cp seeds/figure.png mixed/a.png
    head -c 200 seeds/explicit16.dcm >mixed/b.dcm
    cp letter.txt mixed/c.txt
    cp seeds/screen.bmp mixed/d.bmp
    run 1 redact --json --out mixed-out mixed
    fits redact
    [[ $(values /status | tr '\n' ' ') == "written refused refused written " ]] || fail "the files ended $(values /status | tr '\n' ' ')"
    [[ $(find mixed-out -type f ! -name '.*' | sort | tr '\n' ' ') == "mixed-out/a.png mixed-out/d.png " ]] || fail "written was $(find mixed-out -type f)"
    run 1 redact --out mixed-text mixed
    holds err mixed/b.dcm
    holds err mixed/c.txt
    no_canary out err
}

posts() {
    printf '%s\n' '{"id":"1","caption":"Chest radiograph with a pneumothorax."}' '{"id":"2","caption":' \
        '{"id":"3","caption":"86-year-old seen last Tuesday at Northgate General Hospital in Leeds."}' '["no post"]'
}

screen_lines() {
    posts >posts.jsonl
    run 1 screen --json posts.jsonl
    [[ $(values /id | tr '\n' ' ') == "1 3 " ]] || fail "answered were $(values /id | tr '\n' ' ')"
    fits screen
    [[ $(lines_of err) == 2 ]] || fail "two bad lines and $(lines_of err) complaints"
    holds err 'line 2'
    holds err 'line 4'
    sed -n 2p out >second.json
    [[ -n $("$tools/json_values" '/spans/*/label' <second.json) ]] || fail "nothing was found in the third post"
    "$tools/json_values" /rewrite <second.json >rewrite
    lacks rewrite Northgate
    lacks err Northgate
}

# What nobody may miss, and what nobody may be bothered with, in a word or two: rules, network and bag of n-grams together.
screen_plain() {
    printf '{"id":"%s","caption":"%s"}\n' \
        tells1 'Margaret, 74, retired dancer from Hull. Hip fixed on Friday.' \
        tells2 'Mulher de 38 anos, professora em Braga, apendicite ontem.' \
        tells3 'Herr Schmidt, 81, aus Kassel, gestern operiert.' \
        tells4 "The mayor's brother, 52, and here is his colon." \
        tells5 'T2-weighted MRI of a 42-year-old woman affected by CADASIL.' \
        quiet1 'Femoral neck fracture. What would you do?' \
        quiet2 'Join our webinar on 12 May at 7 pm. Speaker: Dr Anna Meyer, Leeds.' \
        quiet3 'Neumotórax a tensión. No esperes a la radiografía.' >plain.jsonl
    run 0 screen --json plain.jsonl
    paste -d' ' <(values /id) <(values /class) >classes
    lacks out '"readers":["rules"]'
    [[ $(grep -c '^tells.* \(at_risk\|non_compliant\)$' classes) == 5 ]] || fail "one that tells is called harmless: $(cat classes)"
    [[ $(grep -c '^quiet.* compliant$' classes) == 3 ]] || fail "a harmless one is flagged: $(cat classes)"
}

screen_stdin() {
    posts | head -1 | "$imprimatur" screen >out 2>err || fail "standard input is not read"
    says /id 1
    posts | sed -n 3p | "$imprimatur" screen - >out 2>err || fail "- is not standard input"
    says /id 3
    run 1 screen not-there.jsonl
    one_line err
}

# What stands in the profile is never repeated.
account_profile() {
    printf '%s\n' 'name = "Dr Zqcanary Example"' 'bio = "Consultant at Northgate General Hospital"' 'location = "Leeds"' 'visibility = "public"' >profile.toml
    run 0 account --json --platform instagram profile.toml
    fits account
    [[ $(values '/ties/*/where' | tr '\n' ' ') == *bio*location*name*visibility* ]] || fail "the ties are $(values '/ties/*/where' | tr '\n' ' ')"
    lacks out Northgate
    lacks out Zqcanary
    run 0 account profile.toml
    holds out "What the profile gives away"
    lacks out Leeds
    printf 'nmae = "x"\n' >profile.toml
    run 1 account profile.toml
    one_line err
    holds err nmae
}

policy_list() {
    run 0 policy list --json
    local pack
    for pack in base hipaa gdpr uk dpdp; do values /id | grep -xF "$pack" >/dev/null || fail "there is no pack $pack"; done
    [[ $(values /problem | sort -u) == null ]] || fail "a pack does not load"
    run 0 policy list
    holds out hipaa
}

policy_check() {
    run 0 policy check --json
    [[ $(values '/failures' | sort -u) == '[]' ]] || fail "a pack's own cases fail"
    run 0 policy check hipaa
    mkdir -p mine
    printf '[policy]\nid = "mine"\nversion = [\n' >mine/pack.toml
    printf '' >mine/cases.toml
    run 1 policy check ./mine
    grep -E 'line [34]' out err >/dev/null || fail "the line of the mistake is not named"
    run 1 policy check ./not-there
}

# A pack whose case expects the wrong thing is not well.
policy_check_cases() {
    local share
    share=$(dirname "$imprimatur")/../share/imprimatur/policy
    cp -rL "$share/hipaa" altered
    [[ -n $(grep -m1 '^expect' altered/cases.toml) ]] || fail "the pack's cases expect nothing"
    sed -i '0,/deny/s//permit/' altered/cases.toml
    run 1 policy check ./altered
    run 0 policy diff --json base base
    says /changes '[]'
    cp -rL "$share/hipaa" changed
    sed -i '0,/effect = "deny"/s//effect = "refer"/' changed/pack.toml
    run 0 policy diff --json hipaa ./changed
    [[ -n $(values '/changes/*') ]] || fail "the change is not told"
}

policy_explain() {
    run 0 policy explain base.consent_missing
    holds out consent.missing
    run 1 policy explain base.no_such_rule
    one_line err
}

make_ledger() {
    local got=0
    "$imprimatur" clear --platform instagram --caption "Chest radiograph." --out case photo.bmp >out 2>err || got=$?
    [[ $got == 4 ]] || { cat err; fail "the case for the ledger was not denied"; }
}

ledger_intact() {
    make_ledger
    run 0 ledger verify --json
    says /intact true
    says /first_bad 0
    (( $(values /entries) >= 6 )) || fail "only $(values /entries) entries"
    local entries
    entries=$(values /entries)
    run 0 ledger export
    [[ $(lines_of out) == "$entries" ]] || fail "$(lines_of out) lines for $entries entries"
    [[ $(values /index | tr '\n' ' ') == "$(seq -s ' ' "$entries") " ]] || fail "the entries are not numbered"
    [[ $(stat -c %a state) == 700 ]] || fail "others can look into the state folder"
}

# ledger_broken WHAT: after ledger_tamper did that to a copy.
ledger_broken() {
    rm -rf tampered
    cp -r state tampered
    "$tools/ledger_tamper" tampered/ledger.db "$1" || fail "the ledger could not be changed"
    run 6 ledger verify --json --state tampered
    says /intact false
    run 6 ledger verify --state tampered
    holds out 'NOT INTACT'
}

usage_errors() {
    run 2 inspekt photo.bmp
    holds err "'inspect'"
    one_line err
    run 2 inspect --no-such-option photo.bmp
    one_line err
    run 2 redact photo.bmp
    holds err --out
    run 2 clear --out o
    run 2 redact --as picture --out o photo.bmp
    run 2 withdraw r-1 --by "Erika Beispiel"
    lacks err Beispiel
    run 2 policy
    is_absent o
}

# The names in the first column of a help text's commands.
commands_in() { sed -n 's/^  \([a-z][a-z ]*[a-z]\)  .*/\1/p' "$1"; }

help_everywhere() {
    run 0 --help
    local command below
    commands_in out >commands
    (( $(lines_of commands) >= 12 )) || fail "the help names $(lines_of commands) commands"
    for command in clear inspect redact screen verify policy ledger consent posted withdraw serve; do
        grep -xF "$command" commands >/dev/null || fail "the help does not name $command"
    done
    while IFS= read -r command; do
        run 0 "$command" --help
        holds out "imprimatur $command"
        holds out Examples
        lacks out '?.'
        commands_in out | grep "^$command " >below || true
        while IFS= read -r below; do
            # shellcheck disable=SC2086  # two words
            run 0 $below --help
            holds out "imprimatur $below"
        done <below
    done <commands
    run 0 --version
    one_line out
    run 0 man
    holds out .TH
    run 0 completion bash
    bash -n out || fail "the completion is no bash"
}

# terminal COMMAND: with a terminal for its output, as script(1) makes one.
terminal() { TERM=xterm script -qec "$1" /dev/null </dev/null >typed || true; }

no_color() {
    local command="'$imprimatur' verify --offline seeds"
    run 6 verify --offline seeds
    lacks out $'\x1b['
    # Containers and chroots without /dev/pts have no terminal to give; what goes into a pipe was looked at above.
    if ! script -qec true /dev/null </dev/null >/dev/null 2>&1; then
        printf '        | no terminal can be made here: colours on one were not looked at\n'
        return
    fi
    terminal "$command"
    grep -aF $'\x1b[' typed >/dev/null || fail "a terminal gets no colour: $(head -c 200 typed)"
    terminal "NO_COLOR=1 $command"
    [[ -s typed ]] || fail "there is no answer"
    ! grep -aF $'\x1b[' typed >/dev/null || fail "NO_COLOR is not honoured"
}

full_disk() {
    local got=0
    "$imprimatur" inspect --json good >/dev/full 2>err || got=$?
    [[ $got == 1 ]] || fail "half an answer ended with $got"
    holds err 'could not be written'
}

no_home() {
    local got=0
    env -u HOME -u XDG_STATE_HOME -u IMPRIMATUR_STATE "$imprimatur" ledger verify >out 2>err || got=$?
    [[ $got == 1 ]] || fail "without a place for the ledger it ended with $got"
    one_line err
    holds err --state
}

prepare
it "inspect --json: an object a file, a bad one among them, exit 1" inspect_folder
it "inspect --json: the keys that others hold on to" inspect_keys
it "inspect --picture: what the detectors saw, drawn" inspect_pictures
it "--fast and --thorough" efforts
it "inspect: text, refusals at the end, no values" inspect_text
it "redact --as image: same size, verified, every frame, tree kept" redact_all
it "redact: no metadata is left in the copies" copies_are_clean
it "redact --as same: a JPEG stays one" redact_same
it "redact --fill and --leave: a place by hand, and never by mistake" redact_on_request
it "redact --tags-only: not verified, and the name says so" redact_tags_only
it "redact: a patient's name in a file name is not kept" redact_names
it "redact: past a bad file, exit 1, nothing half" redact_past_a_bad_file
it "screen: a bad line is named by its number, the rest goes on" screen_lines
it "screen: plain sentences that tell, and plain ones that do not" screen_plain
it "screen: from standard input" screen_stdin
it "account: ties, settings and statement, and nothing of the profile" account_profile
it "policy list" policy_list
it "policy check: well, and a broken pack is not" policy_check
it "policy check runs a pack's cases; policy diff tells a change" policy_check_cases
it "policy explain" policy_explain
it "ledger verify and export" ledger_intact
it "ledger verify: a changed letter of an entry is found" ledger_broken entry
it "ledger verify: a changed letter of a record is found" ledger_broken record
it "ledger verify: an end that was cut off is found" ledger_broken end
it "what makes no sense on the command line: 2, one line" usage_errors
it "--help for every command, man, completion" help_everywhere
it "NO_COLOR" no_color
it "a full disk is an error" full_disk
it "no place for the ledger: 1, and what to do" no_home
finish
