package dev.kexbench.results.runs;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.report.ProjectPaths;
import dev.kexbench.results.runs.RunsFolder.Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What command lines call runs: {@code @1} and {@code @latest} for the newest, {@code @2} for the
 * one before, {@code @tag} for all with a tag, or a name or its beginning, with or without the time
 * in front. {@code /part} after any of these is a folder or file in the run.
 */
public final class RunReferences {
  private static final String AT = "@";
  private static final String LATEST = "latest";
  private static final int NAMED = 3;

  private final RunsFolder runs;
  private List<Entry> entries;

  /** References to the runs of a folder. */
  public RunReferences(RunsFolder runs) {
    this.runs = runs;
  }

  /**
   * The paths that a word of a command line names: itself if it is a path, else those of the runs.
   *
   * @throws CommandFailure with exit code 2 if it refers to no run, or is the beginning of several
   *     names
   */
  public List<Path> paths(String text) {
    if (!text.startsWith(AT) && Files.exists(Path.of(text))) {
      return List.of(Path.of(text));
    }
    int slash = text.indexOf('/');
    String head = slash < 0 ? text : text.substring(0, slash);
    String part = slash < 0 ? "" : text.substring(slash + 1);
    List<Entry> found = head.isEmpty() || head.startsWith(".") ? List.of() : find(head);
    if (found.isEmpty()) {
      if (slash >= 0 || text.endsWith(".json")) {
        return List.of(Path.of(text));
      }
      throw unknown(text);
    }
    return found.stream()
        .map(each -> part.isEmpty() ? each.folder() : each.folder().resolve(part))
        .toList();
  }

  /**
   * The runs that a word names, with their figures. A path names a run if that lies in the folder
   * of runs.
   *
   * @throws CommandFailure with exit code 2 if there are none
   */
  public List<RunSummary> summaries(String text) {
    return runs(text).stream().map(RunsFolder::summary).toList();
  }

  /** The same runs, to change their tags. */
  public List<TaggedRun> tagged(String text) {
    return folders(text).stream().map(TaggedRun::new).toList();
  }

  /** The folders of the same runs. */
  public List<Path> folders(String text) {
    return runs(text).stream().map(Entry::folder).toList();
  }

  private List<Entry> runs(String text) {
    if (text.isBlank()) {
      throw unknown(text); // else it would be the beginning of every name
    }
    List<Entry> found = find(text);
    if (!found.isEmpty()) {
      return found;
    }
    Path path = Path.of(text).toAbsolutePath().normalize();
    return entries().stream()
        .filter(each -> each.folder().toAbsolutePath().normalize().equals(path))
        .findFirst()
        .map(List::of)
        .orElseThrow(() -> Files.exists(path) ? noRun(path) : unknown(text));
  }

  private CommandFailure noRun(Path path) {
    return new CommandFailure(
        ExitCode.USAGE,
        "%s is not the folder of a run in %s; scripts/runs lists them"
            .formatted(ProjectPaths.shown(path), ProjectPaths.shown(runs.path())));
  }

  private List<Entry> entries() {
    if (entries == null) {
      entries = runs.entries();
    }
    return entries;
  }

  private List<Entry> find(String head) {
    if (!head.startsWith(AT)) {
      return named(head);
    }
    String name = head.substring(1);
    if (name.equals(LATEST) || name.matches("\\d{1,9}")) {
      return numbered(name.equals(LATEST) ? 1 : Integer.parseInt(name));
    }
    return withTag(name);
  }

  private List<Entry> numbered(int number) {
    if (number < 1 || number > entries().size()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "there is no run @%d: %s; scripts/runs lists them".formatted(number, count()));
    }
    return List.of(entries().get(number - 1));
  }

  private List<Entry> withTag(String tag) {
    List<String> damaged = new ArrayList<>();
    List<Entry> tagged =
        entries().stream().filter(each -> tags(each, damaged).contains(tag)).toList();
    if (tagged.isEmpty()) {
      String unread = damaged.isEmpty() ? "" : "; " + damaged.get(0);
      throw new CommandFailure(
          ExitCode.USAGE,
          "no run has the tag '%s': %s; scripts/runs lists their tags%s"
              .formatted(tag, count(), unread));
    }
    return tagged;
  }

  private static List<String> tags(Entry run, List<String> damaged) {
    try {
      return new RunTags(run.folder()).read();
    } catch (CommandFailure unreadable) {
      damaged.add(unreadable.getMessage());
      return List.of();
    }
  }

  /** A whole name before any beginning of one; with the time before without it. */
  private List<Entry> named(String text) {
    List<Predicate<Entry>> ways =
        List.of(
            run -> run.name().equals(text),
            run -> FolderTime.withoutTime(run.name()).equals(text),
            run -> run.name().startsWith(text),
            run -> FolderTime.withoutTime(run.name()).startsWith(text));
    for (Predicate<Entry> way : ways) {
      List<Entry> found = entries().stream().filter(way).toList();
      if (found.size() == 1) {
        return found;
      }
      if (found.size() > 1) {
        throw ambiguous(text, found);
      }
    }
    return List.of();
  }

  private static CommandFailure ambiguous(String text, List<Entry> found) {
    String names =
        found.stream()
            .limit(NAMED)
            .map(each -> "@%d %s".formatted(each.number(), each.name()))
            .collect(Collectors.joining(", "));
    int more = found.size() - NAMED;
    return new CommandFailure(
        ExitCode.USAGE,
        "'%s' is the name, or its beginning, of %d runs: %s%s; give more of the name, or its number"
            .formatted(text, found.size(), names, more > 0 ? " and %d more".formatted(more) : ""));
  }

  private CommandFailure unknown(String text) {
    return new CommandFailure(
        ExitCode.USAGE,
        "cannot read '%s': no such file, and no run has that name: %s; scripts/runs lists them"
            .formatted(text, count()));
  }

  private String count() {
    int size = entries().size();
    return "there %s in %s"
        .formatted(
            size == 0 ? "are none" : size == 1 ? "is one" : "are " + size,
            ProjectPaths.shown(runs.path()));
  }
}
