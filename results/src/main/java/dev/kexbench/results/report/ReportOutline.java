package dev.kexbench.results.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a list of reports shows of one. Timelines and other long parts are skipped without parsing
 * them, so that thousands of reports can be listed.
 *
 * @param schema of the file, or null
 * @param name of the run, or null
 * @param startedAt when the run began, or null
 * @param interrupted whether the user interrupted it
 * @param validity whether its figures are valid, or null
 * @param runs each in a few figures
 * @param search for the highest rate, or null
 */
public record ReportOutline(
    String schema,
    String name,
    Instant startedAt,
    boolean interrupted,
    Validity validity,
    List<Outline> runs,
    Search search) {
  /** The keys that are read. */
  private static final Set<String> KEYS =
      Set.of(
          "schema",
          "name",
          "startedAt",
          "interrupted",
          "verdict",
          "search",
          "runs.",
          "runs.label",
          "runs.folder",
          "runs.plan",
          "runs.rates",
          "runs.latency.",
          "runs.latency." + Stage.TOTAL.key());

  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /** Keeps its own copy. */
  public ReportOutline {
    runs = List.copyOf(runs);
  }

  /**
   * One run.
   *
   * @param label as {@link Run#label}
   * @param folder as {@link Run#folder}
   * @param rates null if the file has none
   * @param total time from the due time, or null
   */
  public record Outline(String label, String folder, Plan plan, Rates rates, Latency total) {}

  /**
   * Reads a {@code report.json}.
   *
   * @throws dev.kexbench.results.command.CommandFailure with exit code 2 if it is not a complete
   *     load report
   */
  public static ReportOutline read(Path file) {
    try (JsonParser parser = FACTORY.createParser(excerpt(file))) {
      ReportOutline outline = new Parsing(parser).report();
      if (outline.isComplete()) {
        return outline;
      }
    } catch (IOException | IllegalArgumentException | DateTimeException foreign) {
      throw explained(file, foreign);
    }
    throw explained(file, null);
  }

  /** The part of a file that is parsed. */
  static byte[] excerpt(Path file) throws IOException {
    return JsonExcerpt.of(Files.readAllBytes(file), KEYS);
  }

  /** When a run began, if its report states that; only the beginning of the file is read. */
  public static Optional<Instant> startedAt(Path file) {
    try (JsonParser parser = FACTORY.createParser(file.toFile())) {
      return new Parsing(parser).start();
    } catch (IOException | DateTimeException foreign) {
      return Optional.empty(); // reading the whole file reports it
    }
  }

  private boolean isComplete() {
    return LoadReport.SCHEMA.equals(schema)
        && validity != null
        && !runs.isEmpty()
        && runs.stream()
            .allMatch(run -> run.label != null && run.plan != null && run.rates != null);
  }

  /** The failure that reading all of the file leads to. */
  private static RuntimeException explained(Path file, Exception foreign) {
    ReportFiles.read(file);
    return JsonFile.unreadable(
        file, "is no complete load report", "give a complete report", foreign);
  }

  /** Reads one file from its beginning. */
  private record Parsing(JsonParser parser) {
    private static final ObjectReader READER =
        Json.MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    Optional<Instant> start() throws IOException {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
          parser.nextToken();
          if (key.equals("startedAt")) {
            return Optional.ofNullable(instant());
          }
          parser.skipChildren();
        }
      }
      return Optional.empty();
    }

    private Instant instant() throws IOException {
      String text = parser.getValueAsString();
      return text == null ? null : Instant.parse(text);
    }

    ReportOutline report() throws IOException {
      require(parser.nextToken(), JsonToken.START_OBJECT);
      String schema = null;
      String name = null;
      Instant startedAt = null;
      boolean interrupted = false;
      Validity validity = null;
      List<Outline> runs = new ArrayList<>();
      Search search = null;
      for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
        parser.nextToken();
        switch (key) {
          case "schema" -> schema = parser.getValueAsString();
          case "name" -> name = parser.getValueAsString();
          case "startedAt" -> startedAt = instant();
          case "interrupted" -> interrupted = parser.getValueAsBoolean();
          case "verdict" -> validity = validity();
          case "runs" -> runs(runs);
          case "search" -> search = value(Search.class);
          default -> parser.skipChildren();
        }
      }
      require(parser.nextToken(), null);
      return new ReportOutline(schema, name, startedAt, interrupted, validity, runs, search);
    }

    private Validity validity() throws IOException {
      Verdict verdict = value(Verdict.class);
      return verdict == null ? null : verdict.state();
    }

    private void require(JsonToken token, JsonToken wanted) throws IOException {
      if (token != wanted) {
        throw new IOException("is no load report");
      }
    }

    private void runs(List<Outline> to) throws IOException {
      require(parser.currentToken(), JsonToken.START_ARRAY);
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        to.add(run());
      }
      require(parser.currentToken(), JsonToken.END_ARRAY);
    }

    private Outline run() throws IOException {
      String label = null;
      String folder = null;
      Plan plan = null;
      Rates rates = null;
      Latency total = null;
      for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
        parser.nextToken();
        switch (key) {
          case "label" -> label = parser.getValueAsString();
          case "folder" -> folder = parser.getValueAsString();
          case "plan" -> plan = value(Plan.class);
          case "rates" -> rates = value(Rates.class);
          case "latency" -> total = total();
          default -> parser.skipChildren();
        }
      }
      return new Outline(label, folder, plan, rates, total);
    }

    private Latency total() throws IOException {
      Latency total = null;
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        return null;
      }
      for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
        parser.nextToken();
        if (key.equals(Stage.TOTAL.key())) {
          total = value(Latency.class);
        } else {
          parser.skipChildren();
        }
      }
      return total;
    }

    /** Null where the file has null. */
    private <T> T value(Class<T> type) throws IOException {
      return READER.forType(type).readValue(parser);
    }
  }
}
