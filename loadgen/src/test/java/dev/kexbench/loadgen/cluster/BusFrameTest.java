package dev.kexbench.loadgen.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BusFrameTest {
  private static final int MEBIBYTE = 1 << 20;

  private final BusFrameReader reader = new BusFrameReader();
  private final List<BusFrame> read = new ArrayList<>();

  private static BusFrame request(int size) {
    byte[] body = new byte[size];
    Arrays.fill(body, (byte) 7);
    return new BusFrame(BusFrame.Kind.REQUEST, -5, "an ädress", body);
  }

  private boolean takes(byte[] bytes) {
    return reader.add(bytes, read::add);
  }

  /** A frame that states this length, followed by nothing. */
  private static byte[] length(int bytes) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(bytes).array();
  }

  @Test
  void isReadRegardlessOfWhereItsBytesAreSplit() {
    byte[] one = request(3).encode();
    byte[] all = ByteBuffer.allocate(3 * one.length).put(one).put(one).put(one).array();
    for (int split = 0; split <= all.length; split++) {
      assertTrue(takes(Arrays.copyOf(all, split)));
      assertTrue(takes(Arrays.copyOfRange(all, split, all.length)));
      assertEquals(3, read.size());
      for (BusFrame each : read) {
        assertEquals(BusFrame.Kind.REQUEST, each.kind());
        assertEquals(-5, each.id());
        assertEquals("an ädress", each.address());
        assertArrayEquals(request(3).body(), each.body());
      }
      read.clear();
    }
  }

  @Test
  void aLargeFrameArrivesInParts() {
    byte[] large = request(3 * MEBIBYTE).encode();
    for (int at = 0; at < large.length; at += MEBIBYTE) {
      assertTrue(takes(Arrays.copyOfRange(large, at, Math.min(large.length, at + MEBIBYTE))));
    }
    assertEquals(3 * MEBIBYTE, read.get(0).body().length);
  }

  @Test
  void refusesLengthsThatNoFrameHas() {
    for (int length : new int[] {0, -1, 10, Integer.MAX_VALUE, Integer.MIN_VALUE, (1 << 28) + 1}) {
      assertFalse(new BusFrameReader().add(length(length), read::add), () -> "length " + length);
    }
    assertEquals(List.of(), read);
  }

  @Test
  void aStatedLengthTakesNoMemory() {
    List<BusFrameReader> readers = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      BusFrameReader each = new BusFrameReader();
      assertTrue(each.add(length(BusFrame.MOST_BYTES), read::add));
      readers.add(each);
    }
    assertEquals(1_000, readers.size(), "256 GiB would not have been there");
  }

  @Test
  void refusesUnknownKindsAndAddressesThatAreLongerThanTheFrame() {
    byte[] unknown = request(3).encode();
    unknown[Integer.BYTES] = 9;
    assertFalse(new BusFrameReader().add(unknown, read::add));
    byte[] beyond = request(3).encode();
    beyond[Integer.BYTES + 9] = 0x03;
    assertFalse(new BusFrameReader().add(beyond, read::add));
    assertEquals(List.of(), read);
  }

  @Test
  void refusesToEncodeWhatTheOtherEndWouldRefuse() {
    String name = "a".repeat(2_000);
    assertThrows(
        IllegalArgumentException.class,
        () -> BusFrame.about(BusFrame.Kind.CONSUMES, name).encode());
  }
}
