package dev.kexbench.loadgen.attack;

import dev.kexbench.core.identity.ClientCredentials;
import java.io.IOException;
import java.net.DatagramSocket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Whole handshakes of clients that do not know the secret, or change what they send. */
final class Guesses {
  /** A few more than a client may fail at first, so that some rejections are delayed. */
  private static final int IN_ONE_NAME = 12;

  private static final int THREADS = 8;

  private final AttackSetting setting;
  private final int port;

  Guesses(AttackSetting setting, int port) {
    this.setting = setting;
    this.port = port;
  }

  /**
   * Wrong secrets in one client's name and unknown names, or certificates of another CA; and second
   * flights that are mutated.
   */
  void guess(AttackProgram.Scale scale) throws IOException {
    StreamClient client = setting.streamClient(port);
    List<Callable<Boolean>> attempts = new ArrayList<>();
    for (ClientCredentials guess : guesses(scale)) {
      attempts.add(() -> client.connect(guess));
    }
    for (int i = 0; i < scale.connections() / 4; i++) {
      Random random = new Random(scale.random().nextLong());
      ClientCredentials valid = setting.clients().get(i % (setting.clients().size() - 1));
      attempts.add(
          () ->
              client.connectChanged(
                  valid, number -> flight -> number == 0 ? flight : withWrongTag(flight, random)));
    }
    run(attempts);
  }

  /** Every flight but the first ends with the tag of a confirmation. */
  private static byte[] withWrongTag(byte[] flight, Random random) {
    byte[] changed = flight.clone();
    changed[changed.length - 1 - random.nextInt(Byte.SIZE)] ^= (byte) (1 + random.nextInt(0xFF));
    return changed;
  }

  /** The same secrets; a handshake gets no answer to a wrong one. */
  void guessByDatagrams(AttackProgram.Scale scale) throws IOException {
    DatagramClient client = setting.datagramClient(port);
    List<Callable<Boolean>> attempts = new ArrayList<>();
    for (ClientCredentials guess : guesses(scale)) {
      attempts.add(() -> attempt(client, guess));
    }
    run(attempts);
  }

  private static boolean attempt(DatagramClient client, ClientCredentials guess)
      throws IOException {
    try (DatagramSocket socket = client.hostileSocket()) {
      return client.attempt(guess, socket, Integer.MAX_VALUE);
    }
  }

  /** None where no client is authenticated. */
  private List<ClientCredentials> guesses(AttackProgram.Scale scale) {
    int each = Math.min(IN_ONE_NAME, scale.connections() / 4);
    List<ClientCredentials> all = new ArrayList<>();
    ClientCredentials known = setting.clients().get(setting.clients().size() - 1);
    if (setting.exchange().usesClientCertificates()) {
      all.addAll(Collections.nCopies(2 * each, AttackSetting.withForeignCertificate(known)));
    }
    for (int i = 0; i < each && setting.hasSecretToGuess(); i++) {
      all.add(AttackSetting.withWrongSecret(known, scale.random()));
      all.add(AttackSetting.unknown(known, scale.random()));
    }
    return all;
  }

  private static void run(List<Callable<Boolean>> attempts) throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      for (Future<Boolean> each : threads.invokeAll(attempts)) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("an attempt failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      threads.shutdownNow();
    }
  }
}
