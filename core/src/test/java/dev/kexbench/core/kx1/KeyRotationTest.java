package dev.kexbench.core.kx1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.kexbench.core.TestKeys;
import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.KeyRotation;
import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.Step;
import dev.kexbench.core.exchange.Ticket;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.Enrolment;
import dev.kexbench.core.identity.ServerKeys;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A server takes other keys into use while it serves. */
class KeyRotationTest {
  private static final ServerKeys OTHER = TestKeys.other2048();

  private final World world = World.plain();

  private static KeyRotation rotation(World of) {
    return of.rotation(OTHER).orElseThrow();
  }

  private static byte[] offer(World of, ServerKeys keys) {
    return Talk.sent(of.clients(of.clock::get, keys).open(of.alice).start());
  }

  private static void assertServed(World of, ServerKeys keys, Role connection) {
    ClientRole client = of.clients(of.clock::get, keys).open(of.alice);
    byte[] ack = Talk.sent(Talk.deliver(connection, Talk.sent(client.start())));
    Talk.established(Talk.deliver(connection, Talk.established(Talk.deliver(client, ack)).bytes()));
  }

  private static void assertUnknown(World of, ServerKeys keys, Role connection) {
    Step.Refused refused = (Step.Refused) Talk.deliver(connection, offer(of, keys));
    assertEquals(Reason.UNKNOWN_KEY, refused.reason());
    assertArrayEquals(RecordedWire.reject(of.options.suite().code(), 3), refused.bytes());
  }

  @Test
  void duringTheOverlapBothKeysAreServedOnOldAndNewConnections() {
    Role earlier = world.server.accept();
    KeyRotation rotation = rotation(world);
    assertUnknown(world, OTHER, earlier);
    rotation.begin();
    for (Role connection : new Role[] {earlier, world.server.accept()}) {
      assertServed(world, OTHER, connection);
      assertServed(world, world.options.keys(), connection);
    }
    rotation.end();
    for (Role connection : new Role[] {earlier, world.server.accept()}) {
      assertServed(world, OTHER, connection);
      assertUnknown(world, world.options.keys(), connection);
    }
  }

  @Test
  void anExchangeInProgressIsFinishedUnderTheKeyThatItBeganWith() {
    Role connection = world.server.accept();
    ClientRole client = world.open(world.alice);
    byte[] ack = Talk.sent(Talk.deliver(connection, Talk.sent(client.start())));
    KeyRotation rotation = rotation(world);
    rotation.begin();
    rotation.end();
    Talk.established(Talk.deliver(connection, Talk.established(Talk.deliver(client, ack)).bytes()));
  }

  @Test
  void preparingAThreadPerformsOneOperationWithTheNewKey() {
    KeyRotation rotation = rotation(world);
    int before = world.backend.operations().get();
    rotation.warm();
    assertEquals(before + 1, world.backend.operations().get());
    int objects = world.backend.ciphers().get();
    rotation.begin();
    assertServed(world, OTHER, world.server.accept());
    assertEquals(objects, world.backend.ciphers().get(), "its object exists already");
  }

  @Test
  void aSecondRotationGivesUpTheFirstKeyAndOutlivesTheEndOfTheFirst() {
    KeyRotation first = rotation(world);
    first.begin();
    world.rotation(world.options.keys()).orElseThrow().begin();
    assertFalse(first.end());
    assertServed(world, world.options.keys(), world.server.accept());
    assertServed(world, OTHER, world.server.accept());
  }

  @Test
  void anOfferThatWasAdmittedBeforeIsAReplayAfterwards() {
    World guarded = World.guarded();
    byte[] offer = offer(guarded, guarded.options.keys());
    Talk.sent(Talk.deliver(guarded.server.accept(), offer));
    rotation(guarded).begin();
    assertRefused(Reason.REPLAYED, guarded, offer);
    assertServed(guarded, OTHER, guarded.server.accept());
    assertEquals(2, guarded.server.replayCounts().orElseThrow().tags());
  }

  private static void assertRefused(Reason reason, World of, byte[] offer) {
    Step.Refused refused = (Step.Refused) Talk.deliver(of.server.accept(), offer);
    assertEquals(reason, refused.reason());
  }

  private static ServerKeys withOtherGate(ServerKeys keys) {
    return withOtherGate(keys, 1);
  }

  private static ServerKeys withOtherGate(ServerKeys keys, int difference) {
    byte[] gate = keys.gate().clone();
    gate[0] ^= (byte) difference;
    return new ServerKeys(keys.secret(), keys.publicKey(), gate);
  }

  private static byte[] offer(World of, ServerKeys keyPair, ServerKeys gate) {
    byte[] key = Enrolment.admissionKey(World.FAST.sha256(), gate.gate(), of.alice.id());
    ClientCredentials client =
        new ClientCredentials(of.alice.id(), of.alice.root(), Optional.of(key), "alice");
    return Talk.sent(of.clients(of.clock::get, keyPair).open(client).start());
  }

  @Test
  void eachKeyPairIsServedToClientsWithTheGateKeyThatItCameWith() {
    World guarded = World.guarded();
    ServerKeys before = guarded.options.keys();
    ServerKeys after = withOtherGate(OTHER);
    KeyRotation rotation = guarded.rotation(after).orElseThrow();
    rotation.begin();
    Talk.sent(Talk.deliver(guarded.server.accept(), offer(guarded, before, before)));
    Talk.sent(Talk.deliver(guarded.server.accept(), offer(guarded, after, after)));
    assertRefused(Reason.ADMISSION, guarded, offer(guarded, before, after));
    assertRefused(Reason.ADMISSION, guarded, offer(guarded, after, before));
    rotation.end();
    assertRefused(Reason.UNKNOWN_KEY, guarded, offer(guarded, before, before));
    Talk.sent(Talk.deliver(guarded.server.accept(), offer(guarded, after, after)));
  }

  @Test
  void aGateKeyReplacedAloneIsServedNextToThePreviousOne() {
    World guarded = World.guarded();
    ServerKeys before = guarded.options.keys();
    ServerKeys after = withOtherGate(before);
    KeyRotation rotation = guarded.rotation(after).orElseThrow();
    assertRefused(Reason.ADMISSION, guarded, offer(guarded, before, after));
    rotation.begin();
    byte[] early = offer(guarded, before, before);
    Talk.sent(Talk.deliver(guarded.server.accept(), early));
    assertRefused(Reason.REPLAYED, guarded, early);
    Talk.sent(Talk.deliver(guarded.server.accept(), offer(guarded, before, after)));
    assertRefused(Reason.ADMISSION, guarded, offer(guarded, before, withOtherGate(OTHER, 2)));
    rotation.end();
    assertRefused(Reason.ADMISSION, guarded, offer(guarded, before, before));
    Talk.sent(Talk.deliver(guarded.server.accept(), offer(guarded, before, after)));
  }

  /** Also not if the first pair comes back with its gate key while its OFFERs are fresh. */
  @Test
  void anotherGateKeyOpensNoSecondReplayWindow() {
    World guarded = World.guarded();
    ServerKeys first = guarded.options.keys();
    byte[] offer = offer(guarded, first);
    Talk.sent(Talk.deliver(guarded.server.accept(), offer));
    guarded.rotation(withOtherGate(OTHER)).orElseThrow().begin();
    assertRefused(Reason.REPLAYED, guarded, offer);
    assertEquals(1, guarded.server.replayCounts().orElseThrow().tags());
    guarded.rotation(first).orElseThrow().begin();
    assertRefused(Reason.REPLAYED, guarded, offer);
  }

  @Test
  void ticketsAreCountedOnAndEndWithTheKeyThatTheyWereIssuedUnder() {
    Returning to = Returning.guarded();
    Ticket early = to.ticket();
    KeyRotation rotation = rotation(to.world);
    rotation.begin();
    to.complete(to.world.server.accept(), to.returning(early, ResumeMode.SYMMETRIC)).assertAgree();
    Ticket late = to.ticket();
    assertEquals(3, to.world.server.ticketCounts().orElseThrow().issued());
    rotation.end();
    byte[] offer = Talk.sent(to.returning(late, ResumeMode.SYMMETRIC).start());
    Step.Refused refused = (Step.Refused) Talk.deliver(to.world.server.accept(), offer);
    assertEquals(Reason.UNKNOWN_KEY, refused.reason());
  }

  @Test
  void refusesKeysThatDoNotFit() {
    assertThrows(IllegalArgumentException.class, () -> world.rotation(TestKeys.rsa(3072)));
  }

  @Test
  void anExchangeWithoutAServerKeyHasNoRotation() {
    World passwords = new World(World.Options.of(Suite.SPAKE2PLUS));
    assertEquals(Optional.empty(), passwords.rotation(OTHER));
  }
}
