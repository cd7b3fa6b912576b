package dev.kexbench.loadgen.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.ClientSide;
import dev.kexbench.core.exchange.Step;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.loadgen.TestExchange;
import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.loadgen.record.Mix;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CastingTest {
  private static final Mix MIX =
      new Mix(
          Map.of(ClientClass.OK, 3.0, ClientClass.BAD_MAC, 1.0, ClientClass.GARBAGE, 1.0), false);

  private final ClientSide real = TestExchange.clientSide();
  private final List<String> opened = new ArrayList<>();

  private Casting casting(Mix mix, long seed) {
    ClientSide spied =
        client -> {
          opened.add(client.name());
          return real.open(client);
        };
    Cast cast = new Cast(spied, TestExchange.CLIENTS, List.<ClientCredentials>of(), mix);
    return new Casting(cast, seed, Optional::empty);
  }

  /** The classes and names of the next fifty. */
  private List<String> draw(Casting casting) {
    opened.clear();
    List<String> drawn =
        new ArrayList<>(
            IntStream.range(0, 50)
                .mapToObj(
                    i -> {
                      ClientClass kind = casting.nextClass();
                      casting.next(kind).close();
                      return kind.label();
                    })
                .toList());
    drawn.addAll(opened);
    return drawn;
  }

  @Test
  void sameSeedSameClientsInTheSameOrder() {
    List<String> once = draw(casting(MIX, 5));
    assertEquals(once, draw(casting(MIX, 5)));
    assertNotEquals(once, draw(casting(MIX, 6)));
  }

  @Test
  void forgetsThoseThatWerePreparedForNothing() {
    List<ClientRole> made = new ArrayList<>();
    List<ClientRole> closed = new ArrayList<>();
    ClientSide watched =
        client -> {
          ClientRole role = new ClosingRole(real.open(client), closed::add);
          made.add(role);
          return role;
        };
    Cast cast = new Cast(watched, TestExchange.CLIENTS, List.of(), Mix.HONEST);
    Casting casting = new Casting(cast, 5, Optional::empty);
    casting.prepare(ClientClass.OK, 3);
    Player used = casting.next(ClientClass.OK);
    casting.close();
    assertEquals(new Player.Streaming(made.get(0)), used);
    assertEquals(made.subList(1, 3), closed);
  }

  /** A role that says when it is closed. */
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
  void honestClientsAreTheSameWhetherTheirOffersWereMadeBeforeOrNot() {
    Casting inline = casting(Mix.HONEST, 5);
    List<String> whenDue = draw(inline);
    assertEquals(0, inline.unprepared());

    Casting prepared = casting(Mix.HONEST, 5);
    opened.clear();
    prepared.prepare(ClientClass.OK, 30);
    List<String> before = List.copyOf(opened);
    List<String> rest = draw(prepared);
    assertEquals(whenDue.subList(50, 80), before);
    assertEquals(whenDue.subList(80, 100), rest.subList(50, 70));
    assertEquals(20, prepared.unprepared());
  }

  @Test
  void soAreHostileOnes() {
    Casting inline = casting(MIX, 5);
    opened.clear();
    IntStream.range(0, 20).forEach(i -> inline.next(ClientClass.BAD_MAC).close());
    List<String> whenDue = List.copyOf(opened);

    Casting prepared = casting(MIX, 5);
    opened.clear();
    prepared.prepare(ClientClass.BAD_MAC, 20);
    assertEquals(whenDue, opened);
    IntStream.range(0, 20).forEach(i -> prepared.next(ClientClass.BAD_MAC).close());
    assertEquals(20, opened.size(), "all of them were made before");
    assertEquals(0, prepared.unprepared());
  }
}
