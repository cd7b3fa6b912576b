package dev.kexbench.results.render.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kexbench.results.render.Numbers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of compared benchmarks in a real browser. */
@Tag("process")
class BenchmarkComparisonInBrowserTest {
  private static final Optional<Browser> BROWSER = Browser.installed().findFirst();

  /** The rows that are shown, by the names of their benchmarks. */
  private static final String SHOWN =
      "[...document.querySelectorAll('tr[data-state]')].filter((row) => row.offsetHeight > 0)"
          + ".map((row) => row.cells[0].querySelector('b').textContent).join(' ')";

  /** What the page states of every row, as the JSON has it. */
  private static final String ROWS =
      "[...document.querySelectorAll('tr[data-state]')].map((row) => [row.cells[0].title,"
          + " row.dataset.state, ...row.cells[2].querySelectorAll('b'),"
          + " ...row.cells[5].children].map((each) => each.textContent ?? each).join('|'))"
          + ".sort().join('\\n')";

  private static final String FITS =
      "document.documentElement.scrollWidth <= document.documentElement.clientWidth";

  private static final Map<String, String> STATES =
      Map.of(
          "improved", "improved",
          "regressed", "regressed",
          "equivalent", "unchanged",
          "withinNoise", "undecided",
          "undecided", "undecided");

  @TempDir private Path folder;
  private ComparedBenchmarks compared;
  private BrowserTab tab;

  @BeforeAll
  static void needsABrowser() {
    assumeTrue(BROWSER.isPresent(), "no Chromium here; on Debian: apt-get install chromium");
  }

  @BeforeEach
  void compare() throws Exception {
    compared = ComparedBenchmarks.in(folder);
  }

  @AfterEach
  void close() throws Exception {
    if (tab != null) {
      tab.close();
    }
  }

  private void open(String hash) throws Exception {
    tab = BrowserTab.open(BROWSER.get(), folder.resolve("browser"), compared.page().toUri() + hash);
    tab.resize(1280);
  }

  @Test
  void statesTheFiguresOfTheJsonAndDrawsThem() throws Exception {
    open("");
    List<String> expected = new ArrayList<>();
    for (JsonNode row : compared.json().get("rows")) {
      String unit = row.get("unit").asText();
      String benchmark = row.at("/keys/benchmark").asText().replaceFirst(".*bench\\.", "");
      String threads = row.at("/keys/threads").asText().equals("2") ? ", 2 threads" : "";
      String figure = row.get("figure").asText().equals("score") ? "" : " gc.alloc.rate.norm";
      expected.add(
          "%s avgt%s, provider=%s%s|%s|%s|%s|%s|%s to %s"
              .formatted(
                  benchmark,
                  threads,
                  row.at("/keys/provider").asText(),
                  figure,
                  STATES.get(row.get("verdict").asText()),
                  Numbers.value(row.get("base").asDouble(), unit),
                  Numbers.value(row.get("fresh").asDouble(), unit),
                  Numbers.change(row.get("ratio").asDouble()),
                  Numbers.change(row.get("low").asDouble()),
                  Numbers.change(row.get("high").asDouble())));
    }
    expected.sort(null);
    assertEquals(String.join("\n", expected), tab.value(ROWS));
    assertEquals(
        "0",
        tab.value(
            "[...document.querySelectorAll('tr[data-state]:not([hidden]) circle')].filter((dot) => {"
                + " const [d, s] = [dot, dot.closest('svg')].map((e) => e.getBoundingClientRect());"
                + " return d.width < 4 || d.left < s.left || d.right > s.right;}).length"),
        "dots that are missing or cut off");
    assertEquals("true", tab.value(FITS));
    assertEquals(
        "true",
        tab.value(
            "[...document.querySelectorAll('.scroll')].every((each) => each.scrollWidth <="
                + " each.clientWidth)"),
        "nothing is cut off");
    tab.resize(390);
    assertEquals("true", tab.value(FITS), "fits a phone");
    assertEquals(List.of(), tab.console());
  }

  @Test
  void anAddressRestoresFilterAndOrder() throws Exception {
    open("#show=improved,unchanged&name=time%20KEY&sort=value.ascending");
    assertEquals("Key.table Key.fresh", tab.value(SHOWN));
    assertEquals(
        "ascending",
        tab.value(
            "document.querySelector('table.rows th[data-key=value]').getAttribute('aria-sort')"));
    assertEquals("2 of 8 rows shown", tab.value("document.querySelector('output').textContent"));
    tab.value("location.hash = '#show=undecided'");
    tab.await(SHOWN + " === 'Key.codec'");
    assertEquals("", tab.value("document.querySelector('input[type=search]').value"));
    tab.value("location.hash = '#show=regressed&sort=__proto__.up&name=%22%3E'");
    tab.await(SHOWN + " === ''");
    tab.value("navigator.clipboard.writeText = async (text) => { window.taken = text; }");
    press("Copy link");
    tab.await("window.taken?.startsWith('file:') && window.taken.endsWith('name=%22%3E')");
    assertEquals(List.of(), tab.console());
  }

  @Test
  void copiesTheRowsThatAreShownWithTheirForks() throws Exception {
    open("#show=regressed");
    tab.value("navigator.clipboard.writeText = async (text) => { window.taken = text; }");
    press("Copy as CSV");
    tab.await("window.taken?.split('\\n').length === 3");
    String csv = tab.value("window.taken");
    assertTrue(csv.contains("benchmark,verdict,mean of forks,forks,95 % interval"), csv);
    assertTrue(csv.contains("\"base 100 µs/op, 160 µs/op, 80.0 µs/op"), csv);
    assertTrue(csv.contains(",+29.8 % to +30.2 %,+30.0 %,"), csv);
  }

  private void press(String name) throws Exception {
    tab.value(
        "[...document.querySelectorAll('button')].find((each) => each.textContent === '%s').click()"
            .formatted(name));
  }

  @Test
  void everythingWorksByKeyboard() throws Exception {
    open("");
    assertEquals("Key.pooled Key.fresh Key.codec", tab.value(SHOWN), "unchanged rows are folded");
    focus("document.activeElement.value === 'regressed'");
    tab.press(" ");
    assertEquals("Key.fresh Key.codec", tab.value(SHOWN));
    assertEquals("#show=improved,undecided", tab.value("location.hash"));
    focus("document.activeElement.type === 'search'");
    tab.type("fresh");
    assertEquals("Key.fresh", tab.value(SHOWN));
    focus("document.activeElement.type === 'reset'");
    tab.press("Enter");
    tab.await("location.hash === ''");
    focus("document.activeElement.closest('th')?.dataset.key === 'name'");
    tab.press("Enter");
    assertEquals("Key.codec Key.fresh Key.pooled", tab.value(SHOWN));
    assertEquals("#sort=name.ascending", tab.value("location.hash"));
    tab.press(" ");
    assertEquals("Key.pooled Key.fresh Key.codec", tab.value(SHOWN));
    focus("document.activeElement.className === 'fold'");
    assertEquals("Show 5 unchanged rows", tab.value("document.activeElement.textContent"));
    tab.press("Enter");
    assertEquals("8", tab.value(SHOWN + ".split(' ').length"));
    assertEquals("true", tab.value("document.activeElement.getAttribute('aria-expanded')"));
    assertEquals(List.of(), tab.console());
  }

  /** Moves on by the tabulator key. */
  private void focus(String condition) throws Exception {
    for (int presses = 0; !tab.value(condition).equals("true"); presses++) {
      assertTrue(presses < 60, "reached by the tabulator key: " + condition);
      tab.press("Tab");
    }
  }
}
