package dev.kexbench.core.kx1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.kexbench.core.TestKeys;
import dev.kexbench.core.crypto.RsaOaepEncryption;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Attack: an eavesdropper tries passwords on recorded frames. Defence: no field on the wire is
 * keyed by the root alone, so even the correct password cannot be distinguished from a wrong one.
 */
class OfflineDictionaryTest {
  private static final int RIGHT_ROOT = 0xA1;
  private static final int WRONG_ROOT = 0xA2;

  private final World world = World.guarded();
  private final World.Exchanged seen = world.exchange(world.server.accept());
  private final byte[] fingerprint = world.options.keys().publicKey().fingerprint();
  private final byte[] th1 = ByHand.th1(seen.offer(), fingerprint);
  private final byte[] th3 = ByHand.th3(ByHand.th2(th1, seen.offer()), seen.ack());
  private final byte[] c = part(seen.offer(), 32, 288);
  private final byte[] time = part(seen.offer(), 288, 296);

  /** The fields of the recording that were computed with a key. */
  private record Fields(byte[] admissionTag, byte[] ackTag, byte[] confirmTag) {}

  private final Fields onTheWire =
      new Fields(
          part(seen.offer(), 296, 312), part(seen.ack(), 40, 72), part(seen.confirm(), 8, 40));

  /** The same fields of the same frames, computed from these secrets. */
  private Fields computed(byte[] root, byte[] k, byte[] gate) {
    byte[] admissionKey = ByHand.admissionKey(gate, part(seen.offer(), 8, 24));
    byte[] prk = ByHand.prk(th3, k, root);
    byte[] ackTag = ByHand.ackTag(prk, th3);
    return new Fields(
        ByHand.admissionTag(admissionKey, th1, c, time),
        ackTag,
        ByHand.confirmTag(prk, th3, ackTag));
  }

  /** The true plaintext, which an eavesdropper does not have. */
  private byte[] plaintext() throws GeneralSecurityException {
    return Recorded.decrypt(world.options.keys().rsa().getEncoded(), c);
  }

  @Test
  void allSecretsTogetherYieldEveryField() throws GeneralSecurityException {
    byte[] k = part(plaintext(), 0, 32);
    Fields right = computed(root(RIGHT_ROOT), k, world.options.keys().gate());
    assertArrayEquals(onTheWire.admissionTag(), right.admissionTag());
    assertArrayEquals(onTheWire.ackTag(), right.ackTag());
    assertArrayEquals(onTheWire.confirmTag(), right.confirmTag());
    assertArrayEquals(ByHand.t(root(RIGHT_ROOT), th1, k), part(plaintext(), 32, 64));
  }

  @Test
  void theRightRootYieldsNoFieldWithoutKOrTheGate() {
    for (byte[] other : publicStandIns()) {
      Fields guessed = computed(root(RIGHT_ROOT), other, other);
      assertFalse(Arrays.equals(onTheWire.admissionTag(), guessed.admissionTag()));
      assertFalse(Arrays.equals(onTheWire.ackTag(), guessed.ackTag()));
      assertFalse(Arrays.equals(onTheWire.confirmTag(), guessed.confirmTag()));
      // The confirm_tag again, over the ack_tag that was actually sent.
      byte[] prk = ByHand.prk(th3, other, root(RIGHT_ROOT));
      byte[] confirmTag = ByHand.confirmTag(prk, th3, onTheWire.ackTag());
      assertFalse(Arrays.equals(onTheWire.confirmTag(), confirmTag));
    }
  }

  /** All 32-byte keys available to an attacker who has the frames, the public key and the root. */
  private List<byte[]> publicStandIns() {
    List<byte[]> all = new ArrayList<>();
    all.add(new byte[32]);
    all.add(root(RIGHT_ROOT));
    all.add(ByHand.expand(root(RIGHT_ROOT), ByHand.ascii("kx1 auth"), 32));
    all.add(ByHand.expand(root(RIGHT_ROOT), ByHand.ascii("kx1 mix"), 32));
    all.add(ByHand.admissionKey(root(RIGHT_ROOT), part(seen.offer(), 8, 24)));
    all.add(fingerprint);
    all.add(th1);
    all.add(th3);
    for (byte[] frame : List.of(seen.offer(), seen.ack(), seen.confirm())) {
      for (int at = 0; at + 32 <= frame.length; at++) {
        all.add(part(frame, at, at + 32));
      }
    }
    return all;
  }

  @Test
  void theAdmissionTagDependsOnTheGateAndTheFrameButNotOnTheRoot() {
    byte[] gate = world.options.keys().gate();
    for (int rootByte : new int[] {RIGHT_ROOT, WRONG_ROOT}) {
      byte[] offer = world.offer(world.credentials("alice", rootByte, true));
      byte[] key = ByHand.admissionKey(gate, part(offer, 8, 24));
      byte[] tag =
          ByHand.admissionTag(
              key, ByHand.th1(offer, fingerprint), part(offer, 32, 288), part(offer, 288, 296));
      assertArrayEquals(part(offer, 296, 312), tag);
    }
  }

  @Test
  void theSameKAndTYieldDifferentCBecauseOaepIsSeeded() throws GeneralSecurityException {
    byte[] plaintext = plaintext();
    RsaOaepEncryption rsa = World.FAST.rsaOaep(TestKeys.rsa(2048).publicKey().rsa());
    byte[] again = rsa.encrypt(plaintext);
    assertFalse(Arrays.equals(c, again));
    assertArrayEquals(plaintext, Recorded.decrypt(world.options.keys().rsa().getEncoded(), again));
    assertEquals(c.length, again.length);
  }

  private static byte[] root(int value) {
    byte[] root = new byte[32];
    Arrays.fill(root, (byte) value);
    return root;
  }

  private static byte[] part(byte[] bytes, int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }
}
