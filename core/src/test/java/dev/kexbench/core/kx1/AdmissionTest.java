package dev.kexbench.core.kx1;

import static dev.kexbench.core.kx1.Talk.assertRejects;
import static dev.kexbench.core.kx1.Talk.deliver;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.identity.ClientCredentials;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which OFFERs are admitted when admission is on. */
class AdmissionTest {
  private final World world = World.guarded();

  private byte[] offerAt(long time) {
    return Talk.sent(world.clients(() -> time).open(world.alice).start());
  }

  @ParameterizedTest
  @ValueSource(longs = {-30_000, -1, 0, 1, 30_000})
  void letsInAClockWithin30Seconds(long off) {
    Talk.sent(deliver(world.server.accept(), offerAt(world.clock.get() + off)));
  }

  @ParameterizedTest
  @ValueSource(longs = {-30_001, -3_600_000, 30_001, 3_600_000})
  void refusesAClockThatIsFurtherOff(long off) {
    assertRefused(offerAt(world.clock.get() + off), Reason.STALE);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE + 1})
  void refusesTheEdgesOfTheTimeField(long time) {
    assertRefused(offerAt(time), Reason.STALE);
  }

  @Test
  void refusesAnOfferWithoutTheAdmissionPart() {
    assertRefused(world.offer(world.credentials("alice", 0xA1, false)), Reason.ADMISSION);
  }

  @Test
  void refusesAnotherClientsAdmissionKey() {
    ClientCredentials mixed =
        new ClientCredentials(world.alice.id(), world.alice.root(), world.bob.admission(), "");
    assertRefused(world.offer(mixed), Reason.ADMISSION);
  }

  @Test
  void refusesAnAdmissionKeyDerivedFromTheRoot() {
    ClientCredentials mixed =
        new ClientCredentials(
            world.alice.id(), world.alice.root(), Optional.of(world.alice.root()), "");
    assertRefused(world.offer(mixed), Reason.ADMISSION);
  }

  @Test
  void aWrongTagIsReportedBeforeAStaleTime() {
    byte[] offer = offerAt(0);
    assertRefused(RecordedWire.flipped(offer, offer.length - 1), Reason.ADMISSION);
  }

  @Test
  void onlyVerifiedTagsAreRemembered() {
    byte[] offer = world.offer(world.alice);
    assertRefused(RecordedWire.flipped(offer, RecordedWire.C), Reason.ADMISSION);
    Talk.sent(deliver(world.server.accept(), offer));
  }

  @Test
  void aTagThatWasTooEarlyIsNotRemembered() {
    byte[] offer = offerAt(world.clock.get() + 30_001);
    assertRefused(offer, Reason.STALE);
    world.clock.addAndGet(1);
    Talk.sent(deliver(world.server.accept(), offer));
  }

  private void assertRefused(byte[] offer, Reason reason) {
    assertRejects(deliver(world.server.accept(), offer), reason, world.rejected());
    assertEquals(0, world.backend.operations().get());
    assertEquals(0, world.table.lookups().get());
  }

  /** Alice is admitted after any failed attempt. */
  @AfterEach
  void theServerStillServes() {
    world.clock.addAndGet(1);
    world.exchange(world.server.accept());
  }
}
