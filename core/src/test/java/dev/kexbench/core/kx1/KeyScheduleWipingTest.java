package dev.kexbench.core.kx1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.core.crypto.Sha256;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is MACed as data can be a secret too. */
class KeyScheduleWipingTest {
  /** The very arrays of 64 bytes that were MACed, and copies of what they then held. */
  private record Watch(Sha256 real, List<byte[]> given, List<byte[]> held) implements Sha256 {
    @Override
    public void update(byte[] data, int from, int length) {
      real.update(data, from, length);
    }

    @Override
    public void finish(byte[] out, int at) {
      real.finish(out, at);
    }

    @Override
    public byte[] hmac(byte[] key, byte[]... parts) {
      Arrays.stream(parts).filter(part -> part.length == 64).forEach(given::add);
      Arrays.stream(parts).filter(part -> part.length == 64).map(byte[]::clone).forEach(held::add);
      return real.hmac(key, parts);
    }
  }

  @Test
  void theSecretThatThePrkIsExtractedFromIsWiped() {
    Watch watch = new Watch(World.FAST.sha256(), new ArrayList<>(), new ArrayList<>());
    byte[] k = ByHand.h(new byte[] {1});
    byte[] root = ByHand.h(new byte[] {2});
    byte[] th3 = ByHand.h(new byte[] {3});
    assertArrayEquals(ByHand.prk(th3, k, root), KeySchedule.prk(watch, th3, k, root));
    assertEquals(1, watch.given().size());
    byte[] mix = ByHand.expand(root, ByHand.ascii("kx1 mix"), 32);
    assertArrayEquals(Wire.join(k, mix), watch.held().get(0));
    assertArrayEquals(new byte[64], watch.given().get(0));
  }
}
