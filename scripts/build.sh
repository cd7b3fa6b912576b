# Sourced by launcher.sh in a source tree: answers --help and --version without a build, and builds
# a module while it shows what it is doing and how far it is.

build_log=$root/target/build.log

# A module's program is up to date if nothing that it is made from is newer than its stamp.
is_built() {
  local module=$1 stamp="$root/$1/target/built"
  local sources=("$root/pom.xml" "$root/results/pom.xml" "$root/results/src/main")
  if [ "$module" != results ]; then
    sources+=("$root/core/pom.xml" "$root/core/src/main" "$root/$module/pom.xml" "$root/$module/src/main")
  fi
  [ -f "$stamp" ] && [ -z "$(find "${sources[@]}" -newer "$stamp" -print -quit)" ]
}

# The class path of a module that is built: its classes, those of our modules that it needs, and their
# dependencies.
built_classes() {
  local each path=$root/$1/target/classes
  for each in core results; do
    [ "$each" = "$1" ] || path+=:$root/$each/target/classes
  done
  echo "$path:$root/$1/target/lib/*"
}

# The command of a main class: loadtest of dev.kexbench.loadgen.loadtest.LoadtestMain.
command_name() {
  local name=${1##*.}
  name=${name%Main}
  echo "$name" | sed y/ABCDEFGHIJKLMNOPQRSTUVWXYZ/abcdefghijklmnopqrstuvwxyz/ # bash 3.2 has no ${name,,}
}

# answer MODULE COMMAND ARGUMENTS: prints the answer to --help and --version, if that is all that is
# asked and the program would have to be built for it. KEXBENCH_BUILD=yes builds it nevertheless.
answer() {
  local module=$1 command=$2 subcommand=
  shift 2
  [ "${KEXBENCH_BUILD:-}" != yes ] || return 0
  if [ $# -eq 2 ] && [[ $1 =~ ^[a-z]+$ ]]; then
    subcommand=-$1
    shift
  fi
  [ $# -eq 1 ] || return 0
  case $1 in
    -h | --help)
      if [ -f "$root/docs/help/$command$subcommand.txt" ] && ! is_built "$module"; then
        print "$(cat "$root/docs/help/$command$subcommand.txt")"
        exit
      fi
      ;;
    -V | --version)
      if ! is_built "$module"; then
        print "$(print_version)"
        exit
      fi
      ;;
  esac
}

print_version() {
  local number known
  number=$(sed -n -e '/<artifactId>kexbench-parent</,$ s/.*<version>\(.*\)<.*/\1/p' "$root/pom.xml" | sed q)
  known=$(revision)
  known=${known/-Dkexbench.commit=/, commit }
  known=${known/ -Dkexbench.dirty=true/, modified}
  echo "kexbench $number${known/ -Dkexbench.dirty=false/}"
  echo "not built yet, or not since the last change"
}

# Builds a module and what it needs, unless nothing has changed since the last time. Of several
# commands that begin at once, one builds, and the others wait for it.
build() {
  ! is_built "$1" || return 0
  mkdir -p "$root/target" 2>/dev/null && [ -w "$root/target" ] \
    || die "$1 must be built, and $root cannot be written; build it in a copy that can be"
  exec 9>"$root/target/build.lock"
  if command -v flock >/dev/null && ! flock -n 9; then
    echo "waiting for the build that another command has started" >&2
    flock 9
  fi
  is_built "$1" || run_build "$1"
  exec 9>&-
}

# Only what the scripts run is compiled and downloaded: no tests, no jars, no archive.
run_build() {
  local module=$1 started=$SECONDS
  find_maven
  echo "building $module; the first time downloads about 70 MB and takes a minute or two" >&2
  rm -f "$root/$module/target/lib"/kexbench-*.jar # of a build with jars; its classes come first now
  (cd "$root" && mvn -B --show-version -pl "$module" -am compile) 2>&1 \
    | tee "$build_log" | show_progress || build_failed "$module"
  touch "$root/$module/target/built"
  progress_line "built in $((SECONDS - started)) s; starting"
  [ -z "$updating" ] || echo >&2
}

# A terminal has one line, which is updated; anything else gets a line for each phase.
updating=
[ ! -t 2 ] || [ "${TERM:-dumb}" = dumb ] || updating=yes

progress_line() {
  if [ -n "$updating" ]; then
    printf '\r\033[K%.*s' "$((${COLUMNS:-80} - 1))" "$1" >&2
  else
    echo "$1" >&2
  fi
}

# Reads Maven's output.
show_progress() {
  local wait='' line downloaded='^\[INFO\] Downloaded from .*\(([0-9]+)(\.([0-9]))?[0-9]* (B|kB|MB|GB) at '
  local module='^\[INFO\] Building (.*) [^ ]+ +\[([0-9]+)/([0-9]+)\]$' status
  artifacts=0 bytes=0 step="reading the project" shown='' phase=''
  # An older bash does not tell a second without output from the end.
  [ "${BASH_VERSINFO[0]}" -lt 4 ] || wait='-t 1'
  while true; do
    status=0
    # shellcheck disable=SC2086
    IFS= read -r $wait line || status=$?
    if [ $status -gt 128 ]; then
      line= # a second without output
    elif [ $status -ne 0 ]; then
      break
    fi
    if [[ $line =~ $downloaded ]]; then
      add_download "${BASH_REMATCH[1]}" "${BASH_REMATCH[3]:-0}" "${BASH_REMATCH[4]}"
    elif [[ $line =~ $module ]]; then
      step="compiling module ${BASH_REMATCH[2]} of ${BASH_REMATCH[3]} (${BASH_REMATCH[1]%%:*})"
    fi
    show_step
  done
}

# add_download WHOLE TENTHS UNIT
add_download() {
  local factor=1
  case $3 in
    kB) factor=1000 ;;
    MB) factor=1000000 ;;
    GB) factor=1000000000 ;;
  esac
  artifacts=$((artifacts + 1))
  bytes=$((bytes + 10#$1 * factor + 10#$2 * factor / 10))
}

show_step() {
  local downloads=
  [ "$artifacts" -eq 0 ] || downloads=", downloaded $artifacts files, $((bytes / 1000000)) MB"
  if [ -n "$updating" ]; then
    # At most once a second.
    [ "$shown" = "$SECONDS$step" ] || progress_line "  $step$downloads, $SECONDS s"
    shown=$SECONDS$step
  elif [ "$phase" != "$step" ]; then
    progress_line "  $step$downloads"
    phase=$step
  fi
}

build_failed() {
  [ -z "$updating" ] || echo >&2
  if grep -q 'COMPILATION ERROR' "$build_log"; then
    grep '^\[ERROR\] /' "$build_log" | sort -u | head -n 10 >&2 || true
  fi
  die "the build of $1 failed: $(likely_cause); the full log is in $build_log"
}

# in_log PATTERN: whether Maven printed it.
in_log() {
  grep -q -i -E "$1" "$build_log"
}

# The log itself may be what did not fit.
is_disk_full() {
  local full=0
  head -c 65536 /dev/zero 2>/dev/null >"$root/target/probe" || full=1
  rm -f "$root/target/probe"
  [ $full -eq 1 ]
} 2>/dev/null

# What a failed build probably lacks, and what to do.
likely_cause() {
  if in_log 'no space left on device|disk quota exceeded' || is_disk_full; then
    echo "the disk is full; free some space"
  elif in_log 'OutOfMemoryError|cannot allocate memory|insufficient memory for the Java Runtime'; then
    echo "there is not enough memory; about 1 GiB is needed"
  elif in_log 'no compiler is provided'; then
    echo "$JAVA_HOME is a Java runtime, not a JDK; set JAVA_HOME to a JDK of $oldest_java or later"
  elif in_log 'release version [0-9]+ not supported|invalid target release|RequireJavaVersion failed|UnsupportedClassVersionError'; then
    echo "the JDK is too old; set JAVA_HOME to a JDK of $oldest_java or later"
  elif in_log 'RequireMavenVersion failed'; then
    echo "Maven is too old; install 3.8.1 or later"
  elif in_log 'status code: 407|proxy authentication required|unable to tunnel through proxy|through a? ?proxy'; then
    echo "the proxy refused the download; check the proxy in Maven's settings.xml"
  elif in_log 'PKIX path building failed|SSLHandshakeException'; then
    echo "the certificate of the artifact repository is not trusted; add its CA to the JDK"
  elif in_log 'offline mode'; then
    echo "Maven is offline and has not downloaded all it needs; build once with network access"
  elif in_log 'unknown host|UnknownHostException|name resolution|network is unreachable|no route to host|connection (refused|timed out|reset)|connect timed out|read timed out|could not transfer'; then
    echo "the artifact repository could not be reached; check the network, and the proxy or mirror in Maven's settings.xml"
  elif in_log 'differ from .mvn/checksums|checksum mismatch|checksum validation failed'; then
    echo "a downloaded file differs from its checksum in .mvn/checksums; delete it from the local repository"
  elif in_log 'permission denied|AccessDeniedException|read-only file system'; then
    echo "a file cannot be written; check the permissions of $root and of the local repository"
  elif in_log 'COMPILATION ERROR'; then
    echo "the sources do not compile"
  else
    first_error
  fi
}

first_error() {
  local error
  error=$(sed -n 's/^\[ERROR\] *\([^ ].*\)/\1/p' "$build_log" | sed q)
  echo "${error:-Maven ended early: $(tail -n 1 "$build_log")}"
}
