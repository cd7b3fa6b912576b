package dev.kexbench.results.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JvmArgumentsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "-cp /home/a/classes:/home/a/lib.jar",
        "--module-path=/opt/modules",
        "--add-opens java.base/java.lang=ALL-UNNAMED",
        "--add-exports=java.base/sun.security.util=ALL-UNNAMED",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-XX:+UnlockDiagnosticVMOptions",
        "-Dpassword=secret",
        "-Dbuild.number=12",
        "-Djava.io.tmpdir=tmp1",
        "-Djava.security.policy=/etc/policy",
      })
  void leavesOutWhatIsLocalOrDoesNotAffectSpeed(String arguments) {
    assertEquals("-Xint", relevant(arguments + " -Xint"));
  }

  @ParameterizedTest
  @CsvSource({
    "-javaagent:/tmp/x1/agent.jar=port=7,    -javaagent:agent.jar",
    "-agentpath:/opt/lib/libperf.so,         -agentpath:libperf.so",
    "'-agentlib:jdwp=transport=dt_socket',   -agentlib:jdwp",
    "-XX:SharedArchiveFile=/tmp/a.jsa,       -XX:SharedArchiveFile",
    "-XX:ErrorFile=C:\\tmp\\error.log,       -XX:ErrorFile",
    "-Xlog:gc*:file=/tmp/gc.log:time,        -Xlog:gc*:file",
    "-Xbootclasspath/a:/opt/a.jar,           -Xbootclasspath/a",
    "@/home/a/jvm.args,                      jvm.args",
  })
  void leavesOutPaths(String argument, String relevant) {
    assertEquals(relevant, relevant(argument));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Xms1g -Xmx1g",
        "-XX:TieredStopAtLevel=1",
        "-XX:CompileCommand=inline,java/lang/String.equals",
        "-Djdk.crypto.KeyAgreement.legacyKDF=true",
        "-ea",
      })
  void keepsWhatMayAffectSpeed(String arguments) {
    assertEquals(arguments, relevant(arguments));
  }

  @Test
  void namesTheCollectorAsReportsDo() {
    assertEquals(Optional.of("Z"), collector("-Xmx1g -XX:+UseZGC"));
    assertEquals(Optional.of("Parallel"), collector("-XX:+UseG1GC -XX:+UseParallelGC"));
    assertEquals(Optional.empty(), collector("-XX:+UseGCOverheadLimit -XX:-UseG1GC"));
    assertEquals(
        List.of("-Xmx1g"), JvmArguments.withoutCollector(words("-XX:+UseSerialGC -Xmx1g")));
  }

  private static String relevant(String arguments) {
    return String.join(" ", JvmArguments.relevant(words(arguments)));
  }

  private static Optional<String> collector(String arguments) {
    return JvmArguments.collector(words(arguments));
  }

  private static List<String> words(String arguments) {
    return Arrays.asList(arguments.split(" "));
  }
}
