package dev.kexbench.loadgen.plan;

import dev.kexbench.results.command.Amount;
import dev.kexbench.results.command.Percent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Networks as text, such as {@code rtt=50ms,loss=1%} or {@code mobile,loss=2%}. What is written is
 * read back as an equal network.
 */
final class NetworkText {
  /** Begins a network in a list, as the name of a preset does. */
  static final String RTT = "rtt=";

  /** The key that has no value. */
  static final String FAST_OPEN = "fastopen";

  private static final Set<String> KEYS = Set.of("rtt", "jitter", "loss", "burst", "rate", "mtu");
  private static final NetworkSpec PLAIN = NetworkSpec.of(Duration.ZERO);

  private final String text;
  private final Map<String, String> given;
  private final NetworkPreset preset;
  private final NetworkSpec base;

  private NetworkText(String text) {
    this.text = text;
    List<String> parts = new ArrayList<>(List.of(text.strip().split("\\s*,\\s*", -1)));
    preset = isKey(parts.get(0)) ? null : NetworkPreset.named(parts.remove(0));
    base = preset == null ? PLAIN : preset.spec();
    given = values(parts);
  }

  /** Whether a part of a text sets a value, rather than naming a preset. */
  static boolean isKey(String part) {
    return part.contains("=") || part.equals(FAST_OPEN);
  }

  /**
   * Reads a network.
   *
   * @throws IllegalArgumentException with one line that states what is wrong and what is expected
   */
  static NetworkSpec parse(String text) {
    return new NetworkText(text).spec();
  }

  private NetworkSpec spec() {
    NetworkSpec.require(
        preset != null || given.containsKey("rtt"), "'%s' lacks rtt, such as rtt=50ms", text);
    double loss = given.containsKey("loss") ? Amount.share(given.get("loss")) : base.loss();
    NetworkSpec.require(
        loss > 0 || !given.containsKey("burst"), "burst needs loss, such as loss=1%%,burst=3");
    int usualBurst = loss > 0 ? base.burst() : 1;
    return new NetworkSpec(
        base.preset(),
        duration("rtt", base.rtt()),
        duration("jitter", base.jitter()),
        loss,
        whole("burst", usualBurst),
        given.containsKey("rate") ? BitRate.parse(given.get("rate")) : base.bitsPerSecond(),
        whole("mtu", base.mtu()),
        given.containsKey(FAST_OPEN));
  }

  private static Map<String, String> values(List<String> parts) {
    Map<String, String> given = new LinkedHashMap<>();
    for (String part : parts) {
      String[] sides = part.split("=", -1);
      boolean isFlag = sides[0].equals(FAST_OPEN);
      NetworkSpec.require(!isFlag || sides.length == 1, "fastopen has no value, was '%s'", part);
      NetworkSpec.require(
          isFlag || sides.length == 2, "'%s' is not KEY=VALUE, such as rtt=50ms", part);
      NetworkSpec.require(
          isFlag || KEYS.contains(sides[0]),
          "a network has no '%s'; it has rtt, jitter, loss, burst, rate, mtu and fastopen",
          sides[0]);
      NetworkSpec.require(!given.containsKey(sides[0]), "%s is given twice", sides[0]);
      given.put(sides[0], isFlag ? "" : sides[1]);
    }
    return given;
  }

  private Duration duration(String key, Duration orElse) {
    return given.containsKey(key) ? Amount.duration(given.get(key)) : orElse;
  }

  private int whole(String key, int orElse) {
    String value = given.get(key);
    if (value == null) {
      return orElse;
    }
    NetworkSpec.require(
        value.matches("\\d{1,9}"), "%s must be a whole number, was '%s'", key, value);
    return Integer.parseInt(value);
  }

  /**
   * Writes a network: the name of its preset, if it has one, and all values that differ from those
   * of the preset or from the defaults.
   */
  static String of(NetworkSpec network) {
    boolean named = !network.preset().isEmpty();
    NetworkSpec base = named ? NetworkPreset.named(network.preset()).spec() : PLAIN;
    List<String> parts = new ArrayList<>();
    if (named) {
      parts.add(network.preset());
    }
    if (!named || !network.rtt().equals(base.rtt())) {
      parts.add(RTT + time(network.rtt()));
    }
    if (!network.jitter().equals(base.jitter())) {
      parts.add("jitter=" + time(network.jitter()));
    }
    if (network.loss() != base.loss()) {
      parts.add("loss=" + new Percent(network.loss()));
    }
    if (network.loss() > 0 && network.burst() != base.burst()) {
      parts.add("burst=" + network.burst());
    }
    if (network.bitsPerSecond() != base.bitsPerSecond()) {
      parts.add("rate=" + BitRate.text(network.bitsPerSecond()));
    }
    if (network.mtu() != base.mtu()) {
      parts.add("mtu=" + network.mtu());
    }
    if (network.fastOpen()) {
      parts.add(FAST_OPEN);
    }
    return String.join(",", parts);
  }

  /** In the largest unit that leaves a whole number. */
  static String time(Duration time) {
    long nanos = time.toNanos();
    if (nanos % 1_000_000 == 0) {
      return nanos / 1_000_000 + "ms";
    }
    return nanos % 1_000 == 0 ? nanos / 1_000 + "us" : nanos + "ns";
  }
}
