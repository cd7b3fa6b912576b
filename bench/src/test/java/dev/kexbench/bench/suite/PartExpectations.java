package dev.kexbench.bench.suite;

import static dev.kexbench.bench.suite.BenchmarkStates.field;
import static dev.kexbench.bench.suite.BenchmarkStates.last;
import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.bench.suite.AnswerInputs.Input;
import dev.kexbench.bench.suite.BenchmarkStates.Called;
import dev.kexbench.bench.suite.Ciphertexts.Ciphertext;
import dev.kexbench.bench.suite.PooledObject.Work;
import dev.kexbench.core.crypto.PoolKind;
import dev.kexbench.core.crypto.RsaPrivateOperation;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.PasswordRoot;
import dev.kexbench.core.identity.SaltedClient;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What the benchmarks of single operations must have done, by class and method. */
final class PartExpectations {
  static final Map<String, Expectation> ALL =
      Map.ofEntries(
          entry("Argon2EnrolmentBenchmark.enrol", PartExpectations::derivesTheRoot),
          entry("Argon2EnrolmentBenchmark.floor", PartExpectations::drawsARoot),
          entry("BatchRsaBenchmark.decrypt", PartExpectations::decryptsEveryMessage),
          entry("BatchRsaBenchmark.floor", PartExpectations::performsTheLastOperation),
          entry("ClientTableBenchmark.known", PartExpectations::findsTheRoot),
          entry(
              "ClientTableBenchmark.unknown", (call, found, before) -> assertEquals(false, found)),
          entry("ClientTableBenchmark.floor", PartExpectations::copiesTheRoot),
          entry("CodecBenchmark.recode", PartExpectations::writesTheAck),
          entry("CodecBenchmark.floor", PartExpectations::copiesTheAck),
          entry("HmacVerifyBenchmark.verify", PartExpectations::verifiesGoodTagsOnly),
          entry("HmacVerifyBenchmark.floor", (call, equal, before) -> assertEquals(true, equal)),
          entry("KeyScheduleBenchmark.clientTag", PartExpectations::computesTheClientsTag),
          entry("KeyScheduleBenchmark.ackTag", PartExpectations::computesTheAcksTag),
          entry("KeyScheduleBenchmark.floor", PartExpectations::computesTheAcksTag),
          entry("OaepBenchmark.decode", PartExpectations::decodesTheMessage),
          entry("OaepBenchmark.floor", PartExpectations::copiesTheEncoding),
          entry("PoolBenchmark.borrow", PartExpectations::keepsObjectsUnlessTheyAreFresh),
          entry("PoolBenchmark.work", PartExpectations::doesTheWork),
          entry("PoolBenchmark.floor", PartExpectations::doesTheWork),
          entry("RsaEncryptBenchmark.encrypt", PartExpectations::encryptsTheMessage),
          entry("RsaEncryptBenchmark.floor", PartExpectations::copiesTheMessage),
          entry("RsaPrivateBenchmark.rawThenDecode", PartExpectations::decryptsTheMessage),
          entry("RsaPrivateBenchmark.providersOaep", PartExpectations::decryptsItsMessage),
          entry("RsaPrivateBenchmark.floor", PartExpectations::copiesTheCiphertext),
          entry("SecureRandomBenchmark.draw", PartExpectations::drawsOtherBytes),
          entry("SecureRandomBenchmark.floor", PartExpectations::copiesRandomBytes));

  private PartExpectations() {}

  private static void derivesTheRoot(Called call, Object result, Object before)
      throws ReflectiveOperationException {
    SaltedClient client = (SaltedClient) result;
    String password =
        last(call.state(Argon2EnrolmentBenchmark.Enroller.class), "passwords", String.class);
    assertArrayEquals(PasswordRoot.of(password, client.salt()), client.client().root());
    assertFalse(before instanceof SaltedClient other && Arrays.equals(other.salt(), client.salt()));
  }

  private static void drawsARoot(Called call, Object result, Object before) {
    byte[] root = ((ClientCredentials) result).root();
    assertFalse(Arrays.equals(root, new byte[root.length]));
    assertFalse(before instanceof ClientCredentials other && Arrays.equals(other.root(), root));
  }

  private static void findsTheRoot(Called call, Object found, Object before) {
    assertEquals(true, found);
    assertTrue(call.state(ClientTableBenchmark.Known.class).copiedLast());
  }

  private static void copiesTheRoot(Called call, Object result, Object before)
      throws ReflectiveOperationException {
    StoredTable.Row row =
        last(call.state(ClientTableBenchmark.Roots.class), "ring", StoredTable.Row.class);
    assertCopied(row.root(), result);
  }

  private static void assertCopied(byte[] from, Object result) {
    assertNotSame(from, result);
    assertArrayEquals(from, (byte[]) result);
  }

  private static Input input(Called call) throws ReflectiveOperationException {
    return last(call.state(AnswerInputs.class), "ring", Input.class);
  }

  private static void writesTheAck(Called call, Object result, Object before)
      throws ReflectiveOperationException {
    byte[] ack = (byte[]) result;
    Input input = input(call);
    assertArrayEquals(new byte[] {'K', 'X', 1, 2}, Arrays.copyOf(ack, 4));
    assertArrayEquals(input.s(), Arrays.copyOfRange(ack, 8, 40));
    assertArrayEquals(input.ackTag(), Arrays.copyOfRange(ack, 40, 72));
    assertEquals(72, ack.length);
  }

  private static void copiesTheAck(Called call, Object result, Object before)
      throws ReflectiveOperationException {
    assertCopied(input(call).ack(), result);
  }

  private static void computesTheClientsTag(Called call, Object result, Object before)
      throws ReflectiveOperationException {
    assertCopied(input(call).clientTag(), result);
  }

  private static void computesTheAcksTag(Called call, Object result, Object before)
      throws ReflectiveOperationException {
    assertCopied(input(call).ackTag(), result);
  }

  private static void verifiesGoodTagsOnly(Called call, Object verified, Object before)
      throws ReflectiveOperationException {
    Object clients = field(call.state(HmacVerifyBenchmark.Verifier.class), "clients");
    assertEquals(
        ((HmacVerifyBenchmark.Clients) clients).tag == HmacVerifyBenchmark.Tag.GOOD, verified);
  }

  private static void decodesTheMessage(Called call, Object wrong, Object before)
      throws ReflectiveOperationException {
    assertEquals(0, wrong);
    assertArrayEquals(
        last(call.state(OaepBenchmark.Encodings.class), "ring", OaepBenchmark.Encoding.class)
            .message(),
        (byte[]) field(call.state(OaepBenchmark.Decoding.class), "message"));
  }

  private static void copiesTheEncoding(Called call, Object result, Object before)
      throws ReflectiveOperationException {
    assertCopied(
        last(call.state(OaepBenchmark.Copies.class), "ring", OaepBenchmark.Encoding.class).bytes(),
        result);
  }

  private static void keepsObjectsUnlessTheyAreFresh(Called call, Object result, Object before) {
    PoolKind pool = call.state(PoolBenchmark.SharedPool.class).pool;
    assertInstanceOf(Work.class, result);
    if (before != null) {
      assertEquals(pool != PoolKind.FRESH, result == before);
    }
  }

  private static void doesTheWork(Called call, Object result, Object before)
      throws ReflectiveOperationException {
    PooledObject.Input input =
        last(call.state(PoolBenchmark.Task.class), "ring", PooledObject.Input.class);
    assertCopied(input.expected(), result);
  }

  private static void encryptsTheMessage(Called call, Object result, Object before)
      throws ReflectiveOperationException {
    byte[] message = last(call.state(RsaEncryptBenchmark.Messages.class), "ring", byte[].class);
    Decryptor decryptor = new Decryptor(call.shared(ServerKey.class));
    assertArrayEquals(message, decryptor.decrypt((byte[]) result));
    assertFalse(before instanceof byte[] other && Arrays.equals(other, (byte[]) result));
  }

  private static void copiesTheMessage(Called call, Object result, Object before)
      throws ReflectiveOperationException {
    byte[] message = last(call.state(RsaEncryptBenchmark.Messages.class), "ring", byte[].class);
    assertCopied(message, Arrays.copyOf((byte[]) result, message.length));
  }

  private static void decryptsTheMessage(Called call, Object wrong, Object before)
      throws ReflectiveOperationException {
    assertEquals(0, wrong);
    assertDecrypted(call, call.state(RsaPrivateBenchmark.Raw.class));
  }

  private static void decryptsItsMessage(Called call, Object length, Object before)
      throws ReflectiveOperationException {
    assertEquals(Ciphertexts.MESSAGE_BYTES, length);
    assertDecrypted(call, call.state(RsaPrivateBenchmark.ProviderOaep.class));
  }

  private static void assertDecrypted(Called call, RsaPrivateBenchmark.Decryption by)
      throws ReflectiveOperationException {
    assertArrayEquals(
        last(call.state(Ciphertexts.class), "ring", Ciphertext.class).message(), by.decrypted());
  }

  private static void copiesTheCiphertext(Called call, Object result, Object before)
      throws ReflectiveOperationException {
    assertCopied(last(call.state(Ciphertexts.class), "ring", Ciphertext.class).c(), result);
  }

  private static void decryptsEveryMessage(Called call, Object result, Object before)
      throws ReflectiveOperationException {
    var waiting = call.state(BatchRsaBenchmark.Waiting.class);
    var round = last(waiting, "ring", BatchRsaBenchmark.Round.class);
    assertEquals(8 / waiting.batch, round.batches().size());
    assertArrayEquals(round.plain().toArray(), ((List<?>) result).toArray());
  }

  /** Its key is for the product of the exponents, so the result is no message. */
  private static void performsTheLastOperation(Called call, Object result, Object before)
      throws ReflectiveOperationException {
    var waiting = call.state(BatchRsaBenchmark.Waiting.class);
    var round = last(waiting, "ring", BatchRsaBenchmark.Round.class);
    var c = round.batches().get(round.batches().size() - 1).get(0).c();
    var raw = (RsaPrivateOperation) field(waiting, "operation");
    byte[] expected = new byte[c.length];
    raw.apply(c, expected);
    assertArrayEquals(expected, (byte[]) result);
  }

  private static void drawsOtherBytes(Called call, Object result, Object before) {
    byte[] drawn = (byte[]) result;
    assertEquals(32, drawn.length);
    assertFalse(Arrays.equals(drawn, new byte[32]));
    assertFalse(before instanceof byte[] other && Arrays.equals(other, drawn));
  }

  private static void copiesRandomBytes(Called call, Object result, Object before)
      throws ReflectiveOperationException {
    assertCopied(last(call.state(SecureRandomBenchmark.Known.class), "ring", byte[].class), result);
  }
}
