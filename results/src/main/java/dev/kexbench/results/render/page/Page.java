package dev.kexbench.results.render.page;

import dev.kexbench.results.report.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One file with all that it needs: content, style, script, the data of its charts, and what draws
 * them.
 *
 * @param title of the window
 * @param body its content, as HTML
 * @param charts those that the content has places for
 * @param live whether its content changes while it is open, as {@code live.js} receives it
 */
record Page(String title, String body, List<? extends Drawing> charts, boolean live) {
  private static final String PLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

  /** The page's script; later parts use earlier ones. */
  private static final List<String> SCRIPTS =
      List.of(
          "format.js",
          "copy.js",
          "chart.js",
          "heatmap.js",
          "linked.js",
          "bars.js",
          "trend.js",
          "page.js",
          "rows.js");

  private static final List<String> STYLES = List.of("page.css", "rows.css", "trend.css");

  private static final String LIVE = "live.js";

  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z.]+)}}");

  /** A page that does not change. */
  Page(String title, String body, List<? extends Drawing> charts) {
    this(title, body, charts, false);
  }

  /** The same, as one that is served during the run. */
  Page served() {
    return new Page(title, body, charts, true);
  }

  /** All that changes of a page that is served, as one line of JSON. */
  String frame() {
    return Json.toLine(new Frame(title, body, charts));
  }

  private record Frame(String title, String body, List<? extends Drawing> charts) {}

  String html() {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("title", Html.escaped(title));
    parts.put("body", body);
    parts.put("charts", embedded(Json.toJson(charts)));
    parts.put("plot.css", resource(PLOT + "uPlot.min.css"));
    parts.put("plot.js", resource(PLOT + "uPlot.iife.min.js"));
    parts.put("page.css", joined(STYLES));
    String script = joined(SCRIPTS);
    parts.put("page.js", live ? script + resource(LIVE) : script);
    return PLACE
        .matcher(resource("page.html"))
        .replaceAll(place -> Matcher.quoteReplacement(parts.get(place.group(1))));
  }

  /** JSON in which no character can end the script that it stands in. */
  static String embedded(String json) {
    return json.replace("<", "\\u003c");
  }

  private static String joined(List<String> resources) {
    return resources.stream().map(Page::resource).collect(Collectors.joining());
  }

  static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
