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
 * Who comes next, on one lane and in one phase: the class by the shares of the mix, the client at
 * random. Same seed, same clients; each class has a sequence of its own, so that it does not matter
 * whether OFFERs were made before.
 */
final class ClientSelector {
  private final ClientPopulation population;
  private final double allWeights;
  private final Supplier<Optional<byte[]>> lastGood;
  private final SplittableRandom classes;
  private final Map<ClientClass, SplittableRandom> clients = new EnumMap<>(ClientClass.class);
  private final Map<ClientClass, Queue<PreparedClient>> prepared = new EnumMap<>(ClientClass.class);
  private long unprepared;

  /**
   * The sequence of a seed.
   *
   * @param lastGood the OFFER of the lane that was accepted last
   */
  ClientSelector(ClientPopulation population, long seed, Supplier<Optional<byte[]>> lastGood) {
    SplittableRandom seeds = new SplittableRandom(seed);
    this.population = population;
    this.allWeights = population.mix().whole();
    this.lastGood = lastGood;
    this.classes = seeds.split();
    for (ClientClass each : ClientClass.values()) {
      clients.put(each, seeds.split());
    }
  }

  /** Makes the OFFERs of that many clients of a class before they are due. */
  void prepare(ClientClass kind, long count) {
    Queue<PreparedClient> players = prepared.computeIfAbsent(kind, none -> new ArrayDeque<>());
    for (long i = 0; i < count; i++) {
      PreparedClient client = made(kind);
      client.prepare();
      players.add(client);
    }
  }

  /** The class of whoever is due next. */
  ClientClass nextClass() {
    return population.mix().at(classes.nextDouble() * allWeights);
  }

  /** A client of that class. */
  PreparedClient next(ClientClass kind) {
    Queue<PreparedClient> players = prepared.get(kind);
    if (players == null) {
      return made(kind);
    }
    PreparedClient client = players.poll();
    unprepared += client == null ? 1 : 0;
    return client == null ? made(kind) : client;
  }

  /** Over datagrams all are honest: nothing is answered but what authenticates. */
  private PreparedClient made(ClientClass kind) {
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
      case REPLAY -> new AlteredRole(side.open(enrolled(kind)), own -> lastGood.get().orElse(own));
      case HALF_OPEN ->
          new AlteredRole(side.open(enrolled(kind)), own -> Arrays.copyOf(own, own.length / 2));
    };
  }

  /** Forgets the clients that were prepared, and for whom there was no use. */
  void close() {
    prepared.values().forEach(players -> players.forEach(PreparedClient::close));
    prepared.clear();
  }

  /** How many clients came after all that were prepared of their class. */
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
        client.id(), spoiled(client.root()), client.admission(), client.name());
  }

  private static ClientCredentials withWrongAdmission(ClientCredentials client) {
    return new ClientCredentials(
        client.id(), client.root(), client.admission().map(ClientSelector::spoiled), client.name());
  }

  private static byte[] spoiled(byte[] secret) {
    byte[] wrong = secret.clone();
    wrong[0] ^= 1;
    return wrong;
  }
}
