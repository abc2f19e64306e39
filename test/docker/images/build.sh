#!/bin/sh
# Builds the root file systems of the suite's images from nothing, as tar archives in the folder named by $1:
#
#   static.tar   busybox and small programs, no loader and no C library
#   glibc.tar    the same, with this machine's loader and C library
#   python.tar   that and a minimal Python
#
# Needs gcc, libc6-dev, rustc, busybox-static and Debian's python3-minimal.
set -eu

programs=$(cd "$(dirname "$0")/programs" && pwd)
out=${1:?which folder to build into}
root=$out/root
rm -rf "$root" && mkdir -p "$root"

# busybox, a user, and every program that fails in its own way
base() {
  mkdir -p "$1/bin" "$1/etc" "$1/tmp" "$1/srv/www/cgi-bin" "$1/app" "$1/proc" "$1/sys" "$1/dev" "$1/data"
  cp /bin/busybox "$1/bin/busybox"
  for applet in $(/bin/busybox --list); do [ -e "$1/bin/$applet" ] || ln -s busybox "$1/bin/$applet"; done
  printf 'root:x:0:0:root:/:/bin/sh\napp:x:1000:1000:app:/:/bin/sh\n' > "$1/etc/passwd"
  printf 'root:x:0:\napp:x:1000:\n' > "$1/etc/group"
  echo fine > "$1/srv/www/index.html"
  printf '#!/bin/sh\nprintf "Status: 500 Internal Server Error\\r\\n\\r\\nthe database is away\\n"\n' > "$1/srv/www/cgi-bin/health"
  chmod 755 "$1/srv/www/cgi-bin/health"
  cp "$out"/bin/* "$1/app/"
  cp "$programs"/*.sh "$1/app/"
  chmod 755 "$1"/app/*
  chmod 644 "$1/app/not-executable.sh"
  chmod 1777 "$1/tmp"
}

# copies files with the libraries they need, at the same paths
bring() {
  for file in "$@"; do
    { echo "$file"; ldd "$file" 2>/dev/null | grep -o '/[^ ]*' || true; } | while read -r path; do
      mkdir -p "$root$(dirname "$path")"
      cp -L "$path" "$root$path"
    done
  done
}

pack() { tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -C "$root" -cf "$out/$1.tar" .; }

rm -rf "$out/bin" && mkdir -p "$out/bin"
for name in segfault abort illegal eat; do gcc -static -Os -s -o "$out/bin/$name" "$programs/$name.c"; done
gcc -Os -s -o "$out/bin/hello" "$programs/hello.c"

# another processor's program: the ELF header says AArch64
cp "$out/bin/segfault" "$out/bin/other-processor"
printf '\267' | dd of="$out/bin/other-processor" bs=1 seek=18 conv=notrunc status=none

# a library that is there when linking only
echo 'int wd_store(void) { return 0; }' | gcc -shared -fPIC -Wl,-soname,libwd-storage.so.3 -xc -o "$out/libwd-storage.so" -
gcc -Os -s -o "$out/bin/uses-library" "$programs/uses-library.c" "$out/libwd-storage.so"

# a C library newer than any: its version stands in the program, as after building on a newer distribution
echo 'GLIBC_2.99 { global: wd_store; };' > "$out/newer.map"
echo 'int wd_store(void) { return 0; }' \
  | gcc -shared -fPIC -nostdlib -Wl,-soname,libc.so.6 -Wl,--version-script="$out/newer.map" -xc -o "$out/newer-libc.so" -
echo 'int wd_store(void); void _start(void) { wd_store(); }' \
  | gcc -Os -s -nostdlib -nostartfiles -xc -o "$out/bin/newer-libc" - -xnone "$out/newer-libc.so"

(cd "$programs" && rustc -C opt-level=s -C strip=symbols -o "$out/bin/panic" panic.rs)

base "$root"
pack static

bring "$out/bin/hello" "$out/bin/panic" /bin/busybox
rm -rf "${root:?}${out:?}"
pack glibc

python=$(readlink -f /usr/bin/python3)
bring "$python"
ln -sf "$(basename "$python")" "$root/usr/bin/python3"
dpkg -L "$(basename "$python")-minimal" "lib$(basename "$python")-minimal" | grep '^/usr/lib/python3.*\.py$' \
  | tar -C / --no-recursion -cf - -T - 2>/dev/null | tar -C "$root" -xf -
for module in math _socket select; do
  find "/usr/lib/$(basename "$python")/lib-dynload" -name "$module.*" | while read -r file; do bring "$file"; done
done
cp "$programs/service.py" "$root/app/service.py"
pack python
rm -rf "$root"
