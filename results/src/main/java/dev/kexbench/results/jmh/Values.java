package dev.kexbench.results.jmh;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** The values of a row of JMH's JSON, each with its type checked. */
record Values(JmhReader reader) {
  /** What JMH writes for numbers that are not finite, which JSON has no notation for. */
  private static final Map<String, Double> SPECIAL =
      Map.of(
          "NaN", Double.NaN,
          "+INF", Double.POSITIVE_INFINITY,
          "INF", Double.POSITIVE_INFINITY,
          "Infinity", Double.POSITIVE_INFINITY,
          "-INF", Double.NEGATIVE_INFINITY,
          "-Infinity", Double.NEGATIVE_INFINITY);

  private static final String RAW = "rawData";
  private static final String HISTOGRAM = "rawDataHistogram";

  /** A text that is neither missing nor blank. */
  String text(JsonNode in, String key) {
    JsonNode node = in.path(key);
    if (!node.isTextual() || node.textValue().isBlank()) {
      throw wrong(node, key, "a text");
    }
    return node.textValue();
  }

  /** A whole number of at least {@code least}. */
  int count(JsonNode in, String key, int least) {
    JsonNode node = in.path(key);
    if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < least) {
      throw wrong(node, key, "a whole number of %d or more".formatted(least));
    }
    return node.intValue();
  }

  /** The members of an object; none if it is missing or null. */
  Map<String, JsonNode> object(JsonNode node, String at) {
    Map<String, JsonNode> members = new LinkedHashMap<>();
    if (node.isMissingNode() || node.isNull()) {
      return members;
    }
    if (!node.isObject()) {
      throw wrong(node, at, "an object");
    }
    node.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
    return members;
  }

  /** An object of texts; numbers and truth values are taken as texts. */
  Map<String, String> texts(JsonNode node, String at) {
    Map<String, String> texts = new LinkedHashMap<>();
    object(node, at).forEach((key, value) -> texts.put(key, scalar(value, at + "." + key)));
    return texts;
  }

  /** A text, number or truth value as text. */
  String scalar(JsonNode node, String at) {
    if (!node.isValueNode() || node.isNull()) {
      throw wrong(node, at, "a text");
    }
    return node.asText();
  }

  /** A metric with raw data, as JMH has for every score. */
  Metric scored(JsonNode node) {
    String at = "primaryMetric";
    Metric metric = metric(node, at);
    if (metric.observations().isEmpty()) {
      throw reader.refused("%s has no %s".formatted(at, RAW));
    }
    for (int fork = 0; fork < metric.observations().size(); fork++) {
      if (metric.observations().get(fork).isEmpty()) {
        throw reader.refused("%s has no %s of fork %d".formatted(at, RAW, fork + 1));
      }
    }
    return metric;
  }

  /** A metric. */
  Metric metric(JsonNode node, String at) {
    if (!node.isObject()) {
      throw wrong(node, at, "an object");
    }
    JsonNode unit = node.path("scoreUnit");
    if (!unit.isTextual() || unit.textValue().isBlank()) {
      throw wrong(unit, at + ".scoreUnit", "a text");
    }
    JsonNode error = node.path("scoreError");
    return new Metric(
        number(node.path("score"), at + ".score"),
        error.isMissingNode() || error.isNull() ? Double.NaN : number(error, at + ".scoreError"),
        unit.textValue(),
        list(node.path(RAW), at + "." + RAW, this::numbers),
        list(node.path(HISTOGRAM), at + "." + HISTOGRAM, this::iterations));
  }

  private double number(JsonNode node, String at) {
    if (node.isNumber()) {
      return node.doubleValue();
    }
    Double special = node.isTextual() ? SPECIAL.get(node.textValue()) : null;
    if (special == null) {
      throw wrong(node, at, "a number");
    }
    return special;
  }

  private List<Double> numbers(JsonNode node, String at) {
    return each(node, at, this::number);
  }

  private List<List<List<Double>>> iterations(JsonNode node, String at) {
    return each(node, at, (iteration, place) -> each(iteration, place, this::pair));
  }

  private List<Double> pair(JsonNode node, String at) {
    List<Double> pair = numbers(node, at);
    if (pair.size() != 2) {
      throw wrong(node, at, "a pair of value and count");
    }
    return pair;
  }

  /** Elements of an array; none if it is missing or null. */
  <T> List<T> list(JsonNode node, String at, BiFunction<JsonNode, String, T> element) {
    return node.isMissingNode() || node.isNull() ? List.of() : each(node, at, element);
  }

  private <T> List<T> each(JsonNode node, String at, BiFunction<JsonNode, String, T> element) {
    if (!node.isArray()) {
      throw wrong(node, at, "an array");
    }
    List<T> all = new ArrayList<>();
    for (JsonNode one : node) {
      all.add(element.apply(one, "%s[%d]".formatted(at, all.size())));
    }
    return List.copyOf(all);
  }

  private RuntimeException wrong(JsonNode node, String at, String wanted) {
    String place = JmhReader.shown(at);
    return node.isMissingNode()
        ? reader.refused("it has no '%s'".formatted(place))
        : reader.refused("'%s' is %s, not %s".formatted(place, kind(node), wanted));
  }

  /** What a value is, for a message. */
  static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case NULL -> "null";
      case NUMBER -> JmhReader.shown(node.asText());
      case BOOLEAN -> node.asText();
      case STRING -> "'%s'".formatted(JmhReader.shown(node.textValue()));
      case ARRAY -> "an array";
      case OBJECT -> "an object";
      default -> "missing";
    };
  }
}
