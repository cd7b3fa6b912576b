package dev.kexbench.core.kx1.timing;

import dev.kexbench.core.TestKeys;
import dev.kexbench.core.crypto.Backends;
import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.CryptoChoice;
import dev.kexbench.core.crypto.InterceptedBackend;
import dev.kexbench.core.crypto.PoolKind;
import dev.kexbench.core.exchange.ExchangeContext;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.exchange.StageTimer;
import dev.kexbench.core.identity.ServerKeys;
import dev.kexbench.core.kx1.Kx1;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Times the server's work on OFFERs of every class, and prints how each differs from a wrong MAC.
 * Not part of the build's tests, because noise affects the result too much. Run it with {@code
 * scripts/test --timing}.
 */
final class TimingMain {
  private static final int WARM_UP = 1_000;
  private static final List<OfferClass> CONTROL =
      List.of(OfferClass.WRONG_MAC, OfferClass.FIRST_BYTE);

  private final ServerKeys keys = TestKeys.rsa(2048);
  private final CryptoBackend backend = Backends.select("auto").backend();
  private final Random random = new Random();
  private final StoredClients clients = StoredClients.of(keys, random);
  private final int rounds;

  private TimingMain(int rounds) throws IOException {
    this.rounds = rounds;
  }

  public static void main(String[] arguments) throws IOException {
    int rounds = arguments.length == 0 ? 100_000 : Integer.parseInt(arguments[0]);
    if (rounds < 100) {
      throw new IllegalArgumentException("--timing takes 100 rounds or more, was " + rounds);
    }
    System.exit(new TimingMain(rounds).run() ? 0 : 1);
  }

  private boolean run() {
    print(
        "KX1 server, RSA-2048, %s: %,d rounds, in each one OFFER of each class in random order.",
        backend.label(), rounds);
    print("Differences of medians from 'wrong MAC'; 95 %% intervals: 1,000 resamples of rounds.%n");
    print("%-32s %10s %14s   %s", "class", "median", "difference", "95 % interval");
    TimingRounds measured = measure(backend, List.of(OfferClass.values()));
    List<MedianDifference> judged = new ArrayList<>();
    for (OfferClass each : OfferClass.values()) {
      if (each != OfferClass.WRONG_MAC) {
        MedianDifference found = measured.againstWrongMac(each, random);
        row(each.label() + (each.judged() ? "" : ", not judged"), found);
        judged.addAll(each.judged() ? List.of(found) : List.of());
      }
    }
    MedianDifference control =
        measure(new LeakingBackend(backend), CONTROL)
            .againstWrongMac(OfferClass.FIRST_BYTE, random);
    row("control: first byte leaks 5 µs", control);
    return conclude(judged, control);
  }

  private boolean conclude(List<MedianDifference> judged, MedianDifference control) {
    if (control.low() <= 0) {
      print("%nThe control's leak was not found: this run shows nothing; take more rounds.");
      return false;
    }
    print(
        "%nThe control's leak was found. %d of %d judged intervals hold 0; the farthest end lies"
            + " %,.0f ns from 0.",
        judged.stream().filter(MedianDifference::holdsZero).count(),
        judged.size(),
        judged.stream().mapToDouble(MedianDifference::reach).max().orElseThrow());
    return true;
  }

  private TimingRounds measure(CryptoBackend with, List<OfferClass> classes) {
    ServerSide server =
        Kx1.rsa2048()
            .server(
                new ServerSetup(
                    keys,
                    clients.table(),
                    new CryptoChoice(with, PoolKind.THREAD_LOCAL, 1),
                    new ExchangeContext(() -> 0, new SecureRandom(), StageTimer.NONE),
                    false));
    Forge forge = new Forge(keys.publicKey(), clients.all(), with.sha256(), random);
    TimingRounds.measure(server, forge, classes, WARM_UP, random);
    return TimingRounds.measure(server, forge, classes, rounds, random);
  }

  private static void row(String label, MedianDifference found) {
    print(
        "%-32s %7.1f µs %+11.0f ns   %+.0f to %+.0f ns",
        label, found.median() / 1_000, found.difference(), found.low(), found.high());
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }

  /** The positive control: takes 5 µs longer if the decrypted block does not start with 0. */
  private static final class LeakingBackend extends InterceptedBackend {
    static final int LEAK_NANOS = 5_000;

    LeakingBackend(CryptoBackend real) {
      super(real);
    }

    @Override
    protected void decrypted(byte[] out) {
      if (out[0] != 0) {
        spin();
      }
    }

    private static void spin() {
      long end = System.nanoTime() + LEAK_NANOS;
      while (System.nanoTime() < end) {
        Thread.onSpinWait();
      }
    }
  }
}
