package dev.kexbench.loadgen.client;

import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.loadgen.record.ClientClass;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Who comes next, on one lane and in one phase: the class by the shares of the mix, the client at
 * random. Same seed, same clients; honest clients come from a sequence of their own, so that it
 * does not matter whether their OFFERs were made before.
 */
final class Casting {
  private final Cast cast;
  private final double allWeights;
  private final Supplier<Optional<byte[]>> lastGood;
  private final SplittableRandom classes;
  private final SplittableRandom honest;
  private final SplittableRandom hostile;
  private final Queue<ClientRole> prepared = new ArrayDeque<>();
  private boolean preparing;
  private long unprepared;

  /**
   * The sequence of a seed.
   *
   * @param lastGood the OFFER of the lane that was accepted last
   */
  Casting(Cast cast, long seed, Supplier<Optional<byte[]>> lastGood) {
    SplittableRandom seeds = new SplittableRandom(seed);
    this.cast = cast;
    this.allWeights = cast.mix().whole();
    this.lastGood = lastGood;
    this.classes = seeds.split();
    this.honest = seeds.split();
    this.hostile = seeds.split();
  }

  /** Makes the OFFERs of that many honest clients before they are due. */
  void prepare(long count) {
    preparing = true;
    for (long i = 0; i < count; i++) {
      ClientRole role = nextHonest();
      role.prepare();
      prepared.add(role);
    }
  }

  /** The class of whoever is due next. */
  ClientClass nextClass() {
    return cast.mix().at(classes.nextDouble() * allWeights);
  }

  /** A client of that class. */
  ClientRole next(ClientClass kind) {
    return switch (kind) {
      case OK -> honest();
      case BAD_MAC -> open(withWrongRoot(any(cast.enrolled(), hostile)));
      case BAD_ADMISSION -> open(withWrongAdmission(any(cast.enrolled(), hostile)));
      case UNKNOWN_CLIENT -> open(any(cast.strangers(), hostile));
      case GARBAGE -> new GarbageRole(hostile.split());
      case REPLAY -> sending(own -> lastGood.get().orElse(own));
      case HALF_OPEN -> sending(own -> Arrays.copyOf(own, own.length / 2));
    };
  }

  private ClientRole honest() {
    ClientRole made = prepared.poll();
    if (made != null) {
      return made;
    }
    unprepared += preparing ? 1 : 0;
    return nextHonest();
  }

  /** Forgets the clients that were prepared, and for whom there was no use. */
  void close() {
    prepared.forEach(ClientRole::close);
    prepared.clear();
  }

  /** How many honest clients came after all that were prepared. */
  long unprepared() {
    return unprepared;
  }

  private ClientRole nextHonest() {
    return open(any(cast.enrolled(), honest));
  }

  private ClientRole sending(UnaryOperator<byte[]> insteadOfOffer) {
    return new AlteredRole(open(any(cast.enrolled(), hostile)), insteadOfOffer);
  }

  private ClientRole open(ClientCredentials client) {
    return cast.side().open(client);
  }

  private static ClientCredentials any(List<ClientCredentials> clients, SplittableRandom random) {
    return clients.get(random.nextInt(clients.size()));
  }

  private static ClientCredentials withWrongRoot(ClientCredentials client) {
    return new ClientCredentials(
        client.id(), spoiled(client.root()), client.admission(), client.name());
  }

  private static ClientCredentials withWrongAdmission(ClientCredentials client) {
    return new ClientCredentials(
        client.id(), client.root(), client.admission().map(Casting::spoiled), client.name());
  }

  private static byte[] spoiled(byte[] secret) {
    byte[] wrong = secret.clone();
    wrong[0] ^= 1;
    return wrong;
  }
}
