#!/bin/sh
# Starts a real container engine for recordings and tests, in a data root of its own, and prints the shell
# variables that select it:
#
#   eval "$(scripts/engine.sh start old)"       Debian bookworm's docker.io 20.10 (legacy builder, old BuildKit)
#   eval "$(scripts/engine.sh start current)"   docker 28 with buildx and compose v2, unpacked from Debian forky
#   eval "$(scripts/engine.sh start podman)"    podman 4.3 with a storage of its own, and its API service
#   scripts/engine.sh images                    loads the small local base images into the selected engine
#   scripts/engine.sh stop old|current|podman   stops it; everything lies below /tmp/whydunit-engine
#
# Needs root, docker.io, podman, busybox-static, curl, xz and debootstrap from Debian bookworm. Packages are checked against
# the SHA-256 of the suite's own index.
set -eu

home=${WHYDUNIT_ENGINE_HOME:-/tmp/whydunit-engine}
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
current=$home/debian-forky

fetch_current() {
  [ -x "$current/usr/sbin/dockerd" ] && return
  mkdir -p "$home/debs" && cd "$home/debs"
  curl -sSf "$mirror/dists/forky/main/binary-amd64/Packages.xz" | xz -d > Packages
  for package in docker.io docker-cli containerd docker-buildx docker-compose; do
    file=$(awk -v p="$package" '$1 == "Package:" {on = $2 == p} on && $1 == "Filename:" {print $2; exit}' Packages)
    sum=$(awk -v p="$package" '$1 == "Package:" {on = $2 == p} on && $1 == "SHA256:" {print $2; exit}' Packages)
    curl -sSf -o "$package.deb" "$mirror/$file"
    echo "$sum  $package.deb" | sha256sum -c --quiet - >&2
    dpkg -x "$package.deb" "$current"
  done
  # forky's runc wants a newer C library than bookworm has
  rm -f "$current/usr/sbin/runc" "$current/usr/bin/runc"
}

start() {
  run=$home/$1
  mkdir -p "$run/config/cli-plugins" "$run/data"
  case $1 in
    old) bin=/usr/sbin:/usr/bin subnet=10.201.0.1/16 ;;
    current)
      fetch_current
      bin=$current/usr/sbin:$current/usr/bin subnet=10.202.0.1/16
      find "$current/usr" -path '*cli-plugins/docker-*' -exec cp {} "$run/config/cli-plugins/" \;
      ;;
    podman) podman_settings; podman_service; return ;;
    *) echo "engine.sh: unknown engine $1, use old, current or podman" >&2; exit 2 ;;
  esac
  if ! DOCKER_HOST=unix://$run/docker.sock /usr/bin/docker version >/dev/null 2>&1; then
    rm -f "$run/docker.pid"
    # BuildKit's RUN steps want a bridge, and two engines cannot share docker0
    if ! [ -d "/sys/class/net/wd-$1" ]; then
      busybox brctl addbr "wd-$1"
      busybox ifconfig "wd-$1" "${subnet%/*}" netmask 255.255.0.0 up
    fi
    PATH=$bin:$PATH setsid dockerd --iptables=false --ip6tables=false --storage-driver=vfs \
      --data-root="$run/data" --exec-root="$run/exec" --pidfile="$run/docker.pid" \
      --bridge="wd-$1" -H "unix://$run/docker.sock" > "$run/dockerd.log" 2>&1 < /dev/null &
    tries=0
    until DOCKER_HOST=unix://$run/docker.sock /usr/bin/docker version >/dev/null 2>&1; do
      tries=$((tries + 1))
      [ $tries -lt 60 ] || { tail -20 "$run/dockerd.log" >&2; exit 1; }
      sleep 0.5
    done
  fi
  echo "export DOCKER_HOST=unix://$run/docker.sock DOCKER_CONFIG=$run/config PATH=$bin:$PATH"
}

# Bookworm's crun refuses the hybrid control groups of CI machines, and the default limits ask for more than they allow.
podman_settings() {
  mkdir -p "$home/podman"
  printf '[storage]\ndriver="vfs"\ngraphroot="%s/root"\nrunroot="%s/run"\n' "$home/podman" "$home/podman" > "$home/podman/storage.conf"
  printf '[containers]\ndefault_ulimits=["nofile=4096:4096","nproc=4096:4096"]\n[engine]\nruntime="runc"\ncgroup_manager="cgroupfs"\nevents_logger="file"\n' \
    > "$home/podman/containers.conf"
  echo "export CONTAINERS_CONF=$home/podman/containers.conf CONTAINERS_STORAGE_CONF=$home/podman/storage.conf ENGINE=podman"
}

# Podman needs no daemon, but its Docker-compatible API is a process.
podman_service() {
  socket=$home/podman/podman.sock
  if ! curl -sf --unix-socket "$socket" http://podman/_ping >/dev/null; then
    CONTAINERS_CONF=$home/podman/containers.conf CONTAINERS_STORAGE_CONF=$home/podman/storage.conf \
      setsid podman system service --time=0 "unix://$socket" > "$home/podman/service.log" 2>&1 < /dev/null &
    echo $! > "$home/podman/docker.pid"
    tries=0
    until curl -sf --unix-socket "$socket" http://podman/_ping >/dev/null; do
      tries=$((tries + 1))
      [ $tries -lt 60 ] || { tail -20 "$home/podman/service.log" >&2; exit 1; }
      sleep 0.5
    done
  fi
  echo "export DOCKER_HOST=unix://$socket"
}

stop() {
  [ -f "$home/$1/docker.pid" ] && kill "$(cat "$home/$1/docker.pid")" || true
}

# busybox:local is Debian's static busybox; pytest:local and cargo:local are minimal Debians with those tools and gcc.
images() {
  engine=${ENGINE:-docker}
  have() { "$engine" image inspect "$1" >/dev/null 2>&1; }
  if ! have busybox:local; then
    root=$home/busybox-root
    mkdir -p "$root/bin" "$root/tmp" "$root/etc"
    for applet in $(/bin/busybox --list); do ln -sf busybox "$root/bin/$applet"; done
    cp --remove-destination /bin/busybox "$root/bin/busybox"
    echo 'root:x:0:0:root:/:/bin/sh' > "$root/etc/passwd"
    tar -C "$root" -c . | "$engine" import - busybox:local >/dev/null
  fi
  base pytest python3-pytest,python3-pip,gcc,libc6-dev
  base cargo cargo,gcc,libc6-dev
}

# base NAME PACKAGES: NAME:local is a minimal Debian with these packages.
base() {
  have "$1:local" && return
  if [ ! -f "$home/$1.tar" ]; then
    debootstrap --variant=minbase --include="$2" bookworm "$home/$1-root" "$mirror" >&2
    rm -rf "$home/$1-root"/var/cache/apt/archives/*.deb "$home/$1-root"/usr/share/doc
    tar -C "$home/$1-root" -cf "$home/$1.tar" .
  fi
  "$engine" import "$home/$1.tar" "$1:local" >/dev/null
}

case ${1:-} in
  start) start "${2:?which engine: old, current or podman}" ;;
  stop) stop "${2:?which engine: old, current or podman}" ;;
  images) images ;;
  *) sed -n '2,12p' "$0" >&2; exit 2 ;;
esac
