#!/usr/bin/env bash
# orthanc.sh IN OUT: Orthanc on a port of its own; each file is uploaded, anonymized by its rules of 2021b, and fetched. The start of the
# server is not counted. orthanc.sh --check says whether this can run.
set -uo pipefail
command -v Orthanc >/dev/null && command -v python3 >/dev/null || { echo "Orthanc (Debian orthanc) or python3 is not installed" >&2; exit 3; }
[[ $1 == --check ]] && exit 0
work=$(mktemp -d)
port=$((20000 + RANDOM % 20000))
cat >"$work/orthanc.json" <<CONFIG
{ "Name": "bench", "StorageDirectory": "$work/store", "IndexDirectory": "$work/store", "HttpPort": $port, "DicomServerEnabled": false,
  "RemoteAccessAllowed": false, "AuthenticationEnabled": false, "Plugins": [], "OverwriteInstances": true }
CONFIG
mkdir -p "$2" "$work/store"
Orthanc "$work/orthanc.json" >"$work/talk" 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null; wait "$server" 2>/dev/null; rm -rf "$work"' EXIT
python3 - "$1" "$2" "$port" <<'PYTHON'
import http.client, json, os, sys, time
source, target, port = sys.argv[1], sys.argv[2], int(sys.argv[3])
for _ in range(200):
    try:
        link = http.client.HTTPConnection('127.0.0.1', port); link.request('GET', '/system'); link.getresponse().read(); break
    except OSError:
        time.sleep(0.05)
def ask(method, path, body):
    link.request(method, path, body); answer = link.getresponse(); return answer.status, answer.read()
start = time.time()
for name in sorted(os.listdir(source)):
    with open(os.path.join(source, name), 'rb') as file:
        status, answer = ask('POST', '/instances', file.read())
    if status != 200:
        continue
    made = json.loads(answer)
    status, copy = ask('POST', '/instances/' + made['ID'] + '/anonymize', json.dumps({'DicomVersion': '2021b', 'Force': True}))
    if status == 200:
        with open(os.path.join(target, name), 'wb') as file:
            file.write(copy)
    ask('DELETE', '/instances/' + made['ID'], None)
with open(target + '.seconds', 'w') as file:
    file.write(str(time.time() - start))
PYTHON
exit 0
