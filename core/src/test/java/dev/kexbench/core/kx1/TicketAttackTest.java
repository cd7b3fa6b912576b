package dev.kexbench.core.kx1;

import static dev.kexbench.core.kx1.Talk.assertHangsUp;
import static dev.kexbench.core.kx1.Talk.assertRefuses;
import static dev.kexbench.core.kx1.Talk.assertRejects;
import static dev.kexbench.core.kx1.Talk.deliver;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.Step;
import dev.kexbench.core.exchange.Ticket;
import dev.kexbench.core.identity.ClientCredentials;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an attacker can do with tickets: the claims of the specification, one test each. */
class TicketAttackTest {
  private final Returning to = Returning.to(Suite.RSA_2048);

  private static byte[] refusal(ResumeMode mode) {
    return RecordedWire.reject(mode.code(), 1);
  }

  @ParameterizedTest
  @EnumSource(names = {"SYMMETRIC", "DHE_P256"})
  void everyByteOfAReturningOfferCounts(ResumeMode mode) {
    byte[] offer = to.offer(to.ticket(), mode);
    for (int at = RecordedWire.C; at < offer.length; at++) {
      Step step = deliver(to.world.server.accept(), RecordedWire.flipped(offer, at));
      assertRejects(step, Reason.TICKET, refusal(mode));
    }
    for (int at = RecordedWire.CLIENT; at < RecordedWire.KEY; at++) {
      Step step = deliver(to.world.server.accept(), RecordedWire.flipped(offer, at));
      assertRejects(step, Reason.TICKET, refusal(mode));
    }
    Talk.sent(deliver(to.world.server.accept(), offer));
  }

  @ParameterizedTest
  @EnumSource(names = {"SYMMETRIC", "DHE_P256"})
  void everyByteOfAnAckWithATicketCounts(ResumeMode mode) {
    int length = 8 + mode.shareBytes() + 32 + 96;
    for (int at = 8; at < length; at++) {
      ClientRole client = to.returning(to.ticket(), mode);
      byte[] ack = Talk.sent(deliver(to.world.server.accept(), Talk.sent(client.start())));
      assertEquals(length, ack.length);
      assertHangsUp(deliver(client, RecordedWire.flipped(ack, at)), Reason.BAD_ACK);
    }
  }

  /** Neither a ticket that is cut off nor one that was not asked for. */
  @Test
  void anAckWithAnotherTicketPartIsRefused() {
    ClientRole asking = to.role(to.world.alice, Optional.empty(), false);
    byte[] ack = Talk.sent(deliver(to.world.server.accept(), Talk.sent(asking.start())));
    byte[] cut = RecordedWire.frame(2, 1, 0, Arrays.copyOfRange(ack, 8, 72));
    assertHangsUp(deliver(asking, cut), Reason.BAD_ACK);
    ClientRole plain = to.world.open(to.world.alice);
    plain.start();
    assertHangsUp(deliver(plain, ack), Reason.MALFORMED);
  }

  @ParameterizedTest
  @EnumSource(names = {"SYMMETRIC", "DHE_P256"})
  void aReplayedOfferYieldsNoSession(ResumeMode mode) {
    ClientRole client = to.returning(to.ticket(), mode);
    byte[] offer = Talk.sent(client.start());
    Role connection = to.world.server.accept();
    byte[] ack = Talk.sent(deliver(connection, offer));
    byte[] confirm = Talk.established(deliver(client, ack)).bytes();
    Talk.session(deliver(connection, confirm));
    for (Role where : new Role[] {connection, to.world.server.accept()}) {
      byte[] again = Talk.sent(deliver(where, offer));
      assertFalse(Arrays.equals(ack, again));
      assertRefuses(deliver(where, confirm), Reason.BAD_CONFIRM, refusal(mode), true);
    }
  }

  /** The second use of a ticket: a fresh OFFER, with a fresh admission tag. */
  @Test
  void whereOffersAreRememberedATicketIsGoodOnce() {
    Returning guarded = Returning.guarded();
    Kx1Ticket ticket = (Kx1Ticket) guarded.ticket();
    Ticket copy = copyOf(ticket);
    guarded
        .complete(guarded.world.server.accept(), guarded.returning(ticket, ResumeMode.SYMMETRIC))
        .assertAgree();
    guarded.world.clock.addAndGet(Returning.LIFETIME.toMillis() / 2);
    Step second = deliver(guarded.world.server.accept(), guarded.offer(copy, ResumeMode.SYMMETRIC));
    assertRejects(second, Reason.TICKET, refusal(ResumeMode.SYMMETRIC));
  }

  /** Who has seen a ticket, but not its secret, cannot use it up. */
  @Test
  void aTicketThatDoesNotVerifyIsNotUsedUp() {
    Returning guarded = Returning.guarded();
    Kx1Ticket ticket = (Kx1Ticket) guarded.ticket();
    Kx1Ticket guessed =
        new Kx1Ticket(issuer(guarded), ticket.ticket(), new byte[32], ticket.expiresAtMillis());
    assertRejects(
        deliver(guarded.world.server.accept(), guarded.offer(guessed, ResumeMode.DHE_P256)),
        Reason.TICKET,
        refusal(ResumeMode.DHE_P256));
    guarded
        .complete(guarded.world.server.accept(), guarded.returning(ticket, ResumeMode.DHE_P256))
        .assertAgree();
  }

  @Test
  void aRecordedOfferIsAdmittedOnce() {
    Returning guarded = Returning.guarded();
    byte[] offer = guarded.offer(guarded.ticket(), ResumeMode.SYMMETRIC);
    Talk.sent(deliver(guarded.world.server.accept(), offer));
    assertRejects(
        deliver(guarded.world.server.accept(), offer),
        Reason.REPLAYED,
        refusal(ResumeMode.SYMMETRIC));
  }

  private static Kx1Ticket.Issuer issuer(Returning of) {
    return new Kx1Ticket.Issuer(
        of.world.options.suite(), of.world.options.keys().publicKey().fingerprint());
  }

  private Ticket copyOf(Kx1Ticket ticket) {
    return new Kx1Ticket(issuer(to), ticket.ticket(), ticket.secret(), ticket.expiresAtMillis());
  }

  /**
   * All failures look the same, take the same number of MACs, and are refused in the same place.
   */
  @ParameterizedTest
  @EnumSource(names = {"SYMMETRIC", "DHE_P256"})
  void everyTicketThatIsRefusedLooksTheSame(ResumeMode mode) {
    Map<String, byte[]> offers = new LinkedHashMap<>();
    ClientCredentials bob = to.world.bob;
    ClientCredentials unknown = to.world.credentials("unknown", 0xA1, false);
    ClientCredentials otherSecret = to.world.credentials("alice", 0x77, false);
    offers.put("bob with alice's", offerOf(bob, mode));
    offers.put("an unknown client", offerOf(unknown, mode));
    offers.put("another secret", offerOf(otherSecret, mode));
    byte[] good = offerOf(to.world.alice, mode);
    offers.put("unknown key", RecordedWire.flipped(good, RecordedWire.C));
    offers.put("wrong AEAD tag", RecordedWire.flipped(good, RecordedWire.C + 91));
    offers.put("wrong binder", RecordedWire.flipped(good, good.length - 1));
    offers.put("expired", good);
    Integer macs = null;
    for (Map.Entry<String, byte[]> each : offers.entrySet()) {
      if (each.getKey().equals("expired")) {
        to.world.clock.addAndGet(Returning.LIFETIME.toMillis());
      }
      int before = to.world.backend.macs().get();
      int lookups = to.world.table.lookups().get();
      assertRejects(
          deliver(to.world.server.accept(), each.getValue()), Reason.TICKET, refusal(mode));
      int used = to.world.backend.macs().get() - before;
      assertEquals(macs == null ? used : macs, used, each.getKey());
      assertEquals(1, to.world.table.lookups().get() - lookups, each.getKey());
      macs = used;
    }
  }

  private byte[] offerOf(ClientCredentials client, ResumeMode mode) {
    return Talk.sent(to.role(client, Optional.of(to.ticket()), mode.curve().isPresent()).start());
  }

  @ParameterizedTest
  @EnumSource(names = {"SYMMETRIC", "DHE_P256"})
  void aTicketEndsWithTheClientsEnrolment(ResumeMode mode) {
    byte[] offer = to.offer(to.ticket(), mode);
    to.world.table.enrol(to.world.credentials("alice", 0x55, false));
    assertRejects(deliver(to.world.server.accept(), offer), Reason.TICKET, refusal(mode));
  }

  /** A key is gone a lifetime after its last ticket was sealed: nothing that it sealed opens. */
  @Test
  void keysRotate() {
    Kx1Ticket ticket = (Kx1Ticket) to.ticket();
    Kx1Ticket forever = new Kx1Ticket(issuer(to), ticket.ticket(), ticket.secret(), Long.MAX_VALUE);
    byte[] name = Arrays.copyOf(ticket.ticket(), 8);
    to.world.clock.addAndGet(Returning.LIFETIME.toMillis());
    byte[] next = Arrays.copyOf(((Kx1Ticket) to.ticket()).ticket(), 8);
    assertFalse(Arrays.equals(name, next), "the name of the key");
    assertRejects(
        deliver(to.world.server.accept(), to.offer(forever, ResumeMode.SYMMETRIC)),
        Reason.TICKET,
        refusal(ResumeMode.SYMMETRIC));
  }

  /** A forged refusal costs one full exchange of the client's own suite, and no other. */
  @ParameterizedTest
  @EnumSource(Reject.class)
  void aForgedRefusalIsNoDowngrade(Reject forged) {
    ClientRole client = to.returning(to.ticket(), ResumeMode.SYMMETRIC);
    client.start();
    Step step = deliver(client, forged.encode(ResumeMode.SYMMETRIC.code()));
    if (forged == Reject.BUSY || forged == Reject.UNKNOWN_KEY) {
      Step.Refused refused = (Step.Refused) step;
      assertEquals(forged.reason(), refused.reason());
      return;
    }
    byte[] full = Talk.sent(step);
    assertEquals(0x01, full[4], "the suite");
    assertEquals(0x02, full[5], "the flags");
    assertEquals(8 + 280, full.length);
    Step.Refused again = (Step.Refused) deliver(client, forged.encode(0x01));
    assertEquals(forged.reason(), again.reason());
  }

  @Test
  void theAckOfAResumedExchangeAnswersNoFullOffer() {
    ClientRole client = to.returning(to.ticket(), ResumeMode.SYMMETRIC);
    byte[] ack = Talk.sent(deliver(to.world.server.accept(), Talk.sent(client.start())));
    deliver(client, refusal(ResumeMode.SYMMETRIC));
    assertHangsUp(deliver(client, ack), Reason.MALFORMED);
  }

  @Test
  void aConfirmOfAnotherSuiteIsOutOfTurn() {
    ClientRole client = to.returning(to.ticket(), ResumeMode.SYMMETRIC);
    Role connection = to.world.server.accept();
    byte[] ack = Talk.sent(deliver(connection, Talk.sent(client.start())));
    byte[] confirm = Talk.established(deliver(client, ack)).bytes();
    assertHangsUp(deliver(connection, RecordedWire.with(confirm, 4, 0x01)), Reason.OUT_OF_TURN);
  }

  /** Zeros are of small order in one group, and no point in the other. */
  @ParameterizedTest
  @EnumSource(names = {"RSA_2048", "NOISE"})
  void aShareThatYieldsNoSecretIsRefused(Suite suite) {
    Returning to = Returning.to(suite);
    ResumeMode mode = ResumeMode.forwardSecret(suite);
    Kx1Ticket ticket = (Kx1Ticket) to.ticket();
    Ticket copy =
        new Kx1Ticket(issuer(to), ticket.ticket(), ticket.secret(), ticket.expiresAtMillis());
    byte[] offer = to.offer(copy, mode);
    byte[] share = new byte[mode.shareBytes()];
    byte[] head = Arrays.copyOf(offer, 32);
    byte[] th1 = ByHand.th1(head, to.world.options.keys().publicKey().fingerprint());
    byte[] returning = ResumptionByHand.returning(to.world.alice.root(), ticket.secret());
    byte[] binder = ResumptionByHand.binder(returning, th1, ticket.ticket(), share);
    byte[] forged = RecordedWire.join(head, ticket.ticket(), share, binder);
    assertEquals(offer.length, forged.length);
    assertRejects(deliver(to.world.server.accept(), forged), Reason.TICKET, refusal(mode));
  }

  /**
   * A stolen ticket key opens recorded tickets, but without the client's secret it opens no resumed
   * session: the keys of one are not those that a wrong root yields.
   */
  @Test
  void whatATicketHoldsIsNotEnough() {
    Kx1Ticket ticket = (Kx1Ticket) to.ticket();
    byte[] known = ticket.secret();
    byte[] right = ResumptionByHand.returning(to.world.alice.root(), known);
    byte[] wrong = ResumptionByHand.returning(to.world.bob.root(), known);
    assertFalse(Arrays.equals(right, wrong));
    byte[] offer = to.offer(copyOf(ticket), ResumeMode.SYMMETRIC);
    byte[] share = Arrays.copyOfRange(offer, 32 + 92, 32 + 124);
    byte[] th1 = ByHand.th1(offer, to.world.options.keys().publicKey().fingerprint());
    byte[] binder = Arrays.copyOfRange(offer, 32 + 124, 32 + 156);
    assertArrayEquals(binder, ResumptionByHand.binder(right, th1, ticket.ticket(), share));
    assertFalse(Arrays.equals(binder, ResumptionByHand.binder(wrong, th1, ticket.ticket(), share)));
  }

  @Test
  void aClosedTicketIsWipedAndNotPresented() {
    Kx1Ticket ticket = (Kx1Ticket) to.ticket();
    assertTrue(ticket.toString().startsWith("Ticket[until "));
    ticket.close();
    assertArrayEquals(new byte[32], ticket.secret());
    assertEquals(0x01, to.offer(ticket, ResumeMode.SYMMETRIC)[4], "a full exchange");
  }

  /** A binder under a wiped secret would depend on the client's own secret alone. */
  @Test
  void aTicketThatIsClosedInTheMeantimeMakesNoOffer() {
    Ticket ticket = to.ticket();
    ClientRole client = to.returning(ticket, ResumeMode.SYMMETRIC);
    ticket.close();
    assertThrows(IllegalStateException.class, client::start);
  }
}
