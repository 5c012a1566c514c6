#!/bin/sh
# Unpacks Debian's packages of the MySQL server into a virtual environment, where the tests look for it, unless they
# find one already: nothing is installed, and no root is needed. No Debian release has it, so the packages are those
# of the next one, with the C library that they need. Never fails: a test that cannot do without says so itself.
# usage: mysql.sh VENV
set -eu
cd "$(dirname "$0")/.."
venv=$(cd "$1" && pwd)
"$venv/bin/python" -c "from tests import servers; servers.mysql_installation('mysql')" 2>/dev/null && exit
scratch=$(mktemp -d "$venv/mysql.XXXXXX")
trap 'rm -rf "$scratch"' EXIT

# apt with lists and a status of its own, as if nothing were installed, and the machine's own mirror.
mirror() {
    command -v apt-get >/dev/null || return
    sources='$(REPO_URI) $(ORIGIN) $(LABEL)'
    find_uri() {
        apt-get indextargets --format "$sources" 'Created-By: Packages' |
            awk '$2 == "Debian" && $3 == "Debian" { print $1; exit }'
    }
    uri=$(find_uri)
    [ -n "$uri" ] || { [ "$(id -u)" = 0 ] && apt-get update -qq >/dev/null 2>&1 && uri=$(find_uri); }
    [ -n "$uri" ]
}

configure() {
    apt=$scratch/apt
    mkdir -p "$apt/state/lists/partial" "$apt/cache/archives/partial" "$apt/etc/sources.list.d" "$apt/etc/preferences.d" \
        "$apt/etc/apt.conf.d"
    : >"$apt/status"
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $uri sid main" >"$apt/etc/sources.list"
    cat >"$apt/apt.conf" <<CONF
Dir "$apt";
Dir::State "state";
Dir::State::status "$apt/status";
Dir::Cache "cache";
Dir::Etc "etc";
Dir::Etc::trustedparts "/etc/apt/trusted.gpg.d/";
APT::Architecture "$(dpkg --print-architecture)";
APT::Sandbox::User "";
APT::Install-Recommends "false";
Acquire::Languages "none";
Acquire::Check-Valid-Until "false";
CONF
    export APT_CONFIG="$apt/apt.conf"
}

unpack() {
    mkdir "$scratch/debs" "$scratch/mysql" "$scratch/mysql/root"
    apt-get update -qq
    packages=$(apt-get install -s mysql-server-core 2>/dev/null |
        awk '/^Inst/ { print $2 }' | grep -vE 'perl|libdb5|debconf|media-types')
    [ -n "$packages" ]
    (cd "$scratch/debs" && apt-get download -qq $packages)
    for package in "$scratch"/debs/*.deb; do
        dpkg-deb --fsys-tarfile "$package" | tar -x -C "$scratch/mysql/root" --exclude='./usr/share/doc/*' \
            --exclude='./usr/share/man/*' --exclude='./usr/share/locale/*' --exclude='./usr/lib/*/gconv/*' \
            --exclude='./usr/bin/*'
    done
    # Its own loader finds its own libraries.
    cat >"$scratch/mysql/mysqld" <<'MYSQLD'
#!/bin/sh
usr=$(dirname "$0")/root/usr
for loader in "$usr"/lib/*/ld-linux-*.so.*; do :; done
exec "$loader" --library-path "$(dirname "$loader")" "$usr/sbin/mysqld" "$@" --basedir="$usr" \
    --lc-messages-dir="$usr/share/mysql" --character-sets-dir="$usr/share/mysql/charsets" \
    --plugin-dir="$usr/lib/mysql/plugin"
MYSQLD
    chmod +x "$scratch/mysql/mysqld"
}

# An empty data directory, of which each server gets a copy: making one takes four seconds.
initialise() {
    user=
    [ "$(id -u)" != 0 ] || user=--user=root
    "$scratch/mysql/mysqld" --no-defaults $user --initialize-insecure --datadir="$scratch/mysql/data" \
        --innodb-redo-log-capacity=64M --secure-file-priv= >"$scratch/log" 2>&1 || { cat "$scratch/log" >&2; false; }
}

if mirror && configure && unpack && initialise; then
    rm -rf "$venv/mysql"
    mv "$scratch/mysql" "$venv/mysql"
else
    echo "could not fetch MySQL" >&2
fi
