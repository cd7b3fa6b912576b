package dev.kexbench.loadgen.run;

import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.render.Sparkline;
import dev.kexbench.results.report.Second;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The seconds of a phase on a terminal: a line of figures, and rate, p99 and CPU of both sides as
 * bars. Each frame is one text that replaces the frame before it, without clearing it first, so
 * that nothing flickers. Only a frame that the terminal has broken into more lines stays, since it
 * has become narrower meanwhile, and the next one begins below it.
 */
final class TerminalView {
  /** On a narrower terminal there is no room for bars. */
  static final int LEAST_COLUMNS = 40;

  private static final int MOST_SECONDS = 200;
  private static final int NAME = 14;
  private static final int VALUE = 12;

  private static final String UP = "\u001b[%dA";
  private static final String CLEAR_LINE = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";

  private final List<Second> seconds = new ArrayList<>();
  private String phase = "";
  private List<String> drawn = List.of();

  /**
   * The text that shows the next second.
   *
   * @param columns of the terminal, {@link #LEAST_COLUMNS} or more
   */
  String frame(String name, Second second, int columns) {
    if (!name.equals(phase)) {
      phase = name;
      seconds.clear();
    }
    seconds.add(second);
    if (seconds.size() > MOST_SECONDS) {
      seconds.remove(0);
    }
    List<String> lines = lines(second, columns - 1); // the last column may break a line
    String text =
        toStart(columns)
            + lines.stream().map(each -> each + CLEAR_LINE).collect(Collectors.joining("\n"));
    drawn = lines;
    return text + CLEAR_BELOW;
  }

  /** The next frame begins where the cursor is: the frame stays, and other lines come after it. */
  void leave() {
    drawn = List.of();
  }

  private String toStart(int columns) {
    if (drawn.isEmpty()) {
      return "\r";
    }
    boolean broken = drawn.stream().anyMatch(each -> each.length() > columns);
    if (broken) {
      return CLEAR_BELOW + "\n";
    }
    return "\r" + (drawn.size() > 1 ? UP.formatted(drawn.size() - 1) : "");
  }

  private List<String> lines(Second second, int width) {
    List<String> lines = new ArrayList<>();
    lines.add(cut(figures(second), width));
    add(lines, width, "established/s", each -> (double) each.established(), Numbers::whole);
    add(lines, width, "p99", each -> value(each.p99()), Numbers::duration);
    add(lines, width, "generator CPU", Second::clientCpu, TerminalView::cores);
    add(lines, width, "server CPU", Second::serverCpu, TerminalView::cores);
    return lines;
  }

  private String figures(Second second) {
    return String.format(
        Locale.ROOT,
        "%-9s %4d s   planned %,d/s, started %,d/s, failed %,d/s, in flight %,d, p50 %s",
        phase,
        second.second() + 1,
        second.planned(),
        second.started(),
        second.failed(),
        second.inFlight(),
        second.p50() == null ? "-" : Numbers.duration(second.p50()));
  }

  private static String cut(String line, int width) {
    return line.length() <= width ? line : line.substring(0, width);
  }

  /** A line of bars; none if nothing is known. */
  private void add(
      List<String> lines,
      int width,
      String name,
      Function<Second, Double> of,
      DoubleFunction<String> shown) {
    List<Double> values = seconds.stream().map(of).toList();
    if (values.stream().allMatch(Objects::isNull)) {
      return;
    }
    int room = width - NAME - VALUE;
    Double last = values.get(values.size() - 1);
    lines.add(
        String.format(
            Locale.ROOT,
            "%-" + NAME + "s%-" + room + "s%" + VALUE + "s",
            name,
            Sparkline.of(values, room),
            last == null ? "-" : shown.apply(last)));
  }

  private static Double value(Long nanos) {
    return nanos == null ? null : Double.valueOf(nanos);
  }

  private static String cores(double cores) {
    return String.format(Locale.ROOT, "%.2f cores", cores);
  }
}
