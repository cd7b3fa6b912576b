package dev.kexbench.results.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kexbench.results.machine.CoreCounters;
import dev.kexbench.results.report.FailureCause;
import dev.kexbench.results.report.Json;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ReasonKey;
import dev.kexbench.results.report.SampleReport;
import dev.kexbench.results.report.Validity;
import dev.kexbench.results.sizing.SizingReport;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/*.schema.json describe each key of a report or a sizing, and nothing else. */
class ReportSchemaTest {
  private static final JsonNode SCHEMA = JsonSchemas.reportSchema();
  private static final JsonNode COMPARISON = JsonSchemas.comparisonSchema();
  private static final JsonNode SIZING = JsonSchemas.sizingSchema();

  /** Names of what an exchange provides describe themselves. */
  private static final Set<String> TRAITS =
      Set.of("certificate", "dictionary-safe", "post-quantum");

  private static ObjectNode sample() throws Exception {
    LoadReport report = SampleReport.complete().searched(SampleReport.search(2_432.0, null));
    return (ObjectNode) JsonSchemas.JSON.readTree(Json.toJson(report));
  }

  @Test
  void acceptsAReport() throws Exception {
    assertEquals(List.of(), JsonSchemas.violations(sample()));
  }

  @Test
  void acceptsAnOldReport() throws Exception {
    try (var old = LoadReport.class.getResourceAsStream("expected-report.json")) {
      assertEquals(List.of(), JsonSchemas.violations(JsonSchemas.JSON.readTree(old)));
    }
  }

  @Test
  void refusesAKeyThatItDoesNotDescribe() throws Exception {
    ObjectNode report = sample();
    ((ObjectNode) report.at("/runs/0/counts")).put("sunspots", 3);
    List<String> found = JsonSchemas.violations(report);
    assertTrue(found.size() == 1 && found.get(0).contains("sunspots"), found::toString);
  }

  @Test
  void refusesAKeyThatIsMissing() throws Exception {
    ObjectNode report = sample();
    ((ObjectNode) report.at("/runs/0")).remove("rates");
    List<String> found = JsonSchemas.violations(report);
    assertTrue(found.size() == 1 && found.get(0).contains("rates"), found::toString);
  }

  @Test
  void refusesAValueOfAnotherType() throws Exception {
    ObjectNode report = sample();
    report.put("startedAt", 1_763_838_000);
    assertEquals(1, JsonSchemas.violations(report).size());
  }

  @Test
  void hasTheKeysOfEveryRecordOfAReport() {
    List<String> found = new ArrayList<>();
    compare(SCHEMA, LoadReport.class, SCHEMA, "", found);
    assertEquals(List.of(), found);
  }

  @Test
  void hasTheKeysOfEveryRecordOfASizing() {
    List<String> found = new ArrayList<>();
    compare(SIZING, SizingReport.class, SIZING, "", found);
    assertEquals(List.of(), found);
  }

  @Test
  void namesEveryCauseReasonAndState() {
    assertEquals(
        Arrays.stream(FailureCause.values()).map(FailureCause::key).toList(),
        names(SCHEMA.at("/$defs/failures/properties")));
    assertEquals(
        Arrays.stream(ReasonKey.values()).map(ReasonKey::label).toList(),
        texts(SCHEMA.at("/$defs/verdict/properties/reasons/items/properties/key/enum")));
    assertEquals(
        Arrays.stream(Validity.values()).map(Validity::name).toList(),
        texts(SCHEMA.at("/$defs/validity/enum")));
  }

  @Test
  void everyPropertyHasADescription() {
    for (JsonNode schema : List.of(SCHEMA, COMPARISON, SIZING)) {
      List<String> bare =
          properties(schema)
              .filter(each -> !described(schema, each.getValue()))
              .map(Map.Entry::getKey)
              .filter(key -> !key.contains(" ") && !TRAITS.contains(key))
              .toList();
      assertEquals(List.of(), bare);
    }
  }

  @Test
  void thePageOfTheFormatNamesEveryKey() throws Exception {
    String page =
        Files.readString(Path.of(System.getProperty("root.dir", ".."), "docs/report-format.md"));
    Set<String> unnamed = new TreeSet<>();
    for (JsonNode schema : List.of(SCHEMA, COMPARISON)) {
      properties(schema)
          .map(Map.Entry::getKey)
          .filter(key -> !key.contains(" ") && !TRAITS.contains(key))
          .filter(key -> !page.contains("`" + key + "`") && !page.contains("." + key + "`"))
          .forEach(unnamed::add);
    }
    assertEquals(Set.of(), unnamed);
  }

  private static boolean described(JsonNode root, JsonNode schema) {
    return schema.has("description")
        || schema.has("$ref")
            && described(root, root.at(schema.path("$ref").asText().substring(1)));
  }

  /** Every key of every object that a schema describes, with what it says of its value. */
  private static Stream<Map.Entry<String, JsonNode>> properties(JsonNode schema) {
    Stream<Map.Entry<String, JsonNode>> here =
        schema.path("properties").isObject() && !schema.path("properties").has("$ref")
            ? schema.path("properties").properties().stream()
            : Stream.empty();
    List<JsonNode> below = new ArrayList<>();
    schema.forEach(below::add);
    return Stream.concat(here, below.stream().flatMap(ReportSchemaTest::properties));
  }

  /** Walks records and their schemas side by side. */
  private static void compare(
      JsonNode root, Class<?> type, JsonNode schema, String path, List<String> found) {
    JsonNode properties = schema.path("properties");
    Set<String> expected =
        Arrays.stream(type.getRecordComponents())
            .filter(each -> !each.getAccessor().isAnnotationPresent(JsonAnyGetter.class))
            .map(RecordComponent::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> actual = new TreeSet<>(names(properties));
    boolean open = expected.size() < type.getRecordComponents().length;
    if (open ? !actual.containsAll(expected) : !actual.equals(expected)) {
      found.add("%s: the record has %s, the schema %s".formatted(path, expected, actual));
    }
    for (RecordComponent each : type.getRecordComponents()) {
      inner(each.getGenericType())
          .forEach(
              below ->
                  compare(
                      root,
                      below,
                      resolved(root, properties.path(each.getName())),
                      path + "/" + each.getName(),
                      found));
    }
  }

  /** The record that a component's values consist of, or nothing. */
  private static Stream<Class<?>> inner(Type type) {
    if (type instanceof ParameterizedType generic) {
      return Arrays.stream(generic.getActualTypeArguments()).flatMap(ReportSchemaTest::inner);
    }
    // The counters of a machine are an answer to another request, and never part of a report.
    return type instanceof Class<?> record && record.isRecord() && record != CoreCounters.class
        ? Stream.of(record)
        : Stream.empty();
  }

  /** What describes a value, or the values in a list or map. */
  private static JsonNode resolved(JsonNode root, JsonNode schema) {
    if (schema.has("$ref")) {
      return resolved(root, root.at(schema.path("$ref").asText().substring(1)));
    }
    if (schema.has("anyOf")) {
      return resolved(root, schema.path("anyOf").path(0));
    }
    if (schema.has("items")) {
      return resolved(root, schema.path("items"));
    }
    if (schema.path("additionalProperties").isObject()) {
      return resolved(root, schema.path("additionalProperties"));
    }
    JsonNode first = schema.path("properties").path("total");
    return first.isMissingNode() ? schema : resolved(root, first);
  }

  private static List<String> names(JsonNode properties) {
    List<String> names = new ArrayList<>();
    properties.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.asText()));
    return texts;
  }
}
