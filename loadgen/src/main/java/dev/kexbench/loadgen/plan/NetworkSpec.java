package dev.kexbench.loadgen.plan;

import dev.kexbench.results.command.Parsed;
import dev.kexbench.results.command.Percent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The path between generator and server: its delay, losses, rate and largest packet. Both
 * directions are alike; the delay of one is half of the round trip.
 *
 * @param preset the name of the preset that it was given as, with or without other values; empty if
 *     it was given by its values alone
 * @param rtt the round trip without queueing, at most 10 s
 * @param jitter the delay of each packet differs from half of {@code rtt} by up to this much
 * @param loss the share of packets that are lost in each direction, from 0 to less than 1
 * @param burst the mean number of packets that are lost one after the other; 1: each packet is lost
 *     independently of the others
 * @param bitsPerSecond of each direction, which all clients share; 0: unlimited
 * @param mtu the largest IPv4 packet in bytes, 576 (RFC 1122, section 3.3.2) to 9000
 * @param fastOpen whether both ends use TCP Fast Open (RFC 7413)
 */
public record NetworkSpec(
    String preset,
    Duration rtt,
    Duration jitter,
    double loss,
    int burst,
    long bitsPerSecond,
    int mtu,
    boolean fastOpen) {
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final int LONGEST_BURST = 1_000;
  private static final int LEAST_MTU = 576;
  private static final int MOST_MTU = 9_000;
  private static final int ETHERNET_MTU = 1_500;
  private static final long MOST_BITS = 1_000_000_000_000L;

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
        NetworkText.time(jitter),
        NetworkText.time(rtt));
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

  /** Refuses a wrong value with one line. */
  static void require(boolean fine, String format, Object... values) {
    if (!fine) {
      throw new IllegalArgumentException(format.formatted(values));
    }
  }

  /** A path without the name of a preset, and without TCP Fast Open. */
  public NetworkSpec(
      Duration rtt, Duration jitter, double loss, int burst, long bitsPerSecond, int mtu) {
    this("", rtt, jitter, loss, burst, bitsPerSecond, mtu, false);
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
   * Parses {@code rtt=50ms,jitter=5ms,loss=1%,burst=3,rate=10mbit,mtu=1400,fastopen}, of which only
   * {@code rtt} is required; or the name of a preset, which may be followed by values that replace
   * its own, such as {@code mobile,loss=2%}.
   *
   * @throws IllegalArgumentException with one line that states what is wrong and what is expected
   */
  public static NetworkSpec parse(String text) {
    return NetworkText.parse(text);
  }

  /** The presets with their values, by name. */
  public static Map<String, NetworkSpec> presets() {
    Map<String, NetworkSpec> all = new LinkedHashMap<>();
    for (NetworkPreset each : NetworkPreset.values()) {
      all.put(each.label(), each.spec());
    }
    return all;
  }

  /** The same path by its values alone: two networks are the same path if these are equal. */
  public NetworkSpec unnamed() {
    return new NetworkSpec("", rtt, jitter, loss, burst, bitsPerSecond, mtu, fastOpen);
  }

  /** The delay of one direction in nanoseconds, without jitter and queueing. */
  public long oneWayNanos() {
    return rtt.toNanos() / 2;
  }

  /**
   * The name of the preset, if it was given as one, and all values that differ from it or from the
   * defaults, in the form that {@link #parse} reads.
   */
  @Override
  public String toString() {
    return NetworkText.of(this);
  }
}
