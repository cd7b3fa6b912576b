package dev.kexbench.bench.suite;

import dev.kexbench.bench.suite.AnswerInputs.Input;
import dev.kexbench.bench.suite.AnswerInputs.Outcome;
import dev.kexbench.core.crypto.BackendKind;
import dev.kexbench.core.kx1.AnswerParts;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What do the MAC inside the ciphertext and the key schedule cost a server?
 *
 * <p>{@code clientTag}: one HKDF-Expand and one HMAC of 79 bytes. {@code ackTag}: the transcript's
 * three hashes over OFFER and ACK, then two HKDF-Expands, one HKDF-Extract and one HMAC, up to the
 * ACK's tag. The floor copies the tag.
 *
 * <pre>{@code scripts/bench KeySchedule
 * scripts/bench -p provider=bc -p bits=2048,4096 KeyScheduleBenchmark.ackTag}</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class KeyScheduleBenchmark {
  /** One thread's MAC and key schedule. */
  @State(Scope.Thread)
  public static class Parts {
    /** The crypto provider. */
    @Param public BackendKind provider;

    private AnswerParts parts;

    /** Creates them for the server's key. */
    @Setup
    public void make(ServerKey key) {
      parts = AnswerInputs.parts(key, provider);
    }
  }

  /** The MAC that a server recomputes for the comparison. */
  @Benchmark
  public byte[] clientTag(Parts with, AnswerInputs inputs, Outcome to) {
    Input input = inputs.next();
    byte[] tag = with.parts.clientTag(input.root(), input.th1(), input.k());
    return to.keep(tag, input.clientTag());
  }

  /** Transcript and keys, up to the ACK's tag. */
  @Benchmark
  public byte[] ackTag(Parts with, AnswerInputs inputs, Outcome to) {
    Input input = inputs.next();
    byte[] tag = with.parts.ackTag(input.offer(), input.ack(), input.root(), input.k());
    return to.keep(tag, input.ackTag());
  }

  /** The floor: a copy of the tag. */
  @Benchmark
  public byte[] floor(AnswerInputs inputs, Outcome to) {
    Input input = inputs.next();
    return to.keep(input.ackTag().clone(), input.ackTag());
  }
}
