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
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What does it cost to read an OFFER and to write an ACK?
 *
 * <p>One operation: a frame of 288, 416 or 544 bytes is read from the stream and split into id, key
 * id and ciphertext, and an ACK of 72 bytes is written. The floor copies a whole ACK.
 *
 * <pre>{@code scripts/bench Codec
 * scripts/bench -p bits=2048,3072,4096 CodecBenchmark.recode}</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodecBenchmark {
  /** One thread's codec. */
  @State(Scope.Thread)
  public static class Codec {
    private AnswerParts parts;

    /** Creates the codec for the server's key. */
    @Setup
    public void make(ServerKey key) {
      parts = AnswerInputs.parts(key, BackendKind.JDK);
    }
  }

  /** Reads an OFFER and writes an ACK. */
  @Benchmark
  public byte[] recode(Codec with, AnswerInputs inputs, Outcome to) {
    Input input = inputs.next();
    return to.keep(with.parts.recode(input.offer(), input.s(), input.ackTag()), input.ack());
  }

  /** The floor: a copy of the ACK. */
  @Benchmark
  public byte[] floor(AnswerInputs inputs, Outcome to) {
    Input input = inputs.next();
    return to.keep(input.ack().clone(), input.ack());
  }
}
