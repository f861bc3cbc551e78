#!/usr/bin/env bash
# survey_test.sh IMPRIMATUR TOOLS SOURCE: a body of posts from every layout, good and bad; stopped and gone on; in shards; read again by a person.
# shellcheck source-path=SCRIPTDIR
source "$(dirname "${BASH_SOURCE[0]}")/checks.sh"

outputs=(report.html posts.csv accounts.csv summary.json problems.csv)

prepare() {
    make_pictures
    "$tools/make_archives" archives seeds/figure.png || exit 1
    # 600 posts of 20 accounts: every third is harmless, every third has a date, every third an age and a place.
    local i
    for (( i = 1; i <= 600; i++ )); do
        case $(( i % 3 )) in
            0) text='Flat lesion in the sigmoid. Which classification do you use?' ;;
            1) text='Polyp removed last night, patient doing well.' ;;
            2) text='A 47-year-old man from Lyon with a perforation, shared with consent.' ;;
        esac
        printf '{"id":"t%s","platform":"x","caption":"%s Zqcanary%s","account":{"handle":"Zqcanary%s"},"posted":"%s-05-06"}\n' \
            "$i" "$text" "$i" $(( i % 20 )) $(( 2017 + i % 5 ))
    done >posts.jsonl
}

# Nothing of a post's words, names or handles stands in what is handed on. sample.csv and .survey are for the owner alone.
no_words_in() {
    local name
    for name in "${outputs[@]}"; do lacks "$1/$name" Zqcanary; done
}

# consents SUMMARY: posts that mention consent, whatever their class.
consents() { values '/consent_mentioned/*/count' "$1" | awk '{sum += $1} END {print sum}'; }

a_body_of_posts() {
    run 0 survey posts.jsonl --no-images --sample 25 --out whole
    local name
    for name in "${outputs[@]}"; do is_file "whole/$name"; done
    no_words_in whole
    lacks out Zqcanary
    lacks err Zqcanary
    says /posts 600 whole/summary.json
    says /accounts/known 20 whole/summary.json
    fits survey whole/summary.json
    [[ $(wc -l <whole/posts.csv) == 601 && $(wc -l <whole/accounts.csv) == 21 && $(wc -l <whole/sample.csv) == 26 ]] || fail "lines of the tables"
    [[ $(cut -d, -f3 whole/posts.csv | sort -u | grep -c '^a-') == 20 ]] || fail "pseudonyms"
    holds whole/sample.csv Zqcanary
    [[ $(stat -c %a whole/sample.csv) == 600 ]] || fail "the sheet with texts can be read by others"
    [[ $(consents whole/summary.json) == 200 ]] || fail "consent is mentioned $(consents whole/summary.json) times"
    holds whole/report.html 'What is not promised'
    lacks whole/report.html '<script'
    run 0 survey posts.jsonl --no-images --out again --json
    fits survey
    cmp whole/report.html again/report.html || fail "two runs, two reports"
}

# Killed at any moment, once for certain between two writes, and with half a line at the end: the same bytes come out.
stopped_and_gone_on() {
    local i survey
    for (( i = 1; i <= 3; i++ )); do
        timeout -s KILL "0.$(( i * 2 ))" "$imprimatur" survey posts.jsonl --no-images --sample 25 --out stopped >/dev/null 2>&1 </dev/null || true
    done
    "$imprimatur" survey posts.jsonl --no-images --sample 25 --out stopped >/dev/null 2>&1 </dev/null &
    survey=$!
    while kill -0 "$survey" 2>/dev/null && [[ ! -s stopped/.survey/posts.jsonl ]]; do sleep 0.01; done
    kill -KILL "$survey" 2>/dev/null || true
    wait "$survey" || true
    run 0 survey posts.jsonl --no-images --sample 25 --out stopped
    [[ -z $(find stopped -name '.imprimatur-*') ]] || fail "a killed run left something behind"
    cmp_all whole stopped
    # As if the last write had been cut: 300 records and a part of one.
    head -n 300 stopped/.survey/posts.jsonl >cut
    sed -n 301p stopped/.survey/posts.jsonl | head -c 40 >>cut
    cp cut stopped/.survey/posts.jsonl
    rm stopped/report.html
    run 0 survey posts.jsonl --no-images --sample 25 --out stopped
    [[ $(wc -l <stopped/.survey/posts.jsonl) == 600 ]] || fail "records lost or done twice"
    cmp_all whole stopped
    # What is done is not done again: a record that says otherwise stays.
    sed -i '1s/"consent_mentioned":false/"consent_mentioned":true/' stopped/.survey/posts.jsonl
    run 0 survey posts.jsonl --no-images --sample 25 --out stopped
    [[ $(consents stopped/summary.json) == 201 ]] || fail "a post was screened again"
}

cmp_all() {
    local name
    for name in "${outputs[@]}" sample.csv; do cmp "$1/$name" "$2/$name" || fail "$name differs"; done
}

another_survey_is_not_mixed_in() {
    head -n 10 posts.jsonl >other.jsonl
    run 1 survey other.jsonl --no-images --out whole
    holds err 'another survey stands in this folder'
    mkdir -p occupied && touch occupied/letter.txt
    run 1 survey other.jsonl --no-images --out occupied
    holds err 'holds something else'
    [[ -e occupied/letter.txt ]] || fail "somebody's letter is gone"
}

in_shards() {
    local i
    for i in 1 2 3; do run 0 survey posts.jsonl --no-images --sample 25 --shard $i/3 --out part$i; done
    says /posts 200 part2/summary.json
    run 0 survey merge part3 part1 part2 --out merged
    cmp_all whole merged
    run 1 survey merge part1 part2 --out less
    holds err 'only 2 are given'
    run 1 survey merge part1 part2 part2 --out less
    holds err 'given twice'
    run 0 survey other.jsonl --no-images --sample 25 --shard 3/3 --out strange
    run 1 survey merge part1 part2 strange --out less
    holds err 'another input'
    head -n 5 part3/.survey/posts.jsonl >cut && cp cut part3/.survey/posts.jsonl
    run 1 survey merge part1 part2 part3 --out less
    holds err 'not finished'
    is_absent less
    run 1 survey posts.jsonl --shard 4/3 --out less
    holds err 'this is no shard'
}

bad_lines() {
    printf '{"caption":"fine"}\nZqcanary\n{"caption":7}\n\xff\xfe\n{"likes":"Zqcanary"}\n{"caption":"also fine","posted":"Zqcanary"}\n' >bad.jsonl
    run 1 survey bad.jsonl --out bad
    says /posts 2 bad/summary.json
    says /problems 5 bad/summary.json
    local line
    for line in 2 3 4 5 6; do
        holds err "line $line: "
        holds bad/problems.csv "line,$line,"
    done
    no_canary out err bad/problems.csv bad/report.html
    printf 'a,b\n1,2\n' >bad.csv
    run 1 survey bad.csv --out nothing
    holds err 'caption, text or images'
    run 1 survey absent.jsonl --out nothing
    run 2 survey --out nothing
    run 2 survey posts.jsonl
    is_absent nothing
}

a_table() {
    printf '\xef\xbb\xbfTweet ID;Text;Username;Date\r\n1;"Two\r\nlines; and ""marks""";@Zqcanary;2019-03-04\r\n=2;Seen on 3 March 2019 in Lyon;@Zqcanary;2020-03-04\r\n' >posts.csv
    run 0 survey posts.csv --no-images --out table
    says /posts 2 table/summary.json
    holds table/posts.csv "'=2"
    no_words_in table
}

downloads() {
    run 1 survey archives/x.zip --out x
    says /posts 3 x/summary.json
    says /layout x x/summary.json
    says /images/inspected 1 x/summary.json
    says /images/not_pictures 1 x/summary.json
    says /images/unreadable 1 x/summary.json
    holds err 'entry 5: full_text must be text'
    holds err 'entry 3: image 1 cannot be read'
    [[ $(cut -d, -f3 x/posts.csv | sort -u | grep -c '^a-') == 1 ]] || fail "one account"
    no_words_in x
    no_canary out err
    run 1 survey archives/instagram.zip --out instagram
    says /images/inspected 1 instagram/summary.json
    says /images/missing 1 instagram/summary.json
    holds err 'entry 2: image 1 is not there'
    holds instagram/.survey/posts.jsonl DATE_REL
    run 0 survey archives/facebook.zip --out facebook
    says /posts 1 facebook/summary.json
    run 0 survey archives/linkedin.zip --out linkedin --sample 5
    says /posts 1 linkedin/summary.json
    holds linkedin/sample.csv 'arrived'
    no_words_in linkedin
}

# The pictures of the study's kind: what stands on them counts.
pictures_beside_posts() {
    mkdir -p pictures
    cp seeds/figure.png seeds/photo.jpg pictures/
    printf '{"id":"1","caption":"Flat lesion","images":["figure.png","photo.jpg"]}\n{"id":"2","caption":"Flat lesion","images":["../pictures/figure.png","/etc/hostname"]}\n' >with.jsonl
    run 1 survey with.jsonl --images pictures --fast --out with
    says /images/inspected 2 with/summary.json
    says /images/missing 2 with/summary.json
    no_canary out err with/report.html with/posts.csv
    run 0 survey with.jsonl --no-images --out without
    says /images/looked_at false without/summary.json
    run 2 survey with.jsonl --no-images --images pictures --out never
}

unpacked() {
    mkdir -p open/data && printf 'window.YTD.tweets.part0 = [{"tweet":{"id_str":"1","full_text":"Flat lesion","created_at":"Mon Mar 04 10:11:12 +0000 2019"}}]' >open/data/tweets.js
    run 0 survey open --out unpacked
    says /layout x unpacked/summary.json
    mkdir -p plain && cp other.jsonl plain/posts.jsonl
    run 0 survey plain --no-images --out plainly
    says /posts 10 plainly/summary.json
}

hostile_archives() {
    local archive
    for archive in archives/refused_*.zip; do
        run 1 survey "$archive" --out refused
        one_line err
        no_canary out err
        is_absent refused
    done
    run 1 survey archives/refused_slip.zip --out refused; holds err 'leads out'
    run 1 survey archives/refused_encrypted.zip --out refused; holds err 'encrypted'
    run 1 survey archives/refused_doubled.zip --out refused; holds err 'same name'
    run 1 survey archives/refused_nested.zip --out refused; holds err 'unpack it'
    run 1 survey archives/refused_unknown.zip --out refused; holds err 'data/tweets.js'
    run 1 survey archives/bomb.zip --out bomb; holds err 'grows more than the limit'
    [[ -z $(find . -name 'Zqcanary*') ]] || fail "a file was written outside"
}

a_second_reader() {
    # Agrees with the program on harmless posts and on the rest, but for one; two rows stay empty, one is nonsense.
    awk -F, 'NR==1 {print; next} {class = /Flat lesion/ ? "compliant" : "At risk"; if (NR==2) class="non-compliant"; if (NR==3||NR==4) class=""; if (NR==5) class="perhaps"; sub(/\r$/, ""); print $0 class}' whole/sample.csv >whole/filled.csv
    run 1 survey kappa whole/filled.csv --out agreed
    holds out "Cohen's kappa"
    holds out '2 rows left empty, 1 not usable'
    holds err 'row 5: human_class must be'
    is_file agreed/kappa.html
    says /posts 22 agreed/kappa.json
    run 1 survey kappa whole/filled.csv --json
    says /empty 2
    run 1 survey kappa whole/sample.csv
    holds err 'no row of the sheet has a class'
    cp whole/filled.csv alone.csv && mkdir -p elsewhere && mv alone.csv elsewhere/
    run 1 survey kappa elsewhere/alone.csv
    holds err '--posts'
    run 1 survey kappa elsewhere/alone.csv --posts whole/posts.csv
    # The sheet that was begun is not drawn over.
    cp whole/filled.csv again/sample.csv
    run 0 survey posts.jsonl --no-images --sample 30 --out again
    cmp whole/filled.csv again/sample.csv || fail "a filled sheet was overwritten"
}

prepare
it 'a body of posts is classed, counted and reported without a word of theirs' a_body_of_posts
it 'a run that was killed goes on and ends with the same bytes' stopped_and_gone_on
it 'a folder with something else is left alone' another_survey_is_not_mixed_in
it 'shards make the whole, and only the whole' in_shards
it 'bad lines are named by their number and the rest goes on' bad_lines
it 'a table of a spreadsheet is read' a_table
it 'the downloads of X, Instagram, Facebook and LinkedIn are read' downloads
it 'pictures beside posts are looked at, and none from elsewhere' pictures_beside_posts
it 'unpacked downloads and folders of posts are read' unpacked
it 'hostile archives end with a reason' hostile_archives
it 'a second reader is compared' a_second_reader
finish
