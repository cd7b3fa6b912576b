package dev.kexbench.results.render.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kexbench.results.render.page.Browser.Seen;
import dev.kexbench.results.report.SampleExchanges;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page of several exchanges in a real browser; screenshots are left in {@code target/pages}.
 */
@Tag("process")
class ExchangePageInBrowserTest {
  private static final Path SHOTS = Path.of("target", "pages");
  private static final Optional<Browser> BROWSER = Browser.installed().findFirst();
  private static final int TAB = 9;
  private static final int ENTER = 13;

  private static final String NAMES =
      "[...document.querySelectorAll('.exchanges tbody tr')].map((row) =>"
          + " row.cells[0].dataset.value).join()";
  private static final String SORTED =
      "[...document.querySelectorAll('.exchanges th[aria-sort]')].map((th) => th.textContent + ' '"
          + " + th.getAttribute('aria-sort')).join()";

  /** What is wider than its place; the last is the widest that may be scrolled. */
  private static final String CUT =
      """
      [document.documentElement, ...document.querySelectorAll('body, main, h1, p, .tile, .scroll, .exchanges td, .exchanges th')]
        .filter((each) => each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 0)
        .map((each) => each.tagName + ' ' + each.className + ' ' + each.textContent.slice(0, 30)).join('; ')
      """;

  @TempDir private Path folder;
  private Path page;

  @BeforeAll
  static void needsABrowser() {
    assumeTrue(BROWSER.isPresent(), "no Chromium here; on Debian: apt-get install chromium");
  }

  @BeforeEach
  void writePage() throws Exception {
    page = Files.writeString(folder.resolve("page.html"), RunPage.of(SampleExchanges.report()));
  }

  @Test
  void drawsABarForEachOfTwoFiguresAndHasNoMessage() throws Exception {
    Seen seen = BROWSER.get().open(page, "--dump-dom");
    assertEquals(List.of(), seen.console());
    assertEquals(
        2 * SampleExchanges.NAMES.size() - 1, seen.dom().split("class=\"length\"", -1).length - 1);
    String title = SampleExchanges.NAMES.size() + " exchanges compared: 64 handshakes in flight";
    assertTrue(seen.text().contains(title), seen.text());
    shot("exchanges");
    shot("exchanges-dark", "--blink-settings=preferredColorScheme=0");
  }

  @Test
  void isSortedWithTheKeyboard() throws Exception {
    try (PageSession session = PageSession.open(BROWSER.get(), page)) {
      session.width(1280);
      assertEquals("handshakes per core descending", session.value(SORTED));
      assertEquals(String.join(",", SampleExchanges.NAMES), session.value(NAMES));
      session.press("Tab", TAB);
      session.press("Tab", TAB);
      session.press("Tab", TAB);
      assertEquals("p99 (log scale)", session.value("document.activeElement.textContent"));
      session.press("Enter", ENTER);
      assertEquals("p99 (log scale) ascending", session.value(SORTED));
      assertTrue(session.value(NAMES).endsWith("," + SampleExchanges.ONLY_COSTS), "no value");
      session.press("Enter", ENTER);
      assertEquals("p99 (log scale) descending", session.value(SORTED));
      assertEquals("dtls12-psk@bouncycastle", session.value(NAMES).split(",")[0]);
      assertTrue(session.value(NAMES).endsWith("," + SampleExchanges.ONLY_COSTS), "no value");
      session.value("document.querySelector('.exchanges th button').focus()");
      session.press("Enter", ENTER);
      assertEquals("exchange ascending", session.value(SORTED));
      assertTrue(
          session.value(NAMES).startsWith("dtls12-psk@bouncycastle,kx1-ecdh-p256,kx1-hybrid"));
    }
  }

  @Test
  void nothingIsCutOffInAWindowOrOnAPhone() throws Exception {
    try (PageSession session = PageSession.open(BROWSER.get(), page)) {
      for (int width : new int[] {1280, 1024, 390, 320}) {
        session.width(width);
        int wide = Integer.parseInt(session.value("document.documentElement.scrollWidth"));
        assertTrue(wide <= width, "the page is " + wide + " wide in a window of " + width);
        if (width != 1024) {
          assertEquals("", session.value(CUT), "at " + width);
        }
      }
    }
  }

  private void shot(String name, String... more) throws Exception {
    Path shot = Files.createDirectories(SHOTS).resolve(name + ".png").toAbsolutePath();
    String[] arguments = new String[more.length + 1];
    System.arraycopy(more, 0, arguments, 1, more.length);
    arguments[0] = "--screenshot=" + shot;
    BROWSER.get().open(page, arguments);
    assertTrue(Files.size(shot) > 10_000, "a screenshot");
  }
}
