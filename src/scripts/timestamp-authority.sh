#!/usr/bin/env bash
# A small timestamp authority (RFC 3161) on this machine, to try the setting zhengzhao.timestamp.authority with. It makes a root of its
# own at every start and writes its certificate to FILE. For tests only: nobody should trust it.
set -euo pipefail

if (($# != 2)); then
  echo "usage: src/scripts/timestamp-authority.sh PORT FILE" >&2
  exit 2
fi

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
port=$1
file=$(realpath -m "$2")
cd "$root"
sh ./mvnw -q -B -ntp -pl signing -am -DskipTests -Dspotless.check.skip package dependency:build-classpath \
  -Dmdep.outputFile=target/classpath.txt </dev/null >&2
exec java -cp "signing/target/classes:signing/target/test-classes:schema/target/classes:$(cat signing/target/classpath.txt)" \
  src/end-to-end/java/org/zhengzhao/product/TimestampAuthority.java "$port" "$file"
