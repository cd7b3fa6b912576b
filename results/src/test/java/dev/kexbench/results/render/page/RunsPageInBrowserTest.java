package dev.kexbench.results.render.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kexbench.results.RunsMain;
import dev.kexbench.results.command.Console;
import dev.kexbench.results.jmh.SampleJmh;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.SampleReport;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/runs --serve} with a person at the keyboard of a real browser. */
@Tag("process")
class RunsPageInBrowserTest {
  private static final Optional<Browser> BROWSER = Browser.installed().findFirst();
  private static final int LOAD_TESTS = 40;

  private static final String SHOWN =
      "[...document.querySelectorAll('#runs tbody tr')].filter((row) => !row.hidden).length";

  private static final String COMPARE = "document.querySelector('button.main').textContent";

  @TempDir private Path home;
  private Thread command;
  private BrowserTab tab;
  private String url;

  @BeforeAll
  static void needsABrowser() {
    assumeTrue(BROWSER.isPresent(), "no Chromium here; on Debian: apt-get install chromium");
  }

  @BeforeEach
  void serve() throws Exception {
    for (int i = 0; i < LOAD_TESTS; i++) {
      store("2026-11-20T10-%02d-00-load".formatted(i));
    }
    SampleJmh.writeRounds(
        path("2026-11-21T10-00-00-bench"), List.of(SampleJmh.row(100), SampleJmh.row(101)));
    System.setProperty("kexbench.home", home.toString());
    BlockingQueue<String> printed = new LinkedBlockingQueue<>();
    StringWriter lines =
        new StringWriter() {
          @Override
          public void flush() {
            printed.add(toString());
          }
        };
    Console console =
        new Console(new PrintWriter(lines), new PrintWriter(new StringWriter()), false);
    command = new Thread(() -> console.execute(new RunsMain(), "--serve"));
    command.start();
    String line = printed.poll(3, TimeUnit.MINUTES);
    Matcher address = Pattern.compile("http://\\S+").matcher(String.valueOf(line));
    assertTrue(address.find(), line);
    url = address.group();
    tab = BrowserTab.open(BROWSER.get(), home.resolve("browser"), url);
    tab.await("document.getElementById('told').textContent.startsWith('In the table')");
  }

  @AfterEach
  void end() throws Exception {
    command.interrupt();
    command.join();
    System.clearProperty("kexbench.home");
    if (tab != null) {
      tab.close();
    }
  }

  private Path path(String name) {
    return home.resolve("results/runs").resolve(name);
  }

  private void store(String name) {
    ReportFiles.write(SampleReport.complete(), path(name).resolve("report.json"));
  }

  private void focus(String selector) throws Exception {
    tab.value("document.querySelector('%s').focus()".formatted(selector));
  }

  private String focused() throws Exception {
    return tab.value("document.activeElement.name + ' ' + document.activeElement.value");
  }

  @Test
  void filtersAsTheWordsAreTyped() throws Exception {
    assertEquals("41", tab.value(SHOWN));
    focus("input[type=search]");
    tab.type("10:3 load");
    assertEquals("10", tab.value(SHOWN));
    assertEquals("10 of 41 runs match.", tab.value("document.getElementById('shown').textContent"));
    assertEquals("#text=10%3A3+load", tab.value("location.hash"));
    tab.value("window.old = true");
    tab.value("location.reload()");
    tab.await("!window.old && document.readyState === 'complete' && " + SHOWN + " === 10");
    tab.value("location.hash = '#kind=bench&verdict=valid'");
    tab.await(SHOWN + " === 1");
    tab.value("location.hash = '#text=bench+kx1'");
    tab.await(SHOWN + " === 0");
    assertEquals(List.of(), tab.console());
  }

  @Test
  void twoRunsAreTickedAndComparedByKeyboardAlone() throws Exception {
    tab.value("location.hash = '#kind=load'");
    tab.await(SHOWN + " === 40");
    focus("input[name=tag]");
    for (int presses = 0; !focused().startsWith("run "); presses++) {
      assertTrue(presses < 30, "the table is reached by the tab key");
      tab.press("Tab");
    }
    assertEquals("run 2026-11-20T10-39-00-load", focused(), "not the one that is filtered out");
    assertEquals("Compare: select two or more runs", tab.value(COMPARE));
    tab.press(" ");
    assertEquals("Compare: 1 selected, select another", tab.value(COMPARE));
    tab.press("Enter");
    assertEquals("/", tab.value("location.pathname"), "one is not compared");
    tab.press("ArrowDown");
    tab.press("ArrowDown");
    tab.press("ArrowUp");
    tab.press(" ");
    assertEquals("Compare 2 runs", tab.value(COMPARE));
    assertEquals(
        "solid", tab.value("getComputedStyle(document.activeElement).outlineStyle"), "in view");
    tab.press("Enter");
    tab.await("location.pathname === '/compare' && document.readyState === 'complete'");
    String text = tab.value("document.body.innerText");
    assertTrue(
        text.contains("scripts/compare 2026-11-20T10-38-00-load 2026-11-20T10-39-00-load"), text);
    assertTrue(text.contains("2,431/s"), text);
    assertEquals(List.of(), tab.console());
  }

  @Test
  void aTagIsAddedToWhatIsTickedAndRemoved() throws Exception {
    focus("#runs tr:nth-child(2) input");
    tab.press(" ");
    focus("input[name=tag]");
    tab.type("before");
    tab.press("Enter");
    tab.await("document.getElementById('told').textContent.startsWith('tagged')");
    Path tags = path("2026-11-20T10-39-00-load").resolve("tags.txt");
    assertEquals("before\n", Files.readString(tags));
    assertEquals(
        "before",
        tab.value("document.querySelector('#runs tr:nth-child(2)').cells[4].textContent"));
    assertEquals("1", tab.value("document.querySelectorAll('option[value=before]').length"));
    focus("button[value=remove]");
    tab.press(" ");
    tab.await("document.getElementById('told').textContent.startsWith('removed')");
    assertTrue(Files.notExists(tags));
    tab.press("Enter");
    tab.await("document.getElementById('told').className === 'bad'");
    assertEquals(List.of(), tab.console());
  }

  @Test
  void pagesDrawTheirChartsUnderTheRulesOfTheServer() throws Exception {
    store("2026-11-22T10-00-00-new");
    tab.show(url);
    assertEquals("42", tab.value(SHOWN), "a reload shows new runs");
    tab.value("document.querySelector('#runs tbody a').click()");
    tab.await("location.pathname.startsWith('/run/') && document.readyState === 'complete'");
    tab.await("document.querySelectorAll('canvas').length > 4");
    tab.value("document.querySelector('nav a').click()");
    tab.await("location.pathname === '/' && document.readyState === 'complete'");
    tab.show(url + "run/2026-11-21T10-00-00-bench/");
    tab.await("document.querySelector('h1') !== null");
    assertEquals(List.of(), tab.console());
  }

  @Test
  void anInjectedScriptDoesNotRun() throws Exception {
    tab.value(
        "document.body.append(Object.assign(document.createElement('script'), {textContent:"
            + " 'window.ran = 1'}))");
    assertEquals("undefined", tab.value("window.ran"));
    assertTrue(tab.console().toString().contains("Content Security Policy"), "it is reported");
  }

  @Test
  void nothingIsWiderThanThePage() throws Exception {
    store("2026-11-22T10-00-00-" + "name-".repeat(20));
    Files.write(
        path("2026-11-21T10-00-00-bench").resolve("tags.txt"),
        List.of("a tag", "another tag", "x".repeat(60)));
    tab.show(url);
    for (int width : new int[] {1280, 390}) {
      tab.resize(width);
      tab.await("innerWidth === " + width);
      String wide = "%s.scrollWidth + ' ' + (%<s.scrollWidth <= %<s.clientWidth)";
      String seen = tab.value(wide.formatted("document.documentElement"));
      assertTrue(seen.endsWith("true"), seen + " at " + width);
    }
  }
}
