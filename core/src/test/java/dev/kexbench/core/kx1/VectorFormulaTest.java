package dev.kexbench.core.kx1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.exchange.SessionKey;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The committed exchanges, value by value against the specification's formulas. */
class VectorFormulaTest {
  /** Label and length of each session key, from the specification. */
  private static final Map<String, Integer> KEYS =
      Map.of(
          "c2s enc",
          32,
          "c2s iv",
          12,
          "c2s mac",
          32,
          "s2c enc",
          32,
          "s2c iv",
          12,
          "s2c mac",
          32,
          "exporter",
          32);

  static List<Recorded> exchanges() {
    return Recorded.ofRsaAndBatches();
  }

  @Test
  void coversEverySuiteWithAndWithoutAdmission() {
    Set<String> seen = new HashSet<>();
    exchanges().forEach(each -> seen.add(each.suite() + " " + each.admission()));
    assertEquals(10, seen.size());
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void framesConsistOfTheirFields(Recorded it) {
    int suite = it.values().get("suite").intValue();
    byte[] keyId = Arrays.copyOf(it.hex("server_fp"), 8);
    byte[] part =
        it.admission()
            ? RecordedWire.join(it.hex("time_ms"), it.hex("admission_tag"))
            : new byte[0];
    byte[] body = RecordedWire.join(it.hex("client_id"), keyId, it.hex("c"), part);
    assertArrayEquals(RecordedWire.frame(1, suite, it.admission() ? 1 : 0, body), it.hex("offer"));
    byte[] ack = RecordedWire.join(it.hex("server_random"), it.hex("ack_tag"));
    assertArrayEquals(RecordedWire.frame(2, suite, 0, ack), it.hex("ack"));
    assertArrayEquals(RecordedWire.frame(3, suite, 0, it.hex("confirm_tag")), it.hex("confirm"));
    assertEquals(it.suite().keyBits() / 8, it.hex("c").length);
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void hashesAndKeysFollowTheFormulas(Recorded it) {
    byte[] root = it.hex("root");
    byte[] k = it.hex("k");
    assertArrayEquals(ByHand.h(it.hex("server_key_spki")), it.hex("server_fp"));
    assertArrayEquals(ByHand.th1(it.hex("offer"), it.hex("server_fp")), it.hex("th1"));
    assertArrayEquals(ByHand.t(root, it.hex("th1"), k), it.hex("t"));
    assertArrayEquals(ByHand.th2(it.hex("th1"), it.hex("offer")), it.hex("th2"));
    assertArrayEquals(ByHand.th3(it.hex("th2"), it.hex("ack")), it.hex("th3"));
    assertArrayEquals(ByHand.prk(it.hex("th3"), k, root), it.hex("prk"));
    byte[] prk = it.hex("prk");
    assertArrayEquals(ByHand.ackTag(prk, it.hex("th3")), it.hex("ack_tag"));
    assertArrayEquals(
        ByHand.confirmTag(prk, it.hex("th3"), it.hex("ack_tag")), it.hex("confirm_tag"));
    assertArrayEquals(Arrays.copyOf(it.hex("th3"), 16), it.hex("session_id"));
    KEYS.forEach(
        (label, length) -> assertArrayEquals(ByHand.key(prk, label, length), it.hex(label)));
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void theCiphertextContainsKAndT(Recorded it) throws GeneralSecurityException {
    assertArrayEquals(RecordedWire.join(it.hex("k"), it.hex("t")), it.decrypt(it.hex("c")));
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void theAdmissionTagFollowsTheFormula(Recorded it) {
    byte[] key = ByHand.admissionKey(it.hex("k_gate"), it.hex("client_id"));
    assertArrayEquals(key, it.hex("k_admission"));
    assertEquals(it.admission(), it.values().has("admission_tag"));
    if (it.admission()) {
      byte[] tag = ByHand.admissionTag(key, it.hex("th1"), it.hex("c"), it.hex("time_ms"));
      assertArrayEquals(tag, it.hex("admission_tag"));
    }
  }

  @Test
  void sessionKeysHaveTheLabelsAndLengthsOfTheSpecification() {
    assertEquals(KEYS.size(), SessionKey.values().length);
    for (SessionKey which : SessionKey.values()) {
      assertEquals(KEYS.get(which.label()), which.bytes());
    }
  }

  /** Attack: key misuse and reflection. Defence: one key per use and direction. */
  @ParameterizedTest
  @MethodSource("exchanges")
  void allDerivedKeysDiffer(Recorded it) {
    Set<String> heads = new HashSet<>();
    byte[] prk = it.hex("prk");
    KEYS.keySet().forEach(label -> assertTrue(heads.add(head(it.hex(label))), label));
    for (String label : List.of("ack", "confirm")) {
      assertTrue(heads.add(head(ByHand.key(prk, label, 32))), label);
    }
    for (String label : List.of("kx1 auth", "kx1 mix", "kx1 noise psk")) {
      assertTrue(heads.add(head(ByHand.expand(it.hex("root"), ByHand.ascii(label), 32))), label);
    }
    for (String name : List.of("k_admission", "root", "k", "prk", "t", "ack_tag", "confirm_tag")) {
      assertTrue(heads.add(head(it.hex(name))), name);
    }
  }

  private static String head(byte[] key) {
    return HexFormat.of().formatHex(key, 0, 12);
  }
}
