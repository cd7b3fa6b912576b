package dev.kexbench.bench.suite;

import static dev.kexbench.bench.suite.BenchmarkStates.field;
import static dev.kexbench.bench.suite.BenchmarkStates.last;
import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.bench.suite.BenchmarkStates.Called;
import dev.kexbench.bench.suite.Ciphertexts.Ciphertext;
import dev.kexbench.core.Catalogue;
import dev.kexbench.core.crypto.BackendKind;
import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.Session;
import dev.kexbench.core.exchange.SessionKey;
import dev.kexbench.core.exchange.Step;
import dev.kexbench.core.exchange.Trait;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;

/** What the benchmarks of exchanges and of their halves must have done, by class and method. */
final class ExchangeExpectations {
  private static final Map<OfferKind, Reason> REFUSALS =
      Map.of(
          OfferKind.WRONG_MAC, Reason.REJECTED,
          OfferKind.BAD_PADDING, Reason.REJECTED,
          OfferKind.UNKNOWN_CLIENT, Reason.REJECTED,
          OfferKind.WRONG_ADMISSION_TAG, Reason.ADMISSION);

  /** The suites of RSA-2048 and of returning clients. */
  private static final Map<OfferKind, Integer> SUITES =
      Map.of(OfferKind.GOOD, 0x01, OfferKind.RETURNING, 0x41, OfferKind.RETURNING_DHE, 0x43);

  static final Map<String, Expectation> ALL =
      Map.ofEntries(
          entry("ClientBenchmark.offer", ExchangeExpectations::isAnswered),
          entry("ClientBenchmark.confirm", ExchangeExpectations::isConfirmed),
          entry("ClientBenchmark.floor", ExchangeExpectations::encryptsOneMessage),
          entry("ExchangeBenchmark.answer", ExchangeExpectations::answersOrRefuses),
          entry("ExchangeBenchmark.floor", ExchangeExpectations::appliesThePrivateKey),
          entry("HandshakeBenchmark.whole", ExchangeExpectations::agreesOnNewKeys),
          entry("ResumedHandshakeBenchmark.whole", ExchangeExpectations::resumesAgain),
          entry("ResumptionBenchmark.answer", ExchangeExpectations::resumes),
          entry("ResumptionBenchmark.floor", ExchangeExpectations::sealsAnotherTicket),
          entry("UnhardenedExchangeBenchmark.answer", (call, ok, before) -> assertEquals(1, ok)),
          entry("UnhardenedExchangeBenchmark.floor", ExchangeExpectations::decryptsKeyAndMac),
          entry("WholeExchangeBenchmark.exchange", ExchangeExpectations::establishesEqualSessions),
          entry("WholeExchangeBenchmark.floor", ExchangeExpectations::encryptsAndDecrypts));

  private ExchangeExpectations() {}

  private static void isAnswered(Called call, Object result, Object before)
      throws ReflectiveOperationException {
    Step.Send offer = assertInstanceOf(Step.Send.class, result);
    Server server = (Server) field(call.state(ClientBenchmark.Offering.class), "server");
    Step step = server.open().accept().receive(ByteBuffer.wrap(offer.bytes()));
    assertInstanceOf(Step.Send.class, assertInstanceOf(Step.Compute.class, step).work().get());
    assertFalse(before instanceof Step.Send other && Arrays.equals(other.bytes(), offer.bytes()));
  }

  private static void isConfirmed(Called call, Object result, Object before)
      throws ReflectiveOperationException {
    Step.Established made = assertInstanceOf(Step.Established.class, result);
    Role connection = (Role) field(call.state(ClientBenchmark.Awaiting.class), "connection");
    Step confirmed = connection.receive(ByteBuffer.wrap(made.bytes()));
    assertAgreed(made.session(), assertInstanceOf(Step.Established.class, confirmed).session());
  }

  private static void assertAgreed(Session client, Session server) {
    assertArrayEquals(client.id(), server.id());
    assertKeysAgree(client, server);
  }

  private static void assertKeysAgree(Session client, Session server) {
    for (SessionKey key : SessionKey.values()) {
      assertArrayEquals(client.key(key), server.key(key), key::label);
    }
  }

  private static void encryptsOneMessage(Called call, Object result, Object before)
      throws ReflectiveOperationException {
    Ciphertext input = last(call.state(Ciphertexts.class), "ring", Ciphertext.class);
    assertArrayEquals(input.message(), decryptor(call).decrypt((byte[]) result));
  }

  private static void answersOrRefuses(Called call, Object result, Object before)
      throws ReflectiveOperationException {
    ExchangeBenchmark.Offers offers = call.state(ExchangeBenchmark.Offers.class);
    boolean hasComputed = (boolean) field(offers, "computed");
    if (SUITES.containsKey(offers.offer)) {
      byte[] ack = assertInstanceOf(Step.Send.class, result).bytes();
      byte suite = SUITES.get(offers.offer).byteValue();
      assertArrayEquals(new byte[] {'K', 'X', 1, 2, suite}, Arrays.copyOf(ack, 5));
    } else {
      Step.Refused refused = assertInstanceOf(Step.Refused.class, result);
      assertEquals(REFUSALS.get(offers.offer), refused.reason());
    }
    assertEquals(offers.offer != OfferKind.WRONG_ADMISSION_TAG, hasComputed);
  }

  private static void appliesThePrivateKey(Called call, Object result, Object before)
      throws ReflectiveOperationException {
    Ciphertext input = last(call.state(Ciphertexts.class), "ring", Ciphertext.class);
    assertArrayEquals(input.c(), call.shared(ServerKey.class).encrypted((byte[]) result));
  }

  private static void agreesOnNewKeys(Called call, Object result, Object before) {
    Handshakes.Outcome done = (Handshakes.Outcome) result;
    assertArrayEquals(done.client().id(), done.server().id());
    String exchange = call.state(HandshakeBenchmark.Sides.class).exchange;
    if (!Catalogue.findStream(exchange).orElseThrow().traits().contains(Trait.NO_EXPORTER)) {
      assertKeysAgree(done.client(), done.server());
    }
    assertFalse(
        before instanceof Handshakes.Outcome other
            && Arrays.equals(other.client().id(), done.client().id()));
  }

  private static void resumesAgain(Called call, Object result, Object before) {
    Handshakes.Outcome done = (Handshakes.Outcome) result;
    assertTrue(done.client().resumed() && done.server().resumed());
    assertArrayEquals(done.client().id(), done.server().id());
    assertFalse(
        before instanceof Handshakes.Outcome other
            && Arrays.equals(other.client().id(), done.client().id()));
  }

  private static void resumes(Called call, Object result, Object before) {
    assertInstanceOf(Step.Send.class, result);
    call.state(ResumptionBenchmark.Returning.class).finish();
  }

  private static void sealsAnotherTicket(Called call, Object result, Object before) {
    call.state(ResumptionCryptography.class).check();
    assertEquals(32, ((byte[]) result).length);
    assertFalse(before instanceof byte[] other && Arrays.equals(other, (byte[]) result));
  }

  private static void decryptsKeyAndMac(Called call, Object length, Object before)
      throws ReflectiveOperationException {
    assertEquals(64, length);
    UnhardenedExchangeBenchmark.Decrypted by =
        call.state(UnhardenedExchangeBenchmark.Decrypted.class);
    byte[] plain = Arrays.copyOf((byte[]) field(by, "out"), 64);
    Object message = last(by, "ring", UnhardenedExchangeBenchmark.Message.class);
    byte[] secret =
        (byte[])
            ((Map<?, ?>) field(by, "secrets"))
                .get(((UnhardenedExchangeBenchmark.Message) message).client());
    byte[] k = Arrays.copyOf(plain, 32);
    assertArrayEquals(
        Jca.of(BackendKind.JDK).sha256().hmac(secret, k), Arrays.copyOfRange(plain, 32, 64));
  }

  private static void establishesEqualSessions(Called call, Object result, Object before)
      throws ReflectiveOperationException {
    WholeExchangeBenchmark.Sides sides = call.state(WholeExchangeBenchmark.Sides.class);
    Session atServer = assertInstanceOf(Step.Established.class, result).session();
    assertAgreed((Session) field(sides, "atClient"), atServer);
  }

  private static void encryptsAndDecrypts(Called call, Object result, Object before)
      throws ReflectiveOperationException {
    appliesThePrivateKey(call, result, before);
    Ciphertext input = last(call.state(Ciphertexts.class), "ring", Ciphertext.class);
    byte[] c = (byte[]) field(call.state(WholeExchangeBenchmark.TwoOperations.class), "c");
    assertArrayEquals(input.message(), decryptor(call).decrypt(c));
  }

  private static Decryptor decryptor(Called call) throws ReflectiveOperationException {
    return new Decryptor(call.shared(ServerKey.class));
  }
}
