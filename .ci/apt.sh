#!/bin/sh
# Installs Debian packages where that is possible, and says which are missing where it is not. Never fails:
# what cannot do without them says so itself.
# usage: apt.sh PACKAGE...
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1 && exit
    apt-get update -qq >/dev/null 2>&1
    apt-get install -y -qq --no-install-recommends "$@" >/dev/null && exit
fi
echo "could not install $*; on Debian: apt-get install $*" >&2
