package dev.kexbench.core.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kexbench.core.VectorFile;
import dev.kexbench.core.crypto.AesGcm;
import dev.kexbench.core.crypto.Backends;
import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.CurveKeys;
import dev.kexbench.core.crypto.Ecdh;
import dev.kexbench.core.crypto.InterceptedBackend;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The handshake against an independent vector, and the inputs that it refuses. */
class NkPsk0Test {
  private static final byte[] PROLOGUE = "a prologue".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] PSK = new byte[32];
  private static final byte[] EMPTY = {};

  static Stream<CryptoBackend> backends() {
    return Backends.working().stream();
  }

  private static Ecdh.Key key(Ecdh curve, byte[] scalar) {
    byte[] publicKey = new byte[32];
    X25519.generatePublicKey(scalar, 0, publicKey, 0);
    return curve.imported(CurveKeys.x25519(scalar), publicKey);
  }

  /** The functions of a backend that generates only this key. */
  private static NoiseCrypto withNextKey(CryptoBackend real, byte[] scalar) {
    return NoiseCrypto.of(
        new InterceptedBackend(real) {
          @Override
          protected Ecdh.Key generated(Ecdh by, Ecdh.Key made) {
            return key(by, scalar);
          }
        });
  }

  private record Vector(JsonNode values) {
    byte[] hex(String name) {
      return HexFormat.of().parseHex(values.get(name).textValue());
    }

    byte[] message(int number, String part) {
      return HexFormat.of().parseHex(values.get("messages").get(number).get(part).textValue());
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void bothSidesWriteTheVectorsMessages(CryptoBackend backend) {
    Vector it =
        new Vector(VectorFile.read("noise_nkpsk0_25519_aesgcm_sha256.json").get("vectors").get(0));
    NoiseCrypto real = NoiseCrypto.of(backend);
    byte[] psk = HexFormat.of().parseHex(it.values().get("init_psks").get(0).textValue());
    var initiator = new NkPsk0Initiator(it.hex("init_prologue"), it.hex("init_remote_static"));
    var responder =
        new NkPsk0Responder(it.hex("resp_prologue"), key(real.curve(), it.hex("resp_static")));

    NoiseCrypto here = withNextKey(backend, it.hex("init_ephemeral"));
    byte[] first = initiator.writeFirst(here, psk, it.message(0, "payload")).orElseThrow();
    assertArrayEquals(it.message(0, "ciphertext"), first);
    assertArrayEquals(
        it.message(0, "payload"), responder.readFirst(real, psk, first).orElseThrow());

    NoiseCrypto there = withNextKey(backend, it.hex("resp_ephemeral"));
    byte[] second = responder.writeSecond(there, it.message(1, "payload"));
    assertArrayEquals(it.message(1, "ciphertext"), second);
    assertArrayEquals(it.message(1, "payload"), initiator.readSecond(here, second).orElseThrow());

    assertArrayEquals(it.hex("handshake_hash"), initiator.handshakeHash());
    assertArrayEquals(it.hex("handshake_hash"), responder.handshakeHash());
    byte[] keys = initiator.split(here);
    assertArrayEquals(keys, responder.split(there));
    // Message 3 is the first under k1, message 4 the first under k2.
    for (int side = 0; side < 2; side++) {
      byte[] k = Arrays.copyOfRange(keys, 32 * side, 32 * side + 32);
      assertArrayEquals(
          it.message(2 + side, "ciphertext"),
          backend
              .aesGcm()
              .seal(new AesGcm.Use(k, new byte[12], EMPTY), it.message(2 + side, "payload")));
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void anyChangedByteOfEitherMessageIsRefused(CryptoBackend backend) {
    NoiseCrypto crypto = NoiseCrypto.of(backend);
    Ecdh.Key statics = crypto.curve().generate();
    for (int at = 0; at < 48; at++) {
      var initiator = new NkPsk0Initiator(PROLOGUE, statics.publicKey());
      byte[] first = initiator.writeFirst(crypto, PSK, EMPTY).orElseThrow();
      assertEquals(48, first.length);
      assertTrue(read(crypto, statics, PSK, flipped(first, at)).isEmpty(), "message 1, " + at);
      var responder = new NkPsk0Responder(PROLOGUE, statics);
      assertTrue(responder.readFirst(crypto, PSK, first).isPresent());
      byte[] second = responder.writeSecond(crypto, EMPTY);
      assertEquals(48, second.length);
      assertTrue(initiator.readSecond(crypto, flipped(second, at)).isEmpty(), "message 2, " + at);
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void anotherPskPrologueOrKeyIsRefused(CryptoBackend backend) {
    NoiseCrypto crypto = NoiseCrypto.of(backend);
    Ecdh.Key statics = crypto.curve().generate();
    byte[] first =
        new NkPsk0Initiator(PROLOGUE, statics.publicKey())
            .writeFirst(crypto, PSK, EMPTY)
            .orElseThrow();
    assertTrue(read(crypto, statics, flipped(PSK, 31), first).isEmpty());
    assertTrue(read(crypto, crypto.curve().generate(), PSK, first).isEmpty());
    var fallbackAlgorithms = new NkPsk0Responder(EMPTY, statics);
    assertTrue(fallbackAlgorithms.readFirst(crypto, PSK, first).isEmpty());
    assertFalse(read(crypto, statics, PSK, first).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("backends")
  void pointsOfSmallOrderAndShortMessagesAreRefused(CryptoBackend backend) {
    NoiseCrypto crypto = NoiseCrypto.of(backend);
    Ecdh.Key statics = crypto.curve().generate();
    assertTrue(read(crypto, statics, PSK, new byte[48]).isEmpty());
    assertTrue(read(crypto, statics, PSK, EMPTY).isEmpty());
    assertTrue(
        new NkPsk0Initiator(PROLOGUE, new byte[32]).writeFirst(crypto, PSK, EMPTY).isEmpty());
  }

  private static Optional<byte[]> read(
      NoiseCrypto crypto, Ecdh.Key statics, byte[] psk, byte[] first) {
    return new NkPsk0Responder(PROLOGUE, statics).readFirst(crypto, psk, first);
  }

  private static byte[] flipped(byte[] bytes, int at) {
    byte[] changed = bytes.clone();
    changed[at] ^= 1;
    return changed;
  }
}
