#!/bin/sh
# Gets an access token with a key instead of a secret (private_key_jwt). Needs openssl 3 and curl.
#
#   sh token-by-key.sh new-key                     makes key.pem, prints the public key to be registered
#   BASE=https://… CLIENT=… sh token-by-key.sh     prints the answer of the token endpoint
set -eu

base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }

if [ "${1:-}" = new-key ]; then
  (umask 077 && openssl genpkey -algorithm ed25519 -out key.pem)
  x=$(openssl pkey -in key.pem -pubout -outform DER | tail -c 32 | base64url)
  printf '{"kty":"OKP","crv":"Ed25519","kid":"%s","x":"%s"}\n' "${KID:-key-1}" "$x"
  exit
fi

# What the registry calls itself; a registry whose operator has set it says so at this address.
issuer=$(curl -sS "$BASE/.well-known/oauth-authorization-server" | sed 's/.*"issuer":"\([^"]*\)".*/\1/')
now=$(date +%s)
header=$(printf '{"alg":"EdDSA","kid":"%s"}' "${KID:-key-1}" | base64url)
claims=$(printf '{"iss":"%s","sub":"%s","aud":"%s","jti":"%s","iat":%d,"exp":%d}' \
  "$CLIENT" "$CLIENT" "$issuer" "$(openssl rand -hex 16)" "$now" "$((now + 60))" | base64url)
signed=$(mktemp)
trap 'rm -f "$signed"' EXIT
printf '%s.%s' "$header" "$claims" >"$signed"
signature=$(openssl pkeyutl -sign -inkey key.pem -rawin -in "$signed" | base64url)
curl -sS "$BASE/oauth/token" -d grant_type=client_credentials \
  -d client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer \
  -d "client_assertion=$header.$claims.$signature"
