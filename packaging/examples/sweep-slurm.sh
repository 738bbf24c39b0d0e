#!/usr/bin/env bash
# A sweep as a Slurm job array, a part an array task, and a job that puts the parts together when all are done:
#
#     sbatch --array=1-16 packaging/examples/sweep-slurm.sh sweep.csv mm4 --vary num_consumers=1:16 \
#         --vary capacity=1,10,100 --replications 20 --metric wait_s.p99
#     sbatch --dependency=afterok:JOB packaging/examples/sweep-slurm.sh sweep.csv
#
# JOB is the number that the first command printed. The table is the same, byte for byte, as that of `sojourn sweep` in
# one piece, on however many machines; the folder must be one that they share. An array task that ran out of time is told
# half a minute before and leaves what it has: submit it again with the same --array number, and merge when it is done.
# SOJOURN names the program (default: sojourn).
#SBATCH --job-name=sojourn-sweep
#SBATCH --cpus-per-task=4
#SBATCH --time=01:00:00
#SBATCH --signal=B:TERM@30
set -euo pipefail

if (($# < 1)); then
    echo "usage: sbatch --array=1-N ${0##*/} OUT SCENARIO --vary … --metric …; then without --array: OUT" >&2
    exit 2
fi
out=$1
shift

if [[ -z ${SLURM_ARRAY_TASK_ID:-} ]]; then
    exec "${SOJOURN:-sojourn}" sweep --merge "$out".part-*.csv --out "$out"
fi
# Slurm's signal goes to this shell; exec makes it the program's.
exec "${SOJOURN:-sojourn}" sweep "$@" --quiet --jobs "${SLURM_CPUS_PER_TASK:-1}" \
    --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" --out "$out.part-$SLURM_ARRAY_TASK_ID.csv"
