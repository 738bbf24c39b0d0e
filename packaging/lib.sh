# shellcheck shell=bash
# Shared by the scripts of this folder; sourced, not run. What they say goes to standard error.

root=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd)
logs=$root/build/logs

say() { printf 'sojourn: %s\n' "$*" >&2; }

# A failure of the script itself, with a status that the program never has.
die() {
    say "$*"
    exit 125
}

# ---- Packages ------------------------------------------------------------------------------------

# The lines of the named sections of packages.txt, as "a" or "a|b".
wanted_packages() {
    local line section=
    while IFS= read -r line; do
        line=${line%%#*}
        line=${line//[[:space:]]/}
        case $line in
        '') ;;
        '['*']') section=${line:1:-1} ;;
        *) if [[ " $* " == *" $section "* ]]; then printf '%s\n' "$line"; fi ;;
        esac
    done <"$root/packaging/packages.txt"
}

# Of the lines on standard input, those of which no alternative is installed.
missing_packages() {
    local -a lines names
    local -A installed=()
    local line name state
    mapfile -t lines
    mapfile -t names < <(printf '%s\n' "${lines[@]}" | tr '|' '\n')
    while read -r state name; do
        if [[ $state == ii ]]; then installed[$name]=1; fi
    done < <(dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' "${names[@]}" 2>/dev/null || true)
    for line in "${lines[@]}"; do
        local found=
        for name in ${line//|/ }; do
            if [[ ${installed[$name]:-} ]]; then found=1; fi
        done
        if [[ ! $found ]]; then printf '%s\n' "$line"; fi
    done
}

# Of the lines given, the first alternative each that the distribution has; fails when one has none.
available_packages() {
    local line name absent=()
    local -A known=()
    while IFS= read -r name; do
        known[$name]=1
    done < <(printf '%s\n' "$@" | tr '|' '\n' | LC_ALL=C xargs apt-cache policy |
        awk '/^[^ ]/ { name = $1; sub(/:$/, "", name) } /Candidate:/ && $2 != "(none)" { print name }')
    for line in "$@"; do
        local choice=
        for name in ${line//|/ }; do
            if [[ ! $choice && ${known[$name]:-} ]]; then choice=$name; fi
        done
        if [[ $choice ]]; then printf '%s\n' "$choice"; else absent+=("${line//|/ or }"); fi
    done
    if ((${#absent[@]})) && grep -qE '^(Err:|E: |W: Failed to fetch)' "$logs/packages.log"; then
        die "the package lists could not be fetched: is there a network? The whole log: $logs/packages.log"
    elif ((${#absent[@]})); then
        die "this distribution ($(distribution)) offers no package ${absent[*]}. Debian 12 offers all that is needed;" \
            "Ubuntu 24.04 (with universe) and Debian 13 should as well, unchecked."
    fi
}

distribution() {
    (
        # shellcheck source=/dev/null
        . /etc/os-release 2>/dev/null
        printf '%s' "${PRETTY_NAME:-unknown}"
    )
}

# Says so once where nobody has tried this.
note_unchecked() {
    case $(distribution) in
    'Debian GNU/Linux 12'*) ;;
    *) say "note: $(distribution) is unchecked; Debian 12 is the distribution that is checked." ;;
    esac
}

# Runs apt-get as root, quietly: what it says goes to the log.
apt_get() {
    local -a as_root=()
    if ((EUID != 0)); then as_root=(sudo); fi
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get -q -y -o DPkg::Lock::Timeout=300 "$@" </dev/null >>"$logs/packages.log" 2>&1
}

# Installs what is missing of the named sections.
ensure_packages() {
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        die "this script installs Debian packages, and this system ($(distribution)) has no apt." \
            "Install the like of packaging/packages.txt, then: cmake --preset release && cmake --build --preset release"
    fi
    local -a missing choices
    mapfile -t missing < <(wanted_packages "$@" | missing_packages)
    if ! ((${#missing[@]})); then return; fi

    note_unchecked
    local shown=${missing[*]%%|*}
    mkdir -p "$logs" 2>/dev/null || true
    if ((EUID != 0)) && ! command -v sudo >/dev/null; then
        die "these packages are missing, and only root can install them: apt-get install $shown"
    fi
    local how=
    if ((EUID != 0)); then how=' with sudo, which may ask for your password'; fi
    say "installing Debian packages$how: $shown"
    : >"$logs/packages.log" || die "cannot write to $root/build: was it made by another user?"
    apt_get update || true # a source of somebody else may be broken; what is needed may be there all the same
    local chosen
    chosen=$(available_packages "${missing[@]}")
    mapfile -t choices <<<"$chosen"
    if ! apt_get install --no-install-recommends "${choices[@]}"; then
        tail -n 15 "$logs/packages.log" >&2
        die "the packages could not be installed: is there a network? The whole log: $logs/packages.log"
    fi
}

# ---- Building ------------------------------------------------------------------------------------

# One build at a time in this tree: a second one waits for the first. The lock goes with unlock_builds.
lock_builds() {
    if ! mkdir -p "$logs" 2>/dev/null || ! [[ -w $root/build && -w $logs ]]; then
        die "cannot write to $root/build: was it made by another user?"
    fi
    exec {build_lock}>"$root/build/.lock"
    if ! flock -n "$build_lock"; then
        say "waiting for another build of this tree to end"
        flock "$build_lock"
    fi
}

unlock_builds() { exec {build_lock}>&-; }

# The compiler's cache, shared by all build folders, and as many jobs as there are processors.
prepare_environment() {
    if command -v ccache >/dev/null; then
        export CMAKE_CXX_COMPILER_LAUNCHER=ccache CCACHE_BASEDIR=$root
    fi
    export CMAKE_BUILD_PARALLEL_LEVEL=${CMAKE_BUILD_PARALLEL_LEVEL:-$(nproc)}
    export NINJA_STATUS='[%f/%t] '
}

# Configures a preset (more arguments go to cmake), unless that was done; ninja itself notices changed CMake
# files.
configure() {
    local preset=$1 folder=$root/build/$1 log=$logs/$1-configure.log
    shift
    if [[ -f $folder/CMakeCache.txt ]] &&
        ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$folder/CMakeCache.txt"; then
        rm -rf -- "$folder" # the tree was moved or copied
    fi
    if [[ -f $folder/build.ninja && ! $root/CMakePresets.json -nt $folder/build.ninja ]]; then return; fi
    say "configuring build/$preset"
    if ! (cd "$root" && prepare_environment && cmake --preset "$preset" "$@") </dev/null >"$log" 2>&1; then
        rm -f -- "$folder/build.ninja"
        cmake_errors "$log"
        die "configuring build/$preset failed; the whole log: $log"
    fi
}

cmake_errors() { awk '/^CMake Error/ { on = 1 } on && lines < 25 { print; lines++ }' "$1" >&2; }

# Builds a preset: says so when there is something to build, counts on a terminal, and on failure
# shows the first error.
build() {
    local preset=$1 log=$logs/$1-build.log
    shift
    if (prepare_environment && cmake --build "$root/build/$preset" "$@") </dev/null 2>&1 |
        tee "$log" | show_progress "$preset" "$log"; then
        return
    fi
    if grep -qE '^FAILED: build.ninja|^CMake Error' "$log"; then
        cmake_errors "$log"
    else # what the first step that failed said
        awk '/^FAILED:|^ninja: error/ { on = 1 } on && lines < 40 { print; lines++ }' "$log" >&2
    fi
    die "building build/$preset failed; the whole log: $log"
}

show_progress() {
    local line announced=
    while IFS= read -r line; do
        [[ $line == '['*/*']'* ]] || continue
        if [[ ! $announced ]]; then
            say "building build/$1 (the first time takes minutes; log: $2)"
            announced=1
        fi
        if [[ -t 2 ]]; then printf '\r%s ' "${line%%]*}]" >&2; fi
    done
    if [[ $announced && -t 2 ]]; then printf '\r\033[K' >&2; fi
    return 0
}
