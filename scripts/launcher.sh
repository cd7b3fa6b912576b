# Sourced by every script here: starts a main class. In a source tree it finds a JDK and Maven and
# builds what is stale; in an unpacked archive, which has no pom.xml, a Java runtime is enough.

set -euo pipefail

die() {
  echo "$*" >&2
  exit 2
}

# The JVM would use the number of a closed stream for some other file.
{ : 3<&0; } 2>/dev/null || exec </dev/null
{ : 3>&2; } 2>/dev/null || exec 2>/dev/null
{ : 3>&1; } 2>/dev/null || die "cannot write to standard output, which is closed"

# Through links to folders, whatever CDPATH is.
root=$(CDPATH='' cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
oldest_java=17

if [ -f "$root/pom.xml" ]; then
  java_tool=javac java_package=default-jdk-headless java_kind=JDK
  needed="a JDK of $oldest_java or later and Maven are needed; on Debian: apt-get install default-jdk-headless maven"
else
  java_tool=java java_package=default-jre-headless java_kind="Java runtime"
  needed="a Java runtime of $oldest_java or later is needed; on Debian: apt-get install default-jre-headless"
fi

# Prints text, and ends as the programs do if that fails.
print() {
  printf '%s\n' "$1" 2>/dev/null && return
  [ ! -p /dev/stdout ] || exit 141
  die "cannot write to standard output, which is closed or full; the output is lost"
}

# The JVM encodes names of files as the locale does, and no option changes that: in the locale C it
# can neither open nor write files with other names than ASCII. Only in UTF-8 is this one character.
utf8_locale() {
  local euro=$'\xe2\x82\xac'
  [ ${#euro} -eq 1 ]
}

# Chooses a UTF-8 locale, if there is one, unless the user has.
choose_locale() {
  local before=${LC_ALL-} each
  utf8_locale && return
  for each in C.UTF-8 C.utf8 en_US.UTF-8; do
    { LC_ALL=$each; } 2>/dev/null
    if utf8_locale; then
      export LC_ALL
      return
    fi
  done
  { LC_ALL=$before; } 2>/dev/null
  [ -n "$before" ] || unset LC_ALL
}
choose_locale

# The feature version of the JDK (or runtime) in a folder, or nothing if there is none.
jdk_version() {
  [ -x "$1/bin/$java_tool" ] && "$1/bin/$java_tool" -version 2>&1 \
    | sed -n -e 's/^javac \([0-9]*\).*/\1/p' -e 's/^[a-z]* version "\([0-9]*\).*/\1/p'
}

usable_jdk() {
  local version
  [ -n "$1" ] && version=$(jdk_version "$1") && [ -n "$version" ] && [ "$version" -ge "$oldest_java" ]
}

# The folder of the JDK that has the tool on the path, which is a link on many systems.
jdk_on_path() {
  local tool link
  tool=$(command -v "$java_tool") || return
  while [ -L "$tool" ]; do
    link=$(readlink "$tool")
    [[ $link == /* ]] || link=$(dirname -- "$tool")/$link
    tool=$link
  done
  (CDPATH='' cd -P -- "$(dirname -- "$tool")/.." && pwd -P)
}

# install_packages WHY PACKAGE...: on a Debian-like machine root installs what is missing, and says so
# first; elsewhere the command to run is printed. KEXBENCH_INSTALL=no installs nothing.
install_packages() {
  local why=$1
  shift
  if command -v apt-get >/dev/null && [ "$(id -u)" -eq 0 ] && [ "${KEXBENCH_INSTALL:-}" != no ]; then
    echo "installing $* with apt-get, as root: $why; set KEXBENCH_INSTALL=no to install nothing" >&2
    apt-get update -qq >&2 && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y "$@" >/dev/null \
      || die "cannot install $*; install them yourself and run this again"
  else
    die "$needed"
  fi
}

# What JAVA_HOME is, if it is not what is needed.
unusable_jdk() {
  local version
  version=$(jdk_version "$1") || true
  if [ -n "$version" ]; then
    echo "a $java_kind of version $version; $oldest_java or later is needed"
  elif [ "$java_tool" = javac ] && [ -x "$1/bin/java" ]; then
    echo "a Java runtime without a compiler; a JDK of $oldest_java or later is needed"
  else
    echo "no $java_kind of $oldest_java or later"
  fi
}

find_jdk() {
  if [ ! -f "$root/pom.xml" ] && [ -x "$root/jre/bin/java" ]; then
    export JAVA_HOME=$root/jre # an archive with its own
    return
  fi
  if [ -n "${JAVA_HOME:-}" ]; then
    usable_jdk "$JAVA_HOME" \
      || die "JAVA_HOME is '$JAVA_HOME', which is $(unusable_jdk "$JAVA_HOME"); correct or unset it"
    return
  fi
  JAVA_HOME=$(jdk_on_path) || true
  if ! usable_jdk "${JAVA_HOME:-}"; then
    local packages=("$java_package") why="no $java_kind of $oldest_java or later was found"
    if [ "$java_tool" = javac ] && ! command -v mvn >/dev/null; then
      packages+=(maven) why="no $java_kind of $oldest_java or later and no Maven were found"
    fi
    install_packages "$why" "${packages[@]}"
    JAVA_HOME=$(jdk_on_path) || true
    usable_jdk "${JAVA_HOME:-}" || die "the $java_kind that was installed is older than $oldest_java; set JAVA_HOME to a newer one"
  fi
  export JAVA_HOME
}

find_maven() {
  command -v mvn >/dev/null || install_packages "Maven builds this project, and was not found" maven
}

# The revision that reports record; an archive contains it in a file. Dirty is a tree with changed
# files, or with new ones where the build reads them: keys, results and notes do not make it so.
revision() {
  local commit
  if [ ! -f "$root/pom.xml" ]; then
    [ ! -f "$root/revision" ] || cat "$root/revision"
    return
  fi
  commit=$(git -C "$root" rev-parse --short=12 HEAD 2>/dev/null) || return 0
  printf -- '-Dkexbench.commit=%s -Dkexbench.dirty=' "$commit"
  if [ -n "$(git -C "$root" status --porcelain --untracked-files=no 2>/dev/null
    git -C "$root" ls-files --others --exclude-standard -- \
      pom.xml '*/pom.xml' '*/src/*' .mvn scripts 2>/dev/null)" ]; then
    echo true
  else
    echo false
  fi
}

# launch MODULE MAIN JVM_OPTIONS -- ARGUMENTS: builds what is stale and becomes the program.
launch() {
  local module=$1 main=$2 options=() class_path="$root/lib/*"
  shift 2
  while [ "$1" != -- ]; do
    options+=("$1")
    shift
  done
  shift
  if [ -f "$root/pom.xml" ]; then
    # shellcheck source=scripts/build.sh
    . "$root/scripts/build.sh"
    answer "$module" "$(command_name "$main")" "$@"
  fi
  find_jdk
  if [ -f "$root/pom.xml" ]; then
    build "$module"
    class_path=$(built_classes "$module")
  fi
  if [ -n "${without:-}" ]; then
    class_path=$(jars "$class_path")
  elif [ "$module" = loadgen ] && [ -d "${KEXBENCH_DRIVERS:-$root/drivers}" ]; then
    class_path+=":${KEXBENCH_DRIVERS:-$root/drivers}/*" # more JDBC drivers
  fi
  # JMH and its forks exchange serialised Java objects; nothing else here does.
  [ "$module" = bench ] || options+=("$no_serialised_objects")
  # shellcheck disable=SC2207
  options+=($(revision) $(unsafe_memory) $out_of_memory)
  [ ! -t 1 ] || options+=(-Dkexbench.terminal.out=true)
  [ ! -t 2 ] || options+=(-Dkexbench.terminal.err=true)
  exec "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED \
    "-Dkexbench.home=$root" "${options[@]}" \
    -cp "$class_path" "$main" "$@"
}

# The JVM reads no serialised Java object, wherever it comes from.
no_serialised_objects='-Djdk.serialFilter=!*'

# The class path with its folder of jars listed, without those whose names begin with a word of
# $without.
jars() {
  local jar word path=${1%'*'}
  local folder=${path##*:}
  path=${path%"$folder"}
  for jar in "$folder"*.jar; do
    for word in $without; do
      [[ ${jar##*/} != "$word"* ]] || continue 2
    done
    path+=$jar:
  done
  printf '%s' "${path%:}"
}

# Options that only some JVMs know: JMH and others still use memory access that JDK 23 warns of.
unsafe_memory() {
  [ "$(jdk_version "$JAVA_HOME")" -lt 23 ] || echo --sun-misc-unsafe-memory-access=allow
}

# A JVM without memory ends at once, with exit code 3 and a line on standard error; without these
# options some of its threads might continue while others wait for them.
out_of_memory="-XX:+ExitOnOutOfMemoryError -XX:+DisplayVMOutputToStderr"

# The collector and the heap are fixed, since the JVM would guess them from the cores that it sees.
server_jvm="--enable-native-access=ALL-UNNAMED -XX:+UseParallelGC -Xms256m -Xmx512m $no_serialised_objects $out_of_memory"
