package dev.kexbench.loadgen.loadtest;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kexbench.loadgen.CommandHere;
import dev.kexbench.loadgen.fixture.ChildProcess;
import dev.kexbench.loadgen.fixture.EventStream;
import dev.kexbench.loadgen.fixture.FailedCommand;
import dev.kexbench.loadgen.fixture.ViewerTab;
import dev.kexbench.results.report.ReportFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code scripts/loadtest --live}: a run that is watched until the test ends it. */
@Tag("process")
class LiveLoadtestTest {
  private static final Pattern URL = Pattern.compile("live page: (http://127\\.0\\.0\\.1:(\\d+)/)");

  /** Keeps the page's connections, of which there should be one. */
  private static final String COUNTS_CONNECTIONS =
      """
      window.connections = [];
      window.EventSource = class extends EventSource {
        constructor(url) { super(url); connections.push(this); }
      };
      """;

  @TempDir private Path home;

  private ChildProcess start() {
    return ChildProcess.start(
        home,
        LoadtestMain.class,
        "-w",
        "0s",
        "-d",
        "1h",
        "-R",
        "50",
        "--cores",
        "off",
        "-o",
        home.resolve("out"),
        "--live");
  }

  private static Matcher url(ChildProcess child) {
    eventually("it serves", () -> child.says("live page: "));
    eventually("the whole line", () -> URL.matcher(child.errSoFar()).find());
    Matcher url = URL.matcher(child.errSoFar());
    assertTrue(url.find());
    return url;
  }

  private Integer recordedViewers() {
    return ReportFiles.read(home.resolve("out/report.json")).runs().get(0).live();
  }

  @Test
  void everySecondIsAFrameAndTheLastOneIsTheReport() {
    try (ChildProcess child = start()) {
      int port = Integer.parseInt(url(child).group(2));
      try (EventStream first = new EventStream(port, "/events", Map.of());
          EventStream second = new EventStream(port, "/events", Map.of())) {
        assertEquals(200, first.status());
        assertEquals(200, second.status());
        List<String> one = first.event();
        List<String> other = first.event();
        assertEquals("frame", other.get(0));
        assertNotEquals(one.get(1), other.get(1));
        assertTrue(other.get(1).contains("RUNNING"));
        assertEquals("frame", second.event().get(0));
        child.interrupt();
        List<List<String>> rest = second.rest();
        List<String> last = rest.get(rest.size() - 1);
        assertEquals("end", last.get(0));
        assertTrue(last.get(1).contains("(interrupted)") && !last.get(1).contains("RUNNING"));
      }
      ChildProcess.End end = child.end();
      assertFalse(end.err().contains("Exception"), end.err());
    }
    assertEquals(2, recordedViewers());
  }

  @Test
  void aBrowserFollowsTheRunAndKeepsItsResult() {
    assumeTrue(ViewerTab.program().isPresent(), "no Chromium here");
    try (ChildProcess child = start();
        ViewerTab tab = ViewerTab.open(home, url(child).group(1), COUNTS_CONNECTIONS)) {
      tab.await(
          "/measuring, second \\d+ of 3600/.test(document.querySelector('.verdict').innerText)");
      tab.await("document.querySelector('#run0-rates canvas') !== null");
      tab.await("document.querySelector('#run0-rates .keys button') !== null");
      tab.value("window.key = document.querySelector('#run0-rates .keys button')");
      tab.value("key.focus()");
      tab.value(
          "document.querySelectorAll('details.section').forEach((each) => (each.open = true))");
      tab.value(
          "window.before = [document.querySelector('.verdict').innerText, picture()]"
              .replace("picture()", "document.querySelector('#run0-rates canvas').toDataURL()"));
      tab.await("document.querySelector('.verdict').innerText !== before[0]");
      tab.await("document.querySelector('#run0-rates canvas').toDataURL() !== before[1]");
      assertEquals("true", tab.value("document.activeElement === key && key.isConnected"));
      assertEquals(
          "0", tab.value("document.querySelectorAll('details.section:not([open])').length"));
      child.interrupt();
      child.end();
      tab.await(
          "document.querySelector('[role=status]').innerText.startsWith('The run has ended.')");
      assertEquals("true", tab.value("document.activeElement === key"));
      assertEquals(
          "SUSPECT (interrupted)",
          tab.value("document.querySelector('.badge').innerText").replace("INVALID", "SUSPECT"));
      tab.value("key.click()");
      assertEquals("false", tab.value("key.getAttribute('aria-pressed')"), "it can still be used");
      assertEquals(
          "1 2", tab.value("connections.length + ' ' + connections[0].readyState"), "closed");
      assertEquals(List.of(), tab.console());
    }
    assertEquals(1, recordedViewers());
  }

  @Test
  void aRunThatIsKilledLeavesThePageAsItWas() {
    assumeTrue(ViewerTab.program().isPresent(), "no Chromium here");
    try (ChildProcess child = start();
        ViewerTab tab = ViewerTab.open(home, url(child).group(1), COUNTS_CONNECTIONS)) {
      tab.await("/measuring, second/.test(document.querySelector('.verdict').innerText)");
      child.signal("KILL");
      tab.await("/^The run has ended, or/.test(document.querySelector('[role=status]').innerText)");
      assertEquals("RUNNING", tab.value("document.querySelector('.badge').innerText"));
      assertEquals(
          "1 2", tab.value("connections.length + ' ' + connections[0].readyState"), "closed");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--runs=2", "--calibrate=2", "--exchanges=kx1-rsa2048,tls13-psk-dhe"})
  void severalRunsAreNotServed(String several) {
    FailedCommand.assertRefused(
        "--live shows one run in this process: leave it out, or --",
        CommandHere.loadtest(home, several, "--live"));
  }
}
