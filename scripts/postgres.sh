# shellcheck shell=bash
# A PostgreSQL cluster for the tests alone: made anew, run by an unprivileged user, reached only by a
# socket in a folder that nobody else can enter, gone afterwards. An installed cluster is left alone.

# Print the folder of initdb and pg_ctl, of the newest version; nothing when there is none.
find_postgres() {
    local program
    for program in $(ls -d /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -t / -k 5 -n -r) \
        "$(command -v initdb || true)"; do
        if [ -x "$program" ] && [ -x "${program%/*}/pg_ctl" ]; then
            dirname "$program"
            return
        fi
    done
}

# PostgreSQL refuses to be run by root; its Debian package brings a user of its own.
as_postgres() {
    if [ "$(id -u)" -eq 0 ]; then
        (cd / && runuser -u postgres -- "$@")
    else
        "$@"
    fi
}

# start_postgres FOLDER: make a cluster in it and start it; sets DATABASE_URL.
start_postgres() {
    local bin
    bin=$(find_postgres)
    [ -n "$bin" ] || return 1
    postgres_ctl=$bin/pg_ctl postgres_folder=$1 postgres_socket=/tmp/songai-pg-$$
    rm -rf "$postgres_folder" "$postgres_socket"
    mkdir -p "$postgres_folder"
    if [ "$(id -u)" -eq 0 ] && ! as_postgres test -x "$postgres_folder"; then
        # The project lies where that user cannot reach it.
        rmdir "$postgres_folder"
        postgres_folder=$(mktemp -d)
    fi
    mkdir -m 700 "$postgres_socket"
    [ "$(id -u)" -ne 0 ] || chown postgres "$postgres_folder" "$postgres_socket"
    trap stop_postgres EXIT
    as_postgres "$bin/initdb" --pgdata "$postgres_folder/data" --username songai --auth trust \
        --encoding UTF8 --locale C.UTF-8 --no-sync >>"$LOG" 2>&1 &&
        as_postgres "$postgres_ctl" --pgdata "$postgres_folder/data" --silent --wait \
            --log "$postgres_folder/log" --options "-c listen_addresses='' \
                -c unix_socket_directories=$postgres_socket -c fsync=off -c full_page_writes=off \
                -c synchronous_commit=off -c max_connections=40" start >>"$LOG" 2>&1 || return 1
    export DATABASE_URL="postgres://songai@${postgres_socket//\//%2F}/postgres"
}

stop_postgres() {
    as_postgres "$postgres_ctl" --pgdata "$postgres_folder/data" --silent --mode immediate stop \
        >>"$LOG" 2>&1 || true
    rm -rf "$postgres_folder" "$postgres_socket"
    unset DATABASE_URL
    trap - EXIT
}
