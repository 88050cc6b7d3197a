#!/bin/sh
# Makes this clone ready to run: system libraries, fonts, uv, the locked Python packages.
# With "tests" as its argument also the programs that tests speak to.
# Quick and silent when there is nothing to do; one sentence on standard error when it may not do what is needed.
set -eu
cd "$(dirname "$0")/.."
unset PYTHONDONTWRITEBYTECODE VIRTUAL_ENV
export UV_COMPILE_BYTECODE=1 UV_PROJECT_ENVIRONMENT=.venv PATH="$PATH:/sbin:/usr/sbin"

stamp=.venv/setup-stamp
log=build/setup.log

# What Qt, sound, emoji and the frozen build need, as "what to look for" and "Debian package that has it".
libraries='
libEGL.so.1 libegl1
libGL.so.1 libgl1
libglib-2.0.so.0 libglib2.0-0
libdbus-1.so.3 libdbus-1-3
libfontconfig.so.1 libfontconfig1
libfreetype.so.6 libfreetype6
libX11.so.6 libx11-6
libX11-xcb.so.1 libx11-xcb1
libxkbcommon.so.0 libxkbcommon0
libxkbcommon-x11.so.0 libxkbcommon-x11-0
libbrotlidec.so.1 libbrotli1
libpulse.so.0 libpulse0
libdrm.so.2 libdrm2
libXext.so.6 libxext6
libXrandr.so.2 libxrandr2
libwayland-client.so.0 libwayland-client0
libwayland-cursor.so.0 libwayland-cursor0
libxcb-cursor.so.0 libxcb-cursor0
libxcb-glx.so.0 libxcb-glx0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-image.so.0 libxcb-image0
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-randr.so.0 libxcb-randr0
libxcb-render-util.so.0 libxcb-render-util0
libxcb-shape.so.0 libxcb-shape0
libxcb-sync.so.1 libxcb-sync1
libxcb-util.so.1 libxcb-util1
libxcb-xfixes.so.0 libxcb-xfixes0
libxcb-xkb.so.1 libxcb-xkb1
'
fonts='
NotoSans-Regular fonts-noto-core
NotoColorEmoji fonts-noto-color-emoji
DejaVuSans fonts-dejavu-core
'

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "$*"
    exit 1
}

# Prints the packages of table $2 whose file is not named in $1.
list_absent() {
    printf '%s' "$2" | while read -r file package; do
        case "$1" in *"$file"*) ;; *) printf ' %s' "$package" ;; esac
    done
}

missing_system_packages() {
    known=$(ldconfig -p 2>/dev/null || true)
    list_absent "$known" "$libraries"
    command -v objdump >/dev/null || printf ' binutils'
}

missing_font_packages() {
    command -v fc-list >/dev/null || printf ' fontconfig'
    known=$(fc-list 2>/dev/null || true)
    list_absent "$known" "$fonts"
}

# The browser for the public pages, the SMS gateway and the film converter, under any of the names they have.
missing_test_programs() {
    command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null ||
        command -v google-chrome-stable >/dev/null || printf ' chromium'
    command -v bearerbox >/dev/null || printf ' kannel'
    { command -v ffmpeg && command -v ffprobe; } >/dev/null || printf ' ffmpeg'
    # What Playwright's driver is linked with.
    ldconfig -p 2>/dev/null | grep -q libatomic.so.1 || printf ' libatomic1'
}

# Prints the command prefix that may install; fails where there is none.
installer() {
    command -v apt-get >/dev/null || return 1
    if [ "$(id -u)" = 0 ]; then
        echo 'env'
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        echo 'sudo -n env'
    else
        return 1
    fi
}

install_packages() {
    as_root=$(installer) || return 1
    mkdir -p build
    apt="$as_root DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600"
    say "Installing from the distribution:$1"
    # Package lists may be empty or old: refresh them only when the quick way fails.
    # shellcheck disable=SC2086
    $apt install -y --no-install-recommends $1 >"$log" 2>&1 ||
        { $apt update >>"$log" 2>&1 && $apt install -y --no-install-recommends $1 >>"$log" 2>&1; }
}

require() {
    [ -z "$1" ] || install_packages "$1" ||
        fail "Please install these packages as root, then run the command again: apt-get update && apt-get install$1"
}

find_uv() {
    if uv --version >/dev/null 2>&1; then
        echo uv
    elif .tools/uv/bin/uv --version >/dev/null 2>&1; then
        echo .tools/uv/bin/uv
    else
        return 1
    fi
}

# Debian refuses `pip install` into the system's Python (PEP 668), so uv gets a small environment of its own.
install_uv() {
    python3 -c 'import ensurepip, venv' 2>/dev/null || require ' python3-venv'
    mkdir -p build
    say 'Installing uv into .tools/uv'
    { python3 -m venv --clear .tools/uv && .tools/uv/bin/pip install --quiet uv; } >"$log" 2>&1 ||
        fail "uv could not be installed (see $log): install uv yourself, then run the command again."
}

install_python_packages() {
    uv=$(find_uv) || { install_uv && uv=$(find_uv); }
    if [ -z "${UV_PYTHON:-}" ]; then
        UV_PYTHON=$("$uv" python find 3.11 2>/dev/null || "$uv" python find '>=3.11,<3.14' 2>/dev/null || echo 3.11)
        export UV_PYTHON
    fi
    say 'Installing the locked Python packages into .venv'
    "$uv" sync --locked --quiet ||
        fail 'The Python packages could not be installed: see the lines above; Python 3.11 to 3.13 is needed.'
}

# Debian's python3 is linked statically; the frozen build needs the shared library that its -dev users need too.
missing_python_library() {
    .venv/bin/python - <<'PYTHON'
import ctypes, sysconfig

name = sysconfig.get_config_var("INSTSONAME") or ""
if ".so" in name:
    try:
        ctypes.CDLL(name)
    except OSError:
        try:
            ctypes.CDLL(f"{sysconfig.get_config_var('LIBDIR')}/{name}")
        except OSError:
            print("", name.split(".so")[0])
PYTHON
}

require "$(missing_system_packages)"
lacking=$(missing_font_packages)
if [ -n "$lacking" ] && ! install_packages "$lacking"; then
    say "Some letters or emoji may look wrong until these are installed: apt-get install$lacking"
fi

fingerprint="$PWD $(cat pyproject.toml uv.lock .python-version scripts/setup.sh | cksum)"
if [ ! -x .venv/bin/python ] || [ "$(cat "$stamp" 2>/dev/null)" != "$fingerprint" ]; then
    install_python_packages
    require "$(missing_python_library)"
    printf '%s\n' "$fingerprint" >"$stamp"
fi

[ "${1:-}" != tests ] || require "$(missing_test_programs)"
