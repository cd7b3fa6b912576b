package dev.kexbench.loadgen.client;

import dev.kexbench.loadgen.schedule.Seeds;
import java.util.HashMap;
import java.util.Map;

/**
 * The clients of a generator loop, and their precomputed OFFERs. Every phase has its own sequence
 * of clients, regardless of earlier phases. Confined to its event loop.
 */
final class PhaseClients {
  private final GeneratorLoop loop;
  private final ClientPopulation population;
  private final long seed;
  private final KeptByLoop kept;

  /** The selectors of future phases whose OFFERs are precomputed. */
  private final Map<Integer, ClientSelector> prepared = new HashMap<>();

  /** Null before the first phase. */
  private ClientSelector selector;

  private OfferTopUp topUp;
  private int phase;

  PhaseClients(GeneratorLoop loop, ClientPopulation population, long seed) {
    this.loop = loop;
    this.population = population;
    this.seed = seed;
    this.kept = new KeptByLoop(population);
    this.topUp = new OfferTopUp(loop, null);
  }

  /** Selects the clients of this phase. */
  ClientSelector selector() {
    return selector;
  }

  /** Precomputes OFFERs of a future phase: 0 is the next one to begin. */
  void prepare(int phasesAhead, OfferMemory.Fit fit) {
    int which = phase + phasesAhead;
    ClientSelector made = selector(which);
    made.prepare(fit);
    prepared.put(which, made);
  }

  /** The size of a precomputed client in bytes. */
  long bytesEach() {
    return OfferMemory.bytesEach(selector(phase));
  }

  /** How many OFFERs of this phase should have been precomputed but were not. */
  long unprepared() {
    return selector == null ? 0 : selector.unprepared();
  }

  /** Takes the clients of the next phase from now on, and tops up its OFFERs if it has any. */
  void nextPhase() {
    ClientSelector made = prepared.remove(phase);
    if (selector != null) {
      selector.close();
    }
    selector = made == null ? selector(phase) : made;
    phase++;
    topUp.end();
    topUp = new OfferTopUp(loop, selector);
    if (made != null) {
      topUp.begin();
    }
  }

  /** Makes no more OFFERs in this phase. */
  void endTopUp() {
    topUp.end();
  }

  /** Wipes the precomputed OFFERs that were not used. */
  void forgetPrepared() {
    topUp.end();
    if (selector != null) {
      selector.close();
    }
    prepared.values().forEach(ClientSelector::close);
    prepared.clear();
  }

  /** Keeps this OFFER, which the server has accepted, for clients that replay one. */
  void accepted(byte[] offer) {
    kept.accepted(offer);
  }

  private ClientSelector selector(int which) {
    return new ClientSelector(population, Seeds.nth(seed, which), kept, which == 0);
  }

  /** Wipes what it has made and kept. */
  void close() {
    forgetPrepared();
    kept.close();
  }
}
