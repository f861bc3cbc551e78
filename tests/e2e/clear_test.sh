#!/usr/bin/env bash
# clear_test.sh IMPRIMATUR TOOLS SOURCE: may this case be published? Every way to a no that the desk knows, the way to a yes,
# and what becomes of the package afterwards. A no must never leave a package behind.
# shellcheck source-path=SCRIPTDIR
source "$(dirname "${BASH_SOURCE[0]}")/checks.sh"

prepare() {
    make_pictures
    printf '%s\n' 'name = "Dr A. Example"' 'handle = "@radiology_example"' 'visibility = "public"' \
        "bio = \"Radiologist. Cases are shown with the patients' written consent.\"" >account.toml
    papers good photo.bmp
    papers crop crop.bmp
    printf 'no picture at all, and long enough to be looked at' >garbage.dcm
}

# clear CODE OUT ARGUMENT...: with everything that is good unless the arguments say otherwise; the answer is JSON.
clear() {
    local code=$1 out=$2
    shift 2
    run "$code" clear --json --purpose social --platform "${platform:-instagram}" --caption "${words:-$caption}" --account account.toml \
        --out "$out" "$@"
}
good=(--consent good.consent --attest good.attest)

# denied OUT RULE FACT: the last answer and the folder say no, for this reason, and there is nothing to publish.
denied() {
    local out=$1 rule=$2 fact=$3
    fits clear
    says /verdict deny
    says /paths/package null
    says /release_id null
    values '/reasons/*/rule' | grep -xF -- "$rule" >/dev/null || fail "no rule $rule among $(values '/reasons/*/rule' | tr '\n' ' ')"
    values '/reasons/*/triggered_by/*' | grep -F -- "$fact" >/dev/null || fail "no fact $fact"
    is_file "$out/decision.html"
    is_file "$out/decision.json"
    fits decision "$out/decision.json"
    says /verdict deny "$out/decision.json"
    values '/reasons/*/rule' "$out/decision.json" | grep -xF -- "$rule" >/dev/null || fail "decision.json does not name $rule"
    holds "$out/decision.html" "$rule"
    is_absent "$out/package"
}

# no_facts FACT...: none of these is given as a reason: the one thing that is wrong is the one that is named.
no_facts() {
    local fact
    for fact in "$@"; do
        ! values '/reasons/*/triggered_by/*' | grep -F -- "$fact" || fail "$fact is no reason here"
    done
}

no_consent() {
    clear 4 o1 --attest good.attest photo.bmp
    denied o1 base.consent_missing consent.missing:
    no_facts attest.missing: image.unreadable:
}

wrong_platform() {
    platform=linkedin clear 4 o2 "${good[@]}" photo.bmp
    denied o2 base.consent_wrong_platform consent.wrong_platform:
    no_facts consent.missing: consent.wrong_item: consent.wrong_caption: attest.missing:
}

wrong_item() {
    clear 4 o3 --consent good.consent --attest crop.attest crop.bmp
    denied o3 base.consent_wrong_item consent.wrong_item:
    no_facts consent.missing: consent.wrong_platform: consent.wrong_caption: attest.missing:
}

wrong_caption() {
    words="Chest radiograph with a large pneumothorax." clear 4 o4 "${good[@]}" photo.bmp
    denied o4 base.consent_wrong_caption consent.wrong_caption:
    no_facts consent.missing: consent.wrong_platform: consent.wrong_item: attest.missing:
}

expired() {
    clear 4 o5 "${good[@]}" --as-of "$(( $(date +%Y) + 3 ))-01-01" photo.bmp
    denied o5 base.consent_expired consent.expired:
    no_facts consent.missing: consent.wrong_platform: consent.wrong_item: consent.wrong_caption:
}

withdrawn_record() {
    sed "s/\"withdrawn_at\": null/\"withdrawn_at\": \"$(date -u +%FT%TZ)\"/" good.consent >withdrawn.consent
    clear 4 o6 --consent withdrawn.consent --attest good.attest photo.bmp
    denied o6 base.consent_withdrawn consent.withdrawn:
    no_facts consent.missing: consent.expired:
}

withdrawn_grant() {
    sed 's/"state": "given"/"state": "withdrawn"/' good.consent >taken-back.consent
    clear 4 o6b --consent taken-back.consent --attest good.attest photo.bmp
    denied o6b base.consent_withdrawn consent.withdrawn:
}

withdrawn_beside_a_good_one() {
    # Handing in an older yes beside the no must not help.
    clear 4 o6c "${good[@]}" --consent withdrawn.consent photo.bmp
    denied o6c base.consent_withdrawn consent.withdrawn:
}

refused_answer() {
    run 0 consent sign good-first/consent-request.json --as self --refuse --out refused.consent
    clear 4 o6d --consent refused.consent --attest good.attest photo.bmp
    denied o6d base.consent_refused consent.refused:
}

not_attested() {
    clear 4 o7 --consent good.consent photo.bmp
    denied o7 base.attestation_missing attest.missing:
    no_facts consent.missing: consent.covers:
}

attested_for_others() {
    clear 4 o7b --consent good.consent --attest crop.attest photo.bmp
    denied o7b base.attestation_missing attest.missing:
    no_facts consent.missing: consent.covers:
}

unanswered_is_no() {
    clear 4 o7c --consent good.consent --attest good-first/attestation-request.toml photo.bmp
    denied o7c base.attestation_missing attest.missing:
}

unreadable_second() {
    clear 4 o8 "${good[@]}" photo.bmp garbage.dcm
    denied o8 base.image_unreadable image.unreadable:
    is_file o8/review/after-1.png
    is_absent o8/review/after-2.png
    says '/items/1/sha256' '[]'
    says '/items/0/sha256/0' "$(sha256sum <o8/review/after-1.png | cut -d' ' -f1)"
}

absent_second() {
    clear 4 o8b "${good[@]}" photo.bmp not-there.dcm
    denied o8b base.image_unreadable image.unreadable:
    is_file o8b/review/after-1.png
}

broken_pack() {
    mkdir -p mine
    printf '[policy]\nid = "mine"\nversion = [\n' >mine/pack.toml
    printf '' >mine/cases.toml
    clear 4 o9 "${good[@]}" --pack mine photo.bmp
    denied o9 gate3.pack_failure mine:
    values '/reasons/*/triggered_by/*' | grep '^mine:.*line [34]' >/dev/null || fail "the line of the mistake is not named: $(values '/reasons/*/triggered_by/*' | grep '^mine')"
}

unknown_pack() {
    clear 4 o9b "${good[@]}" --policy nowhere photo.bmp
    denied o9b gate3.pack_failure nowhere:
}

absent_pack_folder() {
    clear 4 o9c "${good[@]}" --pack not-there photo.bmp
    denied o9c gate3.pack_failure not-there:
}

broken_consent() {
    sed 's/"state": "given"/"state": "perhaps"/' good.consent >broken.consent
    clear 1 o10 --consent broken.consent --attest good.attest photo.bmp
    one_line err
    holds err broken.consent
    holds err 'grants[0].state'
    lacks err perhaps
    [[ ! -s out ]] || fail "there is an answer all the same"
    is_absent o10
}

consent_no_json() {
    head -c 100 good.consent >half.consent
    clear 1 o10b --consent half.consent --attest good.attest photo.bmp
    one_line err
    holds err half.consent
    is_absent o10b
}

broken_attestation() {
    sed 's/^not_promotional = .*/not_promotional = "yes"/' good.attest >broken.attest
    clear 1 o10c --consent good.consent --attest broken.attest photo.bmp
    one_line err
    holds err broken.attest
    holds err not_promotional
    is_absent o10c
}

referred() {
    sed 's/^copyright_addressed = true/copyright_addressed = false/' good.attest >doubt.attest
    clear 3 o10d --consent good.consent --attest doubt.attest photo.bmp
    fits clear
    says /verdict refer
    says /paths/package null
    is_file o10d/decision.html
    is_absent o10d/package
}

permitted() {
    clear 0 yes "${good[@]}" photo.bmp
    fits clear
    [[ $(values /verdict) == permit* ]] || fail "the verdict is $(values /verdict)"
    says /paths/package yes/package
    local file
    for file in manifest.json manifest.sig decision.html decision.json caption.txt image-01.png; do is_file "yes/package/$file"; done
    fits manifest yes/package/manifest.json
    says /release_id "$(values /release_id yes/package/manifest.json)"
    [[ $(<yes/package/caption.txt) == "$caption" ]] || fail "the caption is not the one that was cleared"
    cmp yes/package/image-01.png yes/review/after-1.png || fail "the picture is not the one that was looked at"
    fits decision yes/decision.json
}

valid() {
    run 0 verify --json yes/package
    says /state valid
    says '/changed/*' ''
    run 0 verify --json yes
    run 0 verify --json yes/package/image-01.png
    says /state valid
    run 0 verify --json --offline yes/package
}

# not_as_signed NAME: after something was done to the package in changed.
not_as_signed() {
    run 6 verify --json changed
    says /state changed
    values '/changed/*' | grep -F -- "$1" >/dev/null || fail "the file $1 is not named: $(values '/changed/*')"
    run 6 verify changed
    holds out "$1"
    run 6 verify --offline changed
}

fresh_copy() {
    rm -rf changed
    cp -r yes/package changed
}

flipped_byte() {
    local name
    for name in image-01.png caption.txt decision.html proof.json manifest.json; do
        fresh_copy
        flip "changed/$name" 20
        not_as_signed "$name"
    done
}

flipped_signature() {
    fresh_copy
    flip changed/manifest.sig 60
    run 6 verify --json changed
}

removed_file() {
    fresh_copy
    rm changed/caption.txt
    not_as_signed caption.txt
}

extra_file() {
    fresh_copy
    cp photo.bmp changed/image-02.bmp
    not_as_signed image-02.bmp
}

another_desk() {
    IMPRIMATUR_STATE=$work/other-state run 6 verify --json yes/package
    says /state not_ours
}

unknown_picture() {
    run 6 verify --json photo.bmp
}

unreadable_address() {
    # What cannot be read back is not recorded: one such posting would stand in the way of every withdrawal.
    local release
    release=$(values /release_id yes/package/manifest.json)
    run 1 posted "$release" --platform instagram --at $'https://www.instagram.com/p/one\nhttps://www.instagram.com/p/two'
    run 0 posted "$release" --platform instagram --at https://www.instagram.com/p/example0/
}

withdrawn_release() {
    local release
    release=$(values /release_id yes/package/manifest.json)
    run 0 posted --json "$release" --platform instagram --at https://www.instagram.com/p/example1/
    run 0 verify yes/package
    run 0 withdraw --json "$release" --by self
    values '/take_down/*' | grep -F https://www.instagram.com/p/example1/ >/dev/null || fail "the post is not listed"
    run 7 verify --json yes/package
    says /state withdrawn
    run 7 verify --json yes/package/image-01.png
    run 7 verify yes
    run 1 posted "$release" --platform instagram --at https://www.instagram.com/p/example2/
    run 1 posted r-nowhere --platform instagram --at https://www.instagram.com/p/example3/
    run 1 withdraw r-nowhere --by self
}

no_value_gets_out() {
    mkdir -p named
    cp seeds/explicit16.dcm "named/Zqcanary^Erika.dcm"
    cp seeds/photo.jpg named/19600229-Zqcanary.jpg
    local files=(named/*)
    cp "${files[0]}" a.jpg
    cp "${files[1]}" b.dcm
    papers two a.jpg b.dcm
    local two=(--consent two.consent --attest two.attest)
    # The search itself must find what is there.
    ! (no_canary a.jpg) >found || fail "a.jpg holds nothing to be found"
    ! (no_canary b.dcm) >found || fail "b.dcm holds nothing to be found"
    clear 0 canary "${two[@]}" a.jpg b.dcm
    cp out answer.json
    cp err talk
    clear 0 canary-named "${two[@]}" "${files[@]}"
    run 0 clear "${social[@]}" --caption "$caption" --account account.toml "${two[@]}" --out canary-text a.jpg b.dcm
    cp out answer.txt
    cp err talk.txt
    clear 4 canary-denied --attest two.attest "${files[@]}"
    is_file canary-named/package/image-02.png
    # The picture "before" is for the desk alone and made of pixels; it is searched like everything else.
    no_canary canary canary-named canary-text canary-denied two-first two.consent answer.json talk answer.txt talk.txt state
    run 0 ledger export
    cp out entries
    no_canary entries
}

input_inside_out() {
    mkdir -p inside
    cp photo.bmp inside/photo.bmp
    clear 1 inside "${good[@]}" inside/photo.bmp
    one_line err
    holds err inside/photo.bmp
    holds err 'copy it elsewhere or name another --out'
    cmp photo.bmp inside/photo.bmp || fail "the input was changed"
    [[ $(ls -A inside) == photo.bmp ]] || fail "something was written: $(ls -A inside)"
    cp good.consent inside/good.consent
    clear 1 inside --consent inside/good.consent --attest good.attest photo.bmp
    holds err inside/good.consent
}

foreign_out() {
    mkdir -p theirs/deep
    printf 'dear diary' >theirs/letter.txt
    printf 'older' >theirs/deep/decision.html
    find theirs -type f -exec sha256sum {} + | sort >before.sums
    clear 1 theirs "${good[@]}" photo.bmp
    one_line err
    holds err theirs
    find theirs -type f -exec sha256sum {} + | sort >after.sums
    cmp before.sums after.sums || fail "the folder was touched"
    [[ $(find . -maxdepth 1 -name '*theirs*') == ./theirs ]] || fail "something was left beside it"
}

own_out_again() {
    clear 4 again --attest good.attest photo.bmp
    clear 0 again "${good[@]}" photo.bmp
    is_file again/package/manifest.json
    # A no replaces the yes: no package of an earlier run is left to be posted.
    clear 4 again --attest good.attest photo.bmp
    is_absent again/package
}

ledger_holds() {
    run 0 ledger verify --json
    says /intact true
}

prepare
it "without consent: denied, consent.missing" no_consent
it "consent for another platform: denied, consent.wrong_platform" wrong_platform
it "consent from before the last crop: denied, consent.wrong_item" wrong_item
it "consent for other words: denied, consent.wrong_caption" wrong_caption
it "consent that has ended: denied, consent.expired" expired
it "consent record that was withdrawn: denied, consent.withdrawn" withdrawn_record
it "a single grant that was withdrawn: denied, consent.withdrawn" withdrawn_grant
it "a withdrawn record beside a good one: denied" withdrawn_beside_a_good_one
it "the patient said no: denied, consent.refused" refused_answer
it "without attestation: denied, attest.missing" not_attested
it "attestation for other copies: denied, attest.missing" attested_for_others
it "attestation with nothing filled in: denied, attest.missing" unanswered_is_no
it "a second file that is garbage: denied, the first is still copied" unreadable_second
it "a second file that is not there: denied, the first is still copied" absent_second
it "a pack that does not parse: denied, the line is named" broken_pack
it "a pack that nobody knows: denied" unknown_pack
it "a pack folder that is not there: denied" absent_pack_folder
it "a consent record with a wrong field: 1, file and field named" broken_consent
it "a consent record that is no JSON: 1, file named" consent_no_json
it "an attestation with a wrong field: 1, file and field named" broken_attestation
it "copyright not settled: referred, no package" referred
it "everything in order: permitted, package complete" permitted
it "verify: valid, as folder, as case, as file, offline" valid
it "verify: a flipped byte of any file is found" flipped_byte
it "verify: a flipped byte of the signature is found" flipped_signature
it "verify: a file that was removed is named" removed_file
it "verify: a file that was added is named" extra_file
it "verify: a package of another desk is not ours" another_desk
it "verify: a picture that was never cleared" unknown_picture
it "posted: an address that cannot be read back is not recorded" unreadable_address
it "posted, withdraw, verify: withdrawn" withdrawn_release
it "no value of a file stands in package, answers, talk or ledger" no_value_gets_out
it "an input inside --out: 1, and what to do" input_inside_out
it "somebody else's --out: 1, untouched" foreign_out
it "its own --out: replaced as a whole, a no takes the package away" own_out_again
it "the ledger of all this holds" ledger_holds
finish
