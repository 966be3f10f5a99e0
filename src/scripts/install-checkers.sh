#!/usr/bin/env bash
# Installs the programs of other people that judge our work in tests, on Debian and Ubuntu:
# poppler-utils (pdfsig, pdftoppm), openssl, zbar-tools (zbarimg), SoftHSM2 (a PKCS#11 token), Chromium, a Chinese font.
# Does nothing when all are there.
set -euo pipefail

packages=(poppler-utils openssl zbar-tools softhsm2 chromium fonts-noto-cjk)

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
  echo "install-checkers: this is not Debian or Ubuntu; install what these packages hold by hand: ${packages[*]}" >&2
  exit 1
fi

missing=()
for package in "${packages[@]}"; do
  state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
  [[ $state == installed ]] || missing+=("$package")
done

if ((${#missing[@]} == 0)); then
  echo "install-checkers: all there: ${packages[*]}"
  exit 0
fi

become=()
if ((EUID != 0)); then
  if ! command -v sudo >/dev/null; then
    echo "install-checkers: run this as root, or install by hand: apt-get install ${missing[*]}" >&2
    exit 1
  fi
  become=(sudo)
fi

echo "install-checkers: installing ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
"${become[@]}" apt-get update -q </dev/null
"${become[@]}" apt-get install -y -q --no-install-recommends "${missing[@]}" </dev/null
echo "install-checkers: done"
