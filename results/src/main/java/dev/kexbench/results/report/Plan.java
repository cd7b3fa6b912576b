package dev.kexbench.results.report;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import dev.kexbench.results.machine.AllowedCores;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a run was asked to do: every option, as the run interpreted it.
 *
 * @param exchange its full name, of TLS with the engine: {@code tls13-ecdhe@jdk}
 * @param provider the crypto backend that ran, with its version
 * @param rate handshakes per second to start; null in a closed loop, and if {@link #changingRate}
 *     gives the rates
 * @param arrivals the arrival process of an open loop
 * @param concurrency handshakes in flight: exactly this many in a closed loop, else the maximum
 * @param durationSeconds the measured time
 * @param warmupSeconds the time before it, excluded from all figures
 * @param count handshakes to make instead of a duration, or null
 * @param perConnection handshakes per connection
 * @param timeoutSeconds per handshake, from its due time
 * @param clientCrypto when an OFFER is made: {@code inline} or {@code prepared}
 * @param mix the share of each class of client, in percent
 * @param seed of due times, client ids and mix
 * @param threads event loops of the generator
 * @param cores the cores of server and client, as {@code 0/1}
 * @param admission whether the server requires admission tags
 * @param target the existing server, or null for the run's own
 * @param pool how the server pools its crypto objects
 * @param cryptoThreads of the server: a number, or {@code inline}
 * @param others every other option by name; {@link #RAMP} and {@link #STEPS} are changing rates,
 *     {@link #FIND_MAX} is the objective of a search
 */
public record Plan(
    String exchange,
    String provider,
    Double rate,
    String arrivals,
    long concurrency,
    Double durationSeconds,
    Double warmupSeconds,
    Long count,
    Long perConnection,
    Double timeoutSeconds,
    String clientCrypto,
    Map<String, Double> mix,
    Long seed,
    Integer threads,
    String cores,
    Boolean admission,
    String target,
    String pool,
    String cryptoThreads,
    @JsonAnySetter @JsonAnyGetter Map<String, Object> others) {
  private static final Pattern WITHOUT_ENGINE = Pattern.compile("d?tls1[23]-[a-z0-9-]+");

  /** The option for a rate that changes continuously: {@code "500..2000"}. */
  public static final String RAMP = "ramp";

  /** The security properties and requirements of the exchange: names, each with a boolean. */
  public static final String TRAITS = "traits";

  /** The option for a sequence of rates: {@code [500, 1000]}. */
  public static final String STEPS = "steps";

  /** The objective of a search for the rate: {@code "p99<50ms,errors<0.1%"}. */
  public static final String FIND_MAX = "findMax";

  /** The percentage of handshakes that resume an earlier one. */
  public static final String RESUME_PERCENT = "resumePercent";

  /** How they resume, where the exchange leaves a choice: {@code resume-dhe}. */
  public static final String RESUME_MODE = "resumeMode";

  /** How clients verify the certificate of a server that runs elsewhere. */
  public static final String VERIFICATION = "verification";

  /** The value of {@link #VERIFICATION} if they accept any certificate. */
  public static final String NOT_VERIFIED = "none";

  /** The emulated network between generator and server: {@code "rtt=50ms,loss=1%"}. */
  public static final String NETWORK = "network";

  /**
   * How sockets of TCP are driven: {@code "epoll"}, or {@code "io_uring/epoll"} for the run's own
   * server and the generator.
   */
  public static final String TRANSPORT = "transport";

  /** The events of a run that was profiled: {@code "cpu,alloc"}. */
  public static final String PROFILE = "profile";

  /** The number of CAs between the root and the certificate of the run's own server. */
  public static final String CHAIN = "chain";

  /** Set if the run's own server accepted connections when their first bytes arrived. */
  public static final String DEFER_ACCEPT = "deferAccept";

  /** Set if the fixed phases of a run were shortened, as in this project's own tests. */
  public static final String SHORT_PHASES = "shortPhases";

  /** Missing collections become empty. */
  public Plan {
    mix = Copies.map(mix);
    others = Copies.map(others);
  }

  /**
   * The full name of an exchange in a report. One of TLS without an engine is from before there
   * were several: its engine is Bouncy Castle's.
   *
   * @param exchange may be null
   */
  public static String fullName(String exchange) {
    return exchange != null && WITHOUT_ENGINE.matcher(exchange).matches()
        ? exchange + "@bouncycastle"
        : exchange;
  }

  /** The number of cores to which the plan bound the server; empty if it named none. */
  public OptionalInt serverCores() {
    return cores == null || !cores.matches("[0-9][0-9,-]*/.*")
        ? OptionalInt.empty()
        : OptionalInt.of(AllowedCores.parse(cores.substring(0, cores.indexOf('/'))).size());
  }

  /** Whether a handshake starts when the previous one ends, instead of by a schedule. */
  public boolean closedLoop() {
    return rate == null && changingRate() == null;
  }

  /**
   * Rates that change over the measured time, as {@code ramp 500..2000}; null if the rate is
   * constant.
   */
  public String changingRate() {
    if (others.get(STEPS) instanceof List<?> rates) {
      return STEPS + " " + rates.stream().map(Plan::plain).collect(Collectors.joining(","));
    }
    return others.get(RAMP) == null ? null : RAMP + " " + others.get(RAMP);
  }

  /** The objective of the search for the rate, or null if the rate was given. */
  public String objective() {
    return others.get(FIND_MAX) == null ? null : others.get(FIND_MAX).toString();
  }

  /** The emulated network between generator and server; null if there is none. */
  public String network() {
    return others.get(NETWORK) == null ? null : others.get(NETWORK).toString();
  }

  /** Whether clients accepted any certificate. */
  public boolean notVerified() {
    return NOT_VERIFIED.equals(others.get(VERIFICATION));
  }

  /** Whether server and generator were profiled, which costs both CPU time. */
  public boolean profiled() {
    return others.get(PROFILE) != null;
  }

  private static String plain(Object rate) {
    return rate instanceof Number number
        ? BigDecimal.valueOf(number.doubleValue()).stripTrailingZeros().toPlainString()
        : String.valueOf(rate);
  }

  /** Starts from a plan that names only the exchange and the crypto backend. */
  public static Builder builder(String exchange, String provider) {
    return new Builder(exchange, provider);
  }

  /** Sets options by name; those not set are null or empty. */
  public static final class Builder {
    private final String exchange;
    private final String provider;
    private Double rate;
    private String arrivals;
    private long concurrency;
    private Double durationSeconds;
    private Double warmupSeconds;
    private Long count;
    private Long perConnection;
    private Double timeoutSeconds;
    private String clientCrypto;
    private Map<String, Double> mix;
    private Long seed;
    private Integer threads;
    private String cores;
    private Boolean admission;
    private String target;
    private String pool;
    private String cryptoThreads;
    private Map<String, Object> others;

    private Builder(String exchange, String provider) {
      this.exchange = exchange;
      this.provider = provider;
    }

    public Builder rate(Double rate) {
      this.rate = rate;
      return this;
    }

    public Builder arrivals(String arrivals) {
      this.arrivals = arrivals;
      return this;
    }

    public Builder concurrency(long concurrency) {
      this.concurrency = concurrency;
      return this;
    }

    public Builder durationSeconds(Double durationSeconds) {
      this.durationSeconds = durationSeconds;
      return this;
    }

    public Builder warmupSeconds(Double warmupSeconds) {
      this.warmupSeconds = warmupSeconds;
      return this;
    }

    public Builder count(Long count) {
      this.count = count;
      return this;
    }

    public Builder perConnection(Long perConnection) {
      this.perConnection = perConnection;
      return this;
    }

    public Builder timeoutSeconds(Double timeoutSeconds) {
      this.timeoutSeconds = timeoutSeconds;
      return this;
    }

    public Builder clientCrypto(String clientCrypto) {
      this.clientCrypto = clientCrypto;
      return this;
    }

    public Builder mix(Map<String, Double> mix) {
      this.mix = mix;
      return this;
    }

    public Builder seed(Long seed) {
      this.seed = seed;
      return this;
    }

    public Builder threads(Integer threads) {
      this.threads = threads;
      return this;
    }

    public Builder cores(String cores) {
      this.cores = cores;
      return this;
    }

    public Builder admission(Boolean admission) {
      this.admission = admission;
      return this;
    }

    public Builder target(String target) {
      this.target = target;
      return this;
    }

    public Builder pool(String pool) {
      this.pool = pool;
      return this;
    }

    public Builder cryptoThreads(String cryptoThreads) {
      this.cryptoThreads = cryptoThreads;
      return this;
    }

    public Builder others(Map<String, Object> others) {
      this.others = others;
      return this;
    }

    public Plan build() {
      return new Plan(
          exchange,
          provider,
          rate,
          arrivals,
          concurrency,
          durationSeconds,
          warmupSeconds,
          count,
          perConnection,
          timeoutSeconds,
          clientCrypto,
          mix,
          seed,
          threads,
          cores,
          admission,
          target,
          pool,
          cryptoThreads,
          others);
    }
  }
}
