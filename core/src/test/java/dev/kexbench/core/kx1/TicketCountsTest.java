package dev.kexbench.core.kx1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.exchange.KeyRotation;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.exchange.Ticket;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.Enrolment;
import dev.kexbench.core.identity.ServerKeys;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a server counts of its tickets: the causes that its answers do not tell apart. */
class TicketCountsTest {
  private final Returning to = Returning.guarded();

  private ServerSide.TicketCounts counts() {
    return to.world.server.ticketCounts().orElseThrow();
  }

  private void present(byte[] offer) {
    Talk.deliver(to.world.server.accept(), offer);
  }

  private byte[] offerOf(ClientCredentials client, Ticket ticket) {
    return Talk.sent(to.role(client, Optional.of(ticket), true).start());
  }

  private Kx1Ticket changed(Kx1Ticket ticket, int at, byte[] secret) {
    Kx1Ticket.Issuer issuer =
        new Kx1Ticket.Issuer(
            to.world.options.suite(), to.world.options.keys().publicKey().fingerprint());
    byte[] bytes = at < 0 ? ticket.ticket() : RecordedWire.flipped(ticket.ticket(), at);
    return new Kx1Ticket(issuer, bytes, secret, Long.MAX_VALUE);
  }

  private void assertRefused(String cause, long count) {
    assertEquals(count, counts().refused().get(cause), cause);
  }

  @Test
  void aTicketIsCountedWhenItIsIssued() {
    assertEquals(0, counts().issued());
    Ticket ticket = to.ticket();
    to.complete(to.world.server.accept(), to.returning(ticket, ResumeMode.SYMMETRIC));
    assertEquals(2, counts().issued());
    assertTrue(counts().refused().values().stream().allMatch(each -> each == 0));
  }

  @Test
  void everyRefusalIsCountedUnderItsFirstCause() {
    Kx1Ticket good = (Kx1Ticket) to.ticket();
    present(offerOf(to.world.alice, changed(good, 0, good.secret())));
    present(offerOf(to.world.alice, changed(good, 91, good.secret())));
    present(offerOf(to.world.bob, changed(good, -1, good.secret())));
    present(offerOf(to.world.alice, changed(good, -1, new byte[32])));
    Kx1Ticket again = changed(good, -1, good.secret());
    to.complete(to.world.server.accept(), to.returning(good, ResumeMode.DHE_P256)).assertAgree();
    present(offerOf(to.world.alice, again));
    Kx1Ticket old = (Kx1Ticket) to.ticket();
    Kx1Ticket forever = changed(old, -1, old.secret());
    to.world.clock.addAndGet(Returning.LIFETIME.toMillis());
    present(offerOf(to.world.alice, forever));
    assertRefused("unreadable", 2);
    assertRefused("otherClient", 1);
    assertRefused("binder", 1);
    assertRefused("used", 1);
    assertRefused("expired", 1);
    assertRefused("share", 0);
  }

  /** Tickets are bound to suite and key pair, not to the gate key. */
  @Test
  void ticketsStayValidIfTheGateKeyAloneIsReplaced() {
    Ticket ticket = to.ticket();
    ServerKeys before = to.world.options.keys();
    byte[] gate = before.gate().clone();
    gate[0] ^= 1;
    KeyRotation rotation =
        to.world.rotation(new ServerKeys(before.secret(), before.publicKey(), gate)).orElseThrow();
    rotation.begin();
    assertTrue(rotation.end());
    ClientCredentials alice = to.world.alice;
    byte[] key = Enrolment.admissionKey(World.FAST.sha256(), gate, alice.id());
    ClientCredentials updated =
        new ClientCredentials(alice.id(), alice.root(), Optional.of(key), "alice");
    to.complete(to.world.server.accept(), to.role(updated, Optional.of(ticket), true))
        .assertAgree();
    assertEquals(2, counts().issued());
    assertTrue(counts().refused().values().stream().allMatch(each -> each == 0));
  }

  @Test
  void theTicketsThatAreRememberedAreCounted() {
    to.complete(to.world.server.accept(), to.returning(to.ticket(), ResumeMode.DHE_P256));
    assertEquals(1, counts().used().orElseThrow().tags());
    assertEquals(0, counts().used().orElseThrow().earlyRotations());
    assertTrue(
        Returning.to(Suite.RSA_2048).world.server.ticketCounts().orElseThrow().used().isEmpty());
  }

  @Test
  void aServerWithoutTicketsCountsNone() {
    World plain = new World(World.Options.of(Suite.RSA_2048));
    assertTrue(plain.server.ticketCounts().isEmpty());
  }
}
