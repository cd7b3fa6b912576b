package dev.kexbench.loadgen.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.identity.CertificateFingerprint;
import dev.kexbench.loadgen.command.HostPort;
import dev.kexbench.loadgen.fixture.ParsedLoadtest;
import dev.kexbench.loadgen.fixture.StoredPlan;
import dev.kexbench.results.command.Count;
import dev.kexbench.results.report.Condition;
import dev.kexbench.results.report.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.OptionSpec;

/** Options from a command line into a report and back. */
@Tag("hand-made-results")
class OptionValuesTest {
  private static final Set<String> NO_PART_OF_A_PLAN =
      Set.of(
          "--out",
          "--name",
          "--config",
          "--quiet",
          "--live",
          "--calibrate",
          "--exchanges",
          "--networks",
          "--tls-engine",
          "--rounds",
          "--wide",
          "--runs",
          "--against",
          "--jdk",
          "--providers",
          "--pools",
          "--transports",
          "--no-confirm",
          "--with-parent",
          "--sweep",
          "--sweep-allow",
          "--check",
          "--agents-within",
          "--lost-after",
          "--join",
          "--secret-file",
          "--help",
          "--version",
          "--list");

  /** A value of each type that an option may have; a string option takes any text. */
  private static final Map<Class<?>, String> SAMPLES =
      Map.ofEntries(
          Map.entry(String.class, "some text"),
          Map.entry(Integer.class, "7"),
          Map.entry(Double.class, "70"),
          Map.entry(Long.class, "-7"),
          Map.entry(Count.class, "7k"),
          Map.entry(Duration.class, "7s"),
          Map.entry(Path.class, "some/${folder}"),
          Map.entry(URI.class, "http://localhost:7"),
          Map.entry(HostPort.class, "127.0.0.1:7"),
          Map.entry(TransportSplit.class, "nio"),
          Map.entry(NetworkSpec.class, "rtt=7ms"),
          Map.entry(LocalIps.class, "127.0.0.7-127.0.0.77"),
          Map.entry(Condition.class, "p99>7ms,errors>7%"),
          Map.entry(CertificateFingerprint.class, "sha256:" + "ab".repeat(32)));

  @TempDir private Path folder;

  private static List<OptionSpec> options() {
    return ParsedLoadtest.unread().getCommandSpec().options().stream()
        .filter(option -> !NO_PART_OF_A_PLAN.contains(option.longestName()))
        .toList();
  }

  private static String sample(OptionSpec option) {
    Class<?> type =
        option.isMultiValue() ? option.auxiliaryTypes()[0] : option.typeInfo().getType();
    if (type.isEnum()) {
      return type.getEnumConstants()[0].toString();
    }
    String sample = SAMPLES.getOrDefault(type, option.defaultValue());
    assertNotNull(sample, () -> "this test needs a value for " + option.longestName());
    return sample;
  }

  private static Stream<String> given(OptionSpec option) {
    return option.typeInfo().isBoolean()
        ? Stream.of(option.longestName())
        : Stream.of(option.longestName(), sample(option));
  }

  private static String[] everyOption() {
    return options().stream().flatMap(OptionValuesTest::given).toArray(String[]::new);
  }

  private Path report(Map<String, String> options) throws IOException {
    return StoredPlan.write(folder, Json.toJson(Map.of("options", options)));
  }

  private static String[] config(Path file, String... more) {
    return Stream.concat(Stream.of("--config", file.toString()), Stream.of(more))
        .toArray(String[]::new);
  }

  @Test
  void everyOptionIsRestoredFromAReport() throws IOException {
    Map<String, String> texts = ParsedLoadtest.of(everyOption()).texts();
    for (OptionSpec option : options()) {
      String expected = option.typeInfo().isBoolean() ? "true" : sample(option);
      assertEquals(expected, texts.get(OptionValues.name(option)), option::longestName);
    }
    assertEquals(texts, ParsedLoadtest.of(config(report(texts))).texts());
  }

  @Test
  void everyOptionIsRestoredFromLines() throws IOException {
    Map<String, String> texts = ParsedLoadtest.of(everyOption()).texts();
    String lines =
        texts.entrySet().stream()
            .map(option -> option.getKey() + " = " + option.getValue())
            .collect(Collectors.joining("\n# a comment\n\n"));
    Path file = Files.writeString(folder.resolve("run.conf"), lines);
    assertEquals(texts, ParsedLoadtest.of(config(file)).texts());
  }

  @Test
  void defaultsAreRecordedAndOptionsWithoutAValueAreNot() {
    Map<String, String> texts = ParsedLoadtest.of("-o", "there", "--name", "this").texts();
    assertEquals("20s", texts.get("duration"));
    assertEquals("false", texts.get("admission"));
    assertFalse(texts.containsKey("seed"));
    assertFalse(texts.containsKey("fail-if"));
    assertTrue(NO_PART_OF_A_PLAN.stream().noneMatch(name -> texts.containsKey(name.substring(2))));
  }

  @Test
  void anOptionWithSeveralValuesIsOneString() {
    List<String> unjoinable = new ArrayList<>();
    options().stream()
        .filter(option -> option.isMultiValue() && !",".equals(option.splitRegex()))
        .forEach(option -> unjoinable.add(option.longestName()));
    assertEquals(List.of(), unjoinable, "give these split = \",\"");
  }

  @Test
  void theCommandLineCanSetAndClearEveryFlagOfTheFile() throws IOException {
    for (String inFile : List.of("true", "false")) {
      for (OptionSpec flag : options().stream().filter(o -> o.typeInfo().isBoolean()).toList()) {
        String name = OptionValues.name(flag);
        Path file = report(Map.of(name, inFile));
        assertEquals(inFile, ParsedLoadtest.of(config(file)).texts().get(name), name);
        assertEquals("true", ParsedLoadtest.of(config(file, "--" + name)).texts().get(name), name);
        String off = "--no-" + name;
        assertEquals("false", ParsedLoadtest.of(config(file, off)).texts().get(name), off);
      }
    }
  }

  @Test
  void theSameSeedMakesTheSamePlan() throws IOException {
    LoadPlan first = ParsedLoadtest.of("-R", "1/min", "-n", "10k", "--seed", "7").plan();
    Map<String, String> texts =
        ParsedLoadtest.of("-R", "1/min", "-n", "10k", "--seed", "7").texts();
    assertEquals(first, ParsedLoadtest.of(config(report(texts))).plan());
    assertNotEquals(first, ParsedLoadtest.of(config(report(texts), "--seed", "8")).plan());
  }
}
