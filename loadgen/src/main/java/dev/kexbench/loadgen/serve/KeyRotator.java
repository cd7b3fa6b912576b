package dev.kexbench.loadgen.serve;

import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.core.exchange.KeyRotation;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.exchange.StreamExchange;
import dev.kexbench.core.identity.IdentityFileException;
import dev.kexbench.core.identity.ServerKeyWatch;
import dev.kexbench.core.identity.ServerKeys;
import dev.kexbench.loadgen.server.KexServer;
import dev.kexbench.results.render.Numbers;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rotates a server's keys when their files have been replaced, on a dedicated thread: prepares
 * every thread that runs crypto, takes the new keys into use, and gives up the previous ones after
 * a while. If the files are faulty, the server keeps its keys; each problem is logged once.
 */
final class KeyRotator implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KeyRotator.class);

  /** How often the files are checked. */
  private static final long INTERVAL_SECONDS = 1;

  private final KexServer server;
  private final Duration overlap;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(KeyRotator::newThread);
  private String lastWarning = "";

  /**
   * Creates a rotator.
   *
   * @param overlap how long the previous keys are served
   */
  KeyRotator(KexServer server, Duration overlap) {
    this.server = server;
    this.overlap = overlap;
  }

  private static Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "key-watch");
    thread.setDaemon(true);
    return thread;
  }

  /** Starts to check the files of the keys with which this side was created. */
  void start(ServerKeyWatch files, ServerSetup setup, Exchange exchange, ServerSide side) {
    StreamExchange stream = (StreamExchange) exchange;
    thread.scheduleWithFixedDelay(
        () -> check(files, setup.admission(), keys -> stream.rotation(side, setup.with(keys))),
        INTERVAL_SECONDS,
        INTERVAL_SECONDS,
        TimeUnit.SECONDS);
  }

  /** Makes the rotation to keys; empty if the exchange has none. */
  private interface Rotations {
    Optional<KeyRotation> to(ServerKeys keys);
  }

  private void check(ServerKeyWatch files, boolean admission, Rotations rotations) {
    try {
      Optional<ServerKeys> fresh = files.changed();
      lastWarning = "";
      if (fresh.isPresent() && use(fresh.get(), files, admission, rotations)) {
        files.inUse(fresh.get());
      }
    } catch (IdentityFileException | IllegalArgumentException e) {
      warn(e.getMessage());
    } catch (RuntimeException | Error e) {
      warn(e.toString()); // an uncaught exception would silently end the timer
    }
  }

  /** Whether the server uses these keys now. Without admission, it does nothing with a gate key. */
  private boolean use(
      ServerKeys keys, ServerKeyWatch files, boolean admission, Rotations rotations) {
    boolean gateAlone = files.isPairInUse(keys);
    return gateAlone && !admission
        || rotate(keys, gateAlone ? Words.OF_GATE_KEY : Words.of(keys), rotations);
  }

  /**
   * What the log calls the keys of a rotation.
   *
   * @param overlap what holds until the end of the overlap
   * @param ended what holds once it is over
   */
  private record Words(String current, String overlap, String ended) {
    static final Words OF_GATE_KEY =
        new Words(
            "the new gate key",
            "OFFERs of the previous gate key are admitted",
            "OFFERs of the previous gate key are not admitted any more");

    /** A key pair, as OFFERs name it. */
    static Words of(ServerKeys keys) {
      String id = HexFormat.of().formatHex(keys.publicKey().keyId());
      return new Words(
          "key " + id,
          "the previous key is served",
          "the key before " + id + " is not served any more");
    }
  }

  private boolean rotate(ServerKeys keys, Words words, Rotations rotations) {
    Optional<KeyRotation> possible = rotations.to(keys);
    if (possible.isEmpty()) {
      warn("clients of " + server.exchange() + " do not name its key; restart the server");
      return false;
    }
    long start = System.nanoTime();
    KeyRotation rotation = possible.get();
    int threads = server.prepare(rotation);
    rotation.begin();
    LOG.info(
        "rotated to {} in {}, warm on {} threads; {} for {}",
        words.current(),
        Numbers.duration(System.nanoTime() - start),
        threads,
        words.overlap(),
        Numbers.exact(overlap));
    thread.schedule(() -> end(rotation, words), overlap.toNanos(), TimeUnit.NANOSECONDS);
    return true;
  }

  private static void end(KeyRotation rotation, Words words) {
    if (rotation.end()) { // else a later rotation has ended it already
      LOG.info(words.ended());
    }
  }

  private void warn(String why) {
    if (!lastWarning.equals(why)) {
      lastWarning = why;
      LOG.warn("keeping the previous key: {}", why);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
