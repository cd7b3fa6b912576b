package dev.kexbench.loadgen.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.ClientSide;
import dev.kexbench.core.exchange.Step;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.loadgen.record.Mix;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClientSelectorTest {
  private static final Mix MIX =
      new Mix(
          Map.of(ClientClass.OK, 3.0, ClientClass.BAD_MAC, 1.0, ClientClass.GARBAGE, 1.0), false);

  private final ClientSide real = TestExchange.clientSide();
  private final List<String> opened = new ArrayList<>();

  private ClientSelector selector(Mix mix, long seed) {
    ClientSide spied =
        client -> {
          opened.add(client.name());
          return real.open(client);
        };
    ClientPopulation population =
        new ClientPopulation(spied, TestExchange.CLIENTS, List.<ClientCredentials>of(), mix);
    return new ClientSelector(population, seed, new KeptByLoop(population), true);
  }

  /** The classes and names of the next fifty clients. */
  private List<String> draw(ClientSelector selector) {
    opened.clear();
    List<String> drawn =
        new ArrayList<>(
            IntStream.range(0, 50)
                .mapToObj(
                    i -> {
                      ClientClass kind = selector.nextClass();
                      selector.next(kind).close();
                      return kind.label();
                    })
                .toList());
    drawn.addAll(opened);
    return drawn;
  }

  @Test
  void theSameSeedGivesTheSameClientsInTheSameOrder() {
    List<String> once = draw(selector(MIX, 5));
    assertEquals(once, draw(selector(MIX, 5)));
    assertNotEquals(once, draw(selector(MIX, 6)));
  }

  @Test
  void closesPreparedClientsThatWereNotUsed() {
    List<ClientRole> made = new ArrayList<>();
    List<ClientRole> closed = new ArrayList<>();
    ClientSide watched =
        client -> {
          ClientRole role = new ClosingRole(real.open(client), closed::add);
          made.add(role);
          return role;
        };
    ClientPopulation population =
        new ClientPopulation(watched, TestExchange.CLIENTS, List.of(), Mix.HONEST);
    ClientSelector selector = new ClientSelector(population, 5, new KeptByLoop(population), true);
    selector.prepare(ClientClass.OK, 3);
    PreparedClient used = selector.next(ClientClass.OK);
    selector.close();
    assertEquals(new PreparedClient.Streaming(made.get(0)), used);
    assertEquals(made.subList(1, 3), closed);
  }

  /** A role that reports when it is closed. */
  private record ClosingRole(ClientRole real, Consumer<ClientRole> whenClosed)
      implements ClientRole {
    @Override
    public void prepare() {
      real.prepare();
    }

    @Override
    public Step start() {
      return real.start();
    }

    @Override
    public Step receive(ByteBuffer in) {
      return real.receive(in);
    }

    @Override
    public void close() {
      whenClosed.accept(this);
      real.close();
    }
  }

  @Test
  void precomputedOffersDoNotChangeTheHonestClients() {
    ClientSelector inline = selector(Mix.HONEST, 5);
    List<String> whenDue = draw(inline);
    assertEquals(0, inline.unprepared());

    ClientSelector prepared = selector(Mix.HONEST, 5);
    opened.clear();
    prepared.prepare(ClientClass.OK, 30);
    List<String> before = List.copyOf(opened);
    List<String> rest = draw(prepared);
    assertEquals(whenDue.subList(50, 80), before);
    assertEquals(whenDue.subList(80, 100), rest.subList(50, 70));
    assertEquals(20, prepared.unprepared());
  }

  @Test
  void precomputedOffersDoNotChangeTheHostileClients() {
    ClientSelector inline = selector(MIX, 5);
    opened.clear();
    IntStream.range(0, 20).forEach(i -> inline.next(ClientClass.BAD_MAC).close());
    List<String> whenDue = List.copyOf(opened);

    ClientSelector prepared = selector(MIX, 5);
    opened.clear();
    prepared.prepare(ClientClass.BAD_MAC, 20);
    assertEquals(whenDue, opened);
    IntStream.range(0, 20).forEach(i -> prepared.next(ClientClass.BAD_MAC).close());
    assertEquals(20, opened.size(), "all of them were made before");
    assertEquals(0, prepared.unprepared());
  }

  private static OfferMemory.Fit offers(long count, boolean whole) {
    return new OfferMemory.Fit(Map.of(ClientClass.OK, count), whole);
  }

  private static int toppedUp(ClientSelector selector) {
    int made = 0;
    while (selector.topUp()) {
      made++;
    }
    assertFalse(selector.isShort());
    return made;
  }

  @Test
  void offersThatTheHeapHadNoRoomForAreMadeAsOthersAreUsed() {
    ClientSelector selector = selector(Mix.HONEST, 5);
    selector.prepare(offers(30, false));
    assertFalse(selector.isShort());
    IntStream.range(0, 7).forEach(i -> selector.next(ClientClass.OK).close());
    assertTrue(selector.isShort());
    assertEquals(7, toppedUp(selector));
    IntStream.range(0, 30).forEach(i -> selector.next(ClientClass.OK).close());
    assertEquals(0, selector.unprepared());
  }

  @Test
  void ofAsManyOffersAsWereAskedForOnlyAReserveIsKept() {
    ClientSelector selector = selector(Mix.HONEST, 5);
    selector.prepare(offers(32, true));
    IntStream.range(0, 30).forEach(i -> selector.next(ClientClass.OK).close());
    assertFalse(selector.isShort());
    selector.next(ClientClass.OK).close();
    assertEquals(1, toppedUp(selector));
  }

  @Test
  void offersMadeInBetweenDoNotChangeTheClients() {
    List<String> whenDue = draw(selector(Mix.HONEST, 5)).subList(50, 100);
    ClientSelector selector = selector(Mix.HONEST, 5);
    opened.clear();
    selector.prepare(offers(10, false));
    for (int i = 0; i < 40; i++) {
      selector.next(ClientClass.OK).close();
      selector.topUp();
    }
    assertEquals(whenDue, opened);
  }

  @Test
  void withoutPreparedOffersNoneAreMadeInBetween() {
    ClientSelector selector = selector(MIX, 5);
    selector.next(ClientClass.OK).close();
    assertFalse(selector.isShort());
    assertFalse(selector.topUp());
  }
}
