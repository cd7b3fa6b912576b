package dev.kexbench.bench.suite;

import dev.kexbench.bench.suite.StoredTable.Row;
import dev.kexbench.core.identity.ClientId;
import dev.kexbench.core.identity.ClientTable;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What does it cost to find a client among a thousand, and among a million?
 *
 * <p>One operation: a lookup of an id of 16 bytes, which copies its root of 32 bytes, or nothing if
 * the id is unknown. Ids come at random from a ring of 65,536, whose rows in the large table fill
 * about 8 MiB, so that the L1 and L2 caches miss as they would in a server; but lookups follow each
 * other closely, and a processor overlaps their misses. The floor copies a root without a lookup.
 *
 * <p>Reading a million rows takes about a gigabyte of heap, so this benchmark has a larger heap
 * than the others.
 *
 * <pre>{@code scripts/bench ClientTable
 * scripts/bench -p clients=1000000 ClientTableBenchmark.known}</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(jvmArgsAppend = {"-Xms1g", "-Xmx1g"})
public class ClientTableBenchmark {
  private static final int IDS = 1 << 16;

  /** The table, which all threads read. */
  @State(Scope.Benchmark)
  public static class Enrolled {
    /** The number of clients in it. */
    @Param({"1000", "1000000"})
    public int clients;

    private ClientTable table;

    /** Stores and reads it. */
    @Setup
    public void read() throws IOException {
      table = StoredTable.of(LongStream.range(0, clients).mapToObj(ClientTableBenchmark::client));
    }
  }

  /** One thread's clients to look up, and the last result. */
  public abstract static class Lookups {
    private final byte[] root = new byte[ClientTable.ROOT_BYTES];
    private final boolean enrolled;
    private Ring<Row> ring;
    private Row last;
    private boolean found;

    Lookups(boolean enrolled) {
      this.enrolled = enrolled;
    }

    void draw(long from, long to) {
      SplittableRandom random = new SplittableRandom();
      ring = Ring.of(IDS, () -> client(random.nextLong(from, to)));
    }

    boolean find(ClientTable table) {
      last = ring.next();
      found = table.copyRoot(last.id(), root);
      return found;
    }

    byte[] copy() {
      last = ring.next();
      System.arraycopy(last.root(), 0, root, 0, root.length);
      return root;
    }

    boolean copiedLast() {
      return last != null && Arrays.equals(root, last.root());
    }

    /** The last client must have been found, with its root, if and only if it is enrolled. */
    @TearDown
    public void check() {
      if (last == null || found != enrolled || copiedLast() != enrolled) {
        throw new IllegalStateException("no client was looked up, or the last result is wrong");
      }
    }
  }

  /** Clients that the table holds. */
  @State(Scope.Thread)
  public static class Known extends Lookups {
    /** For JMH. */
    public Known() {
      super(true);
    }

    /** Draws the clients. */
    @Setup
    public void draw(Enrolled table) {
      draw(0, table.clients);
    }
  }

  /** Clients that the table does not hold. */
  @State(Scope.Thread)
  public static class Unknown extends Lookups {
    /** For JMH. */
    public Unknown() {
      super(false);
    }

    /** Draws the clients. */
    @Setup
    public void draw() {
      draw(Long.MIN_VALUE, 0);
    }
  }

  /** Clients whose roots are copied without a lookup. */
  @State(Scope.Thread)
  public static class Roots extends Unknown {
    @Override
    public void check() {
      if (!copiedLast()) {
        throw new IllegalStateException("no root was copied, or the last copy is wrong");
      }
    }
  }

  /** Looks up a client that is enrolled; always true. */
  @Benchmark
  public boolean known(Enrolled in, Known clients) {
    return clients.find(in.table);
  }

  /** Looks up a client that is not enrolled; always false. */
  @Benchmark
  public boolean unknown(Enrolled in, Unknown clients) {
    return clients.find(in.table);
  }

  /** The floor: takes the next client and copies its root. */
  @Benchmark
  public byte[] floor(Roots clients) {
    return clients.copy();
  }

  /** The client with this number; the same number always gives the same client. */
  private static Row client(long number) {
    SplittableRandom seeded = new SplittableRandom(number);
    ClientId id = new ClientId(seeded.nextLong(), seeded.nextLong());
    byte[] root = new byte[ClientTable.ROOT_BYTES];
    seeded.nextBytes(root);
    return new Row(id, root);
  }
}
