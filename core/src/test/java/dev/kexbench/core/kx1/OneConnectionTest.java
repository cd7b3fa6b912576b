package dev.kexbench.core.kx1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.Session;
import dev.kexbench.core.exchange.SessionKey;
import dev.kexbench.core.exchange.Step;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Several exchanges, arbitrary splits, and other data on one connection. */
class OneConnectionTest {
  @Test
  void oneConnectionCarriesSeveralExchangesAndEachSessionStaysValid() {
    World world = World.guarded();
    Role connection = world.server.accept();
    var first = world.exchange(connection);
    var second = world.exchange(connection);
    connection.close();

    assertFalse(Arrays.equals(first.server().id(), second.server().id()));
    assertArrayEquals(
        first.client().key(SessionKey.EXPORTER), first.server().key(SessionKey.EXPORTER));
    assertArrayEquals(
        second.client().key(SessionKey.EXPORTER), second.server().key(SessionKey.EXPORTER));
  }

  @Test
  void theNextOfferMayFollowTheConfirmInOneSegment() {
    World world = World.plain();
    Role connection = world.server.accept();
    ClientRole first = world.open(world.alice);
    byte[] ack = Talk.sent(Talk.deliver(connection, Talk.sent(first.start())));
    byte[] confirm = Talk.established(Talk.deliver(first, ack)).bytes();
    ClientRole second = world.open(world.bob);

    ByteBuffer segment = ByteBuffer.wrap(RecordedWire.join(confirm, Talk.sent(second.start())));
    Talk.established(connection.receive(segment));
    assertEquals(8 + 280, segment.remaining());
    byte[] secondAck = Talk.sent(Talk.run(connection.receive(segment)));
    Talk.established(Talk.deliver(second, secondAck));
  }

  @Test
  void bytesAfterConfirmAndAckAreLeftToTheApplication() {
    World world = World.plain();
    Role connection = world.server.accept();
    ClientRole client = world.open(world.alice);
    byte[] data = {1, 2, 3};
    byte[] ack = Talk.sent(Talk.deliver(connection, Talk.sent(client.start())));

    ByteBuffer toClient = ByteBuffer.wrap(RecordedWire.join(ack, data));
    byte[] confirm = Talk.established(client.receive(toClient)).bytes();
    assertEquals(data.length, toClient.remaining());
    ByteBuffer toServer = ByteBuffer.wrap(RecordedWire.join(confirm, data));
    Talk.established(connection.receive(toServer));
    assertEquals(data.length, toServer.remaining());
  }

  @Test
  void bothRolesAcceptSingleBytes() {
    World world = World.plain();
    Role connection = world.server.accept();
    ClientRole client = world.open(world.alice);

    byte[] ack = Talk.sent(drip(connection, Talk.sent(client.start())));
    var done = Talk.established(drip(client, ack));
    Session served = Talk.session(drip(connection, done.bytes()));
    assertArrayEquals(done.session().id(), served.id());
  }

  /** After every byte but the last, the role must ask for more. */
  private static Step drip(Role role, byte[] bytes) {
    for (int i = 0; i < bytes.length - 1; i++) {
      Talk.assertAwaits(role.receive(ByteBuffer.wrap(bytes, i, 1)));
    }
    return Talk.run(role.receive(ByteBuffer.wrap(bytes, bytes.length - 1, 1)));
  }
}
