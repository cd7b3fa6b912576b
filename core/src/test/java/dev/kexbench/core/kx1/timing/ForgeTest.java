package dev.kexbench.core.kx1.timing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.core.TestKeys;
import dev.kexbench.core.crypto.Backends;
import dev.kexbench.core.crypto.Oaep;
import dev.kexbench.core.crypto.Sha256;
import dev.kexbench.core.identity.ServerKeys;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An OFFER of a class has the fault of its class and no other. */
class ForgeTest {
  private static final Set<OfferClass> BAD_PADDING =
      EnumSet.range(OfferClass.FIRST_BYTE, OfferClass.SEPARATOR);

  private final ServerKeys keys = TestKeys.rsa(2048);
  private final Sha256 sha = Backends.select("jdk").backend().sha256();
  private final Random random = new Random(6);

  @ParameterizedTest
  @EnumSource(OfferClass.class)
  void thePaddingIsWrongExactlyInTheClassesWithThatFault(OfferClass kind) throws IOException {
    StoredClients clients = StoredClients.of(keys, random);
    Forge forge = new Forge(keys.publicKey(), clients.all(), sha, random);
    for (int i = 0; i < 10; i++) {
      byte[] offer = forge.offer(kind);
      byte[] block = decrypted(Arrays.copyOfRange(offer, 32, 288));
      assertEquals(kind == OfferClass.FIRST_BYTE, block[0] != 0);
      int expected = BAD_PADDING.contains(kind) ? -1 : 0;
      assertEquals(expected, Oaep.decode(sha, block, new byte[64]));
    }
  }

  private byte[] decrypted(byte[] c) {
    BigInteger d = keys.rsa().getPrivateExponent();
    BigInteger n = keys.rsa().getModulus();
    return TestKeys.unsigned(new BigInteger(1, c).modPow(d, n), 256);
  }
}
