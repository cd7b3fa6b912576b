package dev.kexbench.loadgen.plan;

import dev.kexbench.results.command.Amount;
import dev.kexbench.results.command.Parsed;
import dev.kexbench.results.command.Percent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The path between generator and server: its delay, losses, rate and largest packet. Both
 * directions are alike; the delay of one is half of the round trip.
 *
 * @param rtt the round trip without queueing, at most 10 s
 * @param jitter the delay of each packet differs from half of {@code rtt} by up to this much
 * @param loss the share of packets that are lost in each direction, from 0 to less than 1
 * @param burst the mean number of packets that are lost one after the other; 1: each packet is lost
 *     independently of the others
 * @param bitsPerSecond of each direction, which all clients share; 0: unlimited
 * @param mtu the largest IPv4 packet in bytes, 576 (RFC 1122, section 3.3.2) to 9000
 */
public record NetworkSpec(
    Duration rtt, Duration jitter, double loss, int burst, long bitsPerSecond, int mtu) {
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final int LONGEST_BURST = 1_000;
  private static final int LEAST_MTU = 576;
  private static final int MOST_MTU = 9_000;
  private static final int ETHERNET_MTU = 1_500;
  private static final long MOST_BITS = 1_000_000_000_000L;
  private static final Set<String> KEYS = Set.of("rtt", "jitter", "loss", "burst", "rate", "mtu");

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException with a line that names the wrong value
   */
  public NetworkSpec {
    require(!rtt.isNegative() && rtt.compareTo(LONGEST) <= 0, "rtt must be 0 to 10s, was %s", rtt);
    require(!jitter.isNegative(), "jitter must not be negative, was %s", jitter);
    require(
        jitter.multipliedBy(2).compareTo(rtt) <= 0,
        "jitter must be at most half of rtt, the delay of one direction; it was %s of %s",
        time(jitter),
        time(rtt));
    require(loss >= 0 && loss < 1, "loss must be 0%% to less than 100%%, was %s%%", loss * 100);
    require(burst >= 1 && burst <= LONGEST_BURST, "burst must be 1 to 1000, was %s", burst);
    require(burst == 1 || loss > 0, "burst needs loss, such as loss=1%%,burst=3");
    require(
        burst == 1 || burst >= leastBurst(loss),
        "a loss of %s cannot come in bursts of %s: give at least burst=%s",
        new Percent(loss),
        burst,
        leastBurst(loss));
    require(
        bitsPerSecond >= 0 && bitsPerSecond <= MOST_BITS,
        "rate must be at most 1000gbit, was %s bit/s",
        bitsPerSecond);
    require(mtu >= LEAST_MTU && mtu <= MOST_MTU, "mtu must be %s to %s, was %s", 576, 9000, mtu);
  }

  /** A packet between two bursts is not lost: so many are lost for each that is not. */
  private static int leastBurst(double loss) {
    double rounding = 1e-9;
    return (int) Math.ceil(loss / (1 - loss) - rounding);
  }

  private static void require(boolean fine, String format, Object... values) {
    if (!fine) {
      throw new IllegalArgumentException(format.formatted(values));
    }
  }

  /** Converter for picocli. */
  public static final class Converter extends Parsed<NetworkSpec> {
    /** A converter that uses {@link #parse}. */
    public Converter() {
      super(NetworkSpec::parse);
    }
  }

  /** A path with this round trip, and without jitter, losses or a limit of its rate. */
  public static NetworkSpec of(Duration rtt) {
    return new NetworkSpec(rtt, Duration.ZERO, 0, 1, 0, ETHERNET_MTU);
  }

  /**
   * Parses {@code rtt=50ms,jitter=5ms,loss=1%,burst=3,rate=10mbit,mtu=1400}, of which only {@code
   * rtt} is required; or the name of a preset, which may be followed by values that replace its
   * own, such as {@code mobile,loss=2%}.
   *
   * @throws IllegalArgumentException with one line that states what is wrong and what is expected
   */
  public static NetworkSpec parse(String text) {
    List<String> parts = new ArrayList<>(List.of(text.strip().split("\\s*,\\s*", -1)));
    NetworkPreset preset = parts.get(0).contains("=") ? null : NetworkPreset.named(parts.remove(0));
    Map<String, String> given = values(parts);
    require(preset != null || given.containsKey("rtt"), "'%s' lacks rtt, such as rtt=50ms", text);
    NetworkSpec base = preset == null ? of(Duration.ZERO) : preset.spec();
    double loss = given.containsKey("loss") ? Amount.share(given.get("loss")) : base.loss;
    int usualBurst = loss > 0 ? base.burst : 1;
    require(loss > 0 || !given.containsKey("burst"), "burst needs loss, such as loss=1%%,burst=3");
    return new NetworkSpec(
        given.containsKey("rtt") ? Amount.duration(given.get("rtt")) : base.rtt,
        given.containsKey("jitter") ? Amount.duration(given.get("jitter")) : base.jitter,
        loss,
        given.containsKey("burst") ? whole("burst", given.get("burst")) : usualBurst,
        given.containsKey("rate") ? BitRate.parse(given.get("rate")) : base.bitsPerSecond,
        given.containsKey("mtu") ? whole("mtu", given.get("mtu")) : base.mtu);
  }

  private static Map<String, String> values(List<String> parts) {
    Map<String, String> given = new LinkedHashMap<>();
    Set<String> seen = new HashSet<>();
    for (String part : parts) {
      String[] sides = part.split("=", -1);
      require(sides.length == 2, "'%s' is not KEY=VALUE, such as rtt=50ms", part);
      require(
          KEYS.contains(sides[0]),
          "a network has no '%s'; it has rtt, jitter, loss, burst, rate and mtu",
          sides[0]);
      require(seen.add(sides[0]), "%s is given twice", sides[0]);
      given.put(sides[0], sides[1]);
    }
    return given;
  }

  private static int whole(String key, String text) {
    require(text.matches("\\d{1,9}"), "%s must be a whole number, was '%s'", key, text);
    return Integer.parseInt(text);
  }

  /** The presets with their values, by name. */
  public static Map<String, NetworkSpec> presets() {
    Map<String, NetworkSpec> all = new LinkedHashMap<>();
    for (NetworkPreset each : NetworkPreset.values()) {
      all.put(each.label(), each.spec());
    }
    return all;
  }

  /** The delay of one direction in nanoseconds, without jitter and queueing. */
  public long oneWayNanos() {
    return rtt.toNanos() / 2;
  }

  /** All values that differ from the default, in the form that {@link #parse} reads. */
  @Override
  public String toString() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("rtt", time(rtt));
    if (!jitter.isZero()) {
      values.put("jitter", time(jitter));
    }
    if (loss > 0) {
      values.put("loss", new Percent(loss).toString());
    }
    if (burst > 1) {
      values.put("burst", String.valueOf(burst));
    }
    if (bitsPerSecond > 0) {
      values.put("rate", BitRate.text(bitsPerSecond));
    }
    if (mtu != ETHERNET_MTU) {
      values.put("mtu", String.valueOf(mtu));
    }
    return values.entrySet().stream().map(Object::toString).collect(Collectors.joining(","));
  }

  /** In the largest unit that leaves a whole number. */
  private static String time(Duration time) {
    long nanos = time.toNanos();
    if (nanos % 1_000_000 == 0) {
      return nanos / 1_000_000 + "ms";
    }
    return nanos % 1_000 == 0 ? nanos / 1_000 + "us" : nanos + "ns";
  }
}
