package dev.kexbench.core.kx1.timing;

import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.exchange.Step;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The server's times: each round has one fresh OFFER of each class, in random order. */
record TimingRounds(Map<OfferClass, long[]> nanos) {
  static TimingRounds measure(
      ServerSide server, Forge forge, List<OfferClass> classes, int rounds, Random random) {
    Map<OfferClass, long[]> nanos = new EnumMap<>(OfferClass.class);
    classes.forEach(each -> nanos.put(each, new long[rounds]));
    List<OfferClass> order = new ArrayList<>(classes);
    Map<OfferClass, byte[]> offers = new EnumMap<>(OfferClass.class);
    for (int round = 0; round < rounds; round++) {
      Collections.shuffle(order, random);
      classes.forEach(each -> offers.put(each, forge.offer(each)));
      for (OfferClass each : order) {
        nanos.get(each)[round] = workOf(server, each, offers.get(each));
      }
    }
    return new TimingRounds(nanos);
  }

  private static long workOf(ServerSide server, OfferClass kind, byte[] offer) {
    try (Role connection = server.accept()) {
      var due = (Step.Compute) connection.receive(ByteBuffer.wrap(offer));
      long begin = System.nanoTime();
      Step step = due.work().get();
      long nanos = System.nanoTime() - begin;
      if (kind == OfferClass.VALID != step instanceof Step.Send) {
        throw new IllegalStateException(kind.label() + " was answered by " + step);
      }
      return nanos;
    }
  }

  MedianDifference againstWrongMac(OfferClass kind, Random random) {
    return MedianDifference.of(nanos.get(kind), nanos.get(OfferClass.WRONG_MAC), random);
  }
}
