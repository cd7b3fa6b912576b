# Sourced by every script here: finds a JDK and Maven, builds what is stale, starts a main class.

set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
oldest_java=17

die() {
  echo "$*" >&2
  exit 2
}

# The feature version of the JDK in a folder, or nothing if there is none.
jdk_version() {
  [ -x "$1/bin/javac" ] && "$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p'
}

usable_jdk() {
  local version
  version=$(jdk_version "$1") && [ -n "$version" ] && [ "$version" -ge "$oldest_java" ]
}

jdk_on_path() {
  local javac
  javac=$(command -v javac) && dirname "$(dirname "$(readlink -f "$javac")")"
}

# On a Debian-like machine root installs what is missing; elsewhere the command to run is printed.
install_packages() {
  if command -v apt-get >/dev/null && [ "$(id -u)" -eq 0 ]; then
    echo "installing $*" >&2
    apt-get update -qq >&2 && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y "$@" >&2 \
      || die "cannot install $*; install them by hand and run this again"
  else
    die "a JDK of $oldest_java or later and Maven are needed; on Debian: apt-get install default-jdk-headless maven"
  fi
}

find_jdk() {
  if [ -n "${JAVA_HOME:-}" ]; then
    usable_jdk "$JAVA_HOME" || die "JAVA_HOME is '$JAVA_HOME', which is no JDK of $oldest_java or later; correct or unset it"
    return
  fi
  JAVA_HOME=$(jdk_on_path) || true
  if ! usable_jdk "${JAVA_HOME:-}"; then
    install_packages default-jdk-headless
    JAVA_HOME=$(jdk_on_path) || true
    usable_jdk "${JAVA_HOME:-}" || die "the JDK that was installed is older than $oldest_java; set JAVA_HOME to a newer one"
  fi
  export JAVA_HOME
}

find_maven() {
  command -v mvn >/dev/null || install_packages maven
}

# Builds a module and what it needs, unless nothing has changed since the last time.
build() {
  local module=$1 stamp="$root/$1/target/built"
  local sources=("$root/pom.xml" "$root/results/pom.xml" "$root/results/src/main")
  if [ "$module" != results ]; then
    sources+=("$root/core/pom.xml" "$root/core/src/main" "$root/$module/pom.xml" "$root/$module/src/main")
  fi
  if [ -f "$stamp" ] && [ -z "$(find "${sources[@]}" -newer "$stamp" -print -quit)" ]; then
    return
  fi
  find_maven
  echo "building $module (the first time takes a minute or two)" >&2
  # Maven resets the terminal's colours even where it has set none.
  (cd "$root" && mvn -q -B -DskipTests -pl "$module" -am package) 2>&1 \
    | sed -e $'s/\x1b\\[[0-9;]*m//g' -e '/^$/d' >&2 \
    || die "the build of $module failed, see above"
  touch "$stamp"
}

# What stands in a report beside its figures.
revision() {
  local commit
  commit=$(git -C "$root" rev-parse --short=12 HEAD 2>/dev/null) || return 0
  printf -- '-Dkexbench.commit=%s -Dkexbench.dirty=' "$commit"
  if [ -n "$(git -C "$root" status --porcelain 2>/dev/null)" ]; then echo true; else echo false; fi
}

# launch MODULE MAIN JVM_OPTIONS -- ARGUMENTS: builds what is stale and becomes the program.
launch() {
  local module=$1 main=$2 options=()
  shift 2
  while [ "$1" != -- ]; do
    options+=("$1")
    shift
  done
  shift
  find_jdk
  build "$module"
  # shellcheck disable=SC2207
  options+=($(revision) $(unsafe_memory))
  [ ! -t 2 ] || options+=(-Dkexbench.terminal=true)
  exec "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED \
    "-Dkexbench.home=$root" "${options[@]}" \
    -cp "$root/$module/target/classes:$root/$module/target/lib/*" "$main" "$@"
}

# Options that only some JVMs know: JMH and others still use memory access that JDK 23 warns of.
unsafe_memory() {
  [ "$(jdk_version "$JAVA_HOME")" -lt 23 ] || echo --sun-misc-unsafe-memory-access=allow
}

# The collector and the heap are fixed, since the JVM would guess them from the cores that it sees.
server_jvm="--enable-native-access=ALL-UNNAMED -XX:+UseParallelGC -Xms256m -Xmx512m"
