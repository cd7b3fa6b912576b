package dev.kexbench.core.kx1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.crypto.Backends;
import dev.kexbench.core.crypto.PoolKind;
import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.Resumption;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.SessionKey;
import dev.kexbench.core.exchange.Step;
import dev.kexbench.core.exchange.Ticket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A client with a ticket returns without a private-key operation of the server. */
class ResumptionTest {
  static Stream<Arguments> everyWay() {
    return Stream.of(Suite.values())
        .flatMap(suite -> ResumeMode.of(suite).stream().map(mode -> Arguments.of(suite, mode)));
  }

  @ParameterizedTest
  @MethodSource("everyWay")
  void aReturningClientAgreesOnNewKeysAgainAndAgain(Suite suite, ResumeMode mode) {
    Returning to = Returning.to(suite);
    Role connection = to.world.server.accept();
    Returning.Sessions full =
        to.complete(connection, to.role(to.world.alice, Optional.empty(), false));
    full.assertAgree();
    assertFalse(full.client().resumed());
    byte[] before = full.client().key(SessionKey.EXPORTER);
    Ticket ticket = full.client().takeTicket().orElseThrow();
    for (int time = 0; time < 3; time++) {
      Returning.Sessions resumed = to.complete(connection, to.returning(ticket, mode));
      resumed.assertAgree();
      assertTrue(resumed.server().resumed());
      byte[] now = resumed.client().key(SessionKey.EXPORTER);
      assertFalse(Arrays.equals(before, now), "the keys of an earlier session");
      before = now;
      ticket = resumed.client().takeTicket().orElseThrow();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SYMMETRIC", "DHE_P256"})
  void noPrivateKeyTakesPart(ResumeMode mode) {
    Returning to = Returning.to(Suite.RSA_2048);
    Ticket ticket = to.ticket();
    int before = to.world.backend.operations().get();
    assertEquals(1, before, "of the full exchange");
    to.complete(to.world.server.accept(), to.returning(ticket, mode)).assertAgree();
    assertEquals(before, to.world.backend.operations().get());
  }

  @Test
  void everyBackendResumes() {
    for (var backend : Backends.working()) {
      for (Suite suite : List.of(Suite.NOISE, Suite.ECDH_P256)) {
        Returning to = Returning.to(suite, backend);
        for (ResumeMode mode : ResumeMode.of(suite)) {
          to.complete(to.world.server.accept(), to.returning(to.ticket(), mode)).assertAgree();
        }
      }
    }
  }

  @Test
  void aClientThatDoesNotAskReceivesNoTicket() {
    Returning to = Returning.to(Suite.RSA_2048);
    World.Exchanged plain = to.world.exchange(to.world.server.accept());
    assertTrue(plain.client().takeTicket().isEmpty());
    assertEquals(72, plain.ack().length);
  }

  @Test
  void aServerWithoutTicketsServesNeitherTheFlagNorTheSuites() {
    World world = World.plain();
    byte[] asking =
        Talk.sent(world.clients(world.clock::get).resume(world.alice, Resumption.first()).start());
    Talk.assertRejects(
        Talk.deliver(world.server.accept(), asking),
        Reason.UNSUPPORTED,
        RecordedWire.reject(0x01, 2));
    Returning to = Returning.to(Suite.RSA_2048);
    byte[] returning = to.offer(to.ticket(), ResumeMode.SYMMETRIC);
    Talk.assertRejects(
        Talk.deliver(world.server.accept(), returning),
        Reason.UNSUPPORTED,
        RecordedWire.reject(0x41, 2));
  }

  @Test
  void aTicketThatNobodyTakesEndsWithItsSession() {
    Returning to = Returning.to(Suite.RSA_2048);
    Returning.Sessions full =
        to.complete(to.world.server.accept(), to.role(to.world.alice, Optional.empty(), false));
    assertTrue(full.server().takeTicket().isEmpty(), "the server keeps none");
    full.client().close();
    assertTrue(full.client().takeTicket().isEmpty());
  }

  @Test
  void aTicketThatReplacesAnotherExpiresWithIt() {
    Returning to = Returning.to(Suite.RSA_2048);
    Ticket first = to.ticket();
    assertEquals(to.world.clock.get() + Returning.LIFETIME.toMillis(), first.expiresAtMillis());
    to.world.clock.addAndGet(Duration.ofMinutes(4).toMillis());
    Ticket second = to.ticket(to.world.server.accept(), to.returning(first, ResumeMode.SYMMETRIC));
    assertEquals(to.world.clock.get() + Duration.ofMinutes(6).toMillis(), second.expiresAtMillis());
  }

  @Test
  void aClientMakesAFullExchangeWithATicketThatHasExpiredOrIsOfAnotherServer() {
    Returning to = Returning.to(Suite.RSA_2048);
    Ticket expired = to.ticket();
    to.world.clock.addAndGet(Returning.LIFETIME.toMillis());
    assertFalse(
        to.complete(to.world.server.accept(), to.returning(expired, ResumeMode.SYMMETRIC))
            .server()
            .resumed());
    Ticket foreign = Returning.to(Suite.RSA_3072).ticket();
    assertFalse(
        to.complete(to.world.server.accept(), to.returning(foreign, ResumeMode.SYMMETRIC))
            .server()
            .resumed());
  }

  @ParameterizedTest
  @EnumSource(names = {"SYMMETRIC", "DHE_P256"})
  void aRefusedTicketEndsInAFullExchangeOnTheSameConnection(ResumeMode mode) {
    Returning issuer = Returning.to(Suite.RSA_2048);
    Ticket ticket = issuer.ticket();
    Role restarted = issuer.world.server(PoolKind.BOUNDED).accept();
    ClientRole client = issuer.returning(ticket, mode);
    Step refused = Talk.deliver(restarted, Talk.sent(client.start()));
    Talk.assertRejects(refused, Reason.TICKET, RecordedWire.reject(mode.code(), 1));
    byte[] full = Talk.sent(Talk.deliver(client, RecordedWire.reject(mode.code(), 1)));
    Returning.Sessions done = issuer.complete(restarted, client, full);
    done.assertAgree();
    assertFalse(done.server().resumed());
    assertTrue(done.client().takeTicket().isPresent(), "for the next time");
  }

  @Test
  void aTicketSurvivesOneRotationOfTheKeyWithinItsLifetime() {
    Returning to = Returning.to(Suite.RSA_2048);
    to.ticket();
    to.world.clock.addAndGet(Returning.LIFETIME.toMillis() - 1);
    Ticket late = to.ticket();
    to.world.clock.addAndGet(Returning.LIFETIME.toMillis() - 1);
    to.ticket(); // sealed with the next key
    assertTrue(
        to.complete(to.world.server.accept(), to.returning(late, ResumeMode.DHE_P256))
            .server()
            .resumed());
  }
}
