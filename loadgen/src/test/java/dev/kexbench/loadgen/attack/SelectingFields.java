package dev.kexbench.loadgen.attack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * OFFERs of KX1 with other values in the fields that select something: version, type, suite, flags,
 * length, client and key; and with keys or ciphertexts that no client computes.
 */
final class SelectingFields implements AttackProgram {
  private static final int HEADER_BYTES = 8;
  private static final int FLAGS_AT = 5;
  private static final int CLIENT_AT = HEADER_BYTES;
  private static final int KEY_AT = 24;
  private static final int C_AT = 32;
  private static final int ADMISSION_BYTES = 24;
  private static final int[] VALUES = {0, 1, 2, 3, 4, 5, 0x11, 0x12, 0x21, 0x7F, 0x80, 0xFF};

  private final AttackSetting setting;
  private final StreamClient client;
  private final int port;

  SelectingFields(AttackSetting setting, int port) {
    this.setting = setting;
    this.client = setting.streamClient(port);
    this.port = port;
  }

  private byte[] offer() {
    return client.firstFlight(setting.clients().get(0));
  }

  @Override
  public void run(Scale scale) throws IOException {
    for (int at = 2; at <= FLAGS_AT; at++) {
      for (int value : VALUES) {
        byte[] offer = offer();
        offer[at] = (byte) value;
        JunkBytes.send(port, offer);
      }
    }
    for (int at : new int[] {CLIENT_AT, KEY_AT, C_AT}) {
      byte[] offer = offer();
      offer[at] ^= 1;
      JunkBytes.send(port, offer);
    }
    lengths();
    ciphertexts(scale);
  }

  private void lengths() throws IOException {
    byte[] offer = offer();
    int body = offer.length - HEADER_BYTES;
    for (int length : new int[] {0, 1, body - 1, body + 1, 4_096, 4_097, 0xFFFF}) {
      byte[] other = Arrays.copyOf(offer, HEADER_BYTES + length);
      ByteBuffer.wrap(other).putShort(6, (short) length);
      JunkBytes.send(port, other);
    }
  }

  /** All zeros, all ones, small numbers, and random bytes in place of {@code c}. */
  private void ciphertexts(Scale scale) throws IOException {
    for (int i = 0; i < scale.connections() / 4; i++) {
      byte[] offer = offer();
      int end = offer.length - (offer[FLAGS_AT] & 1) * ADMISSION_BYTES;
      byte[] c = scale.bytes(end - C_AT);
      if (i % 4 < 3) {
        Arrays.fill(c, (byte) (i % 4 == 0 ? 0 : 0xFF));
        c[c.length - 1] = (byte) (i % 4 == 2 ? i : c[0]);
      }
      System.arraycopy(c, 0, offer, C_AT, c.length);
      JunkBytes.send(port, offer);
    }
  }
}
