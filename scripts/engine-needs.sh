#!/bin/sh
# Installs what real engines and the suite against them (npm run test:docker) need, where it is missing: Debian 12, as root.
set -eu

missing=
# need COMMAND PACKAGE…
need() {
  command=$1
  shift
  command -v "$command" >/dev/null 2>&1 || missing="$missing $*"
}

need dockerd docker.io
need podman podman containernetworking-plugins
need runc runc
need gcc gcc libc6-dev
need rustc rustc
need curl curl ca-certificates
need xz xz-utils
[ -e /bin/busybox ] && ! ldd /bin/busybox >/dev/null 2>&1 || missing="$missing busybox-static"
[ -e /usr/bin/python3 ] || missing="$missing python3-minimal"
[ -e /usr/lib/x86_64-linux-gnu/libc.a ] || missing="$missing libc6-dev"

if [ -n "$missing" ]; then
  apt-get update -qq
  # shellcheck disable=SC2086 # a list of packages
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
fi
