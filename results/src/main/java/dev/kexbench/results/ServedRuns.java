package dev.kexbench.results;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.render.page.MessagePage;
import dev.kexbench.results.render.page.PageRules;
import dev.kexbench.results.render.page.RunsPage;
import dev.kexbench.results.report.Json;
import dev.kexbench.results.report.ProjectPaths;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.runs.FoundResults;
import dev.kexbench.results.runs.RunSummary;
import dev.kexbench.results.runs.RunsFolder;
import dev.kexbench.results.runs.TaggedRun;
import dev.kexbench.results.web.WebRequest;
import dev.kexbench.results.web.WebResponse;
import dev.kexbench.results.web.WebSite;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The runs of a folder for a browser: their list, the page of each, comparisons, and changes of
 * tags. A run is found by its name in the list, so that no request can name another file.
 *
 * @param token that the list's page sends with a change; null if nothing may be changed
 */
record ServedRuns(RunsFolder folder, String token) implements WebSite {
  private static final String RULES = PageRules.policy();
  private static final Pattern FLAME_GRAPH = Pattern.compile("flame-[a-z0-9-]+\\.html");

  private static final String SANDBOX =
      "sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline';"
          + " style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'";

  private static final Set<String> CHANGES = Set.of("add", "remove");

  /**
   * The result of changing tags.
   *
   * @param failed whether the tags of some run could not be changed
   * @param tags of each run by its name
   */
  private record Changed(boolean failed, List<String> lines, Map<String, List<String>> tags) {}

  @Override
  public WebResponse answer(WebRequest request) {
    List<String> path = request.path();
    String first = path.get(0);
    if (request.change()) {
      return path.equals(List.of("tags")) ? tags(request) : missing();
    }
    if (path.equals(List.of(""))) {
      return page(200, RunsPage.of(shown(folder.path()), folder.all(), token));
    }
    if (path.size() == 1 && RunsPage.FILES.contains(first)) {
      String type = first.endsWith(".js") ? "text/javascript" : "text/css";
      return WebResponse.of(200, type + "; charset=utf-8", RunsPage.file(first));
    }
    if (path.equals(List.of("compare"))) {
      return compare(request.all("run"));
    }
    if (!first.equals("run") || path.size() != 3) {
      return missing();
    }
    return path.get(2).isEmpty() ? run(path.get(1)) : flameGraph(path.get(1), path.get(2));
  }

  private static WebResponse page(int status, String html) {
    return WebResponse.page(status, html, RULES);
  }

  private static WebResponse message(int status, String title, String sentence) {
    return page(status, MessagePage.underTheList(MessagePage.of(title, sentence), ""));
  }

  private static WebResponse missing() {
    return message(404, "Not found", "There is no such page; the list has all runs.");
  }

  private static String shown(Path path) {
    return ProjectPaths.shown(path).toString();
  }

  private WebResponse run(String name) {
    List<RunSummary> found = folder.named(List.of(name));
    if (found.isEmpty()) {
      return message(
          404, "No such run", "There is no run of this name; it was deleted or renamed.");
    }
    RunSummary run = found.get(0);
    return FoundResults.in(run.folder()).kind() == FoundResults.Kind.VARIANTS
        ? comparison(found)
        : page(200, MessagePage.underTheList(page(run), "scripts/report " + run.name()));
  }

  /** Profiles that the page of a run leads to: in a sandbox, since another program wrote them. */
  private WebResponse flameGraph(String name, String file) {
    return folder.named(List.of(name)).stream()
        .map(run -> run.folder().resolve(FLAME_GRAPH.matcher(file).matches() ? file : "."))
        .filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
        .findFirst()
        .map(path -> WebResponse.page(200, ReportFiles.readText(path), SANDBOX))
        .orElseGet(ServedRuns::missing);
  }

  /** Results without a page of their own, and what cannot be read, are shown as a terminal does. */
  private static String page(RunSummary run) {
    try {
      return new StoredResults(null, false).page(run.folder());
    } catch (CommandFailure none) {
      return MessagePage.ofText(
          run.name(),
          "This run has no page of its own; this is what scripts/runs show prints.",
          RunsShow.text(run));
    }
  }

  private WebResponse compare(List<String> names) {
    Set<String> wanted = new HashSet<>(names);
    List<RunSummary> runs = new ArrayList<>(folder.named(wanted));
    if (wanted.size() < 2) {
      return message(400, "Nothing to compare", "Select two or more runs in the list.");
    }
    if (runs.size() < wanted.size()) {
      return message(
          404,
          "Nothing to compare",
          "%d of the %d runs are no longer there; reload the list."
              .formatted(wanted.size() - runs.size(), wanted.size()));
    }
    Collections.reverse(runs);
    return comparison(runs);
  }

  private static WebResponse comparison(List<RunSummary> oldestFirst) {
    RunComparison comparison =
        RunComparison.of(oldestFirst.stream().map(RunSummary::folder).toList());
    String html =
        comparison.page().orElseGet(() -> MessagePage.of("Not compared", comparison.error()));
    int status = comparison.page().isPresent() ? 200 : 422;
    return page(status, MessagePage.underTheList(html, comparison.command()));
  }

  private WebResponse tags(WebRequest change) {
    String how = change.one("change");
    List<RunSummary> runs = folder.named(new HashSet<>(change.all("run")));
    if (!CHANGES.contains(how) || runs.isEmpty()) {
      return WebResponse.text(400, "name runs of the list, and whether to add or remove the tag");
    }
    List<String> lines = new ArrayList<>();
    boolean failed = false;
    for (RunSummary run : runs) {
      TaggedRun tagged = new TaggedRun(run.folder());
      try {
        lines.add(
            how.equals("add") ? tagged.tag(change.one("tag")) : tagged.untag(change.one("tag")));
      } catch (CommandFailure refused) {
        failed = true;
        lines.add(refused.getMessage());
      }
    }
    Map<String, List<String>> now = new LinkedHashMap<>();
    folder
        .named(runs.stream().map(RunSummary::name).collect(Collectors.toSet()))
        .forEach(run -> now.put(run.name(), run.tags()));
    return WebResponse.of(
        200,
        "application/json",
        Json.toJson(new Changed(failed, lines.stream().distinct().toList(), now)));
  }
}
