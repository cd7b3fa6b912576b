package dev.kexbench.results.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The JSON Schemas in {@code docs/}, applied to files of results. */
final class JsonSchemas {
  static final ObjectMapper JSON = new ObjectMapper();

  private static final Path DOCS = Path.of(System.getProperty("root.dir", ".."), "docs");
  private static final String REPORT = "report.schema.json";
  private static final String COMPARISON = "comparison.schema.json";
  private static final String SIZING = "sizing.schema.json";

  /** The file that describes the layout which is named in {@code schema}. */
  private static final Map<String, String> FILES =
      Map.of(
          "kexbench/load-report/1", REPORT,
          "kexbench/comparison/2", COMPARISON,
          "kexbench/projection/1", COMPARISON,
          "kexbench/sizing/1", SIZING);

  private static final Map<String, Schema> SCHEMAS =
      Map.of(REPORT, schema(REPORT), COMPARISON, schema(COMPARISON), SIZING, schema(SIZING));

  private JsonSchemas() {}

  static JsonNode reportSchema() {
    return tree(DOCS.resolve(REPORT));
  }

  static JsonNode comparisonSchema() {
    return tree(DOCS.resolve(COMPARISON));
  }

  static JsonNode sizingSchema() {
    return tree(DOCS.resolve(SIZING));
  }

  private static Schema schema(String file) {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(tree(DOCS.resolve(file)));
  }

  private static JsonNode tree(Path file) {
    try {
      return JSON.readTree(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * How a value differs from the schema that it names, one finding each; none if it names no schema
   * of these.
   */
  static List<String> violations(JsonNode value) {
    String file = FILES.get(value.path("schema").asText());
    return file == null
        ? List.of()
        : SCHEMAS.get(file).validate(value).stream()
            .map(each -> each.getInstanceLocation() + ": " + each.getMessage())
            .toList();
  }
}
