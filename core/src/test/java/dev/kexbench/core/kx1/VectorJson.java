package dev.kexbench.core.kx1;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kexbench.core.exchange.SessionKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** A file of recorded exchanges as JSON: an object per exchange, with its values in hex. */
final class VectorJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private VectorJson() {}

  static void write(Path to, String about, List<ObjectNode> exchanges) throws IOException {
    ObjectNode file = JSON.createObjectNode();
    file.put("about", about);
    file.putArray("exchanges").addAll(exchanges);
    JSON.writerWithDefaultPrettyPrinter().writeValue(to.toFile(), file);
  }

  /** An exchange with its name and its suite. */
  static ObjectNode exchange(int suite, boolean admission) {
    String name = "suite 0x%02x".formatted(suite);
    return JSON.createObjectNode()
        .put("name", name + (admission ? " with" : " without") + " admission")
        .put("suite", suite)
        .put("admission", admission);
  }

  static void put(ObjectNode to, String name, byte[] value) {
    to.put(name, HexFormat.of().formatHex(value));
  }

  /** The session's id and keys, by {@link ByHand}. */
  static void putSession(ObjectNode to, byte[] th3, byte[] prk) {
    put(to, "session_id", Arrays.copyOf(th3, 16));
    for (SessionKey which : SessionKey.values()) {
      put(to, which.label(), ByHand.key(prk, which.label(), which.bytes()));
    }
  }

  /** Consecutive bytes starting with the first. */
  static byte[] count(int first, int length) {
    byte[] out = new byte[length];
    for (int i = 0; i < length; i++) {
      out[i] = (byte) (first + i);
    }
    return out;
  }
}
