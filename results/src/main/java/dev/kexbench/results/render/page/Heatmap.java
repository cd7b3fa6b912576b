package dev.kexbench.results.render.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * How many handshakes took how long, over time, as the page's script draws it.
 *
 * @param id of the element that it is drawn into
 * @param step length of an interval in seconds
 * @param seconds where each interval begins, since the measured time began
 * @param tags what can be chosen, the first of which is shown at first
 * @param scales for each tag that which it shares with other heatmaps; null for its own scale
 */
record Heatmap(
    String id,
    long step,
    List<Long> seconds,
    List<Tag> tags,
    @JsonInclude(JsonInclude.Include.NON_NULL) List<Scale> scales)
    implements Drawing {
  /** Keeps its own copies. */
  Heatmap {
    seconds = List.copyOf(seconds);
    tags = List.copyOf(tags);
    scales = scales == null ? null : List.copyOf(scales);
  }

  /** A heatmap on a scale of its own. */
  Heatmap(String id, long step, List<Long> seconds, List<Tag> tags) {
    this(id, step, seconds, tags, null);
  }

  /**
   * What heatmaps have in common that are compared.
   *
   * @param most the highest count of any cell
   * @param ranges from the tag's {@code low} to the highest latency
   */
  record Scale(long most, int ranges) {}

  /**
   * One stage of one class of clients. Ranges of latency are of equal ratio: the first begins at 10
   * to the power of {@code low / perDecade} nanoseconds.
   *
   * @param stage its name
   * @param clients the name of the class
   * @param perDecade ranges from one power of ten to the next
   * @param counts the handshakes of each interval
   * @param p50 of each interval in nanoseconds; 0 where it has no handshake
   * @param p99 likewise
   * @param cells of each interval the place of the first range that has handshakes, and the counts
   *     of this range and those above it, as in {@code 3,5,0,2;;4,1}
   */
  record Tag(
      String stage,
      String clients,
      int perDecade,
      int low,
      List<Long> counts,
      List<Long> p50,
      List<Long> p99,
      String cells) {}
}
