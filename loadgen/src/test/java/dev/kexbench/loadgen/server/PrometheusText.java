package dev.kexbench.loadgen.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Prometheus' text format, version 0.0.4, read strictly: every family begins with its help and its
 * type, in this order, and its samples follow it; names and units are as Prometheus recommends.
 */
final class PrometheusText {
  private static final Pattern HELP = Pattern.compile("# HELP (\\S+) (\\S.*)");
  private static final Pattern TYPE =
      Pattern.compile("# TYPE (\\S+) (counter|gauge|histogram|summary)");
  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)\\{((?:[^\"]|\"(?:[^\"\\\\]|\\\\.)*\")*)} (\\S+)");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\[\\\\n\"])*)\"(?:,|$)");
  private static final Pattern OTHER_UNIT =
      Pattern.compile(
          ".*_(ns|us|ms|nanos|micros|millis|milliseconds|minutes|kib|mb|percent)(_.*)?");

  private final Map<String, String> types = new LinkedHashMap<>();
  private final List<Sample> samples = new ArrayList<>();
  private String family;

  /** One line: a series and its value. */
  record Sample(String name, Map<String, String> labels, double value) {
    private Sample without(String label) {
      Map<String, String> others = new TreeMap<>(labels);
      others.remove(label);
      return new Sample(name, others, 0);
    }
  }

  /** Reads it; fails if a line is not as it should be. */
  PrometheusText(String text) {
    assertTrue(text.endsWith("\n"), "the last line ends");
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Matcher help = HELP.matcher(lines.get(i));
      if (help.matches()) {
        begin(help.group(1), lines.get(++i));
      } else {
        add(lines.get(i));
      }
    }
    assertEquals(
        samples.size(),
        samples.stream().map(each -> each.without("")).distinct().count(),
        "each series is there once");
    types.forEach(this::checkFamily);
  }

  private void begin(String name, String line) {
    Matcher type = TYPE.matcher(line);
    assertTrue(type.matches() && type.group(1).equals(name), line);
    assertFalse(types.containsKey(name), () -> name + " is there twice");
    assertFalse(OTHER_UNIT.matcher(name).matches(), () -> name + " has no base unit");
    types.put(name, type.group(2));
    family = name;
  }

  private void add(String line) {
    Matcher sample = SAMPLE.matcher(line);
    assertTrue(sample.matches(), line);
    Map<String, String> labels = new TreeMap<>();
    Matcher label = LABEL.matcher(sample.group(2));
    int end = 0;
    while (label.lookingAt()) {
      assertFalse(labels.containsKey(label.group(1)), line);
      labels.put(label.group(1), unescaped(label.group(2)));
      end = label.end();
      label.region(end, sample.group(2).length());
    }
    assertEquals(sample.group(2).length(), end, line);
    assertTrue(suffixes().anyMatch(each -> sample.group(1).equals(family + each)), line);
    samples.add(new Sample(sample.group(1), labels, Double.parseDouble(value(sample.group(3)))));
  }

  private static String value(String text) {
    return text.equals("+Inf") ? "Infinity" : text;
  }

  private static String unescaped(String text) {
    return Pattern.compile("\\\\(.)")
        .matcher(text)
        .replaceAll(
            each -> Matcher.quoteReplacement(each.group(1).equals("n") ? "\n" : each.group(1)));
  }

  private Stream<String> suffixes() {
    return switch (types.get(family)) {
      case "histogram" -> Stream.of("_bucket", "_sum", "_count");
      case "summary" -> Stream.of("_sum", "_count");
      default -> Stream.of("");
    };
  }

  private void checkFamily(String name, String type) {
    assertEquals(type.equals("counter"), name.endsWith("_total"), name);
    if (type.equals("histogram")) {
      samples.stream()
          .filter(each -> each.name().equals(name + "_count"))
          .forEach(count -> checkBuckets(name, count));
    } else if (!type.equals("summary")) {
      assertFalse(name.matches(".*_(sum|count|bucket)"), name);
    }
  }

  private void checkBuckets(String name, Sample count) {
    List<Sample> buckets =
        of(name + "_bucket", each -> each.without("le").labels().equals(count.labels()));
    double below = Double.NEGATIVE_INFINITY;
    double before = 0;
    for (Sample each : buckets) {
      double bound = Double.parseDouble(value(each.labels().get("le")));
      assertTrue(bound > below && each.value() >= before, each::toString);
      below = bound;
      before = each.value();
    }
    assertEquals(Double.POSITIVE_INFINITY, below, name);
    assertEquals(count.value(), before, name);
  }

  /** The type of each family. */
  Map<String, String> types() {
    return types;
  }

  /** All samples. */
  List<Sample> samples() {
    return samples;
  }

  /** The samples of this name for which this holds. */
  List<Sample> of(String name, Predicate<Sample> which) {
    return samples.stream().filter(each -> each.name().equals(name)).filter(which).toList();
  }

  /** The value of the only series of this name that has this label, such as {@code le=0.1}. */
  double value(String name, String label) {
    String[] parts = label.split("=", 2);
    List<Sample> found = of(name, each -> parts[1].equals(each.labels().get(parts[0])));
    assertEquals(1, found.size(), found::toString);
    return found.get(0).value();
  }
}
