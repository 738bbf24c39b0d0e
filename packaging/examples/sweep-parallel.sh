#!/usr/bin/env bash
# A sweep in parts under GNU parallel, on this machine or on several, and the table of all of it:
#
#     packaging/examples/sweep-parallel.sh 8 sweep.csv mm4 --vary num_consumers=1:16 --vary capacity=1,10,100 \
#         --replications 20 --metric wait_s.p99
#
# 8 parts, each with one thread; the table is the same, byte for byte, as that of `sojourn sweep` in one piece. GNU
# parallel's own options come by PARALLEL: with PARALLEL='--sshlogin a,b --workdir . --transferfile my.json --return
# {}.csv --cleanup' the parts are computed on the machines a and b. SOJOURN names the program (default: sojourn).
set -euo pipefail

if (($# < 3)); then
    echo "usage: ${0##*/} PARTS OUT SCENARIO --vary … --metric …" >&2
    exit 2
fi
parts=$1 out=$2 program=${SOJOURN:-sojourn}
shift 2

folder=$(mktemp -d "$out.parts.XXXXXX")
trap 'rm -rf -- "$folder"' EXIT

# A part that fails stops the rest; its name says which it was.
seq "$parts" | parallel --halt soon,fail=1 \
    "${program@Q}" sweep "${@@Q}" --quiet --jobs 1 --shard "{}/$parts" --out "${folder@Q}/{}.csv"

"$program" sweep --merge "$folder"/*.csv --out "$out"
