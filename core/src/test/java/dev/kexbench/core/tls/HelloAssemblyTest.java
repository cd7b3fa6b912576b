package dev.kexbench.core.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class HelloAssemblyTest {
  private static final byte[] HELLO = RawHello.datagram(0xFEFD, new byte[32]);

  private final HelloAssembly assembly = new HelloAssembly();

  private static byte[] address(int number) {
    return ByteBuffer.allocate(6).putInt(number).array();
  }

  private static HelloFragment fragment(int which, int bytes) {
    return HelloFragment.in(RawHello.fragments(HELLO, bytes).get(which)).get(0);
  }

  @Test
  void keepsABoundedNumber() {
    for (int i = 0; i < 10_000; i++) {
      assembly.add(address(i), fragment(0, 10), 0);
    }
    assertEquals(HelloAssembly.UNVERIFIED, assembly.size());
  }

  @Test
  void forgedAddressesTakeNoPlaceOfVerifiedOnes() {
    byte[] honest = address(-1);
    assembly.verified(honest, assembly.add(honest, fragment(0, 70), 0).orElseThrow());
    for (int i = 0; i < 10_000; i++) {
      assembly.add(address(i), fragment(0, 10), 0);
    }
    assertTrue(assembly.add(honest, fragment(1, 70), 0).orElseThrow().isComplete());
  }

  @Test
  void aHelloHasALimitedTime() {
    long limit = HelloAssembly.LIMIT_MILLIS;
    for (long after : new long[] {limit - 1, limit}) {
      assembly.add(address(1), fragment(0, 60), 0);
      PartialHello hello = assembly.add(address(1), fragment(1, 60), after).orElseThrow();
      assertEquals(after < limit, hello.isComplete());
      assembly.forget(address(1));
    }
    assertEquals(0, assembly.size());
  }

  @Test
  void laterFragmentsOfUnknownSendersAreDropped() {
    byte[] longHello = ByteBuffer.allocate(25 + 300).put(HELLO, 0, 25).array();
    longHello[15] = 1; // the lengths are 300
    longHello[16] = 44;
    longHello[23] = 1;
    longHello[24] = 44;
    List<byte[]> parts = RawHello.fragments(longHello, 150);
    HelloFragment later = HelloFragment.in(parts.get(1)).get(0);
    assertTrue(assembly.add(address(1), later, 0).isEmpty());
    assertEquals(0, assembly.size());
  }

  /** bctls would allocate 16 MiB, and end the handshake because of the version. */
  @Test
  void someDatagramsAreNotReadable() {
    assertTrue(RecordCheck.areReadable(HELLO, 0, HELLO.length));
    byte[] huge = HELLO.clone();
    huge[14] = (byte) 0xFF;
    assertFalse(RecordCheck.areReadable(huge, 0, huge.length));
    assertEquals(List.of(), HelloFragment.in(huge));
    byte[] reserved = HELLO.clone();
    reserved[2] = (byte) 0xFE;
    assertFalse(RecordCheck.areReadable(reserved, 0, reserved.length));
    assertFalse(RecordCheck.areReadable(HELLO, 0, HELLO.length - 1));
  }
}
