package dev.kexbench.loadgen.server;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.loadgen.server.PrometheusText.Sample;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code GET /metrics} of a running server. */
class MetricsTest {
  private static final Path DOCS = Path.of(System.getProperty("root.dir"), "docs");
  private static final Set<String> COMMON = Set.of("exchange", "provider");
  private static final String STAGE = StageHistograms.NAME;

  /** A row of the table of series: name, type, labels, meaning. */
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([a-z0-9_]+)` \\| (\\w+) \\|([^|]*)\\| ([^|]*) \\|$");

  private final RunningServer server = RunningServer.of(TestExchange::guardedReturningSide);
  private final String base = "http://127.0.0.1:" + server.listenForStats();

  @AfterEach
  void close() {
    server.close();
  }

  private HttpResponse<String> ask(String method, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .header("Content-Type", "application/json");
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private PrometheusText metrics() {
    try {
      return new PrometheusText(ask("GET", "/metrics").body());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** After a collection: only from the first on there are figures of collections. */
  private PrometheusText metricsAfterCollection() throws IOException, InterruptedException {
    metrics();
    ask("POST", "/gc");
    eventually(
        "the collection is counted", () -> metrics().types().containsKey("jvm_gc_pause_seconds"));
    return metrics();
  }

  private void handshake() {
    try (Peer peer = server.connect()) {
      OfferAttempt attempt = new OfferAttempt();
      peer.send(attempt.offer());
      peer.send(attempt.confirm(peer.readFrame()));
      long before = server.figures().connections.sum();
      eventually("it is confirmed", () -> server.confirmed() == before);
    }
    long all = server.figures().connections.sum();
    eventually("it is closed", () -> server.closed(CloseCause.PEER) == all);
  }

  @Test
  void isInTheTextFormatUnlessOpenMetricsIsAskedFor() throws Exception {
    HttpResponse<String> plain = ask("GET", "/metrics", "Accept", "*/*");
    assertEquals(
        List.of("text/plain; version=0.0.4; charset=utf-8"),
        plain.headers().allValues("content-type"));
    HttpResponse<String> open =
        ask(
            "GET",
            "/metrics",
            "Accept",
            "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3");
    assertEquals(
        List.of("application/openmetrics-text; version=1.0.0; charset=utf-8"),
        open.headers().allValues("content-type"));
    assertTrue(open.body().endsWith("# EOF\n"), open::body);
    assertTrue(open.body().contains(STAGE + "_bucket{"), open::body);
  }

  @Test
  void timesAreInBucketsOfFixedBounds() throws Exception {
    handshake();
    handshake();
    PrometheusText metrics = metrics();
    for (String stage : List.of("queue", "privateKey", "macAndKeys", "write")) {
      String label = "stage=" + stage;
      List<Double> bounds =
          metrics.of(STAGE + "_bucket", each -> each.labels().get("stage").equals(stage)).stream()
              .map(each -> Double.parseDouble(each.labels().get("le").replace("+Inf", "Infinity")))
              .toList();
      assertTrue(bounds.containsAll(List.of(1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 1.0, 10.0)));
      eventually("it is timed", () -> metrics().value(STAGE + "_count", label) >= 2);
      assertTrue(metrics.value(STAGE + "_sum", label) >= 0, stage);
    }
    assertTrue(metrics.value(STAGE + "_sum", "stage=privateKey") > 0);
  }

  @Test
  void aTimeIsInTheBucketsFromItsOwnOn() {
    StageTimings stages = new StageTimings();
    stages.queued(1_000_000);
    stages.queued(1_100_000);
    stages.queued(60_000_000_000L);
    var queue =
        new StageHistograms(stages, Labels.EMPTY)
            .collect().getDataPoints().stream()
                .filter(each -> each.getLabels().get("stage").equals("queue"))
                .findFirst()
                .orElseThrow();
    Map<Double, Long> counts = new TreeMap<>();
    queue.getClassicBuckets().forEach(each -> counts.put(each.getUpperBound(), each.getCount()));
    counts.values().removeIf(each -> each == 0);
    assertEquals(Map.of(0.001, 1L, 0.0015, 1L, Double.POSITIVE_INFINITY, 1L), counts);
    assertEquals(60.0021, queue.getSum(), 60 * 0.001);
  }

  @Test
  void countsNeverDecrease() throws Exception {
    handshake();
    PrometheusText before = metrics();
    ask("GET", "/stats");
    ask("POST", "/gc");
    ask("POST", "/ceiling");
    handshake();
    Map<Sample, Double> after = new HashMap<>();
    metrics().samples().forEach(each -> after.put(series(each), each.value()));
    Set<String> counts =
        before.types().entrySet().stream()
            .filter(each -> !each.getValue().equals("gauge"))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    List<Sample> decreased =
        before.samples().stream()
            .filter(each -> counts.contains(each.name().replaceFirst("_(bucket|sum|count)$", "")))
            .filter(each -> !(after.getOrDefault(series(each), -1.0) >= each.value()))
            .toList();
    assertEquals(List.of(), decreased);
    assertTrue(counts.size() > 10, counts::toString);
  }

  private static Sample series(Sample of) {
    return new Sample(of.name(), of.labels(), 0);
  }

  @Test
  void labelsAreEscaped() {
    String odd = "a \"quoted\" \\ name\nin two lines";
    StageTimings stages = new StageTimings();
    stages.queued(1);
    var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    registry
        .getPrometheusRegistry()
        .register(new StageHistograms(stages, Labels.of("exchange", odd)));
    PrometheusText text = new PrometheusText(registry.scrape());
    text.samples().forEach(each -> assertEquals(odd, each.labels().get("exchange")));
    assertFalse(text.samples().isEmpty());
  }

  /** Type and labels of a family, as the documentation or the server states them. */
  private record Series(String type, Set<String> labels) {}

  private static Series series(PrometheusText in, String family) {
    Set<String> labels = new TreeSet<>();
    in.samples().stream()
        .filter(each -> family(in, each).equals(family))
        .forEach(each -> labels.addAll(each.labels().keySet()));
    assertTrue(labels.containsAll(COMMON), () -> family + " " + labels);
    labels.removeAll(COMMON);
    labels.remove("le");
    return new Series(in.types().get(family), labels);
  }

  private static String family(PrometheusText in, Sample sample) {
    return in.types().containsKey(sample.name())
        ? sample.name()
        : sample.name().replaceFirst("_(bucket|sum|count)$", "");
  }

  @Test
  void theDocumentationListsAllSeries() throws Exception {
    Map<String, Series> documented = new TreeMap<>();
    List<String> sometimes = new ArrayList<>();
    ROW.matcher(Files.readString(DOCS.resolve("server.md")))
        .results()
        .forEach(
            row -> {
              Set<String> labels =
                  new TreeSet<>(Arrays.asList(row.group(3).replace("`", "").strip().split(", ")));
              labels.remove("");
              documented.put(row.group(1), new Series(row.group(2), labels));
              if (row.group(4).contains("only ")) {
                sometimes.add(row.group(1));
              }
            });
    PrometheusText metrics = metricsAfterCollection();
    Map<String, Series> served = new TreeMap<>();
    metrics.types().keySet().forEach(each -> served.put(each, series(metrics, each)));
    documented.keySet().removeIf(each -> sometimes.contains(each) && !served.containsKey(each));
    assertEquals(documented, served);
  }
}
