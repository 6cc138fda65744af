# Sourced by the scripts beside it: finds or installs a JDK (17 or newer) and Maven, and runs Maven quietly.

say() {
    echo "$program: $*" >&2
}

fail() {
    say "$@"
    exit 1
}

# The feature version of the JDK in a folder; nothing if there is no compiler in it.
jdk_version() {
    if [ -x "$1/bin/javac" ] && [ -x "$1/bin/java" ]; then
        if [ -r "$1/release" ]; then
            sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
        else
            "$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p'
        fi
    fi
}

# The folders of all JDKs that can be found, the user's own choice first, then the default one.
jdks() {
    if [ -n "${JAVA_HOME:-}" ]; then
        echo "$JAVA_HOME"
    fi
    default=$(command -v javac || true)
    if [ -n "$default" ]; then
        dirname "$(dirname "$(readlink -f "$default" 2>/dev/null || echo "$default")")"
    fi
    env | sed -n 's/^JAVA_HOME_[^=]*=//p'
    ls -d /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home 2>/dev/null || true
}

# Sets JAVA_HOME to the first JDK that is new enough.
find_jdk() {
    found=
    while read -r folder; do
        version=$(jdk_version "$folder")
        if [ -z "$found" ] && [ "${version:-0}" -ge 17 ]; then
            found=$folder
        fi
    done <<EOF
$(jdks)
EOF
    if [ -z "$found" ]; then
        return 1
    fi
    JAVA_HOME=$found
    export JAVA_HOME
}

# Prints the folder of the newest JDK, if it is newer than the one in JAVA_HOME.
newer_jdk() {
    best=$(jdk_version "$JAVA_HOME")
    newest=
    while read -r folder; do
        version=$(jdk_version "$folder")
        if [ "${version:-0}" -gt "$best" ]; then
            best=$version
            newest=$folder
        fi
    done <<EOF
$(jdks)
EOF
    echo "$newest"
}

# Installs packages by the system's package manager: for each, the first of its alternatives that the system has.
install_packages() {
    if [ "$(id -u)" = 0 ]; then
        privileged=
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        privileged=sudo
    else
        return 1
    fi
    if command -v apt-get >/dev/null 2>&1; then
        $privileged apt-get update -qq >&2 || true
        known="apt-cache show"
        install="env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends"
    elif command -v dnf >/dev/null 2>&1; then
        known="dnf -q list"
        install="dnf install -y -q"
    elif command -v apk >/dev/null 2>&1; then
        $privileged apk update -q >&2 || true
        known="apk info -d"
        install="apk add -q"
    else
        return 1
    fi
    chosen=
    for alternatives in "$@"; do
        choice=
        for package in $alternatives; do
            if [ -z "$choice" ] && $known "$package" >/dev/null 2>&1; then
                choice=$package
            fi
        done
        chosen="$chosen $choice"
    done
    say "installing$chosen"
    # shellcheck disable=SC2086 # separate words
    $privileged $install $chosen >&2
}

# Makes sure of the tools.
prepare() {
    wanted=
    if ! find_jdk; then
        wanted=jdk
    fi
    if ! command -v mvn >/dev/null 2>&1; then
        wanted="$wanted maven"
    fi
    case $wanted in
        jdk*maven) install_packages "openjdk-17-jdk-headless openjdk-21-jdk-headless openjdk-25-jdk-headless java-17-openjdk-devel java-21-openjdk-devel openjdk17-jdk openjdk21-jdk" maven || true ;;
        jdk) install_packages "openjdk-17-jdk-headless openjdk-21-jdk-headless openjdk-25-jdk-headless java-17-openjdk-devel java-21-openjdk-devel openjdk17-jdk openjdk21-jdk" || true ;;
        *maven) install_packages maven || true ;;
    esac
    if ! find_jdk; then
        fail "a JDK 17 or newer is needed: install it (Debian and Ubuntu: openjdk-17-jdk-headless; Fedora: java-21-openjdk-devel; Alpine: openjdk21-jdk) or set JAVA_HOME"
    fi
    if ! command -v mvn >/dev/null 2>&1; then
        fail "Maven 3.8 or newer is needed: install the package maven, or put mvn on the PATH"
    fi
}

# Whether the workbench has a native part for this Linux: for the C library of GNU on two processors.
has_windows() {
    case $(uname -s)-$(uname -m) in
        Linux-x86_64|Linux-aarch64) ! ldd --version 2>&1 | grep -qi musl ;;
        *) false ;;
    esac
}

# Whether windows can be shown: GTK 3 is there, and a server for a display that nobody sees.
can_show_windows() {
    command -v Xvfb >/dev/null 2>&1 && { ldconfig -p 2>/dev/null || ls /usr/lib /usr/lib64; } | grep -q 'libgtk-3\.so'
}

# Starts a display that nobody sees and sets DISPLAY, after installing what is missing; without success unsets DISPLAY.
start_display() {
    unset DISPLAY WAYLAND_DISPLAY
    if ! has_windows; then
        say "the workbench is tested on Linux with the C library of GNU only: tests of windows are skipped"
        return 0
    fi
    if ! can_show_windows; then
        install_packages "xvfb xorg-x11-server-Xvfb" "libgtk-3-0t64 libgtk-3-0 gtk3" "fonts-dejavu-core dejavu-sans-fonts" \
            "adwaita-icon-theme" || true
    fi
    if ! can_show_windows; then
        say "no Xvfb or no GTK 3, and they cannot be installed: tests of windows are skipped"
        return 0
    fi
    display=90
    while [ -e "/tmp/.X$display-lock" ] || [ -e "/tmp/.X11-unix/X$display" ]; do
        display=$((display + 1))
    done
    Xvfb ":$display" -screen 0 1920x1080x24 -nolisten tcp -noreset >/dev/null 2>&1 &
    display_server=$!
    tries=0
    while [ ! -e "/tmp/.X11-unix/X$display" ] && [ "$tries" -lt 50 ]; do
        sleep 0.1
        tries=$((tries + 1))
    done
    if kill -0 "$display_server" 2>/dev/null; then
        DISPLAY=:$display
        export DISPLAY
    else
        say "Xvfb does not start: tests of windows are skipped"
        display_server=
    fi
}

# Ends what start_display started.
stop_display() {
    if [ -n "${display_server:-}" ]; then
        kill "$display_server" 2>/dev/null || true
        display_server=
    fi
}

# Runs Maven with one line of progress on a terminal and everything in a log; returns its exit status.
quiet_maven() {
    log=$1
    shift
    mkdir -p "$(dirname "$log")"
    status=$log.status
    rm -f "$status"
    {
        code=0
        mvn -B "$@" </dev/null 2>&1 || code=$?
        echo "$code" >"$status"
    } | tee "$log" | progress
    return "$(cat "$status")"
}

# What is being built: one line that changes on a terminal; elsewhere nothing, or, where $progress says so, a line for each module.
progress() {
    while IFS= read -r line; do
        case $line in
            "[INFO] Building Stillpoint"*" ["*"/"*"]")
                place=${line##*[}
                module=$(echo "${line#* Building }" | sed 's/ [^ ]* *\[.*//')
                if [ -t 2 ]; then
                    printf '\r\033[K%s: building %s, %s' "$program" "${place%]}" "$module" >&2
                elif [ "${progress:-}" = lines ]; then
                    say "building ${place%]}: $module"
                fi ;;
        esac
    done
    if [ -t 2 ]; then
        printf '\r\033[K' >&2
    fi
}
