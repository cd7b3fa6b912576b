package dev.kexbench.core.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.TestKeys;
import dev.kexbench.core.crypto.BatchRsa.Ciphertext;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches of every kind, compared with BigInteger's roots; a short key, so that all are tried. */
class BatchRsaTest {
  private static final int BYTES = 64;

  private static final RSAPrivateCrtKeySpec KEY =
      RsaPrimes.batchKey(BYTES * Byte.SIZE, new SecureRandom());

  private static final BigInteger N = KEY.getModulus();

  private final Random random = new Random(7);
  private final BatchRsa rsa = new BatchRsa(N, new SecureRandom());
  private final Counted operation = new Counted();

  /** c^d mod n, the inputs that it was given, and faults that a test makes. */
  private static final class Counted implements RsaPrivateOperation {
    private final List<BigInteger> inputs = new ArrayList<>();

    /** So many operations, from the first one on, have one bit of the result wrong. */
    private int faults;

    @Override
    public int bytes() {
      return BYTES;
    }

    @Override
    public void apply(byte[] c, byte[] out) {
      BigInteger number = new BigInteger(1, c);
      inputs.add(number);
      byte[] root = fixed(number.modPow(KEY.getPrivateExponent(), N));
      System.arraycopy(root, 0, out, 0, BYTES);
      if (inputs.size() <= faults) {
        out[BYTES - 1] ^= 4;
      }
    }
  }

  private static byte[] fixed(BigInteger number) {
    return TestKeys.unsigned(number, BYTES);
  }

  private static Ciphertext encrypted(int exponent, BigInteger m) {
    return new Ciphertext(exponent, fixed(m.modPow(BatchExponents.of(exponent), N)));
  }

  private BigInteger message() {
    return new BigInteger(N.bitLength() - 1, random);
  }

  private List<BigInteger> messages(int count) {
    return Stream.generate(this::message).limit(count).toList();
  }

  private static List<Ciphertext> encrypted(List<BigInteger> messages) {
    return IntStream.range(0, messages.size())
        .mapToObj(i -> encrypted(i, messages.get(i)))
        .toList();
  }

  private void assertDecrypts(List<BigInteger> expected, List<Ciphertext> batch) {
    List<Optional<byte[]>> found = rsa.decrypt(batch, operation);
    assertEquals(expected.size(), found.size());
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(fixed(expected.get(i)), found.get(i).orElseThrow(), "message " + i);
    }
  }

  @Test
  void everySetOfExponentsInAnyOrderTakesOneOperation() {
    for (int set = 1; set < 1 << BatchExponents.COUNT; set++) {
      List<Integer> exponents = new ArrayList<>();
      for (int i = 0; i < BatchExponents.COUNT; i++) {
        if ((set >> i & 1) == 1) {
          exponents.add(i);
        }
      }
      Collections.shuffle(exponents, random);
      List<BigInteger> messages = messages(exponents.size());
      List<Ciphertext> batch = new ArrayList<>();
      for (int i = 0; i < messages.size(); i++) {
        batch.add(encrypted(exponents.get(i), messages.get(i)));
      }
      assertDecrypts(messages, batch);
      assertEquals(set, operation.inputs.size());
    }
  }

  @Test
  void theSmallestAndTheLargestMessagesAndEqualOnes() {
    BigInteger same = message();
    BigInteger last = N.subtract(BigInteger.ONE);
    List<BigInteger> messages =
        List.of(
            BigInteger.ONE,
            last,
            same,
            same,
            BigInteger.TWO,
            BigInteger.ONE,
            BigInteger.ONE.shiftLeft(BYTES * Byte.SIZE - 9),
            last);
    assertDecrypts(messages, encrypted(messages));
    assertEquals(1, operation.inputs.size());
  }

  @Test
  void oneNumberAsTheCiphertextForEveryExponent() {
    byte[] c = fixed(message());
    List<Ciphertext> batch =
        IntStream.range(0, BatchExponents.COUNT).mapToObj(i -> new Ciphertext(i, c)).toList();
    List<Optional<byte[]>> found = rsa.decrypt(batch, operation);
    for (int i = 0; i < found.size(); i++) {
      BigInteger root = new BigInteger(1, found.get(i).orElseThrow());
      assertArrayEquals(c, fixed(root.modPow(BatchExponents.of(i), N)));
    }
    assertEquals(1, operation.inputs.size());
  }

  static Stream<BigInteger> numbersThatAreNoCiphertexts() {
    BigInteger highest = BigInteger.ONE.shiftLeft(BYTES * Byte.SIZE).subtract(BigInteger.ONE);
    return Stream.of(BigInteger.ZERO, N, N.add(BigInteger.ONE), highest);
  }

  @ParameterizedTest
  @MethodSource("numbersThatAreNoCiphertexts")
  void aNumberThatIsNoCiphertextDoesNotSpoilItsBatch(BigInteger none) {
    for (int size = 1; size <= BatchExponents.COUNT; size++) {
      int bad = random.nextInt(size);
      List<BigInteger> messages = messages(size);
      List<Ciphertext> batch = new ArrayList<>(encrypted(messages));
      batch.set(bad, new Ciphertext(bad, fixed(none)));
      operation.inputs.clear();
      List<Optional<byte[]>> found = rsa.decrypt(batch, operation);
      for (int i = 0; i < size; i++) {
        assertEquals(i != bad, found.get(i).isPresent());
        if (i != bad) {
          assertArrayEquals(fixed(messages.get(i)), found.get(i).orElseThrow());
        }
      }
      assertEquals(size == 1 ? 0 : 1, operation.inputs.size());
    }
  }

  /** Only a party that can factor the modulus can send one. */
  @Test
  void aMultipleOfAPrimeFactorDoesNotSpoilItsBatch() {
    for (BigInteger factor : List.of(KEY.getPrimeP(), KEY.getPrimeQ())) {
      List<BigInteger> messages = new ArrayList<>(messages(BatchExponents.COUNT));
      messages.set(3, factor.multiply(BigInteger.TEN));
      assertDecrypts(messages, encrypted(messages));
    }
  }

  @Test
  void aFaultOfTheSharedOperationIsNoticedAndRepaired() {
    List<BigInteger> messages = messages(BatchExponents.COUNT);
    operation.faults = 1;
    assertDecrypts(messages, encrypted(messages));
    assertEquals(1 + messages.size(), operation.inputs.size());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 8})
  void withoutARightResultThereIsNone(int size) {
    operation.faults = Integer.MAX_VALUE;
    for (Optional<byte[]> each : rsa.decrypt(encrypted(messages(size)), operation)) {
      assertTrue(each.isEmpty());
    }
  }

  @Test
  void theSharedOperationIsBlinded() {
    List<Ciphertext> batch = encrypted(messages(4));
    rsa.decrypt(batch, operation);
    rsa.decrypt(batch, operation);
    assertFalse(operation.inputs.get(0).equals(operation.inputs.get(1)));
  }

  @Test
  void refusesTwoCiphertextsWithOneExponentAndAnotherLength() {
    List<Ciphertext> same = List.of(encrypted(2, BigInteger.TWO), encrypted(2, BigInteger.TEN));
    assertThrows(IllegalArgumentException.class, () -> rsa.decrypt(same, operation));
    List<Ciphertext> longer = List.of(new Ciphertext(0, new byte[BYTES + 1]));
    assertThrows(IllegalArgumentException.class, () -> rsa.decrypt(longer, operation));
  }

  static Stream<Arguments> everyBackendAndSize() {
    return Backends.working().stream()
        .flatMap(backend -> Stream.of(2048, 3072).map(bits -> Arguments.of(backend, bits)));
  }

  @ParameterizedTest
  @MethodSource("everyBackendAndSize")
  void everyBackendDecryptsABatchOfWhatItEncrypts(CryptoBackend backend, int bits) {
    var keys = TestKeys.rsaBatch(bits);
    BatchRsa real = new BatchRsa(keys.rsa().getModulus(), new SecureRandom());
    RsaPrivateOperation raw = backend.rsaPrivate(keys.rsa());
    for (int size : new int[] {1, 3, 8}) {
      List<byte[]> plain = new ArrayList<>();
      List<Ciphertext> batch = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        byte[] message = new byte[64];
        random.nextBytes(message);
        plain.add(message);
        var key = BatchExponents.publicKey(keys.publicKey().rsa(), i);
        batch.add(new Ciphertext(i, backend.rsaOaep(key).encrypt(message)));
      }
      List<Optional<byte[]>> found = real.decrypt(batch, raw);
      for (int i = 0; i < size; i++) {
        byte[] message = new byte[64];
        assertEquals(0, Oaep.decode(backend.sha256(), found.get(i).orElseThrow(), message));
        assertArrayEquals(plain.get(i), message);
      }
    }
  }
}
