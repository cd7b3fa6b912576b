package dev.kexbench.loadgen.server;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kexbench.loadgen.fixture.TestExchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code docs/grafana.json}: its queries name series, labels and label values of a real server. */
class DashboardTest {
  private static final Path FILE = Path.of(System.getProperty("root.dir"), "docs", "grafana.json");

  /** The labels that Prometheus adds to each series. */
  private static final Set<String> ADDED = Set.of("instance", "job");

  private static final Pattern NAME =
      Pattern.compile("\\b(?:kexbench|jvm|process|system)_[a-z0-9_]+(?:\\{([^}]*)})?");
  private static final Pattern MATCHER =
      Pattern.compile("([a-zA-Z_]+)(=~|!~|!=|=)\"([^\"]*)\"(?:,\\s*|$)");
  private static final Pattern BY = Pattern.compile("\\bby \\(([^)]*)\\)");
  private static final Pattern LEGEND = Pattern.compile("\\{\\{(\\w+)}}");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([a-z_A-Z]+)");

  private static JsonNode dashboard;
  private static PrometheusText metrics;

  @BeforeAll
  static void read() throws IOException, InterruptedException {
    dashboard = new ObjectMapper().readTree(FILE.toFile());
    try (RunningServer server = RunningServer.of(TestExchange::guardedReturningSide)) {
      String base = "http://127.0.0.1:" + server.listenForStats();
      ask("GET", base + "/metrics");
      ask("POST", base + "/gc");
      eventually(
          "the collection is counted",
          () -> ask("GET", base + "/metrics").contains("jvm_gc_pause_seconds_sum{"));
      metrics = new PrometheusText(ask("GET", base + "/metrics"));
    }
  }

  private static String ask(String method, String url) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url))
              .method(method, HttpRequest.BodyPublishers.noBody())
              .header("Content-Type", "application/json")
              .build();
      return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<JsonNode> panels() {
    List<JsonNode> panels = new ArrayList<>();
    dashboard.get("panels").forEach(panels::add);
    return panels;
  }

  private static List<JsonNode> targets() {
    List<JsonNode> targets = new ArrayList<>();
    panels().forEach(panel -> panel.path("targets").forEach(targets::add));
    return targets;
  }

  private static Stream<MatchResult> found(Pattern pattern, String in) {
    return pattern.matcher(in).results();
  }

  private static Set<String> labels(String series) {
    Set<String> labels = new TreeSet<>(ADDED);
    metrics.of(series, each -> true).forEach(each -> labels.addAll(each.labels().keySet()));
    return labels;
  }

  private static Set<String> values(String series, String label) {
    return metrics.of(series, each -> true).stream()
        .map(each -> each.labels().getOrDefault(label, ""))
        .collect(Collectors.toSet());
  }

  private static void checkSelector(String series, String matchers) {
    int end = 0;
    for (MatchResult each : found(MATCHER, matchers).toList()) {
      assertEquals(end, each.start(), matchers);
      end = each.end();
      assertTrue(labels(series).contains(each.group(1)), () -> series + ": " + each.group());
      if (!each.group(3).contains("$")) {
        assertTrue(
            values(series, each.group(1)).stream().anyMatch(each.group(3)::contains),
            () -> series + ": " + each.group());
      }
    }
    assertEquals(matchers.length(), end, matchers);
  }

  @Test
  void queriesNameSeriesAndLabelsOfTheServer() {
    for (JsonNode target : targets()) {
      String query = target.get("expr").asText();
      List<MatchResult> names = found(NAME, query).toList();
      assertTrue(!names.isEmpty(), query);
      Set<String> grouped = new HashSet<>();
      found(BY, query).forEach(by -> grouped.addAll(List.of(by.group(1).split(", "))));
      for (MatchResult each : names) {
        String series = each.group().replaceFirst("\\{.*", "");
        assertTrue(!metrics.of(series, any -> true).isEmpty(), () -> series + " is not served");
        checkSelector(series, each.group(1) == null ? "" : each.group(1));
        assertTrue(labels(series).containsAll(grouped), () -> query + ": " + labels(series));
      }
      found(LEGEND, target.get("legendFormat").asText())
          .forEach(label -> assertTrue(grouped.contains(label.group(1)), query));
    }
    assertTrue(targets().size() > 10, "there are queries");
  }

  @Test
  void variablesAreDefinedAndQueryTheServersSeries() {
    Set<String> defined = new TreeSet<>(Set.of("__rate_interval"));
    for (JsonNode variable : dashboard.at("/templating/list")) {
      if (variable.get("type").asText().equals("query")) {
        String query = variable.at("/query/query").asText();
        found(NAME, query)
            .forEach(
                each ->
                    assertTrue(
                        !metrics.of(each.group().replaceFirst("\\{.*", ""), any -> true).isEmpty(),
                        query));
      }
      found(VARIABLE, variable.path("query").toString())
          .forEach(used -> assertTrue(defined.contains(used.group(1)), used.group(1)));
      defined.add(variable.get("name").asText());
    }
    found(VARIABLE, dashboard.get("panels").toString())
        .forEach(used -> assertTrue(defined.contains(used.group(1)), used.group(1)));
    assertEquals("datasource", dashboard.at("/templating/list/0/type").asText());
    panels().forEach(panel -> assertEquals("${datasource}", panel.at("/datasource/uid").asText()));
  }

  @Test
  void panelsHaveTheirOwnPlaces() {
    Set<List<Integer>> cells = new HashSet<>();
    Set<Integer> ids = new HashSet<>();
    for (JsonNode panel : panels()) {
      assertTrue(ids.add(panel.get("id").asInt()), panel.get("title")::asText);
      JsonNode at = panel.get("gridPos");
      assertTrue(at.get("x").asInt() + at.get("w").asInt() <= 24, panel.get("title")::asText);
      for (int x = 0; x < at.get("w").asInt(); x++) {
        for (int y = 0; y < at.get("h").asInt(); y++) {
          List<Integer> cell = List.of(at.get("x").asInt() + x, at.get("y").asInt() + y);
          assertTrue(cells.add(cell), panel.get("title")::asText);
        }
      }
    }
  }
}
