package dev.kexbench.results.render.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each kind of page, wide, on a phone and dark, compared with stored pictures. With {@code
 * -Dpictures.refresh=true} it stores what it sees. The pages as they look now are left in {@code
 * target/pages}.
 */
@Tag("process")
class PagePicturesTest {
  private static final Path STORED =
      Path.of("src", "test", "resources", "dev", "kexbench", "results", "render", "page");
  private static final Path SEEN = Path.of("target", "pages");
  private static final Optional<Browser> BROWSER = Browser.installed().findFirst();

  /** Visible parts, in order; collapsed ones have no size. */
  private static final String PARTS =
      """
      (() => {
        const kinds = [["chart", ".chart > canvas, .chart .u-over"], ["table", ".scroll"], ["tiles", ".tiles"], ["heading", "h1, h2, h3"]];
        const all = kinds.flatMap(([kind, selector]) => [...document.querySelectorAll(selector)].map((each) => ({ kind, each })));
        const name = ({ kind, each }) =>
          kind === "chart" ? each.closest("figure").querySelector("figcaption").textContent : kind === "heading" ? each.textContent : "";
        return all
          .filter(({ each }) => each.checkVisibility() && each.offsetWidth > 0 && !each.closest("details.data"))
          .sort((a, b) => (a.each.compareDocumentPosition(b.each) & 4 ? -1 : 1))
          .map((found) => {
            const box = (found.each.closest("summary") ?? found.each).getBoundingClientRect();
            return { kind: found.kind, name: name(found).trim(), x: Math.round(box.x), y: Math.round(box.y + scrollY), w: Math.round(box.width), h: Math.round(box.height) };
          });
      })()
      """;

  /**
   * Parts that stand out of the page or of their frame, or on each other. A name next to its line
   * may reach into the gap between two charts.
   */
  private static final String OVERFLOWS =
      """
      (() => {
        const wide = document.documentElement.clientWidth;
        const short = (each) => (each.id ? "#" + each.id + " " : "") + each.textContent.trim().slice(0, 40);
        const visible = [...document.querySelectorAll("main > *, figure, .chart, .tile, .card, h1, h2, h3, p, figcaption, .keys button")].filter((each) => each.checkVisibility() && each.offsetWidth > 0);
        const out = visible.filter((each) => !each.closest(".scroll") && (each.getBoundingClientRect().right > wide + 1 || each.getBoundingClientRect().left < -1));
        const cut = visible.filter((each) => !each.matches(".scroll, main > .scroll") && each.scrollWidth > each.clientWidth + (each.matches("figure, .chart") ? 24 : 1) && each.clientWidth > 0 && getComputedStyle(each).display !== "inline");
        const blocks = [...document.querySelectorAll("main > *")].filter((each) => each.checkVisibility() && each.offsetHeight > 0);
        const over = blocks.filter((each, i) => i > 0 && each.getBoundingClientRect().top < blocks[i - 1].getBoundingClientRect().bottom - 1);
        const page = document.documentElement.scrollWidth > wide ? ["the page is wider than its window"] : [];
        return [...page, ...out.map((each) => "out of the page: " + short(each)), ...cut.map((each) => "cut off: " + short(each)), ...over.map((each) => "on the part before: " + short(each))];
      })()
      """;

  @TempDir private static Path browserFolder;
  private static PictureBrowser tab;

  @TempDir private Path folder;

  @BeforeAll
  static void openBrowser() throws Exception {
    assumeTrue(BROWSER.isPresent(), "no Chromium here; on Debian: apt-get install chromium");
    tab = new PictureBrowser(BROWSER.get(), browserFolder);
  }

  @AfterAll
  static void closeBrowser() {
    if (tab != null) {
      tab.close();
    }
  }

  /** How a page is looked at. */
  private enum View {
    WIDE(1280, false),
    PHONE(390, false),
    DARK(1280, true);

    private final int width;
    private final boolean dark;

    View(int width, boolean dark) {
      this.width = width;
      this.dark = dark;
    }
  }

  private List<String> overflows = List.of();

  private PagePicture look(String html, View view, String name) throws IOException {
    return look(html, view, name, "");
  }

  /** The page as it is after this script, which runs when the page has drawn itself. */
  private PagePicture look(String html, View view, String name, String script) throws IOException {
    tab.open(Files.writeString(folder.resolve("page.html"), html), view.width, view.dark);
    if (!script.isEmpty()) {
      tab.change(script);
    }
    JsonNode parts = tab.evaluate(PARTS);
    overflows = texts(tab.evaluate(OVERFLOWS));
    BufferedImage page = tab.picture();
    ImageIO.write(page, "png", Files.createDirectories(SEEN).resolve(name + ".png").toFile());
    return PagePicture.of(page, parts);
  }

  private static List<String> texts(JsonNode texts) {
    List<String> found = new ArrayList<>();
    texts.forEach(each -> found.add(each.asText()));
    return found;
  }

  @ParameterizedTest
  @EnumSource
  void looksLikeItsStoredPictures(SamplePages page) throws Exception {
    String html = page.stableHtml(Files.createDirectory(folder.resolve("inputs")));
    List<String> differences = new ArrayList<>();
    for (View view : View.values()) {
      String name = page.fileName() + "-" + view.name().toLowerCase(Locale.ROOT);
      PagePicture seen = look(html, view, "picture-" + name);
      assertEquals(List.of(), tab.problems(), name);
      if (Boolean.getBoolean("pictures.refresh")) {
        seen.write(STORED, name);
      }
      Stream.of(overflows, seen.notDrawn(), seen.differences(PagePicture.read(STORED, name)))
          .flatMap(List::stream)
          .forEach(difference -> differences.add(name + ": " + difference));
    }
    assertEquals(List.of(), differences, "see target/pages/picture-*.png");
  }

  /** Tables and charts without a way to take them along, and times to less than a second. */
  private static final String MISSING =
      """
      (() => {
        const names = (tools) => [...(tools?.querySelectorAll("button") ?? [])].map((each) => each.textContent).join(", ");
        const after = (each) => (!each || each.matches(".tools, .scroll") ? each : after(each.nextElementSibling));
        const charts = [...document.querySelectorAll("figure")].map((each) => [each.querySelector("figcaption").textContent, names(each.querySelector(".tools")), true, each.querySelector(".chart").getAttribute("aria-label")]);
        const tables = [...document.querySelectorAll("main .scroll")].filter((each) => each.querySelector("table") && !each.closest("figure")).map((each) => [each.textContent.slice(0, 30), names(after(each.nextElementSibling)), each.querySelector(".bar") !== null, "-"]);
        const bad = [...charts, ...tables].filter(([, tools, png, label]) => !label || tools !== "Copy as Markdown, Copy as CSV" + (png ? ", Save as PNG" : ""));
        const times = document.querySelector("main").innerText.match(/:\\d\\d\\.\\d{3,}/g) ?? [];
        return [...bad.map((each) => each.join(": ")), ...times];
      })()
      """;

  /** The texts that the page's buttons copy and the pictures that they save. */
  private static final String TAKEN =
      """
      (async () => {
        const taken = { Markdown: 0, CSV: 0, PNG: 0 };
        navigator.clipboard.writeText = async (text) => taken[text.startsWith("|") ? "Markdown" : "CSV"]++;
        HTMLAnchorElement.prototype.click = function () { if (/\\.png$/.test(this.download) && this.href.length > 3000) taken.PNG++; };
        const buttons = [...document.querySelectorAll(".tools button")].filter((each) => /Markdown|CSV|PNG/.test(each.textContent));
        buttons.forEach((each) => each.click());
        const left = () => buttons.length - taken.Markdown - taken.CSV - taken.PNG;
        for (let tries = 0; left() > 0 && tries < 600; tries++) await new Promise((done) => setTimeout(done, 100));
        return left();
      })()
      """;

  @ParameterizedTest
  @EnumSource
  void everyTableAndChartCanBeTakenAlong(SamplePages page) throws Exception {
    look(
        page.stableHtml(Files.createDirectory(folder.resolve("inputs"))),
        View.WIDE,
        "picture-taken",
        "document.querySelectorAll('details').forEach((each) => (each.open = true));");
    assertEquals(List.of(), texts(tab.evaluate(MISSING)));
    assertEquals(0, tab.evaluate(TAKEN).asInt(), "every button has its effect");
    assertEquals(List.of(), tab.problems());
  }

  @Test
  void aMissingChartAMissingLineAndAnOverflowAreFound() throws Exception {
    String html = SamplePages.LOAD.html(Files.createDirectory(folder.resolve("inputs")));
    PagePicture whole = look(html, View.WIDE, "picture-whole");
    // An empty copy in its place: the page has a reference to the original.
    String empty =
        "const c = document.querySelector('#run0-rates canvas'); c.replaceWith(c.cloneNode());";
    PagePicture missing = look(html, View.WIDE, "picture-missing", empty);
    assertEquals(List.of("not drawn: Handshakes per second"), missing.notDrawn());
    assertEquals(1, missing.differences(whole).size(), missing.differences(whole)::toString);
    String line = "document.querySelector('#run0-percentiles .keys button').click();";
    List<String> without = look(html, View.WIDE, "picture-line", line).differences(whole);
    assertEquals(1, without.size(), without::toString);
    assertTrue(without.get(0).startsWith("chart Latency over percentiles"), without::toString);
    String removed = "document.querySelector('#run0-rates').closest('figure').remove();";
    assertFalse(look(html, View.WIDE, "picture-removed", removed).differences(whole).isEmpty());
    String wide = "document.querySelector('.tile b').style.width = '900px';";
    look(html, View.PHONE, "picture-wide", wide);
    assertFalse(overflows.isEmpty(), "a figure that is wider than the page");
  }

  /** A busy machine lays a page out late: then the page draws its charts once more. */
  @Test
  void aPageIsLookedAtWhenItHasDrawnItselfOnceMore() throws Exception {
    String html = SamplePages.LOAD.html(Files.createDirectory(folder.resolve("inputs")));
    String late =
        """
        <script>
        addEventListener("load", () => requestAnimationFrame(() => requestAnimationFrame(() =>
          (document.querySelector("#run0-rates").style.width = "80%"))));
        </script></body>
        """;
    String empty =
        "const c = document.querySelector('#run0-rates canvas'); c.replaceWith(c.cloneNode());";
    PagePicture missing = look(html.replace("</body>", late), View.WIDE, "picture-late", empty);
    assertEquals(List.of("not drawn: Handshakes per second"), missing.notDrawn());
  }
}
