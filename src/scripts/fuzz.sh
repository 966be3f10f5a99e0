#!/usr/bin/env bash
# Runs fuzz targets for long: src/scripts/fuzz.sh [--minutes N] [TARGET…]; without targets all of them, one after the other.
# The tests run each for a few seconds. What is found lies in target/fuzz of its module; see CONTRIBUTING.md, "Fuzzing".
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

minutes=20
targets=()
while [ $# -gt 0 ]; do
  case "$1" in
    --minutes)
      minutes=${2:?"--minutes needs a number"}
      shift 2
      ;;
    -h | --help)
      sed -n '2,3s/^# //p' "${BASH_SOURCE[0]}"
      echo "targets:"
      find schema/src/test signing/src/test -name '*FuzzTest.java' -exec basename {} FuzzTest.java \; | sort | sed 's/^/  /'
      exit 0
      ;;
    *)
      targets+=("$1")
      shift
      ;;
  esac
done
if [ ${#targets[@]} -eq 0 ]; then
  mapfile -t targets < <(find schema/src/test signing/src/test -name '*FuzzTest.java' -exec basename {} FuzzTest.java \; | sort)
fi

./mvnw -q -B -ntp -pl schema,signing -Dspotless.check.skip process-test-classes </dev/null
result=0
for target in "${targets[@]}"; do
  file=$(find schema/src/test signing/src/test -name "${target%FuzzTest}FuzzTest.java" | head -n 1)
  if [ -z "$file" ]; then
    echo "fuzz.sh: there is no target $target; --help lists them" >&2
    exit 2
  fi
  module=${file%%/*}
  echo "== $target, $minutes minutes, findings in $module/target/fuzz"
  ./mvnw -B -ntp -pl schema,signing -Dspotless.check.skip -Dtest="$(basename "$file" .java)" \
    -Dsurefire.failIfNoSpecifiedTests=false -Dfuzz.skip=false -Dfuzz.verbosity=1 -Dfuzz.duration="${minutes}m" process-test-classes surefire:test@fuzz </dev/null ||
    result=1
done
exit "$result"
