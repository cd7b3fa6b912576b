package dev.kexbench.results.render;

import dev.kexbench.results.compare.Comparison;
import dev.kexbench.results.compare.SideBySide;
import dev.kexbench.results.compare.SideOrigin;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Name, dates and commits of each side, which head every comparison. */
public final class SideText {
  /** More than so many folders of a side, or commits, are counted. */
  private static final int MOST = 4;

  private static final DateTimeFormatter DATE = utc("yyyy-MM-dd HH:mm");
  private static final DateTimeFormatter TIME = utc("HH:mm");
  private static final DateTimeFormatter DAY = utc("yyyy-MM-dd");

  private SideText() {}

  private static DateTimeFormatter utc(String pattern) {
    return DateTimeFormatter.ofPattern(pattern).withZone(ZoneOffset.UTC);
  }

  /** A line for BASE and one for NEW, their columns aligned. */
  public static List<String> lines(Comparison comparison) {
    return lines(sides(comparison));
  }

  /** A line for each side; only one, without a name, if all come from the same files. */
  public static List<String> lines(SideBySide sideBySide) {
    Map<String, SideOrigin> sides = sides(sideBySide);
    List<SideOrigin> different = sides.values().stream().distinct().toList();
    return different.size() == 1 ? List.of(described(different.get(0))) : lines(sides);
  }

  /** Both sides by their usual names. */
  static Map<String, SideOrigin> sides(Comparison comparison) {
    Map<String, SideOrigin> sides = new LinkedHashMap<>();
    sides.put("base", comparison.base());
    sides.put("new", comparison.fresh());
    return sides;
  }

  private static Map<String, SideOrigin> sides(SideBySide sideBySide) {
    Map<String, SideOrigin> sides = new LinkedHashMap<>();
    sideBySide
        .sides()
        .forEach(
            (name, side) -> sides.put(oneLine(BenchmarkNames.value(name)), SideOrigin.of(side)));
    return sides;
  }

  private static List<String> lines(Map<String, SideOrigin> sides) {
    int width = sides.keySet().stream().mapToInt(String::length).max().orElse(0);
    return sides.entrySet().stream()
        .map(
            side ->
                side.getKey()
                    + " ".repeat(width - side.getKey().length() + 2)
                    + described(side.getValue()))
        .toList();
  }

  /** Places, dates and commits of a side, each for a cell of its own. */
  public static List<String> cells(SideOrigin side) {
    String commits = some(side.commits()).replace(" + changes", " with uncommitted changes");
    return List.of(oneLine(some(side.places())), oneLine(dates(side)), oneLine(commits));
  }

  /** {@code results/runs/before, 2026-11-20 10:00 to 10:40 UTC, commit 4fb3eb5 + changes}. */
  static String described(SideOrigin side) {
    String commits = side.commits().size() == 1 ? "commit " : "commits ";
    return oneLine(
        "%s, %s, %s".formatted(some(side.places()), dates(side), commits + some(side.commits())));
  }

  private static String some(List<String> all) {
    return all.size() <= MOST
        ? String.join(", ", all)
        : "%s and %d more"
            .formatted(String.join(", ", all.subList(0, MOST - 1)), all.size() - MOST + 1);
  }

  /** Without a measurement's time, that of the file, which may be a copy. */
  private static String dates(SideOrigin side) {
    if (side.from() == null) {
      return "date unknown";
    }
    return (side.fileTimes() ? "written " : "") + span(side.from(), side.to());
  }

  private static String span(Instant from, Instant to) {
    String first = DATE.format(from);
    if (first.equals(DATE.format(to))) {
      return first + " UTC";
    }
    boolean sameDay = DAY.format(from).equals(DAY.format(to));
    return "%s to %s UTC".formatted(first, (sameDay ? TIME : DATE).format(to));
  }

  /** In one line: paths and names of variants may contain any character. */
  public static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", "?");
  }
}
