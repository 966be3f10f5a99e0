#!/usr/bin/env bash
# Kills the packaged service, then its PostgreSQL, under load, then fills its disk: src/scripts/faults.sh [--kills N] [--seed N] [kill|database|disk]…
# After each restart what clients were told is held against record, status lists, bundle and every face. The tests do the same with a few kills.
# Figures are the lines with FIGURES. See CONTRIBUTING.md, "Faults".
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

kills=20
seed=()
tests=()
usage() {
  echo "usage: src/scripts/faults.sh [--kills N] [--seed N] [kill|database|disk]..." >&2
  exit 2
}
while [ $# -gt 0 ]; do
  case "$1" in
    --kills)
      [[ ${2:-} =~ ^[1-9][0-9]{0,3}$ ]] || usage
      kills=$2
      shift 2
      ;;
    --seed)
      [[ ${2:-} =~ ^[0-9]{1,9}$ ]] || usage
      seed=("-Dzhengzhao.faults.seed=$2")
      shift 2
      ;;
    -h | --help)
      sed -n '2,4s/^# //p' "${BASH_SOURCE[0]}"
      exit 0
      ;;
    kill) tests+=(KillTest) && shift ;;
    database) tests+=(DatabaseKillTest) && shift ;;
    disk) tests+=(DiskFullTest) && shift ;;
    *) usage ;;
  esac
done
[ ${#tests[@]} -gt 0 ] || tests=(KillTest DatabaseKillTest DiskFullTest)

# Only these tests; what they need is packaged before.
./mvnw -B -ntp -pl src -am -Dspotless.check.skip -Dfuzz.skip -Dzhengzhao.faults.kills="$kills" "${seed[@]}" \
  -Dtest="$(IFS=,; echo "${tests[*]}")" -Dsurefire.failIfNoSpecifiedTests=false integration-test </dev/null
