package dev.kexbench.results.render.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kexbench.results.CompareMain;
import dev.kexbench.results.command.Console;
import dev.kexbench.results.jmh.SampleJmh;
import dev.kexbench.results.render.page.Browser.Seen;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a history in a real browser; screenshots are left in {@code target/pages}. */
@Tag("process")
class HistoryPageInBrowserTest {
  private static final Path SHOTS = Path.of("target", "pages");
  private static final Optional<Browser> BROWSER = Browser.installed().findFirst();

  @TempDir private Path folder;
  private Path page;

  @BeforeAll
  static void needsABrowser() {
    assumeTrue(BROWSER.isPresent(), "no Chromium here; on Debian: apt-get install chromium");
  }

  @BeforeEach
  void writePage() throws Exception {
    Path runs = folder.resolve("runs");
    for (int day = 1; day <= 24; day++) {
      double off = 1 + SampleJmh.FORKS[day % 7];
      String rows =
          String.join(
              ",",
              SampleJmh.result("Key.pooled", "accp", (day < 13 ? 100 : 120) * off, 7),
              SampleJmh.result("Key.fresh", "accp", (day < 9 || day > 16 ? 200 : 140) * off, 7),
              SampleJmh.result("Key.pooled", "<b>bc", 300 * off, 7));
      SampleJmh.write(runs.resolve("2026-11-%02dT09-00-00-bench".formatted(day)), 2, rows);
    }
    page = folder.resolve("history.html");
    StringWriter err = new StringWriter();
    int code =
        new Console(new PrintWriter(new StringWriter()), new PrintWriter(err), false)
            .execute(new CompareMain(), "--history", runs.toString(), "--html", page.toString());
    assertEquals(0, code, err::toString);
  }

  @Test
  void drawsAChartForEachFigureAndMarksItsChanges() throws Exception {
    Seen seen = BROWSER.get().open(page, "--dump-dom");
    assertEquals(List.of(), seen.console());
    assertEquals(6, count(seen.dom(), "<canvas"));
    assertEquals(3, count(seen.dom(), "\"since\" :"));
    assertEquals(10 - 1, count(seen.dom(), "\"median\" :"), "one more than marks for each");
    assertTrue(seen.text().contains("4 unchanged"), seen.text());
    assertTrue(seen.text().contains("2 of 6 rows shown"), seen.text());
    assertTrue(seen.text().contains("since 2026-11-13T09-00-00-bench ("), seen.text());
    assertTrue(seen.text().contains("2026-11-13 09:00)"), seen.text());
    int fresh = seen.dom().indexOf("Key.fresh");
    assertTrue(fresh < seen.dom().indexOf("Key.pooled"), "the largest latest change first");
    assertTrue(seen.text().contains("<b>bc"), "parameters are text");
    shot("history");
    shot("history-dark", "--blink-settings=preferredColorScheme=0");
  }

  @Test
  void rowsAreChosenByTheirLastChangeAndByNameAndTheAddressKeepsTheChoice() throws Exception {
    String shown =
        "[...document.querySelectorAll('.card:not([hidden]) figcaption')].map((each) =>"
            + " each.textContent).join('; ')";
    String choose =
        """
        document.querySelector("button[data-kind=unchanged]").click();
        const name = document.querySelector(".switches input");
        name.value = "Alloc";
        name.dispatchEvent(new Event("input"));
        """;
    String chosen =
        """
        (() => {
          const canvases = [...document.querySelectorAll(".card:not([hidden]) canvas")];
          const hidden = canvases.filter((each) => each.width < 100);
          return [canvases.length, location.hash, hidden.length + " not drawn"].join(" | ");
        })()
        """;
    try (PictureBrowser tab =
        new PictureBrowser(BROWSER.get(), Files.createDirectory(folder.resolve("browser")))) {
      tab.open(page, 1100, false);
      assertEquals(
          "Key.fresh avgt, provider=accp; Key.pooled avgt, provider=accp",
          tab.evaluate(shown).asText());
      tab.change(choose);
      assertEquals(
          "3 | #rows=regressed%2Cunchanged&name=alloc | 0 not drawn",
          tab.evaluate(chosen).asText());
      assertEquals(List.of(), tab.problems());
    }
  }

  @Test
  void dotsIntervalsLevelsAndMarksAreDrawnAndArrowKeysReadThem() throws Exception {
    String read =
        """
        const host = document.querySelector("#trend0-0");
        const canvas = host.querySelector("canvas");
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        const found = { "0,114,178": 0, "27,31,36": 0, "26,127,55": 0, "198,40,40": 0 };
        for (let i = 0; i < data.length; i += 4) {
          const colour = [...data.slice(i, i + 3)].join(",");
          if (data[i + 3] > 200 && colour in found) found[colour]++;
        }
        const few = Object.keys(found).filter((each) => found[each] < 20);
        const keys = (key) => host.dispatchEvent(new KeyboardEvent("keydown", { key }));
        keys("ArrowLeft");
        const where = host.closest("figure").querySelector(".where").textContent;
        return [few.length + " missing", where, host.getAttribute("aria-label")].join(" | ");
        """;
    assertEquals(
        "0 missing | 200 µs/op (199 µs/op to 201 µs/op), 2026-11-24 09:00, 0123456"
            + " | Key.fresh avgt, provider=accp; -30.1 % improved since 0123456, 2026-11-09;"
            + " +43.0 % regressed since 0123456, 2026-11-17",
        told(read));
  }

  /** What the script returns in the page. */
  private String told(String script) throws Exception {
    String telling =
        "<script>(async () => { %s })().then((text) => (document.body.dataset.seen = text));</script></body>"
            .formatted(script);
    Files.writeString(page, Files.readString(page).replace("</body>", telling));
    Seen seen = BROWSER.get().open(page, "--dump-dom");
    assertEquals(List.of(), seen.console());
    return seen.dom()
        .replaceAll("(?s).*<body data-seen=\"([^\"]*)\".*", "$1")
        .replace("&amp;", "&");
  }

  @Test
  void fitsAPhone() throws Exception {
    String html = Files.readString(page);
    assertTrue(!html.contains("src=") && !html.contains("http-equiv"), "needs no other file");
    String measure =
        "<script>document.title = 'wide ' + (document.documentElement.scrollWidth >"
            + " innerWidth)</script></body>";
    Files.writeString(page, html.replace("</body>", measure));
    Seen seen = BROWSER.get().open(page, "--dump-dom", "--window-size=390,3000");
    assertTrue(seen.dom().contains("<title>wide false</title>"), "fits the window's width");
    shot("history-phone", "--window-size=500,3000");
  }

  private void shot(String name, String... more) throws Exception {
    Path shot = Files.createDirectories(SHOTS).resolve(name + ".png").toAbsolutePath();
    String[] arguments = new String[more.length + 1];
    System.arraycopy(more, 0, arguments, 1, more.length);
    arguments[0] = "--screenshot=" + shot;
    BROWSER.get().open(page, arguments);
    assertTrue(Files.size(shot) > 10_000, "a screenshot");
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }
}
