# shellcheck shell=bash
# What ./run and ./test share: system packages, the virtual environment, its Python packages.
# Each step looks first whether its work is done already, so a second start does next to nothing.

PYTHON_MINIMUM="3.11"
LOG=var/setup.log

say() { printf '%s\n' "$*"; }

# One line on standard error, then the end.
stop() {
    printf '%s\n' "$*" >&2
    exit 1
}

# Run a command with its output in the log; show the end of the log when it fails.
quietly() {
    "$@" >>"$LOG" 2>&1 && return
    tail -n 15 "$LOG" >&2
    return 1
}

# --- system packages ---------------------------------------------------------------------------

# Name the interpreter to use: $PYTHON, else the first of the usual names that is new enough.
find_python() {
    local name
    for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if "$name" -c "import sys; sys.exit(sys.version_info < (${PYTHON_MINIMUM/./, }))" 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
}

# Print the Debian packages that ./run needs and this machine lacks, one a line. Looks for what a
# package brings, not for its name, so parts that were installed in another way count too.
missing_for_run() {
    local python=$1
    if [ -z "$python" ]; then
        printf '%s\n' python3 python3-venv
        python=
    elif [ ! -x .venv/bin/python ] && ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        "$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'
    fi
    if [ -n "$python" ]; then
        "$python" - <<'PYTHON'
import ctypes

PACKAGES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz.so.0": "libharfbuzz0b",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
for file, package in PACKAGES.items():
    try:
        ctypes.CDLL(file)
    except OSError:
        print(package)
PYTHON
    else
        printf '%s\n' libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b libharfbuzz-subset0
    fi
    command -v fc-match >/dev/null || say fontconfig
    case ",$(fc-match --format='%{family}' 'BIZ UDPGothic' 2>/dev/null)," in
        *",BIZ UDPGothic,"*) ;;
        *) say fonts-morisawa-bizud-gothic ;;
    esac
    command -v msgfmt >/dev/null || say gettext
}

# The same for ./test.
missing_for_test() {
    [ -n "${CHROMIUM:-}" ] || command -v chromium >/dev/null || say chromium
    command -v pdftotext >/dev/null || say poppler-utils
    command -v qpdf >/dev/null || say qpdf
    command -v curl >/dev/null || say curl
    command -v soffice >/dev/null || say libreoffice-calc-nogui
    [ -n "$(find_postgres)" ] || say postgresql
}

# Install the packages named, or say in one line what is missing and how to install it.
install_system_packages() {
    local packages=$* become=
    [ -n "$packages" ] || return 0
    local command="apt-get install -y --no-install-recommends $packages"
    command -v apt-get >/dev/null || stop "Missing / 不足: $packages (Debian package names)."
    if [ "$(id -u)" -ne 0 ]; then
        sudo -n true 2>/dev/null || stop "Missing / 不足: $packages. Install / 導入: sudo $command"
        become="sudo -n"
    fi
    say "Installing system packages / システム部品を導入: $packages"
    quietly $become env DEBIAN_FRONTEND=noninteractive apt-get update ||
        say "apt-get update failed; trying with the lists at hand."
    quietly $become env DEBIAN_FRONTEND=noninteractive $command || stop "Failed / 失敗: $command"
}

# --- Python packages ---------------------------------------------------------------------------

lock_digest() { cat requirements-uv.txt "$1" | sha256sum | cut -d ' ' -f 1; }

# Make .venv, also when the interpreter behind it has gone.
make_venv() {
    .venv/bin/python -c 'import pip' 2>/dev/null && return
    say "Making the virtual environment / 仮想環境を作成: .venv"
    rm -rf .venv
    quietly "$1" -m venv .venv || stop "Failed / 失敗: $1 -m venv .venv"
}

# Install one lock file, hashes checked: by uv, which takes a quarter of the time, else by pip.
# Compiled at once: a service that may not write here would compile WeasyPrint for each drawer.
install_lock() {
    local lock=$1 pip=".venv/bin/python -m pip --disable-pip-version-check"
    if quietly $pip install --require-hashes -r requirements-uv.txt &&
        quietly env UV_LINK_MODE=copy .venv/bin/uv pip sync --compile-bytecode \
            --python .venv/bin/python --require-hashes requirements-uv.txt "$lock"; then
        return
    fi
    say "uv did not do it; trying pip / pip で再試行"
    quietly $pip install --require-hashes -r "$lock" || stop "Failed / 失敗: pip install -r $lock"
}

# The packages of ./test include those of ./run, so either set will do for ./run.
install_python_packages() {
    local lock=$1 stamp=.venv/installed.sha256 installed=
    [ -e "$stamp" ] && installed=$(cat "$stamp")
    [ "$installed" = "$(lock_digest "$lock")" ] && return
    [ "$installed" = "$(lock_digest requirements-dev.txt)" ] && return
    say "Installing Python packages / Python 部品を導入: $lock"
    rm -f "$stamp"
    install_lock "$lock"
    lock_digest "$lock" >"$stamp"
}

# --- all of it ---------------------------------------------------------------------------------

# set_up LOCK [test]: one set-up at a time; a second one waits for the first.
set_up() {
    local lock=$1 python packages
    mkdir -p var
    exec 9>var/setup.lock
    ! command -v flock >/dev/null || flock 9
    : >"$LOG"
    python=$(find_python)
    packages=$(missing_for_run "$python")
    [ "${2:-}" != test ] || packages+=" $(missing_for_test)"
    # shellcheck disable=SC2086 # one word per package
    install_system_packages $packages
    python=${python:-$(find_python)}
    [ -n "$python" ] || stop "Python $PYTHON_MINIMUM or newer is needed / Python $PYTHON_MINIMUM 以降が必要です"
    make_venv "$python"
    install_python_packages "$lock"
    exec 9>&-
}
