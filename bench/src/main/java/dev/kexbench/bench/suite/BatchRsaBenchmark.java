package dev.kexbench.bench.suite;

import dev.kexbench.core.crypto.BackendKind;
import dev.kexbench.core.crypto.BatchExponents;
import dev.kexbench.core.crypto.BatchRsa;
import dev.kexbench.core.crypto.BatchRsa.Ciphertext;
import dev.kexbench.core.crypto.RsaPrimes;
import dev.kexbench.core.crypto.RsaPrivateOperation;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What does it cost to decrypt a ciphertext in a batch, by the size of the batch?
 *
 * <p>One operation is one ciphertext, whatever the size of the batch: each call decrypts eight, one
 * for each exponent, in batches of 1, 2, 4 or 8. It includes blinding, and the check of each
 * result. The floor is the private-key operations alone, one for each batch; with {@code batch=1}
 * that is what RSA without batches costs. B/op includes the numbers of the short exponentiations.
 *
 * <pre>{@code scripts/bench BatchRsa
 * scripts/bench -p provider=accp -p bits=3072 -p batch=1,8 BatchRsa}</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class BatchRsaBenchmark {
  /** How many ciphertexts a call decrypts. */
  private static final int CALL = 8;

  private static final int ROUNDS = 64;

  /** One thread's key and ciphertexts, and the last results. */
  @State(Scope.Thread)
  public static class Waiting {
    /** The crypto provider. */
    @Param public BackendKind provider;

    /** The length of the modulus. */
    @Param({"2048", "3072"})
    public int bits;

    /** How many ciphertexts share a private-key operation. */
    @Param({"1", "2", "4", "8"})
    public int batch;

    private Ring<Round> ring;
    private RsaPrivateOperation operation;
    private BatchRsa rsa;
    private List<byte[]> found = List.of();
    private byte[] floor = {};

    /** Makes the key, and encrypts random encodings. */
    @Setup
    public void encrypt() throws IOException, GeneralSecurityException {
      StoredPrimes primes = StoredPrimes.named(bits + "-batch");
      RSAPrivateCrtKeySpec key = RsaPrimes.key(primes.p(), primes.q(), BatchExponents.PRODUCT);
      RSAPrivateKey secret = (RSAPrivateKey) KeyFactory.getInstance("RSA").generatePrivate(key);
      operation = Jca.of(provider).rsaPrivate(secret);
      rsa = new BatchRsa(key.getModulus(), new SecureRandom());
      Random random = new Random();
      ring = Ring.of(ROUNDS, () -> round(key.getModulus(), random));
    }

    private Round round(BigInteger modulus, Random random) {
      List<byte[]> plain = new ArrayList<>();
      List<List<Ciphertext>> batches = new ArrayList<>();
      for (int i = 0; i < CALL; i++) {
        byte[] m = new byte[bits / Byte.SIZE];
        random.nextBytes(m);
        m[0] = 0; // as of OAEP, so that it is less than the modulus
        plain.add(m);
        if (i % batch == 0) {
          batches.add(new ArrayList<>());
        }
        BigInteger c = new BigInteger(1, m).modPow(BatchExponents.of(i), modulus);
        batches.get(i / batch).add(new Ciphertext(i, fixed(c)));
      }
      return new Round(batches, plain);
    }

    private byte[] fixed(BigInteger number) {
      byte[] signed = number.toByteArray();
      byte[] exact = new byte[bits / Byte.SIZE];
      int length = Math.min(signed.length, exact.length);
      System.arraycopy(signed, signed.length - length, exact, exact.length - length, length);
      return exact;
    }

    private List<byte[]> decrypt() {
      found = new ArrayList<>();
      for (List<Ciphertext> each : ring.next().batches()) {
        rsa.decrypt(each, operation).forEach(this::add);
      }
      return found;
    }

    private void add(Optional<byte[]> decrypted) {
      found.add(decrypted.orElseThrow());
    }

    private byte[] operations() {
      floor = new byte[bits / Byte.SIZE];
      for (List<Ciphertext> each : ring.next().batches()) {
        operation.apply(each.get(0).c(), floor);
      }
      return floor;
    }

    /**
     * The last results must be what was encrypted; or the last operation was done, of the floor.
     */
    @TearDown
    public void check() {
      boolean decrypted = found.size() == CALL && Arrays.deepEquals(found.toArray(), plain());
      boolean operated = floor.length > 0 && !Arrays.equals(floor, new byte[floor.length]);
      if (!decrypted && !operated) {
        throw new IllegalStateException("nothing was decrypted, or the last result is wrong");
      }
    }

    private Object[] plain() {
      return ring.last().plain().toArray();
    }
  }

  /**
   * The ciphertexts of one call.
   *
   * @param batches of different exponents
   * @param plain what they encrypt, in the same order
   */
  record Round(List<List<Ciphertext>> batches, List<byte[]> plain) {}

  /** Decrypts eight ciphertexts in batches; returns what they encrypt. */
  @Benchmark
  @OperationsPerInvocation(CALL)
  public List<byte[]> decrypt(Waiting with) {
    return with.decrypt();
  }

  /** The floor: the private-key operations of the batches. */
  @Benchmark
  @OperationsPerInvocation(CALL)
  public byte[] floor(Waiting with) {
    return with.operations();
  }
}
