package dev.kexbench.core.kx1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Properties of splitting a stream into frames. */
class FrameReaderTest {
  /** Frames of any version, type, suite and flags, with bodies up to the limit. */
  @Provide
  Arbitrary<byte[]> frame() {
    Arbitrary<Integer> length =
        Arbitraries.frequencyOf(
            Tuple.of(8, Arbitraries.integers().between(0, 400)),
            Tuple.of(1, Arbitraries.of(0, 1, 255, 256, 4_095, 4_096)));
    return length
        .flatMap(size -> Arbitraries.bytes().array(byte[].class).ofSize(4 + size))
        .map(
            bytes -> {
              byte[] body = Arrays.copyOfRange(bytes, 4, bytes.length);
              return RecordedWire.with(
                  RecordedWire.frame(bytes[1], bytes[2], bytes[3], body), 2, bytes[0]);
            });
  }

  @Example
  void noBytesAreAFrameInTheMaking() {
    FrameReader reader = new FrameReader();
    assertInstanceOf(FrameReader.Read.Partial.class, reader.read(ByteBuffer.allocate(0)));
    ByteBuffer first = ByteBuffer.wrap(new byte[] {'K'});
    assertInstanceOf(FrameReader.Read.Partial.class, reader.read(first));
  }

  @Property
  void anySplitOfAStreamYieldsTheSameFrames(
      @ForAll @Size(max = 6) List<@From("frame") byte[]> frames,
      @ForAll @Size(max = 12) List<@IntRange(min = 0, max = 500) Integer> cuts) {
    byte[] stream = RecordedWire.join(frames.toArray(byte[][]::new));
    FrameReader reader = new FrameReader();
    List<byte[]> seen = new ArrayList<>();
    int at = 0;
    for (int i = 0; at < stream.length; i++) {
      int rest = stream.length - at;
      int length = i < cuts.size() ? Math.min(cuts.get(i), rest) : rest;
      readAll(reader, ByteBuffer.wrap(stream, at, length), seen);
      at += length;
    }
    assertEquals(frames.size(), seen.size());
    for (int i = 0; i < seen.size(); i++) {
      assertArrayEquals(frames.get(i), seen.get(i));
    }
  }

  private static void readAll(FrameReader reader, ByteBuffer in, List<byte[]> seen) {
    FrameReader.Read read = reader.read(in);
    while (read instanceof FrameReader.Read.Whole whole) {
      seen.add(whole.frame().bytes());
      read = reader.read(in);
    }
    assertInstanceOf(FrameReader.Read.Partial.class, read);
    assertEquals(0, in.remaining());
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void aSingleChangedByteIsForeignOrShowsInTheFrameOrWaitsForMore(
      @ForAll("frame") byte[] frame,
      @ForAll int where,
      @ForAll @IntRange(min = 1, max = 255) int x) {
    int at = Math.floorMod(where, frame.length);
    byte[] changed = RecordedWire.with(frame, at, frame[at] ^ x);
    FrameReader.Read read = new FrameReader().read(ByteBuffer.wrap(changed));
    if (at < 2) {
      assertInstanceOf(FrameReader.Read.Foreign.class, read);
    } else if (at != 6 && at != 7) {
      var whole = assertInstanceOf(FrameReader.Read.Whole.class, read);
      assertArrayEquals(changed, whole.frame().bytes());
    } else {
      assertSame(expectedOfLength(changed), read.getClass());
    }
  }

  /**
   * The result expected for the length in the header: over the limit, more than available, or less.
   */
  private static Class<?> expectedOfLength(byte[] bytes) {
    int claimed = (bytes[6] & 0xFF) * 256 + (bytes[7] & 0xFF);
    if (claimed > 4_096) {
      return FrameReader.Read.Foreign.class;
    }
    return claimed > bytes.length - 8
        ? FrameReader.Read.Partial.class
        : FrameReader.Read.Whole.class;
  }

  @Property
  void randomBytesNeverThrowAndYieldNoFrameOverTheLimit(@ForAll @Size(max = 300) byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    FrameReader reader = new FrameReader();
    while (reader.read(in) instanceof FrameReader.Read.Whole whole) {
      assertTrue(whole.frame().bytes().length <= 8 + 4_096);
    }
  }

  @Property
  void aForeignStreamStaysForeign(
      @ForAll @IntRange(min = 4_097, max = 65_535) int length, @ForAll("frame") byte[] next) {
    FrameReader reader = new FrameReader();
    byte[] header = {'K', 'X', 1, 1, 1, 0, (byte) (length >> 8), (byte) length};
    assertInstanceOf(FrameReader.Read.Foreign.class, reader.read(ByteBuffer.wrap(header)));
    for (int i = 0; i < 3; i++) {
      assertInstanceOf(FrameReader.Read.Foreign.class, reader.read(ByteBuffer.wrap(next)));
    }
  }

  @Example
  void headersOfBodiesOverTheLimitAllocateNoBody() {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    byte[] header = {'K', 'X', 1, 1, 1, 0, (byte) 0xFF, (byte) 0xFF};
    List<FrameReader> readers = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      readers.add(new FrameReader());
    }
    long before = threads.getCurrentThreadAllocatedBytes();
    for (FrameReader reader : readers) {
      reader.read(ByteBuffer.wrap(header));
    }
    long each = (threads.getCurrentThreadAllocatedBytes() - before) / readers.size();
    assertTrue(each < 1_000, "bytes allocated for each header: " + each);
  }

  @Example
  void aBodyIsAllocatedByTheLengthThatItsHeaderNames() {
    FrameReader reader = new FrameReader();
    byte[] header = {'K', 'X', 1, 1, 1, 0, 0, 0};
    var whole =
        assertInstanceOf(FrameReader.Read.Whole.class, reader.read(ByteBuffer.wrap(header)));
    assertArrayEquals(header, whole.frame().bytes());
  }
}
