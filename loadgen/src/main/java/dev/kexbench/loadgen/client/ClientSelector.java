package dev.kexbench.loadgen.client;

import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.ClientSide;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.loadgen.record.ClientClass;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Selects the next client of one generator loop in one phase: the class by the shares of the mix,
 * the client at random. The same seed gives the same clients. Each class has its own random
 * sequence, so the clients do not depend on whether OFFERs were precomputed.
 */
final class ClientSelector {
  /** The reserve is this part of more OFFERs than will probably be used. */
  private static final long ENOUGH = 16;

  private final ClientPopulation population;
  private final double totalWeight;
  private final Supplier<Optional<byte[]>> lastAccepted;
  private final SplittableRandom classes;
  private final Map<ClientClass, SplittableRandom> clients = new EnumMap<>(ClientClass.class);
  private final Map<ClientClass, Queue<PreparedClient>> prepared = new EnumMap<>(ClientClass.class);
  private final Map<ClientClass, Long> reserves = new EnumMap<>(ClientClass.class);
  private final Optional<ReturningSelector> returning;
  private long unprepared;

  /**
   * Creates a selector whose sequence is determined by the seed.
   *
   * @param kept what the generator loop has kept of earlier handshakes
   * @param first whether this is the generator's first phase
   */
  ClientSelector(ClientPopulation population, long seed, KeptByLoop kept, boolean first) {
    SplittableRandom seeds = new SplittableRandom(seed);
    this.population = population;
    this.totalWeight = population.mix().whole();
    this.lastAccepted = kept::lastAccepted;
    this.classes = seeds.split();
    for (ClientClass each : ClientClass.values()) {
      clients.put(each, seeds.split());
    }
    SplittableRandom chance = seeds.split();
    this.returning =
        population.transport() instanceof StreamTransport stream
            ? population
                .returning()
                .map(
                    each ->
                        new ReturningSelector(each, stream.side(), kept.tickets(), first, chance))
            : Optional.empty();
  }

  /**
   * Precomputes OFFERs. If they are all that were asked for, which is more than will probably be
   * used, a small part of them is kept as a reserve; else all of them.
   */
  void prepare(OfferMemory.Fit fit) {
    fit.counts()
        .forEach((kind, count) -> prepare(kind, count, fit.whole() ? count / ENOUGH : count));
  }

  /** Precomputes the OFFERs of that many clients of a class. */
  void prepare(ClientClass kind, long count) {
    prepare(kind, count, count / ENOUGH);
  }

  private void prepare(ClientClass kind, long count, long reserve) {
    Queue<PreparedClient> queue = prepared.computeIfAbsent(kind, none -> new ArrayDeque<>());
    for (long i = 0; i < count; i++) {
      queue.add(createPrepared(kind));
    }
    reserves.put(kind, Math.max(1, reserve));
  }

  private PreparedClient createPrepared(ClientClass kind) {
    PreparedClient client = create(kind);
    client.prepare();
    return client;
  }

  /** Whether a class has fewer precomputed OFFERs than it should. */
  boolean isShort() {
    return prepared.keySet().stream().anyMatch(kind -> fill(kind) < 1);
  }

  /** Precomputes the OFFER of one client where most are missing; false if none are missing. */
  boolean topUp() {
    ClientClass kind = null;
    for (ClientClass each : prepared.keySet()) {
      kind = kind == null || fill(each) < fill(kind) ? each : kind;
    }
    if (kind == null || fill(kind) >= 1) {
      return false;
    }
    prepared.get(kind).add(createPrepared(kind));
    return true;
  }

  private double fill(ClientClass kind) {
    return prepared.get(kind).size() / (double) reserves.get(kind);
  }

  /** The class of the next client. */
  ClientClass nextClass() {
    return population.mix().at(classes.nextDouble() * totalWeight);
  }

  /** The next client of that class. */
  PreparedClient next(ClientClass kind) {
    return kind == ClientClass.OK && returning.isPresent() && returning.get().resumesNext()
        ? returning.get().resuming(() -> other(kind))
        : other(kind);
  }

  private PreparedClient other(ClientClass kind) {
    Queue<PreparedClient> queue = prepared.get(kind);
    if (queue == null) {
      return create(kind);
    }
    PreparedClient client = queue.poll();
    unprepared += client == null ? 1 : 0;
    return client == null ? create(kind) : client;
  }

  /**
   * Over datagrams all clients are honest: the server does not reply to datagrams that fail
   * authentication.
   */
  private PreparedClient create(ClientClass kind) {
    if (kind == ClientClass.OK && returning.isPresent()) {
      return returning.get().full(enrolled(kind));
    }
    return population.transport() instanceof StreamTransport stream
        ? new PreparedClient.Streaming(role(kind, stream.side()))
        : new PreparedClient.Waiting((DatagramTransport) population.transport(), enrolled(kind));
  }

  private ClientRole role(ClientClass kind, ClientSide side) {
    return switch (kind) {
      case OK -> side.open(enrolled(kind));
      case BAD_MAC -> side.open(withWrongRoot(enrolled(kind)));
      case BAD_ADMISSION -> side.open(withWrongAdmission(enrolled(kind)));
      case UNKNOWN_CLIENT -> side.open(any(population.unknownClients(), kind));
      case GARBAGE -> new GarbageRole(clients.get(kind).split());
      case REPLAY ->
          new AlteredRole(side.open(enrolled(kind)), own -> lastAccepted.get().orElse(own));
      case HALF_OPEN ->
          new AlteredRole(side.open(enrolled(kind)), own -> Arrays.copyOf(own, own.length / 2));
    };
  }

  /** Wipes the prepared clients that were not used. */
  void close() {
    prepared.values().forEach(queue -> queue.forEach(PreparedClient::close));
    prepared.clear();
  }

  /** How many clients were not prepared, because the prepared ones of their class had run out. */
  long unprepared() {
    return unprepared;
  }

  private ClientCredentials enrolled(ClientClass kind) {
    return any(population.enrolled(), kind);
  }

  private ClientCredentials any(List<ClientCredentials> of, ClientClass kind) {
    return of.get(clients.get(kind).nextInt(of.size()));
  }

  private static ClientCredentials withWrongRoot(ClientCredentials client) {
    return new ClientCredentials(
        client.id(), corrupted(client.root()), client.admission(), client.name());
  }

  private static ClientCredentials withWrongAdmission(ClientCredentials client) {
    return new ClientCredentials(
        client.id(),
        client.root(),
        client.admission().map(ClientSelector::corrupted),
        client.name());
  }

  private static byte[] corrupted(byte[] secret) {
    byte[] wrong = secret.clone();
    wrong[0] ^= 1;
    return wrong;
  }
}
